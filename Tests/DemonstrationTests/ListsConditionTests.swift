import Demonstration
import FEEL
import Screening
import Testing
import Zoning

@Suite("conditions of the demonstration's lists")
struct ListsConditionTests {
  let names = CatalogueNames()

  private func parsed(_ condition: String) throws -> FEELExpression { try FEELExpression.parse(condition, names: names) }

  @Test("every condition parses and names only what the catalogue knows")
  func parse() {
    for condition in Set(ListsProvince.clauses.flatMap(\.conditions)).sorted() {
      #expect(throws: Never.self, "\(condition)") { try parsed(condition) }
    }
  }

  @Test("the parts of every condition fit together, as is asked of a list at its import")
  func types() {
    let review = ConditionReview(layers: Set(DemonstrationLaw.issuers.flatMap { DemonstrationLaw.descriptors(issuer: $0) }.map(\.id)))
    let conditions = Set(ListsProvince.clauses.flatMap { c in [c.applies, c.kept, c.except].compactMap { $0 } })
    #expect(conditions.count > 100)
    for condition in conditions.sorted() { #expect(review.fault(in: condition) == nil, "\(condition)") }
  }

  @Test("every layer that a clause names is described, and all but one are held")
  func layers() {
    let described = DemonstrationLaw.issuers.flatMap { DemonstrationLaw.descriptors(issuer: $0) }
    let byID = Dictionary(grouping: described, by: \.id)
    var named: Set<String> = []
    for c in ListsProvince.clauses {
      for condition in c.conditions {
        for m in condition.matches(of: /(?:在|全在|重叠面积|重叠占比|穿越长度|距离)\("([^"]+)"\)/) {
          named.insert(String(m.1))
          #expect(byID[String(m.1)] != nil, "\(c.id) \(m.1)")
        }
      }
    }
    #expect(named.filter { byID[$0]?.contains { !$0.held } == true } == [DemonstrationLaw.notHeld])
    #expect(described.filter { !$0.held }.map(\.id) == [DemonstrationLaw.notHeld])
    let delivered = Set(ListsProvince.province.layers.map(\.id))
    #expect(Set(described.filter(\.held).map(\.id)) == delivered)
  }

  @Test("every industry code that a condition or a park's positioning names exists")
  func industries() throws {
    var codes: Set<String> = []
    for condition in Set(ListsProvince.clauses.flatMap(\.conditions)) {
      codes.formUnion(condition.matches(of: /"([A-Z]\d{0,4})"/).map { String($0.1) })
    }
    for unit in ListsProvince.province.units {
      codes.formUnion((DemonstrationLaw.parkAttributes(unit, seed: 1)["positioning"] ?? "").split(separator: ",").map(String.init))
    }
    #expect(codes.count > 100)
    for code in codes { #expect(IndustryClassification.standard[code] != nil, "\(code)") }
  }

  @Test("words that conditions compare with are among the options of the form")
  func options() {
    let contents = Set(FactsCatalogue.standard["contents"]!.options.map(\.word))
    let purposes = Set(FactsCatalogue.standard["purposes"]!.options.map(\.word))
    for condition in Set(ListsProvince.clauses.flatMap(\.conditions)) {
      for m in condition.matches(of: /项目\.(建设内容|目的) satisfies x in \(([^)]*)\)|list contains\(项目\.(建设内容|目的), ([^)]*)\)/) {
        let known = (m.1 ?? m.3)! == "建设内容" ? contents : purposes
        for word in (m.2 ?? m.4)!.matches(of: /"([^"]*)"/) { #expect(known.contains(String(word.1)), "\(condition)") }
      }
    }
  }

  @Test("at least 200 shapes, and each is turned both ways by some project")
  func shapes() throws {
    var first: [String: Clause] = [:]
    for c in ListsProvince.judged where c.hasCondition {
      let shape = [c.applies, c.kept, c.except].map(Literals.shape).joined(separator: " | ")
      if first[shape] == nil { first[shape] = c }
    }
    #expect(first.count >= 200)
    for c in first.values.sorted(by: { $0.id < $1.id }) {
      let literals = Literals(c.conditions)
      let (applies, kept, except) = (try c.applies.map(parsed), try c.kept.map(parsed), try c.except.map(parsed))
      var turned: Set<Bool> = []
      for seed in UInt64(1)...4000 where turned.count < 2 {
        let project = DrawnProject(seed: seed, literals: literals)
        func holds(_ e: FEELExpression?, absent: Bool) throws -> Bool {
          guard let e else { return absent }
          let value = try e.evaluate(in: project)
          guard case .boolean(let b) = value else {
            Issue.record("\(c.id): \(e.text) gives \(value)")
            return absent
          }
          return b
        }
        let concerned = try holds(applies, absent: true)
        turned.insert(c.judgement == .machine ? try concerned && !holds(kept, absent: false) && !holds(except, absent: false) : concerned)
      }
      #expect(turned.count == 2, "\(c.id): \(c.conditions)")
    }
  }

  @Test("within one kilometre of the shoreline includes 1,000.00 m")
  func yangtze() throws {
    let clause = try #require(ListsProvince.clauses.first { $0.id == "JS-KJ-001" })
    #expect(clause.source == ClauseSource(document: "长江保护法", article: "第二十六条"))
    let kept = try parsed(try #require(clause.kept))
    for (metres, expected) in [("999.99", false), ("1000", false), ("1000.01", true)] {
      #expect(try kept.evaluate(in: FixedDistance(metres: FEELDecimal(metres)!)) == .boolean(expected), "\(metres)")
    }
    for construction in ["新建", "扩建"] { #expect(try #require(clause.applies).contains(construction)) }
  }

  private struct FixedDistance: FEELEnvironment {
    var metres: FEELDecimal
    func value(at path: [String]) -> FEELValue? { nil }
    func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? { .number(metres) }
  }
}
