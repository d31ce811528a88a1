import Foundation

/// Decision models written to exhaust time, memory or stack.
enum HostileModels {
  struct Model: CustomStringConvertible, Sendable {
    let kind: String
    let body: String
    var description: String { kind }

    /// The whole document.
    var data: Data {
      Data("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">\(body)</definitions>".utf8)
    }
  }

  static let all: [Model] = literals + boxed + tables + graphs + functions + types

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }

  private static func text(_ expression: String) -> String { "<literalExpression><text>\(escaped(expression))</text></literalExpression>" }

  private static func decision(_ name: String, _ logic: String, _ requires: [String] = [], type: String? = nil) -> String {
    let needs = requires.map { "<informationRequirement><requiredDecision href=\"#\($0)\"/></informationRequirement>" }.joined()
    return
      "<decision name=\"\(name)\" id=\"\(name)\"><variable name=\"\(name)\"\(type.map { " typeRef=\"\($0)\"" } ?? "")/>\(needs)\(logic)</decision>"
  }

  private static func nested(_ open: String, _ middle: String, _ close: String, _ count: Int) -> String {
    String(repeating: open, count: count) + middle + String(repeating: close, count: count)
  }

  private static let literals: [Model] = [
    Model(kind: "one expression of every loop", body: decision("d", text("for i in 1..99999, j in 1..99999 return i"))),
    Model(kind: "three thousand small expressions", body: (0..<3_000).map { decision("d\($0)", text("\($0)")) }.joined()),
    Model(kind: "an expression beyond its length", body: decision("d", text(String(repeating: "1+", count: 30_000) + "1"))),
    Model(kind: "a comment without end", body: decision("d", text("1 /*" + String(repeating: " ", count: 15_000)))),
  ]

  /// Boxed loops within loops, and values that double at every turn.
  private static let boxed: [Model] = {
    func loop(_ source: String, _ result: String) -> String {
      "<for iteratorVariable=\"i\"><in>\(text(source))</in><return>\(result)</return></for>"
    }
    func entry(_ name: String, _ value: String) -> String { "<contextEntry><variable name=\"\(name)\"/>\(value)</contextEntry>" }
    let turns = [
      "[partial, partial]", "{a: partial, b: partial}", "partial", "if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]",
      "count(partial)",
    ]
    let many = (0..<400).map { entry("k\($0)", text("\($0)")) }.joined()
    return turns.map { Model(kind: "a boxed iteration of \($0)", body: decision("d", loop("1..100000", text($0)))) } + [
      Model(
        kind: "boxed iterations in each other",
        body: decision("d", nested("<for iteratorVariable=\"i\"><in>\(text("1..1000"))</in><return>", text("i"), "</return></for>", 20))),
      Model(
        kind: "a boxed quantifier over a boxed quantifier",
        body: decision(
          "d", nested("<some iteratorVariable=\"i\"><in>\(text("1..1000"))</in><satisfies>", text("i = null"), "</satisfies></some>", 20))),
      Model(
        kind: "a boxed filter of a filter",
        body: decision(
          "d", nested("<filter><in>", text("for i in 1..90000 return {v: i}"), "</in><match>\(text("v > 0"))</match></filter>", 15))),
      Model(
        kind: "conditionals in each other",
        body: decision(
          "d", nested("<conditional><if>\(text("true"))</if><then>", text("1"), "</then><else>\(text("2"))</else></conditional>", 30))),
      Model(
        kind: "contexts in each other",
        body: decision("d", nested("<context><contextEntry><variable name=\"a\"/>", text("1"), "</contextEntry></context>", 30))),
      Model(kind: "lists in each other", body: decision("d", nested("<list>", text("1"), "</list>", 60))),
      Model(
        kind: "a loop among four hundred variables",
        body: decision("d", "<context>\(many)<contextEntry>\(loop("1..100000", text("i")))</contextEntry></context>")),
      Model(
        kind: "a context whose entries double",
        body: decision(
          "d",
          "<context>\(entry("k0", text("[1]")))\((1..<70).map { entry("k\($0)", text("[k\($0 - 1), k\($0 - 1)]")) }.joined())</context>")),
      Model(
        kind: "a context whose texts double",
        body: decision(
          "d",
          "<context>\(entry("k0", text("\"aaaaaaaa\"")))\((1..<70).map { entry("k\($0)", text("k\($0 - 1) + k\($0 - 1)")) }.joined())</context>"
        )),
      Model(
        kind: "a relation of ten thousand cells",
        body: decision(
          "d",
          "<relation><column name=\"a\"/><column name=\"b\"/>\(String(repeating: "<row>\(text("1"))\(text("\"x\""))</row>", count: 2_000))</relation>"
        )),
    ]
  }()

  /// Tables of many rules, of long cells, of values looked for in long lists.
  private static let tables: [Model] = {
    func table(_ policy: String, _ input: String, rules: Int, test: String, result: String, values: String = "") -> String {
      let allowed = values.isEmpty ? "" : "<outputValues><text>\(escaped(values))</text></outputValues>"
      let rule =
        "<rule><inputEntry><text>\(escaped(test))</text></inputEntry><outputEntry><text>\(escaped(result))</text></outputEntry></rule>"
      return
        "<decisionTable \(policy)><input><inputExpression><text>\(escaped(input))</text></inputExpression></input><output>\(allowed)</output>"
        + String(repeating: rule, count: rules) + "</decisionTable>"
    }
    let values = (0..<2_000).map(String.init).joined(separator: ", ")
    return [
      Model(
        kind: "two thousand rules that apply",
        body: decision("d", table("hitPolicy=\"COLLECT\"", "1", rules: 2_000, test: "-", result: "1"))),
      Model(
        kind: "rules that each take long",
        body: decision("d", table("hitPolicy=\"COLLECT\"", "1", rules: 500, test: "count(for i in 1..10000 return i) > ?", result: "1"))),
      Model(
        kind: "rules that each give much",
        body: decision("d", table("hitPolicy=\"RULE ORDER\"", "1", rules: 500, test: "-", result: "for i in 1..90000 return i"))),
      Model(
        kind: "equal large results",
        body: decision("d", table("hitPolicy=\"ANY\"", "1", rules: 500, test: "-", result: "for i in 1..900 return [i]"))),
      Model(
        kind: "ranked among two thousand values",
        body: decision("d", table("hitPolicy=\"OUTPUT ORDER\"", "1", rules: 1_500, test: "-", result: "1999", values: values))),
      Model(
        kind: "first of two thousand values",
        body: decision("d", table("hitPolicy=\"PRIORITY\"", "1", rules: 1_500, test: "-", result: "1999", values: values))),
      Model(
        kind: "results that are not allowed",
        body: decision(
          "d",
          table(
            "hitPolicy=\"COLLECT\"", "1", rules: 1_500, test: "-", result: "string join(for i in 1..300 return \"abcdefgh\")",
            values: "1, 2"))),
      Model(
        kind: "sums of what does not add",
        body: decision("d", table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "1", rules: 1_500, test: "-", result: "9e6144"))),
      Model(
        kind: "a large input tested often",
        body: decision("d", table("hitPolicy=\"COLLECT\"", "for i in 1..90000 return i", rules: 1_000, test: "1, 2, 3", result: "1"))),
    ]
  }()

  /// Requirements in chains, diamonds and circles.
  private static let graphs: [Model] = [
    Model(
      kind: "a chain",
      body: (0..<2_000).map { decision("d\($0)", text($0 == 0 ? "1" : "d\($0 - 1) + 1"), $0 == 0 ? [] : ["d\($0 - 1)"]) }.joined()),
    Model(
      kind: "diamonds of lists",
      body: (0..<70).map { decision("d\($0)", text($0 == 0 ? "[1]" : "[d\($0 - 1), d\($0 - 1)]"), $0 == 0 ? [] : ["d\($0 - 1)"]) }.joined()),
    Model(
      kind: "diamonds of texts",
      body: (0..<70).map { decision("d\($0)", text($0 == 0 ? "\"aaaaaaaa\"" : "d\($0 - 1) + d\($0 - 1)"), $0 == 0 ? [] : ["d\($0 - 1)"]) }
        .joined()),
    Model(
      kind: "everything requires everything before it",
      body: (0..<120).map { i in decision("d\(i)", text("\(i)"), (0..<i).map { "d\($0)" }) }.joined()),
    Model(kind: "a circle", body: (0..<500).map { decision("d\($0)", text("1"), ["d\(($0 + 1) % 500)"]) }.joined()),
    Model(
      kind: "one decision that requires two thousand",
      body: (0..<2_000).map { decision("d\($0)", text("1")) }.joined() + decision("all", text("1"), (0..<2_000).map { "d\($0)" })),
    Model(kind: "references to nothing", body: (0..<500).map { decision("d\($0)", text("1"), ["x\($0)"]) }.joined()),
  ]

  /// Knowledge models and services that call themselves or each other.
  private static let functions: [Model] = {
    func knowledge(_ name: String, _ logic: String, _ requires: [String] = [], parameter: String = "n", type: String = "Any") -> String {
      let needs = requires.map { "<knowledgeRequirement><requiredKnowledge href=\"#\($0)\"/></knowledgeRequirement>" }.joined()
      return "<businessKnowledgeModel name=\"\(name)\" id=\"\(name)\"><variable name=\"\(name)\"/><encapsulatedLogic>"
        + "<formalParameter name=\"\(parameter)\" typeRef=\"\(type)\"/>\(text(logic))</encapsulatedLogic>\(needs)</businessKnowledgeModel>"
    }
    func calls(_ name: String, _ expression: String) -> String {
      "<decision name=\"d\" id=\"d\"><variable name=\"d\"/><knowledgeRequirement><requiredKnowledge href=\"#\(name)\"/></knowledgeRequirement>\(text(expression))</decision>"
    }
    let logics = [
      "f(n + 1)", "f(n) + f(n)", "if n < 2 then n else f(n - 1) + f(n - 2)", "[f(n), f(n)]", "for i in 1..9 return f(i)",
      "sort([3, 2, 1], function(a, b) f(a) > b)", "f([n, n])",
    ]
    return logics.map { Model(kind: "a knowledge model of \($0)", body: knowledge("f", $0) + calls("f", "f(30)")) } + [
      Model(
        kind: "knowledge called a hundred thousand times", body: knowledge("f", "n + 1") + calls("f", "for i in 1..100000 return f(i)")),
      Model(
        kind: "knowledge called with large lists of a checked type",
        body:
          "<itemDefinition name=\"t\" isCollection=\"true\"><typeRef>number</typeRef><allowedValues><text>count(for i in 1..1000 return i) &gt; ?</text></allowedValues></itemDefinition>"
          + knowledge("f", "count(n)", type: "t") + calls("f", "for i in 1..1000 return f(for j in 1..1000 return j)")),
      Model(
        kind: "a chain of knowledge",
        body: (0..<300).map { knowledge("f\($0)", $0 == 0 ? "n" : "f\($0 - 1)(n) + f\($0 - 1)(n)", $0 == 0 ? [] : ["f\($0 - 1)"]) }.joined()
          + calls("f299", "f299(1)")),
      Model(
        kind: "knowledge that requires itself in a circle",
        body: knowledge("f", "g(n)", ["g"]) + knowledge("g", "f(n)", ["f"]) + calls("f", "f(1)")),
      Model(
        kind: "a service called often",
        body: decision("o", text("for i in 1..500 return i"))
          + "<decisionService name=\"s\" id=\"s\"><variable name=\"s\"/><outputDecision href=\"#o\"/></decisionService>"
          + calls("s", "for i in 1..100000 return s()")),
    ]
  }()

  /// Types in circles, types of many parts, values that are checked part by part.
  private static let types: [Model] = {
    func item(_ name: String, _ inner: String, _ attributes: String = "") -> String {
      "<itemDefinition name=\"\(name)\" \(attributes)>\(inner)</itemDefinition>"
    }
    let slow = item("t", "<typeRef>number</typeRef><allowedValues><text>count(for i in 1..20000 return i) &gt; ?</text></allowedValues>")
    let deep = (0..<50).reduce("<typeRef>number</typeRef>") { inner, i in
      i == 0 ? inner : "<itemComponent name=\"c\(i)\">\(inner)</itemComponent>"
    }
    return [
      Model(kind: "a type made from itself", body: item("a", "<typeRef>b</typeRef>") + item("b", "<typeRef>a</typeRef>")),
      Model(kind: "a component of its own type", body: item("a", "<itemComponent name=\"x\"><typeRef>a</typeRef></itemComponent>")),
      Model(
        kind: "a chain of types",
        body: (0..<300).map { item("t\($0)", "<typeRef>\($0 == 0 ? "number" : "t\($0 - 1)")</typeRef>", "isCollection=\"true\"") }.joined()
          + decision("d", text("1"), type: "t299")),
      Model(
        kind: "types that double",
        body: (0..<40).map { i in
          let below = i == 0 ? "number" : "t\(i - 1)"
          return item(
            "t\(i)",
            "<itemComponent name=\"a\"><typeRef>\(below)</typeRef></itemComponent><itemComponent name=\"b\"><typeRef>\(below)</typeRef></itemComponent>"
          )
        }.joined() + decision("d", text("{a: 1, b: 2}"), type: "t39")),
      Model(kind: "components in each other", body: item("t", deep) + decision("d", text("{c49: 1}"), type: "t")),
      Model(
        kind: "allowed values that take long, for every item",
        body: slow + item("l", "<typeRef>t</typeRef>", "isCollection=\"true\"")
          + decision("d", text("for i in 1..50000 return i"), type: "l")),
      Model(
        kind: "allowed values that never end",
        body: item(
          "t", "<typeRef>number</typeRef><allowedValues><text>some i in 1..99999, j in 1..99999 satisfies i + j = ?</text></allowedValues>")
          + decision("d", text("-1"), type: "t")),
      Model(
        kind: "many types",
        body: (0..<2_000).map { item("t\($0)", "<typeRef>number</typeRef>") }.joined() + decision("d", text("1"), type: "t1999")),
      Model(
        kind: "large lists of a checked type",
        body: item("l", "<typeRef>number</typeRef>", "isCollection=\"true\"")
          + (0..<50).map { decision("d\($0)", text("for i in 1..9000 return i"), type: "l") }.joined()),
    ]
  }()
}
