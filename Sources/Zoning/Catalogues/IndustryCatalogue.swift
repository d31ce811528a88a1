public import ExactJSON

/// One edition of the industry classification (国民经济行业分类), in force for a span of days: which codes a project may state then.
///
/// Law and catalogues stay written in the codes of `IndustryClassification.standard`; an edition tells under which of them each of its own is known.
public struct IndustryCatalogue: Hashable, Sendable {
  public var title: String
  public var edition: String
  public var validity: Validity
  public var source: String
  public let classification: IndustryClassification
  /// The table that it was read from, as CSV.
  private let table: String

  /// Codes that the standard does not have alike and for which the table states no correspondence: no condition on industries is sure of them.
  public var unmatched: [String] { classification.entries.map(\.code).filter { classification.written($0) == nil } }

  /// The name by which it is known, whichever its edition.
  public static let id = "国民经济行业分类"

  private enum Column: String, CaseIterable {
    case code = "代码"
    case name = "名称"
    /// The code or codes of the standard classification that an industry corresponds to; empty where code and name are the same there.
    case written = "对应代码"

    var headings: [String] {
      switch self {
      case .code: [rawValue, "code"]
      case .name: [rawValue, "name"]
      case .written: [rawValue, "written"]
      }
    }
  }

  /// Reads `{kind: industries, id, title, edition, from, until, source, table}`; throws `badCatalogue` naming the row.
  public init(_ json: JSONValue) throws(ZoningError) {
    let what = "名录“\(Self.id)”"
    try DatedCatalogue.refuseAliens(
      json, known: ["kind", "id", "title", "edition", "from", "until", "source", "complete", "table"], of: what)
    guard try json.text("id", of: "名录") == Self.id else { throw .badCatalogue("行业分类的 id 应为“\(Self.id)”。") }
    table = try json.text("table", of: what)
    title = json["title"]?.stringValue ?? Self.id
    edition = try json.text("edition", of: what)
    validity = try Validity(reading: json, what: what)
    source = try json.text("source", of: what)
    classification = try Self.read(table, what)
  }

  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "kind", value: .string(HeldCatalogue.Kind.industries.rawValue)), JSONMember(key: "id", value: .string(Self.id)),
        JSONMember(key: "title", value: .string(title)), JSONMember(key: "edition", value: .string(edition)),
      ] + validity.members() + [JSONMember(key: "source", value: .string(source)), JSONMember(key: "table", value: .string(table))])
  }

  /// Sections as letters, then divisions, groups and classes of two, three and four digits, with or without the letter, each below its own.
  private static func read(_ text: String, _ what: String) throws(ZoningError) -> IndustryClassification {
    let rows = CommaSeparated.rows(text)
    guard let header = rows.first?.map({ String($0.filter { !$0.isWhitespace }) }) else { throw .badCatalogue("\(what)的表格是空的。") }
    var columns: [Column: Int] = [:]
    for c in Column.allCases { columns[c] = header.firstIndex { c.headings.contains($0.lowercased()) } }
    guard let code = columns[.code], let name = columns[.name] else { throw .badCatalogue("\(what)的表格要有“代码”和“名称”两列。") }
    var entries: [IndustryClassification.Entry] = []
    var known: [String: Int] = [:]
    var stated: [String: [String]] = [:]
    var section = ""
    for (n, row) in rows.enumerated().dropFirst() {
      func cell(_ i: Int) -> String { i < row.count ? row[i].trimmingSpaces : "" }
      if row.allSatisfy({ $0.trimmingSpaces.isEmpty }) { continue }
      var own = cell(code).uppercased()
      if own.count == 1, own.first?.isLetter == true { section = own }
      if own.first?.isNumber == true { own = section + own }
      let digits = own.dropFirst()
      guard let letter = own.first, letter.isASCII, letter.isLetter, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
        [0, 2, 3, 4].contains(digits.count)
      else { throw .badCatalogue("\(what)的表格第 \(n + 1) 行：“\(cell(code).prefix(20))”不是行业代码，应如 C、C26、C261、C2614。") }
      guard !cell(name).isEmpty else { throw .badCatalogue("\(what)的表格第 \(n + 1) 行：\(own) 没有写名称。") }
      guard known.updateValue(entries.count, forKey: own) == nil else { throw .badCatalogue("\(what)的表格第 \(n + 1) 行：\(own) 出现了两次，请只保留一条。") }
      let parent = digits.isEmpty ? nil : digits.count == 2 ? String(letter) : String(own.dropLast())
      if let parent, known[parent] == nil { throw .badCatalogue("\(what)的表格第 \(n + 1) 行：\(own) 之前没有它的上级 \(parent)，请补上。") }
      entries.append(.init(code: own, name: cell(name), parent: parent))
      let others = columns[.written].map { cell($0) } ?? ""
      for other in others.split(whereSeparator: { "；;、，, ".contains($0) }) {
        do { stated[own, default: []].append(try IndustryClassification.standard.canonical(String(other))) } catch {
          throw .badCatalogue("\(what)的表格第 \(n + 1) 行：对应代码 \(other) 不在 GB/T 4754—2017 里，请核对。")
        }
      }
    }
    guard !entries.isEmpty else { throw .badCatalogue("\(what)的表格没有行业。") }
    return IndustryClassification(entries: entries, written: correspondence(entries, stated))
  }

  /// Code → the standard code under which it is known; absent where none is sure, for a new class may have been part of any other.
  private static func correspondence(_ entries: [IndustryClassification.Entry], _ stated: [String: [String]]) -> [String: String] {
    let standard = IndustryClassification.standard
    var written: [String: String] = [:]
    for e in entries {
      if let others = stated[e.code] {
        // Of several it may be any: what they have in common is sure.
        written[e.code] = common(others)
      } else if standard[e.code]?.name == e.name {
        written[e.code] = e.code
      }
    }
    return written
  }

  /// The nearest class that holds all of these.
  private static func common(_ codes: [String]) -> String? {
    guard var shared = codes.first else { return nil }
    while !shared.isEmpty, !codes.allSatisfy({ IndustryClassification.belongs($0, to: shared) }) { shared.removeLast() }
    // One digit alone is no division.
    if shared.count == 2 { shared.removeLast() }
    return shared.isEmpty ? nil : shared
  }
}
