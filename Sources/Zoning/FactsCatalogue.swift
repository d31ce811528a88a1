public import ExactJSON
public import FEEL
import Foundation

/// Who can supply a fact.
public enum FactSupplier: String, Vocabulary {
  case applicant, map, registry

  public var chinese: String {
    switch self {
    case .applicant: "申请人"
    case .map: "图上量算"
    case .registry: "登记台账"
    }
  }
}

/// What values a fact takes.
public indirect enum FactType: Hashable, Sendable {
  case boolean
  /// A decimal in the fact's unit.
  case number
  case text
  /// One of the options; FEEL sees the Chinese word.
  case enumeration
  /// A list of texts, options are suggestions.
  case texts
  /// A list of industry codes.
  case industries
  /// A list of records with these fields.
  case objects([FactField])
}

/// A field of a record in a fact that is a list of records.
public struct FactField: Hashable, Sendable {
  public var key: String
  /// Name in FEEL.
  public var feel: String
  public var type: FactType
  public var unit: String?
  /// Suggestions for a text; other words are taken too.
  public var options: [FactOption]
}

/// An option: code in files, word in FEEL, label for people, which differs where two codes read alike in FEEL (迁建 reads 新建).
public struct FactOption: Hashable, Sendable {
  public var code: String
  public var word: String
  public var label: String

  /// The option as forms and records show it.
  public var json: JSONValue { .object(["code": .string(code), "word": .string(word), "label": .string(label)]) }
}

/// One fact about a project or its surroundings (事实).
public struct FactDefinition: Hashable, Sendable {
  /// The JSON path in a project file, `emissions.NH3-N`.
  public var id: String
  /// The FEEL name, `项目.排放.氨氮`.
  public var feel: String
  /// Chinese name.
  public var label: String
  public var type: FactType
  public var unit: String?
  public var supplier: FactSupplier
  public var group: String
  public var question: String
  /// Why it is asked.
  public var why: String
  public var minimum: FEELDecimal?
  public var maximum: FEELDecimal?
  public var options: [FactOption]

  /// The FEEL name as a path.
  public var path: [String] { feel.split(separator: ".").map(String.init) }
}

/// Every fact by its JSON path and by its FEEL name; the form, the file format and the names in conditions all come from it.
public struct FactsCatalogue: Sendable {
  public let edition: String
  public let facts: [FactDefinition]
  private let byID: [String: Int]
  private let byFEEL: [String: Int]

  public init(edition: String, facts: [FactDefinition]) throws(ZoningError) {
    self.edition = edition
    self.facts = facts
    var byID: [String: Int] = [:]
    var byFEEL: [String: Int] = [:]
    for (i, f) in facts.enumerated() {
      guard byID.updateValue(i, forKey: f.id) == nil else { throw .badCatalogue("事实目录中“\(f.id)”出现了两次。") }
      guard byFEEL.updateValue(i, forKey: f.feel) == nil else { throw .badCatalogue("事实目录中“\(f.feel)”出现了两次。") }
    }
    self.byID = byID
    self.byFEEL = byFEEL
  }

  public subscript(id: String) -> FactDefinition? { byID[id].map { facts[$0] } }

  /// Where a fact stands in the catalogue's order; nil for ids that it does not have.
  public func place(of id: String) -> Int? { byID[id] }

  /// The fact that a FEEL path names.
  public func fact(at path: [String]) -> FactDefinition? { byFEEL[path.joined(separator: ".")].map { facts[$0] } }

  /// Whether some fact's JSON path begins with `prefix.`.
  public func isBlock(_ prefix: String) -> Bool { facts.contains { $0.id.hasPrefix(prefix + ".") } }

  /// Known fields nearest to a mistyped one: blocks and members of a project file first, then whole fact ids.
  public func nearestFields(to name: String, frame: [String] = []) -> [String] {
    let blocks = Set(facts.compactMap { $0.id.split(separator: ".").first.map(String.init) }).sorted()
    return FEELExpression.nearestNames(name, among: frame + (frame.isEmpty ? [] : blocks) + facts.map(\.id), limit: 3)
  }

  /// What people call a field at fault, in quotation marks: `“化学需氧量”`, `“产品方案”第 2 条的“产能”`; its own name where the catalogue has none.
  public func name(ofField field: String) -> String {
    if let fact = self[field] { return "“\(fact.label)”" }
    if let word = Self.frameWords[field] { return "“\(word)”" }
    guard let open = field.lastIndex(of: "["), let close = field[open...].firstIndex(of: "]"), let fact = self[String(field[..<open])]
    else {
      return "“\(field)”"
    }
    let row = "“\(fact.label)”第 \(field[field.index(after: open)..<close]) 条"
    let key = field[field.index(after: close)...].dropFirst()
    guard !key.isEmpty else { return row }
    guard case .objects(let fields) = fact.type, let column = fields.first(where: { $0.key == key }) else { return row + "的“\(key)”" }
    return row + "的“\(column.feel)”"
  }

  private static let frameWords = ["name": "项目名称", "projectCode": "项目代码", "description": "项目说明"]

  /// The catalogue that ships with the program.
  public static let standard: FactsCatalogue = {
    do { return try FactsCatalogue(parsing: ShippedData.bytes("facts.json")) } catch {
      preconditionFailure("the shipped facts catalogue is faulty: \(error)")
    }
  }()

  /// Reads the catalogue's own JSON form.
  public init(parsing bytes: [UInt8]) throws(ZoningError) {
    let root: JSONValue
    do { root = try JSONValue(parsing: bytes) } catch { throw .badCatalogue("事实目录不是有效的 JSON：\(error)") }
    guard let edition = root["edition"]?.stringValue, let rows = root["facts"]?.arrayValue else {
      throw .badCatalogue("事实目录缺少 edition 或 facts。")
    }
    try self.init(edition: edition, facts: rows.map { (row) throws(ZoningError) in try Self.definition(row) })
  }

  static func definition(_ row: JSONValue) throws(ZoningError) -> FactDefinition {
    func text(_ key: String) throws(ZoningError) -> String {
      guard let t = row[key]?.stringValue else { throw .badCatalogue("事实目录中有一项缺少“\(key)”：\(row.canonicalText.prefix(80))") }
      return t
    }
    guard let supplier = FactSupplier(codeOrWord: try text("supplier")) else { throw .badCatalogue("事实“\(try text("id"))”的 supplier 不认识。") }
    return FactDefinition(
      id: try text("id"), feel: try text("feel"), label: try text("label"),
      type: try type(try text("type"), fields: row["fields"]?.arrayValue ?? []), unit: row["unit"]?.stringValue, supplier: supplier,
      group: row["group"]?.stringValue ?? "", question: row["question"]?.stringValue ?? "", why: row["why"]?.stringValue ?? "",
      minimum: row["min"]?.numberText.flatMap { FEELDecimal($0) }, maximum: row["max"]?.numberText.flatMap { FEELDecimal($0) },
      options: try options(row, of: try text("id")))
  }

  static func options(_ row: JSONValue, of what: String) throws(ZoningError) -> [FactOption] {
    try (row["options"]?.arrayValue ?? []).map { (o) throws(ZoningError) in
      guard let code = o["code"]?.stringValue, let word = o["word"]?.stringValue else {
        throw .badCatalogue("事实“\(what)”有一个选项缺少 code 或 word。")
      }
      return FactOption(code: code, word: word, label: o["label"]?.stringValue ?? word)
    }
  }

  static func type(_ name: String, fields: [JSONValue]) throws(ZoningError) -> FactType {
    switch name {
    case "boolean": return .boolean
    case "number": return .number
    case "text": return .text
    case "enumeration": return .enumeration
    case "texts": return .texts
    case "industries": return .industries
    case "objects":
      return .objects(
        try fields.map { (f) throws(ZoningError) in
          guard let key = f["key"]?.stringValue, let feel = f["feel"]?.stringValue, let t = f["type"]?.stringValue else {
            throw .badCatalogue("事实目录中有一个字段缺少 key、feel 或 type。")
          }
          return FactField(
            key: key, feel: feel, type: try type(t, fields: []), unit: f["unit"]?.stringValue, options: try options(f, of: key))
        })
    default: throw .badCatalogue("事实目录中的类型“\(name)”不认识。")
    }
  }
}

/// Data files that ship beside the program.
enum ShippedData {
  static func bytes(_ name: String) -> [UInt8] {
    let path = "/Resources/" + name
    guard let data = FileManager.default.contents(atPath: Bundle.module.bundlePath + path) else {
      preconditionFailure("the resource \(name) is not beside the program")
    }
    return Array(data)
  }
}

extension FactDefinition {
  /// The type's name in files.
  public var typeName: String { Self.name(of: type) }

  public static func name(of type: FactType) -> String {
    switch type {
    case .boolean: "boolean"
    case .number: "number"
    case .text: "text"
    case .enumeration: "enumeration"
    case .texts: "texts"
    case .industries: "industries"
    case .objects: "objects"
    }
  }
}
