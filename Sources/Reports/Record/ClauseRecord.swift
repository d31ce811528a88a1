import ExactJSON
import FEEL
import Screening
import Zoning

/// One clause of the record with what was found about it.
struct ClauseRecord: Sendable {
  struct Margin: Sendable {
    var fact: String?
    var actual: FEELDecimal
    var relation: String
    var limit: FEELDecimal
    var value: FEELDecimal
    var unit: String?
    var borderline: Bool
  }

  /// Its number in the report, from 1.
  var number: Int
  var id: String
  var tier: Tier
  var owner: String
  var ownerName: String
  var dimension: Dimension
  var effect: Effect?
  var outcome: Outcome
  var text: String
  /// The source as it is cited on the day, with the document's number.
  var source: String
  var because: String
  var margin: Margin?
  var notHeld: [String]

  /// The clauses ordered by tier, owner (as the owners first appear) and dimension, otherwise as recorded, and numbered.
  static func inReportOrder(_ rows: [JSONValue]) throws(ReportError) -> [ClauseRecord] {
    var read: [ClauseRecord] = []
    read.reserveCapacity(rows.count)
    for row in rows { read.append(try ClauseRecord(row)) }
    var ownerRank: [String: Int] = [:]
    for c in read where ownerRank[c.owner] == nil { ownerRank[c.owner] = ownerRank.count }
    func key(_ c: ClauseRecord, _ i: Int) -> (Int, Int, Int, Int) { (c.tier.rank, ownerRank[c.owner] ?? 0, c.dimension.rank, i) }
    let order = read.indices.sorted { key(read[$0], $0) < key(read[$1], $1) }
    return order.enumerated().map { position, i in
      var c = read[i]
      c.number = position + 1
      return c
    }
  }

  init(_ json: JSONValue) throws(ReportError) {
    let id = json.words("id")
    guard let tier = Tier(rawValue: json.words("tier")), let dimension = Dimension(rawValue: json.words("dimension")),
      let outcome = Outcome(rawValue: json.words("outcome"))
    else { throw .incompleteRecord("条款“\(id)”的层级、维度或结果") }
    number = 0
    self.id = id
    self.tier = tier
    self.dimension = dimension
    self.outcome = outcome
    owner = json.words("owner")
    ownerName = json.wordsIfAny("ownerName") ?? owner
    effect = Effect(rawValue: json.words("effect"))
    text = json.words("text")
    source = Self.source(json["source"] ?? .null)
    because = json.words("because")
    margin = json["margin"].flatMap(Margin.init)
    notHeld = json.texts("notHeld")
  }

  /// `《…法》第二十六条（主席令第65号）`, and the document that the clause itself names where a successor is cited.
  static func source(_ json: JSONValue) -> String {
    var text = json.wordsIfAny("citation") ?? json.wordsIfAny("title").map(LegalDocument.marked) ?? json.words("document")
    if let number = json.wordsIfAny("number"), !text.contains(number) { text += "（\(number)）" }
    if let original = json.wordsIfAny("original") { text += "；清单所载依据：\(original)" }
    return text
  }
}

extension ClauseRecord.Margin {
  init?(_ json: JSONValue) {
    guard let actual = json.decimal("actual"), let limit = json.decimal("limit"), let value = json.decimal("value") else { return nil }
    self.init(
      fact: json.wordsIfAny("fact"), actual: actual, relation: json.words("relation"), limit: limit, value: value,
      unit: json.wordsIfAny("unit"),
      borderline: json["borderline"]?.boolValue ?? false)
  }

  /// Whether the actual value is beyond what the clause demands.
  var isShort: Bool { value.isNegative || (value.isZero && (relation == ">" || relation == "<")) }
}
