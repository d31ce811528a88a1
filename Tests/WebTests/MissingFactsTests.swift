import ExactJSON
import Testing
import Web

@Suite("what is still missing on the result page")
struct MissingFactsTests {
  /// A result in which `n` facts are missing; the last of them is the only one that a prohibition waits for.
  static func rendered(_ n: Int, fault: Int? = nil) throws -> String {
    let facts = (1...n).map { i in
      #"{"fact":"emissions.X\#(i)","label":"排放 \#(i)","type":"number","unit":"t/a","options":[],"supplier":"applicant","question":"多少？","why":"用。","neededBy":["\#(i == n ? "A-9" : "A-2")"]}"#
    }
    let json = PageTests.assessment.replacing("\"conclusion\":\"prohibited\"", with: "\"conclusion\":\"undetermined\"")
      .replacing(
        "{\"id\":\"A-2\"",
        with:
          #"{"id":"A-9","tier":"city","owner":"321200","ownerName":"泰州市","dimension":"spatial","effect":"prohibit","outcome":"undetermined","text":"禁止。","because":"缺。","source":{"document":"x","citation":"《清单》"},"margin":null,"notHeld":[]},{"id":"A-2""#
      )
      .replacing(
        #/"missingFacts":\[.*?\],\s*"notChecked"/#.dotMatchesNewlines(),
        with: "\"missingFacts\":[\(facts.joined(separator: ","))],\"notChecked\"")
    let page = AssessmentPage(
      json: try JSONValue(parsing: json), traces: .object([JSONMember]()), id: "a-1", hash: "sha256:0123456789abcdef0123",
      industryNames: [:],
      faults: fault.map { [.init(field: "emissions.X\($0)", message: "不对。")] } ?? [])
    return try PageLibrary().render("assessment", page.view, in: PageFrame(assets: "/assets/v/", place: .screening))
  }

  static func place(_ words: String, in html: String) throws -> String.Index {
    try #require(html.firstRange(of: words)?.lowerBound, "\(words)")
  }

  @Test("a short form stands before the clauses, the fact that a prohibition waits for first")
  func short() throws {
    let html = try Self.rendered(6)
    #expect(try Self.place("id=\"ask\"", in: html) < Self.place("id=\"clauses\"", in: html))
    #expect(try Self.place("name=\"emissions.X6\"", in: html) < Self.place("name=\"emissions.X1\"", in: html))
    #expect(!html.contains("id=\"ask-rest\""))
  }

  @Test("a long form stands after the clauses, all but the first six folded")
  func long() throws {
    let html = try Self.rendered(47)
    let fold = try Self.place("id=\"ask-rest\"", in: html)
    #expect(try Self.place("id=\"clauses\"", in: html) < Self.place("id=\"ask\"", in: html))
    #expect(try Self.place("name=\"emissions.X47\"", in: html) < fold)
    #expect(try Self.place("name=\"emissions.X5\"", in: html) < fold)
    #expect(try fold < Self.place("name=\"emissions.X6\"", in: html))
    #expect(html.contains("其余 41 项") && !html.contains("id=\"ask-rest\" open"))
    // Clauses that could still forbid come before those that could only be mended.
    #expect(try Self.place("id=\"c-A-9\"", in: html) < Self.place("id=\"c-A-2\"", in: html))
  }

  @Test("a refused figure in the fold opens it, and the form comes first")
  func fault() throws {
    let html = try Self.rendered(47, fault: 30)
    #expect(html.contains("id=\"ask-rest\" open"))
    #expect(try Self.place("id=\"ask\"", in: html) < Self.place("id=\"clauses\"", in: html))
  }
}
