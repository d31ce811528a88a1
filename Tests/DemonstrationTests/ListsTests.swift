import Demonstration
import FEEL
import Testing
import Zoning

@Suite("the demonstration's lists")
struct ListsTests {
  let clauses = ListsProvince.clauses

  private func count(_ owner: String) -> Int { clauses.count { $0.owner == owner } }

  @Test("every tier has its list: 1 + 5 + 13 + N, and the nation's")
  func tiers() {
    #expect(count(DemonstrationLaw.nationCode) >= 6)
    #expect(count(DemonstrationLaw.provinceCode) >= 24)
    for region in DemonstrationLaw.regions { #expect(count(region) >= 8, "\(region)") }
    for city in DemonstrationLaw.issuers.dropFirst() { #expect(count(city) >= 8, "\(city)") }
    let perUnit = Dictionary(grouping: clauses.filter { $0.tier == .unit }, by: \.owner).mapValues(\.count)
    #expect(perUnit.count == ListsProvince.province.units.count)
    for (unit, n) in perUnit { #expect((6...14).contains(n), "\(unit)") }
  }

  @Test("an issuer's edition holds the lists of its own owners only")
  func owners() {
    for (issuer, clauses) in ListsProvince.byIssuer {
      for c in clauses {
        switch c.tier {
        case .nation, .province, .region: #expect(issuer == DemonstrationLaw.provinceCode)
        case .city: #expect(c.owner == issuer)
        case .unit: #expect(ControlUnitCode(c.owner)?.city == issuer)
        }
      }
    }
  }

  @Test("ids are unique over all issuers")
  func ids() { #expect(Set(clauses.map(\.id)).count == clauses.count) }

  @Test("each city's own list has every effect and every dimension")
  func breadth() {
    for city in DemonstrationLaw.issuers.dropFirst() {
      let own = clauses.filter { $0.owner == city }
      #expect(Set(own.map(\.effect)) == Set(Effect.allCases), "\(city)")
      #expect(Set(own.map(\.dimension)) == Set(Dimension.allCases), "\(city)")
      #expect(own.contains { $0.binding == .government } && own.contains { $0.judgement == .later }, "\(city)")
      let soft = clauses.count { $0.judgement == .person && ($0.owner == city || ControlUnitCode($0.owner)?.city == city) }
      #expect(soft >= 5, "\(city)")
    }
  }

  @Test("soft words are left to a person, and what a person judges has soft words")
  func softWords() {
    for c in ListsProvince.judged where c.judgement != .later {
      let soft = ["原则上", "严格控制", "合理"].contains { c.text.contains($0) }
      if c.judgement == .person { #expect(soft || c.text.contains("核定"), "\(c.id) \(c.text)") }
      if c.judgement == .machine { #expect(!c.text.contains("原则上") && !c.text.contains("严格控制"), "\(c.id) \(c.text)") }
    }
  }

  @Test("what waits for a person or for later says when it concerns a project")
  func narrow() {
    for c in clauses where c.judgement != .machine { #expect(c.applies != nil, "\(c.id)") }
    for c in clauses where c.effect == .permitOnly || (c.effect == .require && c.binding == .project && c.judgement == .machine) {
      #expect(c.kept != nil, "\(c.id)")
    }
  }

  @Test("six in ten of the clauses that bind projects carry conditions")
  func conditions() {
    let judged = ListsProvince.judged
    #expect(10 * judged.count { $0.hasCondition } >= 6 * judged.count)
  }

  @Test("at most a fifth of the sentences are shared word for word")
  func ownWords() {
    let sentences = clauses.flatMap { $0.text.split(separator: "。") }
    let times = Dictionary(grouping: sentences, by: \.self).mapValues(\.count)
    #expect(5 * sentences.count { times[$0]! > 1 } <= sentences.count)
  }

  @Test("texts are sentences in full-width punctuation")
  func punctuation() {
    for c in clauses {
      #expect(c.text.hasSuffix("。"), "\(c.id)")
      #expect(!c.text.contains(/[,;:!?()\[\]"'\s]/), "\(c.id) \(c.text)")
      #expect(!c.text.contains(/。。|，。|、、|（）|nil|Optional/), "\(c.id) \(c.text)")
    }
  }

  @Test("the same seed gives the same lists, and different units different ones")
  func deterministic() {
    let again = DemonstrationLaw.clauses(issuer: "320200", province: ListsProvince.province)
    #expect(again == ListsProvince.byIssuer.first { $0.issuer == "320200" }!.clauses)
    let units = Dictionary(grouping: clauses.filter { $0.tier == .unit }, by: \.owner)
    #expect(Set(units.values.map { $0.map(\.text) }).count == units.count)
  }

  @Test("a park's list follows its own positioning")
  func parks() {
    for unit in ListsProvince.province.units where unit.kind == .park {
      let own = clauses.filter { $0.owner == unit.code }
      #expect(own.contains { $0.text.contains(unit.park!.profile.rawValue) }, "\(unit.name)")
      #expect(own.contains { $0.text.contains(unit.name) && $0.dimension == .discharge }, "\(unit.name)")
    }
  }
}
