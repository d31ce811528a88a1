import DMN
import FEEL
import Foundation
import Testing

/// Models made for one question each.
private func model(_ body: String, imports: String = "") throws -> DMNModel {
  try DMNReader.model(
    Data(
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="准入" namespace="urn:准入">\(imports)\(body)</definitions>
      """.utf8))
}

private func table(_ attributes: String, rules: [(String, String)], output: String = "<output/>") -> String {
  let rows = rules.map { test, result in
    "<rule><inputEntry><text>\(test)</text></inputEntry><outputEntry><text>\(result)</text></outputEntry></rule>"
  }
  return """
    <inputData name="面积" id="i"><variable name="面积" typeRef="number"/></inputData>
    <decision name="结论" id="d"><variable name="结论"/>
      <informationRequirement><requiredInput href="#i"/></informationRequirement>
      <decisionTable \(attributes)><input><inputExpression><text>面积</text></inputExpression></input>\(output)\(rows.joined())</decisionTable>
    </decision>
    """
}

private let overlapping = [("&gt; 1", "10"), ("&gt; 2", "30"), ("&gt; 3", "20")]

@Suite("Decision models")
struct ModelTests {
  private func decide(_ model: DMNModel, _ area: FEELValue = .number(FEELDecimal(5))) throws -> String {
    "\(try DMNEngine(model).evaluate("结论", inputs: [DMNInput("面积", area)]).value)"
  }

  @Test(
    "each hit policy answers as the standard says",
    arguments: [
      ("hitPolicy=\"UNIQUE\"", "null"), ("hitPolicy=\"ANY\"", "null"), ("hitPolicy=\"FIRST\"", "10"),
      ("hitPolicy=\"RULE ORDER\"", "[10, 30, 20]"), ("hitPolicy=\"COLLECT\"", "[10, 30, 20]"),
      ("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "60"), ("hitPolicy=\"COLLECT\" aggregation=\"MIN\"", "10"),
      ("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "30"), ("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "3"),
    ])
  func hitPolicies(attributes: String, expected: String) throws {
    #expect(try decide(try model(table(attributes, rules: overlapping))) == expected)
  }

  @Test("priority and output order follow the output values")
  func priorities() throws {
    let output = "<output><outputValues><text>30, 20, 10</text></outputValues></output>"
    #expect(try decide(try model(table("hitPolicy=\"PRIORITY\"", rules: overlapping, output: output))) == "30")
    #expect(try decide(try model(table("hitPolicy=\"OUTPUT ORDER\"", rules: overlapping, output: output))) == "[30, 20, 10]")
  }

  @Test("the default output stands where no rule applies")
  func defaults() throws {
    let output = "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>"
    #expect(try decide(try model(table("", rules: [("&gt; 9", "1")], output: output))) == "0")
    #expect(try decide(try model(table("", rules: [("&gt; 9", "1")]))) == "null")
  }

  @Test("an input that is not known leaves the table's answer unknown, by that fact")
  func unknownInputs() throws {
    let value = try DMNEngine(model(table("", rules: [("&gt; 9", "1")]))).evaluate(
      "结论", inputs: [DMNInput("面积", .unknown(facts: ["site.area"]))]
    ).value
    #expect(value == .unknown(facts: ["site.area"]))
  }

  @Test("a function of a knowledge model sees the variables of the place where it was written")
  func closures() throws {
    let made = try model(
      """
      <businessKnowledgeModel name="加" id="b"><variable name="加"/><encapsulatedLogic><formalParameter name="a"/>
        <literalExpression><text>function(x) x + a</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
      <decision name="结论" id="d"><variable name="结论"/><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
        <literalExpression><text>加(3)(4)</text></literalExpression></decision>
      """)
    #expect(try decide(made) == "7")
  }

  @Test(
    "a model that cannot be used is refused by a sentence that names the element",
    arguments: [
      (
        "<decision name=\"甲\" id=\"a\"><informationRequirement><requiredDecision href=\"#b\"/></informationRequirement></decision>",
        "“甲”引用的“#b”不存在，请改正引用或补上该元素。"
      ),
      (
        "<decision name=\"甲\" id=\"a\"><informationRequirement><requiredDecision href=\"#a\"/></informationRequirement></decision>",
        "“甲”→“甲”互相依赖，请去掉其中一条依赖。"
      ),
      ("<itemDefinition name=\"甲\"><typeRef>甲</typeRef></itemDefinition>", "类型“甲”以自身定义，请改为不循环的定义。"),
      ("<inputData name=\"甲\" id=\"a\"/><inputData name=\"甲\" id=\"b\"/>", "模型中有两个元素同名或同编号“甲”，请改名。"),
    ])
  func refusals(body: String, message: String) throws {
    do {
      _ = try DMNEngine(try model(body))
      Issue.record("the model was taken")
    } catch let error as DMNError {
      #expect(error.message == message)
    }
  }

  @Test(
    "hostile XML is refused before it costs anything",
    arguments: [
      "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", String(repeating: "<a>", count: 100_000), "<a", "", "\u{0}",
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200),
      "<a>" + String(repeating: "<b/>", count: 500_000) + "</a>",
    ])
  func hostileXML(text: String) {
    let clock = ContinuousClock()
    let took = clock.measure {
      do throws(DMNError) {
        _ = try DMNReader.model(Data(text.utf8))
        Issue.record("the text was taken")
      } catch {
        #expect(error.message.hasSuffix("。"))
      }
    }
    #expect(took < .seconds(5))
  }

  @Test("a chain of ten thousand decisions is evaluated without recursion")
  func longChains() throws {
    var body = "<decision name=\"n0\" id=\"n0\"><literalExpression><text>1</text></literalExpression></decision>"
    for i in 1...10_000 {
      body += """
        <decision name="n\(i)" id="n\(i)"><informationRequirement><requiredDecision href="#n\(i - 1)"/></informationRequirement>
        <literalExpression><text>n\(i - 1) + 1</text></literalExpression></decision>
        """
    }
    let outcome = try DMNEngine(try model(body)).evaluate("n10000", inputs: [])
    #expect(outcome.value == .number(FEELDecimal(10_001)))
  }

  @Test("endless recursion of a knowledge model ends with a sentence")
  func endlessRecursion() throws {
    let made = try model(
      """
      <businessKnowledgeModel name="f" id="b"><variable name="f"/><encapsulatedLogic><formalParameter name="a"/>
        <literalExpression><text>f(a + 1) + f(a + 2)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
      <decision name="结论" id="d"><variable name="结论"/><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
        <literalExpression><text>f(1)</text></literalExpression></decision>
      """)
    let clock = ContinuousClock()
    var outcome: DMNOutcome?
    let took = try clock.measure { outcome = try DMNEngine(made).evaluate("结论", inputs: []) }
    #expect(outcome?.value == .null)
    #expect(outcome?.problems.isEmpty == false)
    #expect(took < .milliseconds(100))
  }
}
