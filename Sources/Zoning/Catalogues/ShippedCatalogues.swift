import ExactJSON

/// The catalogues that come with the program, put on record when a data folder is first written.
public enum ShippedCatalogues {
  private static let lookups = ["double-high-2021.json", "high-pollution-fuels-2017.json"]

  public static let all: [HeldCatalogue] = {
    do {
      let heads = try JSONValue(parsing: ShippedData.bytes("catalogues/catalogues.json")).arrayValue ?? []
      let procedures = try heads.map { head in
        try HeldCatalogue(
          head: .object((head.objectValue ?? []).filter { $0.key != "file" }),
          table: String(decoding: ShippedData.bytes("catalogues/" + (try head.text("file", of: "名录"))), as: UTF8.self))
      }
      return try procedures + lookups.map { try HeldCatalogue(JSONValue(parsing: ShippedData.bytes("catalogues/" + $0))) }
    } catch { preconditionFailure("the shipped catalogues are faulty: \(error)") }
  }()
}

extension ProcedureLibrary {
  /// The catalogues of procedures that come with the program.
  public static let standard = ProcedureLibrary(
    ShippedCatalogues.all.compactMap { if case .procedures(let catalogue, _, _) = $0 { catalogue } else { nil } })
}
