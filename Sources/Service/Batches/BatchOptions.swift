import ExactJSON
import Screening
import Sealing
import Zoning

/// How a batch is run, as its job keeps it: what was asked, how its file was read, and the law it is judged by.
struct BatchOptions {
  /// Each row becomes a stored screening with a number.
  var stores: Bool
  /// Facts that all rows share where they do not state their own; nil where there are none.
  var common: JSONValue?
  var fileName: String?
  /// `{"format", "columns", "notes"}` of the reading.
  var reading: JSONValue
  var plan: PlanPin

  var json: JSONValue {
    .object([
      "store": .bool(stores), "common": common ?? .null, "file": .text(fileName), "reading": reading, "plan": plan.json,
    ])
  }

  init(stores: Bool, common: JSONValue?, fileName: String?, reading: JSONValue, plan: PlanPin) {
    self.stores = stores
    self.common = common
    self.fileName = fileName
    self.reading = reading
    self.plan = plan
  }

  init(_ json: JSONValue) throws {
    guard let plan = json["plan"], let reading = json["reading"], let stores = json["store"]?.boolValue else {
      throw RecordFault(what: "batch options")
    }
    self.init(
      stores: stores, common: json["common"].flatMap { $0.isNull ? nil : $0 }, fileName: json["file"]?.stringValue, reading: reading,
      plan: try PlanPin(plan))
  }
}

/// Exactly the law that was in force when a batch was started: what comes into force while it runs changes none of its rows.
struct PlanPin: Hashable {
  var asOf: CivilDate
  var editions: [String]
  var documents: Digest
  var registers: Digest
  var catalogues: Digest?
  var legalState: String

  init(_ state: PlanState) {
    asOf = state.asOf
    editions = state.rulebook.legalState.editions.map(\.id)
    documents = state.documents
    registers = state.registers
    catalogues = state.catalogues
    legalState = state.rulebook.legalState.id.description
  }

  var json: JSONValue {
    .object([
      "asOf": .string(asOf.description), "editions": .array(editions.map { .string($0) }), "documents": .string(documents.description),
      "registers": .string(registers.description), "catalogues": .text(catalogues?.description), "legalState": .string(legalState),
    ])
  }

  init(_ json: JSONValue) throws {
    guard let asOf = json["asOf"]?.stringValue.flatMap({ CivilDate($0) }),
      let documents = json["documents"]?.stringValue.flatMap({ Digest($0) }),
      let registers = json["registers"]?.stringValue.flatMap({ Digest($0) })
    else { throw RecordFault(what: "plan of a batch") }
    self.asOf = asOf
    self.documents = documents
    self.registers = registers
    editions = (json["editions"]?.arrayValue ?? []).compactMap(\.stringValue)
    catalogues = json["catalogues"]?.stringValue.flatMap { Digest($0) }
    legalState = json["legalState"]?.stringValue ?? ""
  }
}

extension ZoningService {
  func state(of plan: PlanPin) throws(ServiceError) -> PlanState {
    try refusing {
      try library.state(
        asOf: plan.asOf, editionIDs: plan.editions, documents: plan.documents, registers: plan.registers, catalogues: plan.catalogues)
    }
  }
}
