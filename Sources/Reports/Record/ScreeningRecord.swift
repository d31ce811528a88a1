import ExactJSON
import FEEL
import Screening
import Zoning

/// A stored screening as typed values: what every document is made from, figures as exact decimals.
///
/// It reads the screening view (an assessment with `screening` in front) and judges nothing anew.
struct ScreeningRecord: Sendable {
  struct Registration: Sendable {
    var id: String
    var number: String
    var hash: String
  }

  struct Edition: Sendable {
    var issuer: String
    var edition: String
    var name: String
    var from: CivilDate?
    var body: String
    var instrument: String?
    var date: CivilDate?
  }

  struct Unit: Sendable {
    var code: String
    var name: String
    var unitClass: UnitClass?
    var county: String
    var city: String
    var area: FEELDecimal?
    var share: FEELDecimal?
    var length: FEELDecimal?
  }

  struct Zone: Sendable {
    var layer: String
    var title: String
    var code: String
    var name: String
    var zoneClass: String?
    var area: FEELDecimal?
    var share: FEELDecimal?
    var length: FEELDecimal?
    var basis: String?
  }

  struct Nearest: Sendable {
    var layer: String
    var code: String
    var name: String
    var distance: FEELDecimal
    var bearing: String?
  }

  struct MissingFact: Sendable {
    var fact: String
    var label: String
    var unit: String?
    var supplier: FactSupplier?
    var question: String
    var options: [String]
    var neededBy: [String]
  }

  /// Unguessable id, number and digest of the stored JSON (`sha256:…`): all three, or none where the screening was not stored.
  var registration: Registration?
  /// When it was made; the beginning of the legal day where the screening carries no time.
  var at: BeijingTime
  var name: String
  var projectCode: String?
  var description: String?

  var assessmentID: String
  var legalStateID: String
  var asOf: CivilDate
  var editions: [Edition]
  var engineRules: String
  var areaMethod: String
  var conclusion: Conclusion
  var mayBecome: [Conclusion]
  var answer: String
  /// What was supplied, by fact id, in catalogue order.
  var facts: [JSONMember]
  var site: SiteRecord
  var assumed: [(what: String, value: String, why: String)]
  var units: [Unit]
  var zones: [Zone]
  var tolerated: [Zone]
  var nearest: [Nearest]
  /// In the order of the report: tier, owner, dimension; the number of each runs through the whole report.
  var clauses: [ClauseRecord]
  var missingFacts: [MissingFact]
  var notChecked: [(what: String, why: String)]
  var procedures: [Procedure]
  var suspensions: [Suspension]

  /// Reads a screening view; throws `incompleteRecord` where something is missing that a report cannot do without.
  init(_ view: JSONValue) throws(ReportError) {
    let screening = view["screening"] ?? .null
    if let id = screening.wordsIfAny("id") {
      guard let number = screening.wordsIfAny("number") else { throw .incompleteRecord("编号 screening.number") }
      guard let hash = screening.wordsIfAny("hash") else { throw .incompleteRecord("结果校验 screening.hash") }
      guard BeijingTime(screening.words("at")) != nil else { throw .incompleteRecord("研判时间 screening.at") }
      registration = Registration(id: id, number: number, hash: hash)
    }
    guard let assessmentID = view.wordsIfAny("id") else { throw .incompleteRecord("研判结果标识 id") }
    guard let state = view["legalState"], let asOf = CivilDate(state.words("asOf")) else { throw .incompleteRecord("法律时点 legalState.asOf") }
    guard let conclusion = Conclusion(rawValue: view.words("conclusion")) else { throw .incompleteRecord("研判结论 conclusion") }
    guard let clauses = view["clauses"]?.arrayValue else { throw .incompleteRecord("逐条结果 clauses") }
    guard let site = view["site"] else { throw .incompleteRecord("选址 site") }

    at = BeijingTime(screening.words("at")) ?? BeijingTime(beginning: asOf)
    self.assessmentID = assessmentID
    self.asOf = asOf
    self.conclusion = conclusion
    name = screening.wordsIfAny("name")?.replacing("\n", with: " ") ?? "未命名项目"
    projectCode = screening.wordsIfAny("projectCode")
    description = screening.wordsIfAny("description")
    legalStateID = state.words("id")
    editions = state.items("editions").map(Edition.init)
    engineRules = view.words("engineRules")
    areaMethod = view.words("areaMethod")
    mayBecome = view.texts("mayBecome").compactMap(Conclusion.init(rawValue:))
    answer = view.words("answer")
    facts = view["project"]?["facts"]?.objectValue ?? []
    self.site = try SiteRecord(site)
    assumed = view.items("assumed").map {
      ($0.words("what"), $0["value"]?.stringValue ?? $0["value"]?.canonicalText ?? "", $0.words("why"))
    }
    units = view.items("units").map(Unit.init)
    zones = view.items("zones").map(Zone.init)
    tolerated = view.items("tolerated").map(Zone.init)
    nearest = view.items("nearest").compactMap(Nearest.init)
    self.clauses = try ClauseRecord.inReportOrder(clauses)
    missingFacts = view.items("missingFacts").map(MissingFact.init)
    notChecked = view.items("notChecked").map { ($0.words("what"), $0.words("why")) }
    procedures = Self.procedures(view)
    suspensions = Self.suspensions(view)
  }

  func count(_ outcome: Outcome) -> Int { clauses.reduce(0) { $0 + ($1.outcome == outcome ? 1 : 0) } }
  func clauses(_ outcome: Outcome) -> [ClauseRecord] { clauses.filter { $0.outcome == outcome } }

  /// The report's numbers of clauses named by id, ascending; an id that is not in the report is left out.
  func numbers(of ids: [String]) -> [Int] {
    let wanted = Set(ids)
    return clauses.filter { wanted.contains($0.id) }.map(\.number)
  }
}

extension ScreeningRecord.Edition {
  init(_ json: JSONValue) {
    let instrument = json["instrument"] ?? .null
    self.init(
      issuer: json.words("issuer"), edition: json.words("edition"), name: json.words("name"), from: CivilDate(json.words("from")),
      body: instrument.words("body"), instrument: instrument.wordsIfAny("number"), date: CivilDate(instrument.words("date")))
  }
}

extension ScreeningRecord.Unit {
  init(_ json: JSONValue) {
    self.init(
      code: json.words("code"), name: json.words("name"), unitClass: UnitClass(rawValue: json.words("class")),
      county: json["county"]?.words("name") ?? "", city: json["city"]?.words("name") ?? "", area: json.decimal("areaSquareMetres"),
      share: json.decimal("share"), length: json.decimal("lengthMetres"))
  }
}

extension ScreeningRecord.Zone {
  init(_ json: JSONValue) {
    self.init(
      layer: json.words("layer"), title: json.wordsIfAny("layerTitle") ?? json.words("layer"), code: json.words("code"),
      name: json.words("name"),
      zoneClass: json.wordsIfAny("class"), area: json.decimal("areaSquareMetres"), share: json.decimal("share"),
      length: json.decimal("lengthMetres"),
      basis: json.wordsIfAny("basis"))
  }
}

extension ScreeningRecord.Nearest {
  init?(_ json: JSONValue) {
    guard let distance = json.decimal("distanceMetres") else { return nil }
    self.init(
      layer: json.words("layer"), code: json.words("code"), name: json.words("name"), distance: distance,
      bearing: json.wordsIfAny("bearing"))
  }
}

extension ScreeningRecord.MissingFact {
  init(_ json: JSONValue) {
    self.init(
      fact: json.words("fact"), label: json.wordsIfAny("label") ?? json.words("fact"), unit: json.wordsIfAny("unit"),
      supplier: FactSupplier(rawValue: json.words("supplier")), question: json.words("question"),
      options: json.items("options").compactMap { $0.wordsIfAny("label") ?? $0.wordsIfAny("word") }, neededBy: json.texts("neededBy"))
  }
}
