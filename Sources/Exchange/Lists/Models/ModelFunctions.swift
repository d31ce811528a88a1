import DMN

/// The functions of conditions as FEEL that every tool can run: what the map and the registers answer is looked up in input data.
struct ModelFunction: Hashable {
  let name: String
  let parameters: [String]
  let body: String
  /// The input data that it reads.
  let input: String?

  static let map = "图上"
  static let law = "查询"
  static let suspension = "区域限批生效"

  /// Functions of one layer, with the type of what they give.
  static let ofLayer: [(name: String, type: String)] = [
    ("在", "boolean"), ("全在", "boolean"), ("重叠面积", "number"), ("重叠占比", "number"), ("穿越长度", "number"), ("距离", "number"),
    ("最近", "string"),
  ]

  static func named(_ name: String, arity: Int) -> ModelFunction? {
    if ofLayer.contains(where: { $0.name == name }) {
      return ModelFunction(name: name, parameters: ["图层"], body: "get value(图上.\(name), 图层)", input: map)
    }
    switch name {
    case "同在": return ModelFunction(name: name, parameters: ["甲", "乙"], body: "get value(图上.同在, 甲 + \"|\" + 乙)", input: map)
    case "属性": return ModelFunction(name: name, parameters: ["图层", "名称"], body: "get value(图上.属性, 图层 + \"|\" + 名称)", input: map)
    case "河口上溯":
      return ModelFunction(
        name: name, parameters: ["河流", "起", "止", "两岸"],
        body: "get value(图上.河口上溯, 河流 + \"|\" + string(起) + \"|\" + string(止) + \"|\" + string(两岸))", input: map)
    case "属于行业":
      return ModelFunction(
        name: name, parameters: ["行业", "代码"],
        body: """
          if 行业 = null then null else if some 本 in flatten([行业]) satisfies (some 类 in flatten([代码]) satisfies starts with(本, 类)) then true \
          else if some 本 in flatten([行业]) satisfies (some 类 in flatten([代码]) satisfies starts with(类, 本)) then null else false
          """, input: nil)
    case "全属于行业":
      return ModelFunction(
        name: name, parameters: ["行业", "代码"],
        body: """
          if 行业 = null then null else if count(flatten([行业])) = 0 or (some 本 in flatten([行业]) satisfies \
          not(some 类 in flatten([代码]) satisfies (starts with(本, 类) or starts with(类, 本)))) then false \
          else if every 本 in flatten([行业]) satisfies (some 类 in flatten([代码]) satisfies starts with(本, 类)) then true else null
          """, input: nil)
    case "在名录":
      return ModelFunction(
        name: name, parameters: ["名录", "对象"],
        body: """
          get value(查询.在名录, if 对象 instance of string then 名录 + "|" + 对象 \
          else if 对象.名称 instance of string then 名录 + "|" + 对象.名称 else if 对象.燃料 instance of string then 名录 + "|" + 对象.燃料 \
          else if 对象.元素 instance of string then 名录 + "|" + 对象.元素 else if 对象.产品 instance of string then 名录 + "|" + 对象.产品 else 名录)
          """, input: law)
    case "符合规划": return ModelFunction(name: name, parameters: ["规划"], body: "get value(查询.符合规划, 规划)", input: law)
    case suspension:
      // The function takes nothing, a kind, a date, or both; a FEEL function has one shape, so each model has the shape it uses.
      let parameters = Array(["甲", "乙"].prefix(arity))
      let key = parameters.isEmpty ? "\"\"" : parameters.map { "string(\($0))" }.joined(separator: " + \"|\" + ")
      return ModelFunction(name: name, parameters: parameters, body: "get value(查询.区域限批生效, \(key))", input: law)
    default: return nil
    }
  }

  /// Kinds of answers that are looked up by more than a layer's name.
  static let open: [(input: String, names: [String])] = [(map, ["同在", "属性", "河口上溯"]), (law, ["在名录", "符合规划", suspension])]

  var expression: DMNExpression {
    DMNExpression(
      .function(DMNFunction(parameters: parameters.map { DMNParameter(name: $0) }, body: DMNExpression(.literal(body)))))
  }
}
