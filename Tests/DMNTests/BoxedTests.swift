import DMN
import FEEL
import Foundation
import Testing

/// Boxed expressions and functions whose rules the literal language does not show.
@Suite("Boxed expressions")
struct BoxedTests {
  private func engine(_ body: String) throws -> DMNEngine {
    try DMNEngine(
      try DMNReader.model(
        Data(
          """
          <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">\(body)</definitions>
          """.utf8)))
  }

  private func text(_ expression: String) -> String { "<literalExpression><text>\(expression)</text></literalExpression>" }

  private func conditional(_ test: String) -> String {
    """
    <inputData name="x" id="x"><variable name="x"/></inputData>
    <decision name="d" id="d"><variable name="d"/><informationRequirement><requiredInput href="#x"/></informationRequirement>
      <conditional><if>\(text(test))</if><then>\(text("\"then\""))</then><else>\(text("\"else\""))</else></conditional></decision>
    """
  }

  @Test(
    "a boxed conditional takes a branch for true, false and null, and is null for a test of any other kind",
    arguments: [("true", "\"then\""), ("false", "\"else\""), ("null", "\"else\""), ("\"abc\"", "null"), ("1", "null"), ("[true]", "null")])
  func conditionals(test: String, expected: String) throws {
    #expect("\(try engine(conditional(test)).evaluate("d", inputs: []).value)" == expected)
  }

  @Test("a boxed conditional on what is not known is unknown, unless both branches agree")
  func unknownConditionals() throws {
    let inputs = [DMNInput("x", .unknown(facts: ["f"]))]
    #expect(try engine(conditional("x")).evaluate("d", inputs: inputs).value == .unknown(facts: ["f"]))
    let same = conditional("x").replacingOccurrences(of: "\"else\"", with: "\"then\"")
    #expect(try engine(same).evaluate("d", inputs: inputs).value == .string("then"))
  }

  @Test("boxed iterations, quantifiers and calls over what is not known are unknown, not null")
  func unknownLoops() throws {
    let inputs = [DMNInput("x", .unknown(facts: ["f"]))]
    for boxed in [
      "<for iteratorVariable=\"i\"><in>\(text("x"))</in><return>\(text("i"))</return></for>",
      "<some iteratorVariable=\"i\"><in>\(text("x"))</in><satisfies>\(text("i = 1"))</satisfies></some>",
      "<filter><in>\(text("x"))</in><match>\(text("item = 1"))</match></filter>", "<invocation>\(text("x"))</invocation>",
    ] {
      let body = """
        <inputData name="x" id="x"><variable name="x"/></inputData>
        <decision name="d" id="d"><variable name="d"/><informationRequirement><requiredInput href="#x"/></informationRequirement>\(boxed)</decision>
        """
      #expect(try engine(body).evaluate("d", inputs: inputs).value == .unknown(facts: ["f"]), "\(boxed)")
    }
  }

  @Test("a function outside, in text or in a box, is read; its call is null and the decision is marked")
  func externalFunctions() throws {
    let written = text("function(n1) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}}")
    let boxed = "<functionDefinition kind=\"Java\"><formalParameter name=\"n1\"/></functionDefinition>"
    for function in [written, boxed] {
      let made = try engine(
        """
        <decision name="d" id="d"><variable name="d"/><context>
          <contextEntry><variable name="cos"/>\(function)</contextEntry><contextEntry>\(text("cos(123)"))</contextEntry></context></decision>
        """)
      #expect(made.problems.isEmpty)
      #expect(try made.evaluate("d", inputs: []).value == .null)
      #expect(made.usesExternal("d"))
    }
  }

  @Test(
    "a function is of a type by its parameters and by what its form gives",
    arguments: [
      ("function() \"foo\"", "tText", "true"), ("function() 123", "tText", "false"), ("function(a) \"foo\"", "tText", "false"),
      ("[function(a: string, b: number) \"1\", function(c: string, d: string) \"2\"]", "tList", "true"),
      ("[function(a: string, b: number) \"1\", \"foo\"]", "tList", "false"), ("function(a: string, b: string) \"1\"", "tPair", "false"),
    ])
  func functionTypes(function: String, type: String, expected: String) throws {
    let made = try engine(
      """
      <itemDefinition name="tText"><functionItem outputTypeRef="string"/></itemDefinition>
      <itemDefinition name="tList" isCollection="true"><typeRef>tPair</typeRef></itemDefinition>
      <itemDefinition name="tPair"><functionItem outputTypeRef="string"><parameters name="p" typeRef="string"/>
        <parameters name="q" typeRef="number"/></functionItem></itemDefinition>
      <decision name="d" id="d"><variable name="d"/>\(text("(\(function)) instance of \(type)"))</decision>
      """)
    #expect("\(try made.evaluate("d", inputs: []).value)" == expected)
  }

  @Test("a knowledge model that is called with an argument of another kind is not run: the call is null")
  func wrongArguments() throws {
    let made = try engine(
      """
      <businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>
        \(text("n = null"))</encapsulatedLogic></businessKnowledgeModel>
      <decision name="d" id="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
        \(text("[f(1), f([1]), f(null), f(\"a\")]"))</decision>
      """)
    #expect("\(try made.evaluate("d", inputs: []).value)" == "[false, false, true, null]")
  }
}
