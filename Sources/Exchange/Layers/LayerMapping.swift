public import ExactJSON

/// Which field of a delivered layer means what (字段映射): a file that a person can edit, with the national convention as default.
///
/// ```json
/// {"layer": "管控单元", "code": ["HJZHGKDYBM"], "name": ["HJZHGKDYMC"], "attributes": {"class": ["ZHGKDYFL"]},
///  "values": {"class": {"1": "priority", "优先保护": "priority"}}, "crs": "EPSG:4490"}
/// ```
///
/// Fields are found without regard to case, and by their first ten bytes where dBASE has cut them. Fields that nothing maps
/// keep their own name: nothing is dropped.
public struct LayerMapping: Hashable, Sendable {
  /// The layer's id, its Chinese name.
  public var layer: String
  /// Names under which the code may stand, the first that is there holds.
  public var code: [String]
  public var name: [String]
  /// Our attribute's name to the names under which it may stand.
  public var attributes: [String: [String]]
  /// Our attribute's name to delivered value to ours.
  public var values: [String: [String: String]]
  /// The reference system, where the file does not say it.
  public var crs: String?

  public init(
    layer: String, code: [String], name: [String], attributes: [String: [String]] = [:], values: [String: [String: String]] = [:],
    crs: String? = nil
  ) {
    self.layer = layer
    self.code = code
    self.name = name
    self.attributes = attributes
    self.values = values
    self.crs = crs
  }

  /// The national data convention and the variants seen in deliveries.
  public static func national(layer: String) -> LayerMapping {
    LayerMapping(
      layer: layer,
      code: ["HJZHGKDYBM", "HJGKDYBM", "STHJYSGKFQBM", "SHJGKFQBM", "DQHJGKFQBM", "HJYSGKFQBM", "环境综合管控单元编码", "管控单元编码", "code"],
      name: ["HJZHGKDYMC", "HJGKDYMC", "STHJZHGKFQMC", "SHJGKFQMC", "DQHJGKFQMC", "HJYSGKFQMC", "环境综合管控单元名称", "管控单元名称", "name"],
      attributes: [
        "class": ["ZHGKDYFL", "管控单元分类"], "province": ["PROV"], "city": ["CITY"], "county": ["AREA", "COUNTY"], "element": ["HJYS"],
        "subclass": ["YSXL"], "basin": ["LYMC"], "reach": ["HDMC"], "spatial": ["KJBJYS"], "discharge": ["PWWPFGK"], "risk": ["HJFXFK"],
        "resource": ["ZYKFXLYQ"], "remark": ["REMARK", "REMARKS"],
      ],
      values: [
        "class": [
          "1": "priority", "2": "key", "3": "general", "优先保护": "priority", "重点管控": "key", "一般管控": "general", "优先保护单元": "priority",
          "重点管控单元": "key", "一般管控单元": "general",
        ]
      ])
  }

  /// Reads the JSON of a mapping file; what it leaves out comes from the national convention.
  ///
  /// Throws `badMapping` naming the member.
  public init(_ value: JSONValue) throws(ExchangeError) {
    guard let members = value.objectValue else { throw .badMapping(member: "根", reason: "应为一个对象") }
    guard let layer = value["layer"]?.stringValue, !layer.isEmpty else { throw .badMapping(member: "layer", reason: "应写图层的名称") }
    self = .national(layer: layer)
    for m in members {
      switch m.key {
      case "layer": break
      case "code": code = try Self.names(m.value, "code")
      case "name": name = try Self.names(m.value, "name")
      case "crs": crs = try Self.text(m.value, "crs")
      case "attributes":
        guard let entries = m.value.objectValue else { throw .badMapping(member: "attributes", reason: "应为“属性名: 字段名”的对象") }
        for e in entries { attributes[e.key] = try Self.names(e.value, "attributes." + e.key) }
      case "values":
        guard let entries = m.value.objectValue else { throw .badMapping(member: "values", reason: "应为“属性名: {值: 值}”的对象") }
        for e in entries {
          guard let pairs = e.value.objectValue else { throw .badMapping(member: "values." + e.key, reason: "应为“值: 值”的对象") }
          var map: [String: String] = [:]
          for p in pairs { map[p.key] = try Self.text(p.value, "values.\(e.key).\(p.key)") }
          values[e.key] = map
        }
      default: throw .badMapping(member: m.key, reason: "不认识，可写 layer、code、name、attributes、values、crs")
      }
    }
  }

  private static func text(_ value: JSONValue, _ member: String) throws(ExchangeError) -> String {
    guard let text = value.stringValue, !text.isEmpty else { throw .badMapping(member: member, reason: "应为文字") }
    return text
  }

  private static func names(_ value: JSONValue, _ member: String) throws(ExchangeError) -> [String] {
    if let one = value.stringValue, !one.isEmpty { return [one] }
    guard let all = value.arrayValue, !all.isEmpty else { throw .badMapping(member: member, reason: "应为字段名或字段名的数组") }
    var names: [String] = []
    for item in all { names.append(try text(item, member)) }
    return names
  }

  /// The delivered field that one of the names means.
  static func field(_ names: [String], among fields: [String]) -> Int? {
    for name in names {
      if let i = fields.firstIndex(where: { $0.lowercased() == name.lowercased() }) { return i }
    }
    for name in names {
      let cut = String(decoding: name.utf8.prefix(10), as: UTF8.self).lowercased()
      if let i = fields.firstIndex(where: { $0.utf8.count == 10 && $0.lowercased() == cut }) { return i }
    }
    return nil
  }
}
