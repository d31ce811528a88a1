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

  /// What an addition did to the days of editions, in Chinese sentences.
  public struct Addition: Sendable {
    public var register: CatalogueRegister
    public var notes: [String]
    /// Whether the very same content was there already.
    public var isUnchanged: Bool
  }

  /// The register with one more edition.
  ///
  /// From its first day the new edition takes the place of the one before it; where a later one is on record, it ends with that one's first day.
  /// Throws `badCatalogue` where the edition is on record with other content and `correcting` is false, or has no day of its own.
  public func adding(_ catalogue: HeldCatalogue, content: Digest, correcting: Bool = false) throws(ZoningError) -> Addition {
    let name = "名录“\(catalogue.id)”的 \(catalogue.edition)"
    var others = rows
    if let same = row(id: catalogue.id, edition: catalogue.edition) {
      if same.content == content, !same.isWithdrawn { return Addition(register: self, notes: [], isUnchanged: true) }
      guard correcting || same.isWithdrawn else { throw .badCatalogue("\(name)已经入库，内容不同。确系更正的，请加 --correct；新的版本请改 edition。") }
      others.removeAll { $0 == same }
    }
    var validity = catalogue.validity
    var notes: [String] = []
    let siblings = others.filter { $0.id == catalogue.id && !$0.isWithdrawn }
    guard siblings.allSatisfy({ $0.kind == catalogue.kind }) else { throw .badCatalogue("名录“\(catalogue.id)”已按另一种类型入库，请核对 kind。") }
    if let from = validity.from {
      for i in others.indices where !others[i].isWithdrawn && others[i].id == catalogue.id && others[i].validity.contains(from) {
        guard others[i].validity.from != from else {
          throw .badCatalogue("\(name)与 \(others[i].edition) 同日（\(from)）起施行，请核对施行日期，或先撤下其中一个。")
        }
        others[i].validity.until = from
        notes.append("\(others[i].edition) 自 \(from) 起由 \(catalogue.edition) 接替。")
      }
    } else if let known = siblings.first(where: { $0.validity.from == nil }) {
      throw .badCatalogue("\(name)没有写施行日期，\(known.edition) 也没有，请写上 from。")
    }
    let later = siblings.filter { s in validity.from.map { own in s.validity.from.map { $0 > own } ?? false } ?? (s.validity.from != nil) }
    if let next = later.compactMap({ s in s.validity.from.map { ($0, s.edition) } }).min(by: { $0.0 < $1.0 }),
      validity.until.map({ $0 > next.0 }) ?? true
    {
      validity.until = next.0
      notes.append("本版本至 \(next.1) 施行之日（\(next.0)）止。")
    }
    others.append(
      Row(
        kind: catalogue.kind, id: catalogue.id, edition: catalogue.edition, title: catalogue.title, validity: validity,
        source: catalogue.source, isComplete: catalogue.isComplete, rows: catalogue.rows, content: content))
    return Addition(register: CatalogueRegister(rows: others), notes: notes, isUnchanged: false)
  }

  /// The register with an edition withdrawn; the one that it took the place of gets back the days of its `own` content.
  public func withdrawing(id: String, edition: String, own: (Row) throws -> Validity) throws -> CatalogueRegister {
    guard let gone = row(id: id, edition: edition), !gone.isWithdrawn else {
      let known = standing.filter { $0.id == id }.map(\.edition)
      throw ZoningError.badCatalogue(
        known.isEmpty ? "没有入库名为“\(id)”的名录。" : "名录“\(id)”没有 \(edition) 这个版本，现有：\(known.joined(separator: "、"))。")
    }
    var others = rows
    for i in others.indices where others[i] == gone { others[i].isWithdrawn = true }
    for i in others.indices
    where others[i].id == id && !others[i].isWithdrawn && gone.validity.from != nil && others[i].validity.until == gone.validity.from {
      var restored = try own(others[i])
      restored.from = others[i].validity.from
      if let next = gone.validity.until, restored.until.map({ $0 > next }) ?? true { restored.until = next }
      others[i].validity = restored
    }
    return CatalogueRegister(rows: others)
  }
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
