public import ExactJSON
import FEEL
import Sealing

// The stored forms of the law's values. Keys are those of the list files, so that what is exported is what is kept.

extension Validity {
  func members() -> [JSONMember] {
    [JSONMember(key: "from", value: .text(from?.description)), JSONMember(key: "until", value: .text(until?.description))]
  }

  init(reading json: JSONValue, what: String) throws(ZoningError) {
    func day(_ key: String) throws(ZoningError) -> CivilDate? {
      guard let v = json[key], !v.isNull else { return nil }
      guard let s = v.stringValue, let d = CivilDate(s) else { throw .badValue(field: "\(what)的 \(key)", message: "应为 YYYY-MM-DD 形式的日期。") }
      return d
    }
    self.init(from: try day("from"), until: try day("until"))
  }
}

extension JSONValue {
  func text(_ key: String, of what: String) throws(ZoningError) -> String {
    guard let s = self[key]?.stringValue else { throw .badValue(field: "\(what)的 \(key)", message: "缺少或不是文字。") }
    return s
  }

  /// Text or nothing; anything else under the key is refused, for a condition that is not read is a condition that is lost.
  func optionalText(_ key: String, of what: String) throws(ZoningError) -> String? {
    guard let v = self[key], !v.isNull else { return nil }
    guard let s = v.stringValue else { throw .badValue(field: "\(what)的 \(key)", message: "应为文字或 null，请放在双引号内。") }
    return s
  }

  func term<T: Vocabulary>(_ key: String, of what: String) throws(ZoningError) -> T {
    let s = try text(key, of: what)
    guard let t = T(codeOrWord: s) else {
      throw .badValue(
        field: "\(what)的 \(key)", message: "写的是“\(s)”，应为 \(T.allCases.map { "\($0.rawValue)（\($0.chinese)）" }.joined(separator: "、")) 之一。")
    }
    return t
  }
}

extension Clause {
  /// One line of a list file.
  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "id", value: .string(id)), JSONMember(key: "tier", value: .string(tier.rawValue)),
        JSONMember(key: "owner", value: .string(owner)), JSONMember(key: "dimension", value: .string(dimension.rawValue)),
        JSONMember(key: "effect", value: .string(effect.rawValue)), JSONMember(key: "binding", value: .string(binding.rawValue)),
        JSONMember(key: "judgement", value: .string(judgement.rawValue)), JSONMember(key: "text", value: .string(text)),
        JSONMember(key: "document", value: .string(source.document)), JSONMember(key: "article", value: .text(source.article)),
      ] + validity.members() + [
        JSONMember(key: "applies", value: .text(applies)), JSONMember(key: "kept", value: .text(kept)),
        JSONMember(key: "except", value: .text(except)), JSONMember(key: "notes", value: .text(notes)),
      ] + formMembers)
  }

  /// Heading, limits and origin, each only where it is written: the bytes of a list that has none stay what they were.
  public var formMembers: [JSONMember] {
    var members: [JSONMember] = []
    if let heading { members.append(JSONMember(key: "heading", value: .string(heading))) }
    if !limits.isEmpty { members.append(JSONMember(key: "limits", value: .array(limits.map(\.json)))) }
    if let origin { members.append(JSONMember(key: "origin", value: origin.json)) }
    return members
  }

  /// The keys of a line; others are refused.
  static let keys = [
    "id", "tier", "owner", "dimension", "effect", "binding", "judgement", "text", "document", "article", "from", "until", "applies", "kept",
    "except", "notes", "heading", "limits", "origin",
  ]

  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "条款")
    let what = "条款“\(id)”"
    if let alien = json.objectValue?.first(where: { !Self.keys.contains($0.key) }) {
      throw .badValue(
        field: "\(what)的 \(alien.key)",
        message: "不是清单的字段\(ZoningError.hint(FEELExpression.nearestNames(alien.key, among: Self.keys, limit: 3)))。")
    }
    self.init(
      id: id, tier: try json.term("tier", of: what), owner: try json.text("owner", of: what),
      dimension: try json.term("dimension", of: what),
      effect: try json.term("effect", of: what), binding: try json.term("binding", of: what),
      judgement: try json.term("judgement", of: what),
      text: try json.text("text", of: what),
      source: ClauseSource(document: try json.text("document", of: what), article: try json.optionalText("article", of: what)),
      validity: try Validity(reading: json, what: what), applies: try json.optionalText("applies", of: what),
      kept: try json.optionalText("kept", of: what), except: try json.optionalText("except", of: what),
      notes: try json.optionalText("notes", of: what), heading: try json.optionalText("heading", of: what),
      limits: try ClauseLimit.list(json["limits"], of: what), origin: try ClauseOrigin(optional: json["origin"], of: what))
  }
}

extension LegalDocument {
  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "id", value: .string(id)), JSONMember(key: "title", value: .string(title)),
        JSONMember(key: "number", value: .text(number)),
        JSONMember(key: "issuer", value: .text(issuer)),
      ] + validity.members() + [
        JSONMember(key: "successor", value: .text(successor)),
        JSONMember(
          key: "articleSuccessors",
          value: JSONValue.object(articleSuccessors.map { JSONMember(key: $0.key, value: .string($0.value)) }).sortedByKey),
      ])
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "文件")
    var articles: [String: String] = [:]
    for m in json["articleSuccessors"]?.objectValue ?? [] { articles[m.key] = m.value.stringValue }
    self.init(
      id: id, title: try json.text("title", of: "文件“\(id)”"), number: json["number"]?.stringValue,
      validity: try Validity(reading: json, what: "文件“\(id)”"),
      successor: json["successor"]?.stringValue, articleSuccessors: articles, issuer: json["issuer"]?.stringValue)
  }
}

extension DocumentRegistry {
  /// The registry in order of ids.
  public var json: JSONValue {
    .array(documents.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map(\.json))
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    guard let rows = json.arrayValue else { throw .badCatalogue("文件库应为一个列表。") }
    try self.init(rows.map { (r) throws(ZoningError) in try LegalDocument(r) })
  }
}

extension LayerDescriptor {
  public var json: JSONValue {
    .object([
      "id": .string(id), "title": .string(title), "kind": .string(kind.rawValue), "group": .string(group.rawValue),
      "document": .string(basis.document), "article": .text(basis.article), "legalAccuracyMetres": Self.number(legalAccuracyMetres),
      "sourceAccuracyMetres": sourceAccuracyMetres.map(Self.number) ?? .null,
      "toleranceAreaSquareMetres": Self.number(toleranceAreaSquareMetres),
      "toleranceWidthMetres": Self.number(toleranceWidthMetres), "tiles": .bool(tiles), "waterLayer": .text(waterLayer),
      "held": .bool(held),
      "listed": .bool(listed),
    ])
  }

  /// A small decimal with at most three places; these are settings, not measurements.
  static func number(_ d: Double) -> JSONValue {
    let thousandths = Int((d * 1000).rounded())
    let text = "\(thousandths / 1000).\(String(1000 + abs(thousandths % 1000)).dropFirst())"
    do { return try JSONValue(parsing: text) } catch { preconditionFailure("\(text) is a number") }
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "图层")
    let what = "图层“\(id)”"
    guard let kind = Kind(rawValue: try json.text("kind", of: what)) else {
      throw .badValue(field: "\(what)的 kind", message: "应为 polygon、line 或 point。")
    }
    self.init(
      id: id, title: json["title"]?.stringValue, kind: kind, group: try json.term("group", of: what),
      basis: ClauseSource(document: try json.text("document", of: what), article: json["article"]?.stringValue),
      legalAccuracyMetres: json["legalAccuracyMetres"]?.doubleValue ?? 1, sourceAccuracyMetres: json["sourceAccuracyMetres"]?.doubleValue,
      toleranceAreaSquareMetres: json["toleranceAreaSquareMetres"]?.doubleValue ?? 1,
      toleranceWidthMetres: json["toleranceWidthMetres"]?.doubleValue ?? 0.1, tiles: json["tiles"]?.boolValue ?? false,
      waterLayer: json["waterLayer"]?.stringValue, held: json["held"]?.boolValue ?? true, listed: json["listed"]?.boolValue ?? true)
  }
}

extension Edition {
  /// The edition as the manifest of a data folder lists it.
  public var json: JSONValue {
    .object([
      "issuer": .string(issuer), "serial": .int(serial), "name": .string(name), "body": .string(instrument.body),
      "documentNumber": .text(instrument.documentNumber), "documentDate": .string(instrument.date.description),
      "consentingGovernment": .text(instrument.consentingGovernment), "from": .text(validity.from?.description),
      "until": .text(validity.until?.description), "recordedAtMicroseconds": .number(String(recordedAtMicroseconds)),
      "layers": .string(layers.description), "lists": .string(lists.description), "descriptors": .string(descriptors.description),
    ])
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    let issuer = try json.text("issuer", of: "成果版本")
    let what = "成果版本“\(issuer)”"
    guard let serial = json["serial"]?.numberText.flatMap({ Int($0) }),
      let recorded = json["recordedAtMicroseconds"]?.numberText.flatMap({ Int64($0) }),
      let date = CivilDate(try json.text("documentDate", of: what)), let layers = Digest(try json.text("layers", of: what)),
      let lists = Digest(try json.text("lists", of: what)), let descriptors = Digest(try json.text("descriptors", of: what))
    else { throw .badCatalogue("\(what)的登记不完整。") }
    self.init(
      issuer: issuer, serial: serial, name: try json.text("name", of: what),
      instrument: Instrument(
        body: try json.text("body", of: what), documentNumber: json["documentNumber"]?.stringValue, date: date,
        consentingGovernment: json["consentingGovernment"]?.stringValue),
      validity: try Validity(reading: json, what: what), recordedAtMicroseconds: recorded, layers: layers, lists: lists,
      descriptors: descriptors)
  }
}
