import ExactJSON
import FEEL
import Screening
import Sealing
import Zoning

/// What is kept of an assessment: facts, findings and outcome codes; texts come from the immutable editions.
struct ScreeningRecord {
  var engineRules: String
  var asOf: CivilDate
  var editions: [String]
  var documents: Digest
  var registers: Digest
  /// The register of catalogues; nil in records from before there was one.
  var catalogues: Digest?
  var project: [JSONMember]
  var findings: SiteFindings
  var map: [MapFact: FEELValue]
  var assumed: [Assumption]
  /// Clause id and outcome code, so that a moved outcome is seen without rendering.
  var outcomes: [(id: String, outcome: String)]

  init(state: PlanState, findings: SiteFindings, result: Assessor.Result, assumed: [Assumption]) {
    engineRules = result.assessment.engineRules
    asOf = state.asOf
    editions = state.rulebook.legalState.editions.map(\.id)
    documents = state.documents
    registers = state.registers
    catalogues = state.catalogues
    project = result.assessment.project
    self.findings = findings
    map = result.measured
    self.assumed = assumed
    outcomes = result.assessment.clauses.map { ($0.clause.id, $0.outcome.rawValue) }
  }

  var json: JSONValue {
    .object([
      "engineRules": .string(engineRules), "asOf": .string(asOf.description), "editions": .array(editions.map { .string($0) }),
      "documents": .string(documents.description), "registers": .string(registers.description),
      "catalogues": .text(catalogues?.description), "project": .object(project),
      "findings": findings.json,
      "map": .object(
        map.sorted { $0.key < $1.key }.filter { !$0.value.isUnknown }.map { fact, value in
          let v: JSONValue =
            switch value {
            case .boolean(let b): .bool(b)
            case .number(let d): .number(d.description)
            case .string(let s): .string(s)
            case .list(let items): .array(items.map { .text($0.stringValue) })
            default: .null
            }
          return JSONMember(key: fact.id, value: v)
        }),
      "assumed": .array(assumed.map { .object(["what": .string($0.what), "value": .string($0.value), "why": .string($0.why)]) }),
      "outcomes": .array(outcomes.map { .array([.string($0.id), .string($0.outcome)]) }),
    ])
  }

  init(_ json: JSONValue) throws {
    guard let rules = json["engineRules"]?.stringValue, let asOf = json["asOf"]?.stringValue.flatMap({ CivilDate($0) }),
      let documents = json["documents"]?.stringValue.flatMap({ Digest($0) }),
      let registers = json["registers"]?.stringValue.flatMap({ Digest($0) }),
      let project = json["project"]?.objectValue, let findings = json["findings"]
    else { throw RecordFault(what: "record") }
    engineRules = rules
    self.asOf = asOf
    editions = (json["editions"]?.arrayValue ?? []).compactMap(\.stringValue)
    self.documents = documents
    self.registers = registers
    catalogues = json["catalogues"]?.stringValue.flatMap { Digest($0) }
    self.project = project
    self.findings = try SiteFindings(findings)
    map = [:]
    for m in json["map"]?.objectValue ?? [] {
      guard let fact = MapFact(id: m.key) else { throw RecordFault(what: "map fact \(m.key)") }
      switch m.value {
      case .bool(let b): map[fact] = .boolean(b)
      case .number(let n):
        guard let d = FEELDecimal(n) else { throw RecordFault(what: "map fact \(m.key)") }
        map[fact] = .number(d)
      case .string(let s): map[fact] = .string(s)
      case .array(let items): map[fact] = .list(items.map { $0.stringValue.map { .string($0) } ?? .null })
      default: throw RecordFault(what: "map fact \(m.key)")
      }
    }
    assumed = try (json["assumed"]?.arrayValue ?? []).map { a in
      guard let what = a["what"]?.stringValue, let value = a["value"]?.stringValue, let why = a["why"]?.stringValue else {
        throw RecordFault(what: "assumed")
      }
      return Assumption(what: what, value: value, why: why)
    }
    outcomes = (json["outcomes"]?.arrayValue ?? []).compactMap { o in
      guard let cells = o.arrayValue, cells.count == 2, let id = cells[0].stringValue, let outcome = cells[1].stringValue else {
        return nil
      }
      return (id, outcome)
    }
  }
}
