/// All known editions of the catalogues of procedures; answers which hold on a day.
public struct ProcedureLibrary: Sendable {
  public let catalogues: [ProcedureCatalogue]

  public init(_ catalogues: [ProcedureCatalogue]) { self.catalogues = catalogues }

  /// The catalogues in force on a day, one a kind: where two would hold, the one that begins last.
  public func inForce(on day: CivilDate) -> [ProcedureCatalogue] {
    ProcedureKind.allCases.compactMap { kind in
      catalogues.filter { $0.kind == kind && $0.validity.contains(day) }
        .max { ($0.validity.from ?? .distantPast, $0.id) < ($1.validity.from ?? .distantPast, $1.id) }
    }
  }
}
