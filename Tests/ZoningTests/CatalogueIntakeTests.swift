import ExactJSON
import Sealing
import Testing
import Zoning

/// What is refused when a catalogue is put on record, and which days its editions get.
@Suite("Catalogues taken in")
struct CatalogueIntakeTests {
  private func classes(_ id: String, _ texts: [String], own: [String] = []) -> String {
    do throws(CatalogueClasses.Fault) { return try CatalogueClasses(id: id, own: own).read(texts).joined(separator: "+") } catch {
      return error.reason + "|" + error.remedy
    }
  }

  @Test("classes are those that law knows, one by one; a blank one is refused where the catalogue has classes")
  func classWords() {
    let id = "产业结构调整指导目录"
    #expect(classes(id, ["淘汰类"]) == "淘汰类")
    #expect(classes(id, [" 淘汰类 "]) == "淘汰类")
    #expect(classes(id, ["淘汰类/限制类"]) == "淘汰类+限制类")
    #expect(classes(id, ["淘汰类；限制类", "淘汰类"]) == "淘汰类+限制类")
    #expect(classes(id, ["淘汰"]) == "名录“产业结构调整指导目录”没有“淘汰”这一类|相近的有“淘汰类”；请写 鼓励类、限制类、淘汰类 之一，几类用分号隔开")
    #expect(classes(id, ["二、淘汰类"]).contains("没有“二”这一类"))
    #expect(classes(id, [""]).hasPrefix("没有填写类别|"))
    #expect(classes("优先控制化学品名录", []) == "")
    #expect(classes("优先控制化学品名录", [], own: ["第一批"]).hasPrefix("没有填写类别|"))
    // Classes that mark some rows: a chemical without one is none of them.
    #expect(classes("危险化学品目录", []) == "")
  }

  @Test("a row without class, or of one that law does not know, never reads as not listed")
  func unclear() throws {
    let day = try #require(CivilDate("2026-11-25"))
    func answer(_ classes: [String], others: [String] = ["淘汰类"]) throws -> CatalogueAnswer {
      let shelf = try CatalogueShelf([
        DatedCatalogue(
          id: "产业结构调整指导目录", title: "", edition: "甲", validity: Validity(), source: "试验", isComplete: true,
          entries: [CatalogueEntry(classes: classes, name: "烧碱"), CatalogueEntry(classes: others, name: "电石")])
      ])
      return shelf.lookUp(CatalogueReference("产业结构调整指导目录:淘汰类"), subject: CatalogueSubject(named: "烧碱"), on: day)
    }
    #expect(try answer([]) == .undecided([.entryClass]))
    #expect(try answer(["淘汰"]) == .undecided([.entryClass]))
    #expect(try answer([], others: []) == .undecided([.entryClass]))
    #expect(try answer(["限制类"]) == .notListed)
  }

  @Test("rows and editions whose days do not come in order, and truth in quotes, are refused")
  func faults() throws {
    let row = CatalogueEntry(
      classes: ["淘汰类"], name: "烧碱", validity: Validity(from: CivilDate("2026-11-26"), until: CivilDate("2026-11-25")))
    func catalogue(_ entries: [CatalogueEntry], _ validity: Validity = Validity()) -> DatedCatalogue {
      DatedCatalogue(
        id: "产业结构调整指导目录", title: "", edition: "甲", validity: validity, source: "试验", isComplete: true, entries: entries)
    }
    #expect(throws: ZoningError.badCatalogue("名录“产业结构调整指导目录”的 甲：第 1 条“烧碱”：起始日期 2026-11-26 不早于终止日期 2026-11-25，请核对。")) {
      try catalogue([row]).admitted()
    }
    #expect(throws: ZoningError.self) {
      try catalogue([], Validity(from: CivilDate("2026-01-01"), until: CivilDate("2026-01-01"))).admitted()
    }
    #expect(throws: ZoningError.self) { try catalogue([CatalogueEntry(name: "烧碱")]).admitted() }
    #expect(try catalogue([CatalogueEntry(classes: ["淘汰类 "], name: "烧碱")]).admitted().entries[0].classes == ["淘汰类"])
    #expect(throws: ZoningError.self) {
      try DatedCatalogue(
        JSONValue(
          parsing: Array(#"{"id":"甲","edition":"一","source":"令","complete":true,"entries":[{"name":"乙","openEnded":"true"}]}"#.utf8)))
    }
  }

  // MARK: Editions

  private func edition(_ name: String, _ from: String, until: String? = nil) -> HeldCatalogue {
    .lookup(
      DatedCatalogue(
        id: "产业结构调整指导目录", title: "", edition: name,
        validity: Validity(from: CivilDate(from), until: until.flatMap { CivilDate($0) }), source: "试验", isComplete: true,
        entries: []))
  }

  private func record(_ editions: [HeldCatalogue], correcting: Bool = false) throws -> (CatalogueRegister, [String]) {
    var register = CatalogueRegister()
    var own: [Digest: Validity] = [:]
    var notes: [String] = []
    for e in editions {
      let digest = Digest(of: e.json.canonicalBytes)
      let added = try register.adding(e, content: digest, correcting: register.row(id: e.id, edition: e.edition) != nil) { row in
        try #require(own[row.content])
      }
      own[digest] = e.validity
      register = added.register
      notes = added.notes
    }
    return (register, notes)
  }

  private func days(_ register: CatalogueRegister) -> [String] {
    register.standing.map { "\($0.edition) \($0.validity.from?.description ?? "") \($0.validity.until?.description ?? "…")" }
  }

  @Test("an edition corrected to another first day leaves no hole and no overlap")
  func corrections() throws {
    let a = edition("甲", "2020-01-01")
    let b = edition("乙", "2024-02-01")
    #expect(days(try record([a, b]).0) == ["甲 2020-01-01 2024-02-01", "乙 2024-02-01 …"])
    let later = try record([a, b, edition("乙", "2024-10-01")])
    #expect(days(later.0) == ["甲 2020-01-01 2024-10-01", "乙 2024-10-01 …"])
    #expect(later.1 == ["甲 自 2024-10-01 起由 乙 接替。"])
    #expect(days(try record([a, b, edition("乙", "2023-01-01")]).0) == ["甲 2020-01-01 2023-01-01", "乙 2023-01-01 …"])
    // Before the first: the order turns.
    #expect(days(try record([a, b, edition("乙", "2019-01-01")]).0) == ["乙 2019-01-01 2020-01-01", "甲 2020-01-01 …"])
    // Days of its own are kept, and between two it ends with the later.
    let c = try record([a, b, edition("丙", "2022-01-01")])
    #expect(days(c.0) == ["甲 2020-01-01 2022-01-01", "丙 2022-01-01 2024-02-01", "乙 2024-02-01 …"])
    #expect(c.1 == ["甲 自 2022-01-01 起由 丙 接替。", "本版本至 乙 施行之日（2024-02-01）止。"])
    #expect(throws: ZoningError.self) { try record([a, edition("丁", "2020-01-01")]) }
  }
}
