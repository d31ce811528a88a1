import ExactJSON
import Exchange
import Geometry
import Screening
import Store
import ZoneIndex
public import Zoning
public import Sealing

/// What an independent judge needs to recompute our answers (导出).
public enum ExportSubject: Hashable, Sendable {
  /// A layer; `units` is the control units.
  case layer(String)
  case lists(ListSelection)
  /// What travels with the lists.
  case scenarios(ListSelection)
  case state
  case facts
  case records
  /// The catalogues in force, a line each.
  case catalogues

  public init?(words: [String]) {
    switch (words.first, words.count) {
    case ("layer"?, 2): self = .layer(words[1])
    case ("lists"?, 1): self = .lists(.all)
    case ("scenarios"?, 1): self = .scenarios(.all)
    case ("state"?, 1): self = .state
    case ("facts"?, 1): self = .facts
    case ("records"?, 1): self = .records
    case ("catalogues"?, 1): self = .catalogues
    default: return nil
    }
  }
}

/// The forms that an export is written in.
public enum ExportFormat: String, Sendable, CaseIterable {
  case geojsonseq, csv, jsonl, xlsx, dmn, zip
}

extension ZoningService {
  /// Writes an export in pieces and returns the digest of all its bytes.
  ///
  /// The first format that fits is taken when none is named; one that does not fit is refused.
  @discardableResult
  public func export(_ subject: ExportSubject, format: ExportFormat?, asOf: CivilDate?, caller: Caller, to sink: ([UInt8]) throws -> Void)
    throws(ServiceError)
    -> Digest
  {
    let state = try state(asOf)
    var digest = RunningDigest()
    func write(_ bytes: [UInt8]) throws {
      digest.add(bytes)
      try sink(bytes)
    }
    switch subject {
    case .layer(let name):
      let id = name == "units" ? LayerDescriptor.unitLayer : name
      guard format ?? .geojsonseq == .geojsonseq else { throw ServiceError(.badInput, "图层只能导出为 geojsonseq。", field: "format") }
      guard state.snapshot.holds(id) else {
        throw ServiceError(.notFound, "没有名为“\(name)”的图层，现有：\(state.snapshot.layerIDs.joined(separator: "、"))。", field: "layer")
      }
      try refusing { try Self.writeLayer(id, state.snapshot, write) }
    case .lists(let selection):
      let clauses = try clauses(selection, state)
      guard let form = ListFormat(rawValue: (format ?? .jsonl).rawValue) else {
        throw ServiceError(.badInput, "清单只能导出为 jsonl、csv、xlsx、dmn 或 zip（两个 CSV：条款和情景）。", field: "format")
      }
      let scenarios = form.holdsScenarios ? try scenarios(of: clauses, state) : []
      try refusing {
        if form == .jsonl {
          for c in clauses { try write(c.json.canonicalBytes) }
        } else {
          try write(Self.listFile(clauses, scenarios, as: form))
        }
      }
    case .scenarios(let selection):
      guard let form = ListFormat(rawValue: (format ?? .jsonl).rawValue), form == .jsonl || form == .csv else {
        throw ServiceError(.badInput, "情景只能导出为 jsonl 或 csv。", field: "format")
      }
      let bytes = try listScenarios(selection, format: form, asOf: asOf, caller: caller)
      try refusing { try write(bytes) }
    case .state:
      try refusing {
        try write(
          JSONValue.object([
            "legalState": state.rulebook.legalState.json, "documents": state.rulebook.documents.json,
            "registers": state.rulebook.registers.json,
            "layers": .array(state.rulebook.layers.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map(\.json)),
          ]).canonicalBytes)
      }
    case .catalogues:
      try refusing {
        for row in state.register.inForce(on: state.asOf) { try write(try library.catalogue(row.content).json.canonicalBytes) }
      }
    case .facts: try refusing { for f in FactsCatalogue.standard.facts { try write(f.json.canonicalBytes) } }
    case .records:
      guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
      try refusing {
        for id in try repository.screeningIDs() {
          guard let s = try repository.screening(id) else { continue }
          try write(
            JSONValue.object([
              "id": .string(s.id), "number": .string(s.number), "at": .string(Instant.text(s.atMicroseconds)), "name": .text(s.name),
              "assessment": .string(s.assessment.description), "hash": .string(s.jsonDigest.description), "record": s.record,
            ]).canonicalBytes)
        }
      }
    }
    return digest.finished()
  }

  /// One GeoJSON feature a line, in order of codes.
  static func writeLayer(_ id: String, _ snapshot: ZoneSnapshot, _ write: ([UInt8]) throws -> Void) throws {
    for r in snapshot.features(of: id).map({ (snapshot.code(of: $0), $0) }).sorted(by: { $0 < $1 }).map(\.1) {
      var line: [UInt8] = []
      var attributes = snapshot.attributes(of: r)
      if id == LayerDescriptor.unitLayer, let code = ControlUnitCode(snapshot.code(of: r)) { attributes["class"] = code.unitClass.rawValue }
      MapFeatureText.append(
        snapshot.geometry(of: r), code: snapshot.code(of: r), name: snapshot.name(of: r), attributes: attributes, digits: 8, to: &line)
      line.append(0x0A)
      try write(line)
    }
  }

  /// The hash of the canonical export: of the digests of every layer, the lists, and the registers behind them.
  public func canonicalExportDigest(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> Digest {
    let state = try state(asOf)
    var whole = RunningDigest()
    for id in state.snapshot.layerIDs.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      whole.add("\(id) \(try export(.layer(id), format: nil, asOf: asOf, caller: caller) { _ in })\n")
    }
    whole.add("lists \(try export(.lists(.all), format: nil, asOf: asOf, caller: caller) { _ in })\n")
    whole.add("documents \(state.documents)\nregisters \(state.registers)\n")
    if let catalogues = state.catalogues { whole.add("catalogues \(catalogues)\n") }
    return whole.finished()
  }
}
