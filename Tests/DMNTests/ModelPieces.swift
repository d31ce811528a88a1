import Foundation
import Trials

/// Small decision models put together at random, most of them whole, some of them torn.
struct ModelPieces {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A document with one to four elements that may refer to each other.
  mutating func document() -> Data {
    let names = ["a", "b", "面积", "c d"]
    var body = ""
    for name in names.prefix(1 + random.below(4)) { body += element(name, names) }
    let space = random.pick(["https://www.omg.org/spec/DMN/20230324/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "urn:x"])
    return Data(
      "<definitions xmlns=\"\(random.chance(97) ? "https://www.omg.org/spec/DMN/20191111/MODEL/" : space)\" name=\"m\" namespace=\"u\">\(body)</definitions>"
        .utf8)
  }

  private mutating func element(_ name: String, _ names: [String]) -> String {
    let type = random.chance(40) ? " typeRef=\"\(random.pick(["number", "string", "t", "Any", "boolean", "date", "?"]))\"" : ""
    let variable = "<variable name=\"\(name)\"\(type)/>"
    let other = random.pick(names)
    switch random.below(8) {
    case 0: return "<inputData id=\"\(name)\" name=\"\(name)\">\(variable)</inputData>"
    case 1:
      return
        "<itemDefinition name=\"t\" isCollection=\"\(random.pick(["true", "false"]))\"><typeRef>\(random.pick(["number", "t", "string"]))</typeRef>"
        + "<allowedValues><text>\(cell())</text></allowedValues></itemDefinition>"
    case 2:
      return
        "<businessKnowledgeModel id=\"\(name)\" name=\"\(name)\">\(variable)<encapsulatedLogic><formalParameter name=\"n\"/>\(boxed(2))"
        + "</encapsulatedLogic></businessKnowledgeModel>"
    case 3: return "<decisionService id=\"\(name)\" name=\"\(name)\">\(variable)<outputDecision href=\"#\(other)\"/></decisionService>"
    default:
      let need = random.chance(50) ? "<informationRequirement><requiredDecision href=\"#\(other)\"/></informationRequirement>" : ""
      let knowledge = random.chance(20) ? "<knowledgeRequirement><requiredKnowledge href=\"#\(other)\"/></knowledgeRequirement>" : ""
      return "<decision id=\"\(name)\" name=\"\(name)\">\(variable)\(need)\(knowledge)\(boxed(2))</decision>"
    }
  }

  private mutating func boxed(_ depth: Int) -> String {
    let literal = "<literalExpression><text>\(expression())</text></literalExpression>"
    if depth == 0 || random.chance(40) { return literal }
    let d = depth - 1
    switch random.below(9) {
    case 0:
      return "<context><contextEntry><variable name=\"x\"/>\(boxed(d))</contextEntry><contextEntry>\(boxed(d))</contextEntry></context>"
    case 1: return "<list>\(boxed(d))\(boxed(d))</list>"
    case 2: return "<relation><column name=\"x\"/><row>\(boxed(d))</row></relation>"
    case 3: return "<invocation>\(literal)<binding><parameter name=\"n\"/>\(boxed(d))</binding></invocation>"
    case 4: return "<conditional><if>\(boxed(d))</if><then>\(boxed(d))</then><else>\(boxed(d))</else></conditional>"
    case 5: return "<for iteratorVariable=\"x\"><in>\(boxed(d))</in><return>\(boxed(d))</return></for>"
    case 6:
      return "<\(["some", "every"][random.below(2)]) iteratorVariable=\"x\"><in>\(boxed(d))</in><satisfies>\(boxed(d))</satisfies></some>"
    case 7:
      return
        "<functionDefinition kind=\"\(random.pick(["FEEL", "Java", "PMML"]))\"><formalParameter name=\"x\"/>\(boxed(d))</functionDefinition>"
    default:
      let policy = random.pick(["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"])
      let rule = "<rule><inputEntry><text>\(cell())</text></inputEntry><outputEntry><text>\(expression())</text></outputEntry></rule>"
      return "<decisionTable hitPolicy=\"\(policy)\"><input><inputExpression><text>\(expression())</text></inputExpression></input>"
        + "<output><outputValues><text>\(cell())</text></outputValues></output>\(rule)\(rule)</decisionTable>"
    }
  }

  private mutating func expression() -> String {
    random.pick([
      "1", "\"x\"", "null", "true", "[1, 2, 3]", "{x: 1}", "a", "b + 1", "面积", "c d", "n", "x", "a(1)", "for x in 1..3 return x",
      "function(x) x", "1..3", "@\"P1D\"",
      "count(a)", "a.x", "a[1]", "(", "", "1 &lt; 2", "partial", "item", "if a then 1 else 2", "a in (1, 2)",
    ])
  }

  private mutating func cell() -> String {
    random.pick(["-", "&gt; 1", "1, 2", "[1..3]", "not(1)", "\"x\"", "?", "? in a", "", "&lt;", "null"])
  }

  /// Some bytes lost, changed or repeated.
  mutating func torn(_ data: Data) -> Data {
    var bytes = [UInt8](data)
    let pieces: [String] = ["<", ">", "/>", "&", "\"", "<a>", "</a>", "<text>", "null", "((", "..", "，", "（", "\u{0}", "]]>", "<![CDATA["]
    for _ in 0...random.below(4) where !bytes.isEmpty {
      let at = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(40)))
      case 2: bytes.insert(contentsOf: Array(random.pick(pieces).utf8), at: at)
      default:
        let from = random.below(bytes.count)
        bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + 1 + random.below(200))]), at: at)
      }
    }
    return Data(bytes)
  }
}
