public import ExactJSON
public import Sealing

/// Which editions of which catalogues are on record, and for which days each is held to be in force (名录登记); the contents stand apart, by digest.
public struct CatalogueRegister: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var kind: HeldCatalogue.Kind
    public var id: String
    public var edition: String
    public var title: String
    /// In force by this register: an edition's own days, cut where another edition takes its place.
    public var validity: Validity
    public var source: String
    public var isComplete: Bool
    public var rows: Int
    public var content: Digest
    /// Withdrawn by an administrator: on record for replay, in force on no day, never put back by the program itself.
    public var isWithdrawn = false
  }

  /// By id, then by first day.
  public private(set) var rows: [Row]

  public init(rows: [Row] = []) { self.rows = rows.sorted(by: Self.order) }

  private static func order(_ a: Row, _ b: Row) -> Bool {
    (a.id, a.validity.from ?? .distantPast, a.edition) < (b.id, b.validity.from ?? .distantPast, b.edition)
  }

  public func inForce(on day: CivilDate) -> [Row] { rows.filter { !$0.isWithdrawn && $0.validity.contains(day) } }

  /// Rows that are not withdrawn.
  public var standing: [Row] { rows.filter { !$0.isWithdrawn } }

  public func row(id: String, edition: String) -> Row? { rows.first { $0.id == id && $0.edition == edition } }
}

extension CatalogueRegister {
  public var json: JSONValue {
    .object([
      "catalogues": .array(
        rows.map { r in
          .object(
            [
              JSONMember(key: "kind", value: .string(r.kind.rawValue)), JSONMember(key: "id", value: .string(r.id)),
              JSONMember(key: "edition", value: .string(r.edition)), JSONMember(key: "title", value: .string(r.title)),
            ] + r.validity.members() + [
              JSONMember(key: "source", value: .string(r.source)), JSONMember(key: "complete", value: .bool(r.isComplete)),
              JSONMember(key: "rows", value: .int(r.rows)), JSONMember(key: "content", value: .string(r.content.description)),
              JSONMember(key: "withdrawn", value: .bool(r.isWithdrawn)),
            ])
        })
    ])
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    guard let items = json["catalogues"]?.arrayValue else { throw .badCatalogue("名录登记缺少 catalogues。") }
    var rows: [Row] = []
    for item in items {
      let id = try item.text("id", of: "名录登记")
      let what = "名录登记“\(id)”"
      guard let content = item["content"]?.stringValue.flatMap({ Digest($0) }), let complete = item["complete"]?.boolValue,
        let count = item["rows"]?.numberText.flatMap({ Int($0) })
      else { throw .badCatalogue("\(what)缺少 content、complete 或 rows。") }
      rows.append(
        Row(
          kind: try item.term("kind", of: what), id: id, edition: try item.text("edition", of: what),
          title: try item.text("title", of: what), validity: try Validity(reading: item, what: what),
          source: try item.text("source", of: what), isComplete: complete, rows: count, content: content,
          isWithdrawn: item["withdrawn"]?.boolValue ?? false))
    }
    self.init(rows: rows)
  }
}
