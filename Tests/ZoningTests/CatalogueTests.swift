import ExactJSON
import FEEL
import Foundation
import Testing
import Zoning

@Suite("Dated catalogues")
struct CatalogueTests {
  static func catalogue(_ edition: String, from: String?, until: String?, complete: Bool = true, _ entries: String) throws -> DatedCatalogue
  {
    func day(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    return try DatedCatalogue(
      try JSONValue(
        parsing: Array(
          #"{"id": "产业结构调整指导目录", "edition": "\#(edition)", "from": \#(day(from)), "until": \#(day(until)), "source": "令", "complete": \#(complete), "entries": [\#(entries)]}"#
            .utf8)))
  }

  static let day = CivilDate("2026-11-25")!
  static let withdrawn = CatalogueReference("产业结构调整指导目录:淘汰类")

  func project(_ things: [CatalogueSubject.Thing]?, _ processes: [String]? = [], _ industries: [String]? = []) -> CatalogueSubject {
    CatalogueSubject(things: things, processes: processes, industries: industries)
  }

  @Test("a row is met by its product, process and scale together; what is missing leaves it open")
  func rows() throws {
    let shelf = try CatalogueShelf([
      try Self.catalogue(
        "2024", from: "2024-02-01", until: nil,
        #"{"class": "淘汰类", "name": "小电石", "products": ["电石"], "processes": ["开放式电石炉"], "scale": {"relation": "<", "limit": 10000, "unit": "t/a"}}"#
      )
    ])
    func ask(_ subject: CatalogueSubject) -> String {
      switch shelf.lookUp(Self.withdrawn, subject: subject, on: Self.day) {
      case .listed: "listed"
      case .notListed: "not"
      case .undecided(let parts): parts.map(\.rawValue).sorted().joined(separator: "+")
      case .notHeld: "notHeld"
      }
    }
    func carbide(_ capacity: Int?, _ unit: String? = "t/a") -> [CatalogueSubject.Thing] {
      [.init(name: "电石", capacity: capacity.map { FEELDecimal($0) }, unit: unit)]
    }
    #expect(ask(project(carbide(5000), ["开放式电石炉"])) == "listed")
    #expect(ask(project(carbide(10000), ["开放式电石炉"])) == "not")
    #expect(ask(project(carbide(5000), ["密闭电石炉"])) == "not")
    #expect(ask(project(carbide(5000), nil)) == "processes")
    #expect(ask(project(carbide(nil), ["开放式电石炉"])) == "things")
    #expect(ask(project(carbide(5, "万t/a"), ["开放式电石炉"])) == "things")
    #expect(ask(project([.init(name: "乙炔")], ["开放式电石炉"])) == "not")
    #expect(ask(project(nil, ["密闭电石炉"])) == "not")
    // One name within the other may be the same thing: a person must tell.
    #expect(ask(project([.init(name: "工业电石", capacity: FEELDecimal(5000), unit: "t/a")], ["开放式电石炉"])) == "things")
  }

  @Test("the edition in force that day decides, and a day without an edition is not held")
  func dated() throws {
    let shelf = try CatalogueShelf([
      try Self.catalogue("2019", from: "2020-01-01", until: "2024-02-01", #"{"class": "淘汰类", "name": "甲"}"#),
      try Self.catalogue("2024", from: "2024-02-01", until: nil, #"{"class": "淘汰类", "name": "乙"}"#),
    ])
    let subject = CatalogueSubject(named: "甲")
    guard case .listed = shelf.lookUp(Self.withdrawn, subject: subject, on: CivilDate("2024-01-31")!) else {
      Issue.record("listed in 2019")
      return
    }
    #expect(shelf.lookUp(Self.withdrawn, subject: subject, on: CivilDate("2024-02-01")!) == .notListed)
    #expect(shelf.lookUp(Self.withdrawn, subject: subject, on: CivilDate("2019-12-31")!) == .notHeld)
    #expect(shelf.lookUp(CatalogueReference("危险化学品目录:剧毒"), subject: subject, on: Self.day) == .notHeld)
  }

  @Test("an excerpt is certain of a hit alone")
  func excerpt() throws {
    let shelf = try CatalogueShelf([
      try Self.catalogue("2024", from: nil, until: nil, complete: false, #"{"class": "淘汰类", "name": "甲"}"#)
    ])
    #expect(shelf.lookUp(Self.withdrawn, subject: CatalogueSubject(named: "丙"), on: Self.day) == .notHeld)
    guard case .listed = shelf.lookUp(Self.withdrawn, subject: CatalogueSubject(named: "甲"), on: Self.day) else {
      Issue.record("a hit of an excerpt counts")
      return
    }
  }

  @Test("industries coarser than a row leave it open")
  func industries() throws {
    let shelf = try CatalogueShelf([
      try Self.catalogue("2024", from: nil, until: nil, #"{"class": "淘汰类", "name": "化学农药", "industries": ["C2631"]}"#)
    ])
    func ask(_ codes: [String]?) -> CatalogueAnswer { shelf.lookUp(Self.withdrawn, subject: project([], [], codes), on: Self.day) }
    #expect(ask(["C26"]) == .undecided([.industries]))
    #expect(ask(nil) == .undecided([.industries]))
    #expect(ask(["C2614"]) == .notListed)
  }

  @Test("two editions in force on one day, and fields nobody knows, are refused")
  func refusals() throws {
    let a = try Self.catalogue("甲", from: nil, until: nil, "")
    let b = try Self.catalogue("乙", from: "2024-01-01", until: nil, "")
    #expect(throws: ZoningError.self) { try CatalogueShelf([a, b]) }
    #expect(throws: ZoningError.unknownField("名录“产业结构调整指导目录”第 1 条的 product", nearest: ["products"])) {
      try Self.catalogue("甲", from: nil, until: nil, #"{"name": "甲", "product": []}"#)
    }
  }

  @Test("a project whose processes are not stated is never outside a row that may name a process")
  func unstatedProcesses() throws {
    let shelf = try CatalogueShelf([try Self.catalogue("甲", from: nil, until: nil, #"{"class": "淘汰类", "name": "水银法烧碱工艺"}"#)])
    let day = try #require(CivilDate("2026-11-25"))
    let reference = CatalogueReference("产业结构调整指导目录:淘汰类")
    var project = CatalogueSubject(things: [.init(name: "烧碱")], processes: nil, industries: ["C2612"])
    project.isProject = true
    #expect(shelf.lookUp(reference, subject: project, on: day) == .undecided([.things, .processes]))
    project.things = [.init(name: "桌子")]
    #expect(shelf.lookUp(reference, subject: project, on: day) == .undecided([.processes]))
    project.processes = ["水银法烧碱工艺"]
    guard case .listed = shelf.lookUp(reference, subject: project, on: day) else {
      Issue.record("not listed")
      return
    }
    project.processes = []
    #expect(shelf.lookUp(reference, subject: project, on: day) == .notListed)
  }

  @Test("a catalogue writes what it reads")
  func roundTrip() throws {
    let a = try Self.catalogue(
      "甲", from: "2024-01-01", until: nil,
      #"{"class": "淘汰类", "name": "甲", "products": ["乙"], "scale": {"relation": "<=", "limit": 3.5, "unit": "t/a"}, "cells": {"报告书": "全部"}}"#
    )
    #expect(try DatedCatalogue(a.json) == a)
  }

  @Test("layers, catalogues, classes and plans that stand nowhere are refused with the nearest known")
  func knownLaw() {
    let known = KnownLaw.standard
    #expect(known.layers.count >= 94 && known.catalogues.count >= 20)
    #expect(known.fault(layer: "长江干支流岸线", held: []) == nil)
    #expect(known.fault(layer: "长江干支流岸", held: [])?.contains("长江干支流岸线") == true)
    #expect(known.fault(catalogue: "产业结构调整指导目录：淘汰类") == nil)
    #expect(known.fault(catalogue: "产业结构调整指导目录:淘太类")?.contains("淘汰类") == true)
    #expect(known.fault(catalogue: "产业结构调整目录")?.contains("产业结构调整指导目录") == true)
    #expect(known.fault(plan: "港口总体计划")?.contains("港口总体规划") == true)
    #expect(known.fault(layer: "月球背面", held: []) == "没有名为“月球背面”的图层，请先登记。")
  }

  @Test("docs/facts.md is what the catalogue prints")
  func document() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/facts.md")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == FactsCatalogue.standard.document,
      "run: fenqu facts --format markdown > docs/facts.md")
  }

  @Test("every fact has a question and a reason, ids that are paths, and FEEL names without signs that compute")
  func catalogueIsWhole() {
    let roots: Set = ["项目", "企业", "园区", "区域", "替代"]
    for fact in FactsCatalogue.standard.facts {
      #expect(!fact.question.isEmpty && !fact.why.isEmpty && !fact.group.isEmpty && !fact.label.isEmpty, "\(fact.id)")
      #expect(roots.contains(fact.path[0]) && !fact.feel.contains(where: "-+*/ ".contains), "\(fact.feel)")
      #expect(FEELExpression.isFact(fact.feel), "\(fact.feel)")
      if fact.type == .enumeration { #expect(!fact.options.isEmpty, "\(fact.id)") }
    }
  }

  @Test("the schema of a project file has a place for every fact that an applicant supplies")
  func schema() {
    func has(_ schema: JSONValue?, _ path: ArraySlice<String>) -> Bool {
      guard let key = path.first else { return schema != nil }
      return has(schema?["properties"]?[key], path.dropFirst())
    }
    let schema = FactsCatalogue.standard.projectSchema
    for fact in FactsCatalogue.standard.facts {
      #expect(has(schema, fact.id.split(separator: ".").map(String.init)[...]) == (fact.supplier == .applicant), "\(fact.id)")
    }
  }
}

extension FEELExpression {
  /// Whether a text parses as a name and nothing else.
  fileprivate static func isFact(_ text: String) -> Bool {
    let names = FEELKnownNames(paths: FactsCatalogue.standard.facts.map(\.path))
    guard let expression = try? FEELExpression.parse(text, names: names), case .name = expression.root.kind else { return false }
    return true
  }
}
