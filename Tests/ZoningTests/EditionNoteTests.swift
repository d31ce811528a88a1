import ExactJSON
import Testing
import Zoning

/// Notes, hints and evidence are data of an edition.
@Suite("What an edition says of its own table") struct EditionNoteTests {
  private static let table = """
    section,no,industry,key_mgmt,simplified_mgmt,registration_mgmt,related_industries,facts
    一、甲,1,谷物磨制131*,涉及通用工序重点管理的,/,其他*,,
    二、通用工序,2,锅炉,纳入重点排污单位名录的,/,其他,,boilers
    """

  private func read(_ members: String, table: String = Self.table) throws -> ProcedureCatalogue {
    let head = #"{"id":"p","kind":"permit","title":"试行名录","source":"示范"\#(members)}"#
    return try ProcedureCatalogue(head: JSONValue(parsing: Array(head.utf8)), table: table)
  }

  @Test("the star asks what the edition's note says; without a note, for the note")
  func star() throws {
    let own = try read(#","notes":[{"subject":"*","asks":"在车间里生产的","text":"指在车间里生产的。","source":"说明一"}]"#)
    #expect(own.starQuestion == "在车间里生产的" && own.notes.first?.explains("在车间里生产的") == true)
    #expect(try read("").starQuestion == "符合《试行名录》对标“*”号的说明的")
    if case .industries(let classes) = own.items[0].scope {
      #expect(classes.map(\.condition) == [.starred])
    } else {
      Issue.record("no class")
    }
  }

  @Test("evidence of a common process is read from its column; a fact that cannot tell is refused by name")
  func evidence() throws {
    if case .commonProcess(let told) = try read("").items[1].scope {
      #expect(told == [ProcessEvidence(fact: "boilers", words: [])])
    } else {
      Issue.record("no common process")
    }
    for wrong in ["boiler", "construction", "boilers=电镀"] {
      let error = #expect(throws: ZoningError.self) {
        try read("", table: Self.table.replacing(",,boilers", with: ",,\(wrong)"))
      }
      #expect(error?.message.contains("第 2 项") == true, "\(error as Any)")
    }
  }

  @Test("a malformed or doubled note is refused")
  func bad() throws {
    let note = #"{"subject":"*","asks":"甲","text":"乙","source":"丙"}"#
    for notes in ["[\(note),\(note)]", #"[{"subject":"*"}]"#, #"{"subject":"*"}"#, #"[{"subject":"*","text":"a","source":"b","ask":"c"}]"#]
    {
      #expect(throws: ZoningError.self) { try read(",\"notes\":\(notes)") }
    }
  }

  @Test("the shipped editions explain their stars, and say whose the hints are")
  func shipped() {
    for c in ProcedureLibrary.standard.catalogues {
      #expect(c.notes.contains { $0.subject == CatalogueNote.star && $0.asks != nil && !$0.source.isEmpty }, "\(c.id)")
      #expect(c.hints?.contains("本系统") == true)
    }
  }
}
