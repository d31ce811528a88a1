import ExactJSON
import Testing
import Web

@Suite("what comes in")
struct RequestTests {
  @Test("a form's pairs keep their order, their blanks and their Chinese")
  func pairs() {
    let pairs = Call.pairs("_from=a-1&purposes=%E6%B0%91%E7%94%9F&purposes=%E4%BE%9B+%E6%B0%B4&empty=&flag")
    #expect(pairs.map(\.name) == ["_from", "purposes", "purposes", "empty", "flag"])
    #expect(pairs.map(\.value) == ["a-1", "民生", "供 水", "", ""])
  }

  @Test("a base map without its 审图号 is refused, with it is taken, WMTS names become XYZ")
  func baseMap() throws {
    #expect(throws: WebError.self) { try BaseMapSetting(parsing: "https://t.example/{z}/{x}/{y}.png") }
    #expect(throws: WebError.self) { try BaseMapSetting(parsing: "https://t.example/tiles GS(2024)0650号") }
    let setting = try BaseMapSetting(parsing: "https://t.example/wmts?m={TileMatrix}&c={TileCol}&r={TileRow} GS（2024）0650号")
    #expect(setting.template == "https://t.example/wmts?m={z}&c={x}&r={y}")
    #expect(setting.approval == "GS（2024）0650号")
  }

  @Test("a fact's text becomes the value that its type wants")
  func values() throws {
    #expect(try SuppliedFacts.value(["1,250.50"], type: "number", label: "排放量") == .number("1250.5"))
    #expect(try SuppliedFacts.value([".5"], type: "number", label: "排放量") == .number("0.5"))
    #expect(try SuppliedFacts.value([" "], type: "number", label: "排放量") == nil)
    #expect(try SuppliedFacts.value(["true"], type: "boolean", label: "两高") == .bool(true))
    for (word, value) in [("是", true), ("否", false), ("TRUE", true), ("false", false)] {
      #expect(try SuppliedFacts.value([word], type: "boolean", label: "两高") == .bool(value))
    }
    for text in ["maybe", "1", "不清楚"] {
      let error = #expect(throws: Refusal.FieldFaultError.self) { try SuppliedFacts.value([text], type: "boolean", label: "两高") }
      #expect(error?.message == "“两高”填的是“\(text)”，只能填 是 或 否，不清楚时请留空。")
    }
    for text in ["1,5", "1,2500", "12,50.5", ",500", "1,250 000", "1.000,5", "1，5"] {
      #expect(throws: Refusal.FieldFaultError.self) { try SuppliedFacts.value([text], type: "number", label: "排放量") }
    }
    #expect(try SuppliedFacts.value(["12 500"], type: "number", label: "排放量") == .number("12500"))
    #expect(try SuppliedFacts.value(["[]"], type: "texts", label: "目的") == .array([]))
    #expect(try SuppliedFacts.value(["民生", "供水"], type: "texts", label: "目的") == .array([.string("民生"), .string("供水")]))
    #expect(try SuppliedFacts.value(["direct"], type: "enumeration", label: "去向") == .string("direct"))
  }

  @Test("a figure that is none is refused with what was written", arguments: ["三", "1e", "--2", "true", "\"5\""])
  func badFigure(text: String) {
    let error = #expect(throws: Refusal.FieldFaultError.self) { try SuppliedFacts.value([text], type: "number", label: "用水量") }
    #expect(error?.message.contains(text) == true)
    #expect(error?.message.contains("用水量") == true)
  }

  @Test("facts go back to the places in the file that their ids name")
  func placing() {
    let blocks = SuppliedFacts.blocks(of: ["construction", "emissions.NH3-N", "offset.TP.amount"])
    #expect(blocks == ["emissions", "offset", "offset.TP"])
    var file = JSONValue.object(["name": .string("厂")])
    SuppliedFacts.put(.number("0.1"), at: "emissions.NH3-N", into: &file, blocks: blocks)
    SuppliedFacts.put(.number("2"), at: "offset.TP.amount", into: &file, blocks: blocks)
    SuppliedFacts.put(.string("new"), at: "construction", into: &file, blocks: blocks)
    #expect(file.canonicalText == #"{"name":"厂","emissions":{"NH3-N":0.1},"offset":{"TP":{"amount":2}},"construction":"new"}"#)
  }

  @Test("a stored screening gives its project file back")
  func rebuilt() throws {
    let stored = try JSONValue(
      parsing:
        #"{"screening":{"name":"厂","projectCode":null},"project":{"facts":{"construction":"new","emissions.COD":1.20}},"site":{"geometry":{"type":"Point","coordinates":[120,32]},"widthMetres":null}}"#
    )
    #expect(
      ProjectFile.rebuilt(from: stored, blocks: ["emissions"]).canonicalText
        == #"{"name":"厂","construction":"new","emissions":{"COD":1.2},"footprint":{"type":"Point","coordinates":[120,32]},"crs":"EPSG:4490"}"#
    )
  }
}
