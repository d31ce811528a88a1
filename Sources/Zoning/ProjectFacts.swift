public import ExactJSON
public import FEEL

/// A project as described: its name for people and the facts that clauses read.
public struct ProjectFacts: Hashable, Sendable {
  public var name: String?
  public var projectCode: String?
  public var description: String?
  /// Fact id → value; a fact that is not here was not supplied.
  public var values: [String: FEELValue]
  /// The same facts as canonical JSON in catalogue order, for the record and its id.
  public var canonical: [JSONMember]

  /// Members of a project file that are no facts.
  public static let frame: Set<String> = ["name", "projectCode", "description", "footprint", "width_m", "crs", "$schema"]

  /// Reads a project file's object against the catalogue.
  ///
  /// Unknown fields and codes, numbers out of range and wrong types throw `ZoningError` naming the field and what was expected;
  /// JSON null and absent keys are unknown, `[]` is none.
  public init(_ project: JSONValue, catalogue: FactsCatalogue = .standard, industries: IndustryClassification = .standard)
    throws(ZoningError)
  {
    guard let members = project.objectValue else { throw .badValue(field: "项目文件", message: "应为一个 JSON 对象。") }
    var given: [String: JSONValue] = [:]
    func collect(_ members: [JSONMember], _ prefix: String) throws(ZoningError) {
      for m in members {
        let path = prefix + m.key
        if prefix.isEmpty, Self.frame.contains(m.key) { continue }
        if let fact = catalogue[path] {
          guard fact.supplier == .applicant else {
            throw .badValue(field: path, message: "由\(fact.supplier.chinese)提供，不能由申请人填写，请删去。")
          }
          if m.value.isNull { continue }
          guard given.updateValue(m.value, forKey: path) == nil else { throw .badValue(field: path, message: "填了两次，请只保留一个。") }
        } else if catalogue.isBlock(path) {
          if m.value.isNull { continue }
          guard let inner = m.value.objectValue else { throw .badValue(field: path, message: "应为一个对象，如 {…}。") }
          try collect(inner, path + ".")
        } else {
          throw .unknownField(path, nearest: catalogue.nearestFields(to: path, frame: prefix.isEmpty ? Self.frame.sorted() : []))
        }
      }
    }
    try collect(members, "")
    func text(_ key: String, limit: Int) throws(ZoningError) -> String? {
      guard let v = project[key], !v.isNull else { return nil }
      guard let s = v.stringValue else { throw .badValue(field: key, message: "应为文字。") }
      try Self.checkText(s, name: key, limit: limit)
      return s.isEmpty ? nil : s
    }
    name = try text("name", limit: 200)
    projectCode = try text("projectCode", limit: 60)
    description = try text("description", limit: 5000)
    values = [:]
    canonical = []
    for fact in catalogue.facts {
      guard let value = given[fact.id] else { continue }
      let (feel, json) = try Self.read(value, as: fact, industries: industries)
      values[fact.id] = feel
      canonical.append(JSONMember(key: fact.id, value: json))
    }
  }

  /// The FEEL value of a fact from its JSON, whoever supplies it.
  public static func supplied(_ value: JSONValue, as fact: FactDefinition) throws(ZoningError) -> FEELValue {
    try read(value, as: fact, industries: .standard).0
  }

  static func read(_ value: JSONValue, as fact: FactDefinition, industries: IndustryClassification) throws(ZoningError) -> (
    FEELValue, JSONValue
  ) {
    switch fact.type {
    case .enumeration:
      guard let s = value.stringValue.map({ StatedText.read($0, options: fact.options) }),
        let option = fact.options.first(where: { $0.code == s })
      else {
        // A word shared by two codes (新建 for a relocation too) cannot stand for either.
        // People's own word is taken too; a FEEL word that two codes share is not one's own.
        if let s = value.stringValue, let named = fact.options.first(where: { StatedText.key($0.label) == StatedText.key(s) }) {
          return (.string(named.word), .string(named.code))
        }
        throw .badValue(field: fact.id, message: "应为 \(fact.options.map { "\($0.code)（\($0.label)）" }.joined(separator: "、")) 之一。")
      }
      return (.string(option.word), .string(option.code))
    case .industries:
      guard let items = value.arrayValue else { throw .badValue(field: fact.id, message: "应为行业代码的列表，如 [\"C2614\"]。") }
      guard items.count <= 50 else { throw .badValue(field: fact.id, message: "列了 \(items.count) 个行业，最多 50 个。") }
      var codes: [String] = []
      for item in items {
        guard let s = item.stringValue ?? item.numberText else { throw .badValue(field: fact.id, message: "应为行业代码的列表，如 [\"C2614\"]。") }
        let code = try industries.canonical(s)
        if !codes.contains(code) { codes.append(code) }
      }
      return (.list(codes.map { .string($0) }), .array(codes.map { .string($0) }))
    case .texts:
      guard let items = value.arrayValue else { throw .badValue(field: fact.id, message: "应为文字的列表，没有填 []。") }
      guard items.count <= 200 else { throw .badValue(field: fact.id, message: "列了 \(items.count) 项，最多 200 项。") }
      var texts: [String] = []
      for item in items {
        guard let s = item.stringValue else { throw .badValue(field: fact.id, message: "应为文字的列表，没有填 []。") }
        try checkText(s, name: fact.id, limit: 500)
        let word = StatedText.read(s, options: fact.options)
        guard !word.isEmpty else { throw .badValue(field: fact.id, message: "第 \(texts.count + 1) 项是空的，请填写或删去。") }
        texts.append(word)
      }
      return (.list(texts.map { .string($0) }), .array(texts.map { .string($0) }))
    case .objects(let fields):
      guard let items = value.arrayValue else { throw .badValue(field: fact.id, message: "应为记录的列表，没有填 []。") }
      guard items.count <= 200 else { throw .badValue(field: fact.id, message: "列了 \(items.count) 项，最多 200 项。") }
      var feel: [FEELValue] = []
      var json: [JSONValue] = []
      for (i, item) in items.enumerated() {
        guard let members = item.objectValue else {
          throw .badValue(field: "\(fact.id)[\(i + 1)]", message: "应为一条记录，如 {\"\(fields[0].key)\": …}。")
        }
        for m in members where !fields.contains(where: { $0.key == m.key }) {
          throw .unknownField(
            "\(fact.id)[\(i + 1)].\(m.key)", nearest: FEELExpression.nearestNames(m.key, among: fields.map(\.key), limit: 3))
        }
        var record: [(String, FEELValue)] = []
        var kept: [JSONMember] = []
        for field in fields {
          let v = item[key: field.key]
          if v.isNull {
            record.append((field.feel, .unknown(facts: [fact.id])))
            kept.append(JSONMember(key: field.key, value: .null))
          } else {
            let (f, j) = try scalar(
              v, type: field.type, name: "\(fact.id)[\(i + 1)].\(field.key)", minimum: field.type == .number ? FEELDecimal(0) : nil,
              maximum: nil, options: field.options)
            record.append((field.feel, f))
            kept.append(JSONMember(key: field.key, value: j))
          }
        }
        feel.append(.context(FEELContext(record)))
        json.append(.object(kept))
      }
      return (.list(feel), .array(json))
    case .boolean, .number, .text:
      return try scalar(
        value, type: fact.type, name: fact.id, minimum: fact.minimum, maximum: fact.maximum, unit: fact.unit, options: fact.options)
    }
  }

  /// Refuses text that is too long (counted in code points, so that combining marks count) and control characters, which no store or paper keeps whole.
  static func checkText(_ s: String, name: String, limit: Int) throws(ZoningError) {
    let count = s.unicodeScalars.count
    guard count <= limit else { throw .badValue(field: name, message: "有 \(count) 个字，超过上限 \(limit) 个字，请缩短。") }
    guard !s.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\r" && $0 != "\t" || $0.value == 0x7F }) else {
      throw .badValue(field: name, message: "含有不可见的控制字符，请删去后重新填写。")
    }
  }

  static func scalar(
    _ value: JSONValue, type: FactType, name: String, minimum: FEELDecimal?, maximum: FEELDecimal?, unit: String? = nil,
    options: [FactOption] = []
  ) throws(ZoningError) -> (FEELValue, JSONValue) {
    switch type {
    case .boolean:
      guard let b = value.boolValue else { throw .badValue(field: name, message: "应为 true 或 false，不清楚时不要填。") }
      return (.boolean(b), .bool(b))
    case .number:
      guard let t = value.numberText, let d = FEELDecimal(t) else {
        throw .badValue(field: name, message: "应为数值\(unit.map { "，单位 \($0)" } ?? "")。")
      }
      if let minimum, d < minimum { throw .badValue(field: name, message: "不能小于 \(minimum)，填的是 \(d)\(unit.map { " " + $0 } ?? "")。") }
      if let maximum, d > maximum {
        throw .badValue(field: name, message: "不能大于 \(maximum)，填的是 \(d)，请核对单位\(unit.map { "（\($0)）" } ?? "")。")
      }
      return (.number(d), .number(d.description))
    default:
      let empty = ZoningError.badValue(field: name, message: "应为文字，没有时不要填。")
      guard let s = value.stringValue, !s.isEmpty else { throw empty }
      try checkText(s, name: name, limit: 500)
      let word = StatedText.read(s, options: options)
      guard !word.isEmpty else { throw empty }
      return (.string(word), .string(word))
    }
  }
}

extension JSONValue {
  fileprivate subscript(key key: String) -> JSONValue { self[key] ?? .null }
}

extension ProjectFacts {
  /// The facts of a record, as `canonical` wrote them.
  public init(recorded members: [JSONMember], catalogue: FactsCatalogue = .standard, industries: IndustryClassification = .standard)
    throws(ZoningError)
  {
    name = nil
    projectCode = nil
    description = nil
    values = [:]
    canonical = members
    for m in members {
      guard let fact = catalogue[m.key] else { throw .unknownField(m.key, nearest: catalogue.nearestFields(to: m.key)) }
      values[m.key] = try Self.read(m.value, as: fact, industries: industries).0
    }
  }
}
