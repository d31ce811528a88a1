import ExactJSON
import Testing
import Web

@Suite("figures as they are printed")
struct FigureTests {
  @Test(
    "rounding is half up on the printed digit, exact in decimals",
    arguments: [
      ("0.005", 2, "0.01"), ("0.0049999", 2, "0.00"), ("2.675", 2, "2.68"), ("999.995", 2, "1000.00"), ("-0.004", 2, "0.00"),
      ("-2.5", 0, "-3"),
      ("12", 2, "12.00"), ("0.1", 0, "0"), ("9.99", 1, "10.0"),
    ])
  func rounded(text: String, places: Int, printed: String) { #expect(Figures.rounded(text, places: places) == printed) }

  @Test(
    "commas at thousands and the real minus",
    arguments: [("4570", "4,570"), ("-587.93", "−587.93"), ("1000000.5", "1,000,000.5"), ("12", "12")])
  func grouped(text: String, printed: String) { #expect(Figures.grouped(text) == printed) }

  @Test(
    "an area is read in km², 公顷 or m², by its size",
    arguments: [("16091234.56", "16.09\u{A0}km²"), ("37913.4", "3.79\u{A0}公顷"), ("9999.994", "9,999.99\u{A0}m²"), ("0.31", "0.31\u{A0}m²")])
  func area(text: String, printed: String) { #expect(Figures.area(.number(text)) == printed) }

  @Test(
    "a share is printed as per cent without a blank",
    arguments: [("1", "100.00%"), ("0.857912", "85.79%"), ("0.000001", "0.00%"), ("0", "0.00%")])
  func percent(text: String, printed: String) { #expect(Figures.percent(.number(text)) == printed) }

  @Test("a distance that a clause used keeps its hundredth")
  func metres() {
    #expect(Figures.metres(.number("999.7")) == "999.70\u{A0}m")
    #expect(Figures.metres(.null) == nil)
    #expect(Figures.distance(.number("15234.5")) == "15.23\u{A0}km")
  }

  @Test("days and times are written without leading zeros")
  func days() {
    #expect(Days.chinese("2026-01-09") == "2026年1月9日")
    #expect(Days.moment(.string("2026-11-24T17:30:05+08:00")) == "2026年11月24日 17:30")
    #expect(Days.span(from: .string("2018-01-01"), until: .string("2026-08-15")) == "2018年1月1日起施行，2026年8月15日起失效")
    #expect(Days.span(from: .null, until: .null) == nil)
  }

  @Test("a figure stays with its unit, words do not")
  func bound() {
    #expect(Typography.bound("地块距岸线 963.41 m，应大于 1,000 m。") == "地块距岸线 963.41\u{A0}m，应大于 1,000\u{A0}m。")
    #expect(Typography.bound("共 3 条") == "共 3 条")
  }
}

@Suite("the margin bar")
struct MarginBarTests {
  func bar(_ actual: String, _ relation: String, _ limit: String) throws -> MarginBar {
    let value = (Double(actual)! - Double(limit)!) * (relation.hasPrefix(">") ? 1 : -1)
    return try #require(
      MarginBar(
        .object(["actual": .number(actual), "relation": .string(relation), "limit": .number(limit), "value": .number(String(value))])))
  }

  @Test("what is short of a floor lies left of the limit, on the forbidden side")
  func short() throws {
    let b = try bar("412.07", ">", "1000")
    #expect(b.short && b.allowedAbove)
    #expect(b.actualAt < b.limitAt)
  }

  @Test("what stays below a ceiling lies left of it too, and is allowed")
  func below() throws {
    let b = try bar("1.2", "<=", "1.205")
    #expect(!b.short && !b.allowedAbove)
    #expect(b.actualAt < b.limitAt)
  }

  @Test("every value finds its place inside the bar", arguments: ["0", "0.01", "999.99", "1000", "1000.01", "150000"])
  func inside(actual: String) throws {
    let b = try bar(actual, ">=", "1000")
    #expect((3...97).contains(b.actualAt) && (3...97).contains(b.limitAt))
    #expect(b.low < b.high)
  }

  @Test("without figures there is no bar")
  func none() { #expect(MarginBar(.object(["actual": .null, "relation": .string(">"), "limit": .number("1")])) == nil) }
}

@Suite("words of a condition")
struct FormulaWordTests {
  @Test("facts, functions, texts, figures and keywords are told apart, and nothing is lost")
  func kinds() {
    let text = #"项目.建设性质 in ("新建", "扩建") and 距离("长江干支流岸线") > 1000"#
    let pieces = FormulaWords.pieces(text)
    #expect(pieces.map { String($0.text) }.joined() == text)
    func kind(_ t: String) -> String? { pieces.first { $0.text == t }?.style }
    #expect(kind("项目.建设性质") == "k-fact")
    #expect(kind("in") == "k-kw")
    #expect(kind("距离") == "k-fn")
    #expect(kind("\"新建\"") == "k-str")
    #expect(kind("1000") == "k-num")
    #expect(kind(">") == "k-op")
  }

  @Test("an open quotation mark ends with the text", arguments: ["\"没有收尾", "距离(\"", "", "\"\"", "🜁 > 1"])
  func odd(text: String) { #expect(FormulaWords.pieces(text).map { String($0.text) }.joined() == text) }
}
