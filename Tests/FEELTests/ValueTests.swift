import FEEL
import Testing

@Suite("Values")
struct ValueTests {
  @Test(
    "canonical JSON has one form for one value",
    arguments: [
      ("null", "null"), ("true", "true"), ("1.50", "1.5"), ("-0", "0"), ("1e3", "1000"),
      ("\"a\\\"\\n\\t\\\\/\\u0001é中\"", "\"a\\\"\\n\\t\\\\/\\u0001é中\""),
      ("[1, [], {}]", "[1,[],{}]"), ("{乙: 1, 甲: 2, b: 3, a: 4}", "{\"a\":4,\"b\":3,\"乙\":1,\"甲\":2}"),
      ("@\"2026-08-15\"", "\"2026-08-15\""),
      ("@\"P1Y2M\"", "\"P1Y2M\""), ("@\"PT36H\"", "\"P1DT12H\""), ("[1..5)", "{\"range\":\"[1..5)\"}"),
      ("function(a, b) a", "{\"function\":[\"a\",\"b\"]}"),
    ])
  func canonicalJSON(text: String, json: String) throws {
    #expect(try value(text).canonicalJSON == json)
  }

  @Test("unknown is written with the facts that are missing")
  func unknownJSON() {
    #expect(FEELValue.unknown(facts: ["b", "a", "b"]).canonicalJSON == "{\"unknown\":[\"a\",\"b\"]}")
  }

  @Test("contexts are equal whatever the order of their entries; a later entry replaces an earlier one")
  func contexts() {
    let a = FEELContext([("x", number("1")), ("y", number("2"))])
    let b = FEELContext([("y", number("2")), ("x", number("3")), ("x", number("1"))])
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(b.keys == ["y", "x"])
    var many = FEELContext((0..<50).map { ("k\($0)", .number(FEELDecimal($0))) })
    #expect(many["k37"] == number("37"))
    many["k3"] = nil
    #expect(many["k37"] == number("37"))
    #expect(many["k3"] == nil)
    #expect(many.count == 49)
  }

  @Test("the missing facts of a value are those of all its parts, sorted, each once")
  func missingFacts() {
    let value = FEELValue.list([.unknown(["c"]), .context(FEELContext([("x", .unknown(["a", "c"]))])), .null])
    #expect(value.missingFacts == ["a", "c"])
    #expect(value.containsUnknown)
    #expect(!value.isUnknown)
  }

  @Test("every day of eight centuries turns to a number and back, and its neighbour is the next number")
  func days() throws {
    var date = try #require(FEELDate(year: 1600, month: 1, day: 1))
    var number = date.daysSinceEpoch
    while date.year < 2400 {
      let next = try #require(date.adding(days: 1))
      #expect(next > date)
      if next.daysSinceEpoch != number + 1 { Issue.record("\(date)") }
      date = next
      number += 1
    }
    #expect(number - FEELDate(year: 1600, month: 1, day: 1)!.daysSinceEpoch == 292_194)
    #expect(FEELDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch == 0)
  }

  @Test(
    "dates that do not exist are refused",
    arguments: [
      "2025-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "26-01-01", "2026-1-1", "02026-01-01", "2026-01-01 ",
      "+2026-01-01",
    ])
  func badDates(text: String) {
    #expect(FEELDate(text) == nil)
  }

  @Test(
    "weeks and days of the year",
    arguments: [("2024-12-30", 1, 365, 1), ("2027-01-01", 53, 1, 5), ("2026-08-15", 33, 227, 6), ("2020-12-31", 53, 366, 4)])
  func weeks(text: String, week: Int, dayOfYear: Int, weekday: Int) throws {
    let date = try #require(FEELDate(text))
    #expect(date.weekOfYear == week)
    #expect(date.dayOfYear == dayOfYear)
    #expect(date.weekday == weekday)
  }

  @Test(
    "durations are read and written in one form",
    arguments: [
      ("P1Y14M", "P2Y2M"), ("-P1M", "-P1M"), ("P0D", "PT0S"), ("PT90M", "PT1H30M"), ("P1DT0.5S", "P1DT0.5S"), ("-PT25H", "-P1DT1H"),
      ("P0Y", "P0M"),
    ])
  func durations(text: String, canonical: String) throws {
    switch try #require(FEELDuration(text)) {
    case .months(let months): #expect(months.description == canonical)
    case .span(let span): #expect(span.description == canonical)
    }
  }

  @Test("what is no duration is refused", arguments: ["P", "PT", "P1", "P1YT", "P1Y1D", "P1M2Y", "PT1.5H", "1Y", "P-1Y", "P1.5Y", "--P1Y"])
  func badDurations(text: String) {
    #expect(FEELDuration(text) == nil)
  }

  @Test("moments in different zones are equal at the same instant, though not the same value")
  func zones() throws {
    #expect(try value("@\"2026-08-15T08:00:00+08:00\" = @\"2026-08-15T00:00:00Z\"") == .boolean(true))
    #expect(try value("is(@\"2026-08-15T08:00:00+08:00\", @\"2026-08-15T00:00:00Z\")") == .boolean(false))
    #expect(try value("@\"2026-08-15T08:00:00@Asia/Shanghai\" = @\"2026-08-15T00:00:00Z\"") == .boolean(true))
    #expect(try value("@\"2026-08-15T08:00:00\" = @\"2026-08-15T08:00:00Z\"") == .null)
  }
}
