import ExactJSON
import Testing
import Zoning

@Suite("Facts as people write them into cells")
struct WrittenFactTests {
  func value(_ text: String, _ id: String) throws -> JSONValue? {
    try WrittenFact.value(text, of: try #require(FactsCatalogue.standard[id]))
  }

  @Test(
    "numbers keep their digits, with marks between thousands, a unit or full-width digits; 1,5 is not 15",
    arguments: [
      ("1.20", "1.2"), ("1,200.5", "1200.5"), (" 12 500 ", "12500"), ("１２．５", "12.5"), ("3.0 t/a", "3"), ("+4", "4"), (".5", "0.5"),
      ("0", "0"),
      ("1e3", "1000"),
    ])
  func numbers(_ text: String, _ expected: String) throws {
    #expect(try value(text, "emissions.COD") == .number(expected))
  }

  @Test("what is no number is refused naming the fact", arguments: ["1,5", "很多", "1.2.3", "12 kg", "NaN", "1，2"])
  func noNumbers(_ text: String) {
    #expect(throws: ZoningError.self) { try value(text, "emissions.COD") }
  }

  @Test("是 and 否 in the words of many, nothing else")
  func booleans() throws {
    for word in ["是", "有", "TRUE", "1", "√", "Y"] { #expect(try value(word, "attributes.两高") == .bool(true)) }
    for word in ["否", "无", "false", "0", "×"] { #expect(try value(word, "attributes.两高") == .bool(false)) }
    #expect(throws: ZoningError.self) { try value("也许", "attributes.两高") }
    #expect(try value("　", "attributes.两高") == nil)
  }

  @Test("lists are parted by marks, industries by blanks too; 无 is none")
  func lists() throws {
    #expect(try value("天然气、电；煤炭", "fuels") == .array(["天然气", "电", "煤炭"].map { .string($0) }))
    #expect(try value("C2614 C2641", "industries") == .array([.string("C2614"), .string("C2641")]))
    #expect(try value("无", "fuels") == .array([]))
    #expect(try value("", "fuels") == nil)
  }

  @Test("records have their fields in the catalogue's order")
  func records() throws {
    #expect(
      try value("甲 5 t/a; 乙|6|t/a", "products")?.canonicalText
        == #"[{"name":"甲","capacity":5,"unit":"t/a"},{"name":"乙","capacity":6,"unit":"t/a"}]"#)
    #expect(throws: ZoningError.self) { try value("甲 五千 t/a", "products") }
    #expect(throws: ZoningError.self) { try value("a b c d e f g h i j", "products") }
    #expect(throws: ZoningError.self) { try value("[{", "products") }
  }
}
