public import ExactJSON
import FEEL

extension FactsCatalogue {
  /// The JSON Schema (2020-12) of a project file, its facts nested along their ids; unknown members are refused by it as by the reader.
  public var projectSchema: JSONValue {
    var root = SchemaBlock()
    for fact in facts where fact.supplier == .applicant {
      root.put(Self.schema(fact), at: fact.id.split(separator: ".").map(String.init)[...])
    }
    let frame: [JSONMember] = [
      Self.frame("name", "string", "项目名称"), Self.frame("projectCode", "string", "项目代码"),
      Self.frame("description", "string", "说明，不参与研判"), Self.frame("$schema", "string", "本说明的地址"),
      Self.frame("footprint", "object", "GeoJSON 几何或 Feature"),
      Self.frame("points", "object", "GeoJSON 几何（EPSG:4490）：footprint 的顶点按提交的次序，界址点照它编号；不写为 footprint 自己的次序"),
      Self.frame("width_m", "number", "线路宽度，米"),
      Self.frame("crs", "string", "坐标系，默认 EPSG:4490，并列入 assumed"),
    ]
    return .object([
      "type": .string("object"),
      "description": .string("成员的路径就是事实的 id（见 /api/v1/facts）。null 或缺少为未知，[] 为没有。不认识的成员会被拒绝，并给出最接近的名称。"),
      "properties": .object(frame + root.properties), "additionalProperties": .bool(false),
    ])
  }

  private static func frame(_ key: String, _ type: String, _ text: String) -> JSONMember {
    JSONMember(key: key, value: .object(["type": .array([.string(type), .string("null")]), "description": .string(text)]))
  }

  private static func schema(_ fact: FactDefinition) -> JSONValue {
    var members = value(fact.type, options: fact.options)
    let unit = fact.unit.map { $0 == "1" ? "（0 到 1 的比例）" : "（\($0)）" } ?? ""
    members.append(JSONMember(key: "description", value: .string("\(fact.label)\(unit)：\(fact.question)条件里写 \(fact.feel)。")))
    if let least = fact.minimum { members.append(JSONMember(key: "minimum", value: .number(least.description))) }
    if let most = fact.maximum { members.append(JSONMember(key: "maximum", value: .number(most.description))) }
    return .object(members)
  }

  private static func value(_ type: FactType, options: [FactOption]) -> [JSONMember] {
    func nullable(_ name: String) -> JSONMember { JSONMember(key: "type", value: .array([.string(name), .string("null")])) }
    let words = JSONMember(key: "examples", value: .array(options.map { .string($0.word) }))
    switch type {
    case .boolean: return [nullable("boolean")]
    case .number: return [nullable("number")]
    case .text: return [nullable("string")] + (options.isEmpty ? [] : [words])
    case .enumeration: return [JSONMember(key: "enum", value: .array(options.map { .string($0.code) } + [.null]))]
    case .texts:
      let item = JSONValue.object([JSONMember(key: "type", value: .string("string"))] + (options.isEmpty ? [] : [words]))
      return [nullable("array"), JSONMember(key: "items", value: item)]
    case .industries:
      return [
        nullable("array"),
        JSONMember(key: "items", value: .object(["type": .string("string"), "description": .string("GB/T 4754 代码，如 C2614")])),
      ]
    case .objects(let fields):
      let properties = fields.map { field in
        JSONMember(
          key: field.key,
          value: .object(
            value(field.type, options: field.options) + [
              JSONMember(key: "description", value: .string(field.feel + (field.unit.map { "（\($0)）" } ?? "")))
            ]))
      }
      return [
        nullable("array"),
        JSONMember(
          key: "items",
          value: .object(["type": .string("object"), "properties": .object(properties), "additionalProperties": .bool(false)])),
      ]
    }
  }
}

/// Schemas nested along dotted ids, in the order they first appear.
private struct SchemaBlock {
  private enum Part {
    case leaf(JSONValue)
    case block(SchemaBlock)
  }

  private var parts: [(key: String, part: Part)] = []

  mutating func put(_ schema: JSONValue, at path: ArraySlice<String>) {
    guard let key = path.first else { return }
    let rest = path.dropFirst()
    if rest.isEmpty {
      parts.append((key, .leaf(schema)))
      return
    }
    if let i = parts.firstIndex(where: { $0.key == key }), case .block(var block) = parts[i].part {
      block.put(schema, at: rest)
      parts[i].part = .block(block)
    } else {
      var block = SchemaBlock()
      block.put(schema, at: rest)
      parts.append((key, .block(block)))
    }
  }

  var properties: [JSONMember] {
    parts.map { key, part in
      switch part {
      case .leaf(let schema): JSONMember(key: key, value: schema)
      case .block(let block):
        JSONMember(
          key: key,
          value: .object([
            "type": .array([.string("object"), .string("null")]), "properties": .object(block.properties),
            "additionalProperties": .bool(false),
          ]))
      }
    }
  }
}
