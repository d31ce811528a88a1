import FEEL
import Trials

/// Writes expressions over the facts of `Facts`, of a wanted kind, using every operator and most built-ins.
struct ExpressionGenerator {
  var random: SeededGenerator
  /// Local names in scope with their kind.
  private var locals: [(name: String, kind: Kind)] = []
  private var counter = 0

  enum Kind: CaseIterable { case boolean, number, text, numbers, texts, boilers, boiler }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func fresh() -> String {
    counter += 1
    return "x\(counter)"
  }

  private mutating func local(_ kind: Kind) -> String? {
    let fitting = locals.filter { $0.kind == kind }
    return fitting.isEmpty ? nil : random.pick(fitting).name
  }

  mutating func expression(_ kind: Kind, depth: Int) -> String {
    if random.chance(8), depth > 0 {
      return
        "(if \(expression(.boolean, depth: depth - 1)) then \(expression(kind, depth: depth - 1)) else \(expression(kind, depth: depth - 1)))"
    }
    if let name = local(kind), random.chance(45) { return name }
    // A wrong kind now and then: null by the standard, and it must stay sound.
    if random.chance(2) { return expression(random.pick(Kind.allCases), depth: 0) }
    return switch kind {
    case .boolean: boolean(depth)
    case .number: number(depth)
    case .text: text(depth)
    case .numbers: numbers(depth)
    case .texts: texts(depth)
    case .boilers: boilers(depth)
    case .boiler: boiler(depth)
    }
  }

  private mutating func boolean(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.化工", "项目.两高", "true", "false", "null", "在(\"红线\")", "在(\"太湖\")"]) }
    let d = depth - 1
    switch random.below(20) {
    case 0, 1: return "(\(expression(.boolean, depth: d)) and \(expression(.boolean, depth: d)))"
    case 2, 3: return "(\(expression(.boolean, depth: d)) or \(expression(.boolean, depth: d)))"
    case 4: return "not(\(expression(.boolean, depth: d)))"
    case 5, 6:
      return "(\(expression(.number, depth: d)) \(random.pick(["<", "<=", ">", ">=", "=", "!="])) \(expression(.number, depth: d)))"
    case 7: return "(\(expression(.text, depth: d)) \(random.pick(["=", "!=", "<"])) \(expression(.text, depth: d)))"
    case 8: return "(\(expression(.text, depth: d)) in (\(text(0)), \(expression(.text, depth: d))))"
    case 9:
      return
        "(\(expression(.number, depth: d)) in (\(random.pick(["<", ">", ">=", "<="])) \(number(0)), [\(random.below(4))..\(4 + random.below(4))]))"
    case 10: return "(\(expression(.number, depth: d)) between \(expression(.number, depth: d)) and \(expression(.number, depth: d)))"
    case 11: return "list contains(\(expression(.texts, depth: d)), \(expression(.text, depth: d)))"
    case 12, 13:
      let kind = random.pick([Kind.numbers, .texts, .boilers])
      let name = fresh()
      let source = expression(kind, depth: d)
      locals.append((name, Self.item(kind)))
      defer { locals.removeLast() }
      return "(\(random.pick(["some", "every"])) \(name) in \(source) satisfies \(expression(.boolean, depth: d)))"
    case 14: return "(\(expression(.text, depth: d)) in \(expression(.texts, depth: d)))"
    case 15: return "(\(expression(.number, depth: d)) in [\(expression(.number, depth: d))..\(expression(.number, depth: d))])"
    case 16: return "\(random.pick(["all", "any"]))([\(expression(.boolean, depth: d)), \(expression(.boolean, depth: d))])"
    case 17:
      return random.pick([
        "(\(expression(.number, depth: d)) instance of number)", "(\(expression(.numbers, depth: d)) = \(expression(.numbers, depth: d)))",
        "contains(\(expression(.text, depth: d)), \"建\")", "matches(\(expression(.text, depth: d)), \"[新扩]建?\")",
        "starts with(\(expression(.text, depth: d)), \"新\")", "(\(expression(.boiler, depth: d)) = \(expression(.boiler, depth: d)))",
        "is defined(\(expression(.number, depth: d)))", "(\(expression(.number, depth: d)) = null)",
        "([\(expression(.number, depth: d)), 2] = [1, \(expression(.number, depth: d))])",
        "(@\"2026-08-15\" + @\"P1D\" > 项目.日期)", "odd(\(expression(.number, depth: d)))",
        "overlaps([1..3], [\(expression(.number, depth: d))..9])", "during(\(expression(.number, depth: d)), [1..5])",
      ])
    case 18: return "{a: \(expression(.number, depth: d)), b: a > 2}.b"
    default: return boolean(0)
    }
  }

  private mutating func number(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.氨氮", "项目.面积", "1", "2.5", "0", "-3", "距离(\"长江\")", "5"]) }
    let d = depth - 1
    switch random.below(11) {
    case 0: return "(\(expression(.number, depth: d)) \(random.pick(["+", "-", "*", "/"])) \(expression(.number, depth: d)))"
    case 1: return "count(\(expression(random.pick([.numbers, .texts, .boilers]), depth: d)))"
    case 2: return "\(random.pick(["sum", "min", "max", "mean", "median"]))(\(expression(.numbers, depth: d)))"
    case 3: return "\(expression(.boiler, depth: d)).蒸吨"
    case 4: return "\(expression(.numbers, depth: d))[\(random.pick(["1", "-1", "2"]))]"
    case 5: return "string length(\(expression(.text, depth: d)))"
    case 6: return "abs(\(expression(.number, depth: d)))"
    case 7: return "(function(p, q) p + q)(\(expression(.number, depth: d)), \(expression(.number, depth: d)))"
    case 8: return "decimal(\(expression(.number, depth: d)), 1)"
    case 9: return "get value({k: \(expression(.number, depth: d)), j: 2}, \"\(random.pick(["k", "j", "m"]))\")"
    default: return number(0)
    }
  }

  private mutating func text(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.性质", "\"新建\"", "\"扩建\"", "\"煤\"", "项目.名称"]) }
    let d = depth - 1
    switch random.below(6) {
    case 0: return "(\(expression(.text, depth: d)) + \(expression(.text, depth: d)))"
    case 1: return "\(expression(.boiler, depth: d)).燃料"
    case 2: return "\(expression(.texts, depth: d))[1]"
    case 3: return "substring(\(expression(.text, depth: d)), 1, 1)"
    case 4: return "string(\(expression(.number, depth: d)))"
    default: return text(0)
    }
  }

  private mutating func numbers(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.数列", "[1, 2, 3]", "[]", "[项目.氨氮, 2]", "项目.锅炉.蒸吨"]) }
    let d = depth - 1
    switch random.below(10) {
    case 0: return "[\(expression(.number, depth: d)), \(expression(.number, depth: d))]"
    case 1:
      let source = expression(.numbers, depth: d)
      locals.append(("item", .number))
      defer { locals.removeLast() }
      return "\(source)[\(expression(.boolean, depth: d))]"
    case 2:
      let kind = random.pick([Kind.numbers, .boilers])
      let name = fresh()
      let source = expression(kind, depth: d)
      locals.append((name, Self.item(kind)))
      defer { locals.removeLast() }
      return "(for \(name) in \(source) return \(expression(.number, depth: d)))"
    case 3: return "append(\(expression(.numbers, depth: d)), \(expression(.number, depth: d)))"
    case 4: return "concatenate(\(expression(.numbers, depth: d)), \(expression(.numbers, depth: d)))"
    case 5: return "distinct values(\(expression(.numbers, depth: d)))"
    case 6: return "\(expression(.boilers, depth: d)).蒸吨"
    case 7: return "reverse(sublist(\(expression(.numbers, depth: d)), 1, 1))"
    case 8: return "index of(\(expression(.numbers, depth: d)), \(expression(.number, depth: d)))"
    default:
      return random.pick([
        "sort(\(expression(.numbers, depth: d)))", "union(\(expression(.numbers, depth: d)), [1])",
        "(for i in 1..3, j in \(expression(.numbers, depth: d)) return i + j + count(partial))",
        "remove(\(expression(.numbers, depth: d)), 1)",
        "insert before(\(expression(.numbers, depth: d)), 1, \(expression(.number, depth: d)))",
        "list replace(\(expression(.numbers, depth: d)), function(a, b) a > b, \(expression(.number, depth: d)))",
        "flatten([\(expression(.numbers, depth: d)), 4])",
      ])
    }
  }

  private mutating func texts(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.内容", "[\"新建\", \"码头\"]", "[项目.性质]", "项目.锅炉.燃料"]) }
    let d = depth - 1
    switch random.below(5) {
    case 0: return "[\(expression(.text, depth: d)), \(expression(.text, depth: d))]"
    case 1:
      let source = expression(.texts, depth: d)
      locals.append(("item", .text))
      defer { locals.removeLast() }
      return "\(source)[\(expression(.boolean, depth: d))]"
    case 2: return "append(\(expression(.texts, depth: d)), \(expression(.text, depth: d)))"
    case 3: return "split(\(expression(.text, depth: d)), \"建\")"
    default: return texts(0)
    }
  }

  private mutating func boilers(_ depth: Int) -> String {
    if depth <= 0 { return random.pick(["项目.锅炉", "项目.锅炉", "[{燃料: \"煤\", 蒸吨: 10}, {燃料: 项目.性质, 蒸吨: 项目.氨氮}]"]) }
    let d = depth - 1
    if random.chance(50) {
      let source = expression(.boilers, depth: d)
      return
        "\(source)[\(random.pick(["蒸吨 > \(expression(.number, depth: d))", "燃料 = \(expression(.text, depth: d))", expression(.boolean, depth: d)]))]"
    }
    return boilers(0)
  }

  private mutating func boiler(_ depth: Int) -> String {
    if depth > 0, random.chance(50) { return "{燃料: \(expression(.text, depth: depth - 1)), 蒸吨: \(expression(.number, depth: depth - 1))}" }
    return "\(expression(.boilers, depth: depth - 1))[\(random.pick(["1", "-1", "2"]))]"
  }

  private static func item(_ kind: Kind) -> Kind {
    switch kind {
    case .texts: .text
    case .boilers: .boiler
    default: .number
    }
  }
}
