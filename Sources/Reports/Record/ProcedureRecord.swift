import ExactJSON
import Zoning

extension ScreeningRecord {
  /// One catalogue with the rows that concern the project.
  struct Procedure: Sendable {
    struct Item: Sendable {
      var number: String
      var category: String
      var certain: Bool
      var isHinted: Bool
      var level: String?
      var exempt: Bool
      var cells: [(level: String, text: String, state: String, because: [String])]
      var asked: [String]
    }

    var title: String
    var items: [Item]
    /// Whether any row is the project's: `yes`, `no`, `unknown`.
    var listed: String
    var lacksIndustries: Bool
    /// What rules out the rows that nothing points to.
    var asked: [String]
    var hints: String?
    var notes: [(subject: String, text: String)]
  }

  /// A suspension of approvals in force where the site lies.
  struct Suspension: Sendable {
    var scope: String
    var from: CivilDate?
    var until: CivilDate?
    var citation: String
    var concerns: String
  }

  static func procedures(_ view: JSONValue) -> [Procedure] {
    view.items("procedures").map { c in
      Procedure(
        title: c.words("title"),
        items: c.items("items").map { i in
          Procedure.Item(
            number: i.words("number"), category: i.words("category"), certain: i.words("match") == "yes",
            isHinted: i.words("foundBy") == "hint",
            level: ProcedureLevel(rawValue: i.words("level"))?.chinese, exempt: i["exempt"]?.boolValue ?? false,
            cells: i.items("cells").map {
              (
                ProcedureLevel(rawValue: $0.words("level"))?.chinese ?? "", $0.words("text"),
                ["yes": "属于", "no": "不属于"][$0.words("state")] ?? "待核",
                $0.items("because").compactMap(\.stringValue)
              )
            }, asked: i.items("cells").flatMap { $0.items("ask").compactMap(\.stringValue) })
        }, listed: c.words("listed"), lacksIndustries: c.items("missing").contains(.string("industries")),
        asked: c.items("ask").compactMap(\.stringValue), hints: c["hints"]?.stringValue,
        notes: c.items("notes").map { ($0.words("subject"), $0.words("text")) })
    }
  }

  static func suspensions(_ view: JSONValue) -> [Suspension] {
    view.items("suspensions").map { s in
      Suspension(
        scope: s.words("scope"), from: CivilDate(s.words("from")), until: CivilDate(s.words("until")),
        citation: s["source"]?.words("citation") ?? "",
        concerns: ["yes": "涉及本项目", "no": "不涉及本项目"][s.words("concerns")] ?? "是否涉及本项目待核")
    }
  }
}
