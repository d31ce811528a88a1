import ExactJSON
import FEEL
import Testing
import Zoning

/// What registers say of counties and parks on one day.
@Suite("Registers of the day") struct RegistersOfDayTests {
  private static func state(_ place: String, _ value: Bool, _ from: String?, _ until: String? = nil, fact: String = "region.airAttained")
    -> RegionState
  {
    RegionState(
      place: place, fact: fact, value: value,
      validity: Validity(from: from.flatMap { CivilDate($0) }, until: until.flatMap { CivilDate($0) }), source: "公报")
  }

  private func air(_ states: [RegionState], county: String = "320102", undated: Bool? = nil, on day: String) -> Bool? {
    let regions = undated.map { [county: ["region.airAttained": $0, "region.waterShort": true]] } ?? [:]
    let registers = Registers(regions: regions, states: states, source: "试验")
    return RegistersOfDay(registers, on: CivilDate(day)!).county(county)["region.airAttained"]
  }

  @Test("a statement holds from its day to the day before its end; before, between and after nothing is known")
  func days() {
    let states = [Self.state("320102", false, "2026-01-01", "2026-07-01"), Self.state("320102", true, "2026-08-01")]
    for (day, expected) in [
      ("2025-12-31", nil), ("2026-01-01", false), ("2026-06-30", false), ("2026-07-01", nil), ("2026-08-01", true),
    ] as [(String, Bool?)] {
      #expect(air(states, on: day) == expected, "\(day)")
      // What stands without a date counts no more where dated statements speak of the fact.
      #expect(air(states, undated: true, on: day) == expected, "\(day)")
    }
    #expect(air([], undated: true, on: "2026-01-01") == true)
    #expect(air([Self.state("320104", false, nil)], undated: true, on: "2026-01-01") == true)
  }

  @Test("a city's statement speaks of its counties; a county's own goes before it")
  func cities() {
    let states = [Self.state("320102", true, "2026-01-01"), Self.state("320100", false, "2025-01-01")]
    #expect(air(states, on: "2026-02-01") == true)
    #expect(air(states, on: "2025-02-01") == false)
    #expect(air(states, county: "320104", on: "2026-02-01") == false)
    #expect(air(states, county: "320202", on: "2026-02-01") == nil)
  }

  @Test("a register without dated statements is written as before there were any, and one with them reads back")
  func writing() throws {
    let plain = Registers(regions: ["320102": ["region.airAttained": true]], source: "甲")
    #expect(plain.json["states"] == nil)
    #expect(try Registers(plain.json) == plain)
    let dated = Registers(regions: [:], states: [Self.state("320102", false, "2026-01-01")], source: "甲")
    #expect(try Registers(dated.json) == dated)
  }

  @Test("statements that overlap or end before they begin are refused by name")
  func faults() {
    #expect(
      RegionState.fault(in: [Self.state("320102", true, "2026-01-01"), Self.state("320102", true, "2026-05-01")])?.contains("重叠") == true)
    #expect(RegionState.fault(in: [Self.state("320102", true, "2026-05-01", "2026-05-01")])?.contains("不早于") == true)
    let apart = [
      Self.state("320102", true, "2026-01-01", "2026-05-01"), Self.state("320102", false, "2026-05-01"),
      Self.state("320102", true, nil, fact: "region.waterShort"),
    ]
    #expect(RegionState.fault(in: apart) == nil)
  }

  // MARK: Parks

  private func parks(
    _ edition: String, from: String, until: String? = nil, complete: Bool = true, states: String = "park.recognised", _ entries: String
  ) throws -> ParkCatalogue {
    try ParkCatalogue(
      JSONValue(
        parsing:
          #"{"kind":"parks","id":"\#(states)","edition":"\#(edition)","from":"\#(from)","until":\#(until.map { "\"\($0)\"" } ?? "null"),"source":"试验","complete":\#(complete),"states":"\#(states)","entries":\#(entries)}"#
      ))
  }

  private func park(_ parks: [ParkCatalogue], _ code: String = "甲", on day: String = "2026-06-01") -> [String: FEELValue] {
    RegistersOfDay(Registers(regions: [:], source: ""), parks: parks, on: CivilDate(day)!)
      .park(code, delivered: ["park.recognised": .boolean(true), "park.level": .string("省级"), "park.heating": .boolean(true)])
  }

  @Test("the edition in force states what it states; the rest stays as delivered")
  func editions() throws {
    let old = try parks("一", from: "2025-01-01", until: "2026-03-01", #"[{"code":"乙","name":"乙园","facts":{}}]"#)
    let new = try parks("二", from: "2026-03-01", #"[{"code":"甲","name":"甲园","facts":{"park.level":"国家级"}}]"#)
    let both = [old, new]
    #expect(park(both, on: "2024-06-01")["park.recognised"] == .boolean(true))
    #expect(park(both, on: "2025-06-01")["park.recognised"] == .boolean(false))
    let now = park(both)
    #expect(now["park.recognised"] == .boolean(true) && now["park.level"] == .string("国家级") && now["park.heating"] == .boolean(true))
    #expect(park(both, "丙")["park.recognised"] == .boolean(false))
  }

  @Test("of an excerpt a miss is unknown; two registers that differ are unknown")
  func excerpts() throws {
    #expect(park([try parks("一", from: "2025-01-01", complete: false, "[]")])["park.recognised"] == nil)
    let level = { (l: String) in #"[{"code":"甲","name":"甲园","facts":{"park.level":"\#(l)"}}]"# }
    let differing = [
      try parks("一", from: "2025-01-01", level("国家级")), try parks("二", from: "2025-01-01", states: "park.chemical", level("省级")),
    ]
    let facts = park(differing)
    #expect(facts["park.level"] == nil && facts["park.chemical"] == .boolean(true))
  }

  @Test("codes twice, facts that are none of a park's and wrong values are refused")
  func refusals() {
    for entries in [
      #"[{"code":"甲","name":"甲","facts":{}},{"code":"甲","name":"乙","facts":{}}]"#,
      #"[{"code":"甲","name":"甲","facts":{"park.levle":"省级"}}]"#,
      #"[{"code":"甲","name":"甲","facts":{"park.chemical":"也许"}}]"#, #"[{"code":"甲","name":"甲","facts":{"park.within":true}}]"#,
    ] {
      #expect(throws: ZoningError.self, "\(entries)") { try parks("一", from: "2025-01-01", entries) }
    }
    #expect(throws: ZoningError.self) { try parks("一", from: "2025-01-01", states: "park.level", "[]") }
  }
}
