import DMN
import Zoning

/// The input data of a model and their types: what its conditions read of the facts catalogue, the map and the registers.
struct ModelInputs {
  private let catalogue: FactsCatalogue
  private var facts: [[String]: [String]] = [:]
  private var order: [[String]] = []
  private var layers: [String: [String]] = [:]
  private var functions: Set<String> = []
  private var computed: Set<String> = []
  private var names: [String] = []

  init(catalogue: FactsCatalogue) { self.catalogue = catalogue }

  mutating func add(_ uses: ConditionUses) {
    for fact in uses.facts {
      if facts[fact.path] == nil { order.append(fact.path) }
      for field in fact.fields where !(facts[fact.path] ?? []).contains(field) { facts[fact.path, default: []].append(field) }
      if fact.fields.isEmpty { facts[fact.path, default: []] += [] }
    }
    for (function, names) in uses.layers {
      for layer in names where !(layers[function] ?? []).contains(layer) { layers[function, default: []].append(layer) }
    }
    functions.formUnion(uses.functions.map(\.name))
    computed.formUnion(uses.computed)
    for name in uses.inputs where !names.contains(name) { names.append(name) }
  }

  /// The id of an input's element.
  static func id(_ name: String) -> String {
    [
      "项目": "input_project", "企业": "input_enterprise", "园区": "input_park", "区域": "input_region", "替代": "input_offset", "图上": "input_map",
      "查询": "input_law",
    ][name] ?? "input" + ModelTerms.id(ofClause: name)
  }

  var elements: [DMNElement] {
    names.map { DMNElement(id: Self.id($0), name: $0, description: Self.description($0), typeReference: Self.type($0), kind: .inputData) }
  }

  var itemDefinitions: [DMNItemDefinition] {
    names.map { name in
      let components: [DMNItemDefinition] =
        switch name {
        case ModelFunction.map: mapComponents
        case ModelFunction.law: Self.open(name, functions)
        default: Self.tree(order.filter { $0[0] == name }, depth: 1) { leaf($0) }
        }
      return DMNItemDefinition(
        name: Self.type(name), id: Self.id(name) + "_type", typeReference: components.isEmpty ? "Any" : nil, components: components)
    }
  }

  private static func type(_ name: String) -> String { "t" + name }

  private static func description(_ name: String) -> String? {
    switch name {
    case ModelFunction.map: "图上量算的事实，按函数和图层填写；没有量算的填 null。同在、属性、河口上溯 的键是用 | 连接的参数。"
    case ModelFunction.law: "名录、规划、限批的核对结果；键是用 | 连接的参数，核对整个项目时只写名录。没有核对的填 null。"
    default: "按事实目录填写；不知道的填 null，没有的列表填 []。"
    }
  }

  private var mapComponents: [DMNItemDefinition] {
    ModelFunction.ofLayer.filter { functions.contains($0.name) }.map { function in
      let names = (layers[function.name] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      guard !computed.contains(function.name), names.allSatisfy(ModelTerms.isName) else {
        return DMNItemDefinition(name: function.name, typeReference: "Any")
      }
      return DMNItemDefinition(
        name: function.name, components: names.map { DMNItemDefinition(name: $0, typeReference: function.type) })
    } + Self.open(ModelFunction.map, functions)
  }

  private static func open(_ input: String, _ used: Set<String>) -> [DMNItemDefinition] {
    ModelFunction.open.filter { $0.input == input }.flatMap(\.names).filter(used.contains).map {
      DMNItemDefinition(name: $0, typeReference: "Any")
    }
  }

  private static func tree(_ paths: [[String]], depth: Int, _ leaf: ([String]) -> DMNItemDefinition) -> [DMNItemDefinition] {
    var order: [String] = []
    for path in paths where path.count > depth && !order.contains(path[depth]) { order.append(path[depth]) }
    return order.map { name in
      let below = paths.filter { $0.count > depth && $0[depth] == name }
      if let path = below.first(where: { $0.count == depth + 1 }) { return leaf(path) }
      return DMNItemDefinition(name: name, components: tree(below, depth: depth + 1, leaf))
    }
  }

  private func leaf(_ path: [String]) -> DMNItemDefinition {
    let name = path[path.count - 1]
    guard let fact = catalogue.fact(at: path) else {
      // 迁建, the one name that is derived from a fact.
      return DMNItemDefinition(name: name, typeReference: "boolean")
    }
    var item = Self.item(name, fact.type)
    if fact.type == .enumeration {
      var words: [String] = []
      for option in fact.options where !words.contains(option.word) { words.append(option.word) }
      item.allowedValues = words.map(ModelTerms.literal).joined(separator: ", ")
    }
    if case .objects(let fields) = fact.type {
      let read = facts[path] ?? []
      item.components = fields.filter { read.contains($0.feel) }.map { Self.item($0.feel, $0.type) }
      if item.components.isEmpty { item.typeReference = "Any" }
    }
    return item
  }

  private static func item(_ name: String, _ type: FactType) -> DMNItemDefinition {
    switch type {
    case .boolean: DMNItemDefinition(name: name, typeReference: "boolean")
    case .number: DMNItemDefinition(name: name, typeReference: "number")
    case .text, .enumeration: DMNItemDefinition(name: name, typeReference: "string")
    case .texts, .industries: DMNItemDefinition(name: name, typeReference: "string", isCollection: true)
    case .objects: DMNItemDefinition(name: name, isCollection: true)
    }
  }
}
