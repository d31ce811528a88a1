import ExactJSON
import FEEL
import Testing
import Zoning

/// What a catalogue decides of a subject with gaps stays decided however the gaps are filled.
@Suite("Catalogues are sound")
struct CatalogueSoundnessTests {
  struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    mutating func some(_ words: [String], upTo limit: Int) -> [String] {
      (0..<Int.random(in: 0...limit, using: &self)).map { _ in words.randomElement(using: &self)! }
    }
  }

  static let things = ["烧碱", "工业烧碱", "片碱", "电石", "染料", "酸性染料", "分散蓝56", "煤炭", "动力煤", "面包", "传感器", "PVC", "燃煤锅炉"]
  static let ways = ["隔膜法", "离子膜法", "离子膜电解法工艺", "水解", "蒸馏", "焊接", "土法炼焦"]
  static let industries = ["C26", "C2612", "C2645", "C1411", "C39"]
  static let places = ["320000", "320100", "321084", "330000", "太湖流域", "里下河地区", "高邮"]
  static let capacities = [5, 6000, 9999, 10000, 12000]

  static func entry(_ dice: inout SeededNumbers, _ i: Int) -> CatalogueEntry {
    let relation = CatalogueScale.Relation.allCases.randomElement(using: &dice)!
    return CatalogueEntry(
      classes: dice.chance(10) ? [] : [["淘汰类", "限制类"].randomElement(using: &dice)!],
      name: (things + ways).randomElement(using: &dice)!, aliases: dice.some(things, upTo: 1), products: dice.some(things, upTo: 1),
      processes: dice.chance(40) ? dice.some(ways, upTo: 2) : [], industries: dice.chance(40) ? dice.some(industries, upTo: 2) : [],
      places: dice.chance(30) ? dice.some(places, upTo: 2) : [],
      scale: dice.chance(30) ? CatalogueScale(relation: relation, limit: FEELDecimal(10000), unit: "t/a") : nil,
      exempt: dice.chance(30) ? dice.some(ways + ["节能型", "片碱"], upTo: 2) : [], isOpenEnded: dice.chance(8),
      condition: dice.chance(8) ? "另有条件" : nil)
  }

  static func thing(_ dice: inout SeededNumbers) -> CatalogueSubject.Thing {
    let category = dice.chance(40) ? things.randomElement(using: &dice) : nil
    return CatalogueSubject.Thing(
      name: dice.chance(85) ? things.randomElement(using: &dice) : nil, category: category, isCategoryOpen: dice.chance(20),
      capacity: dice.chance(70) ? FEELDecimal(capacities.randomElement(using: &dice)!) : nil,
      unit: dice.chance(80) ? ["t/a", "万t/a"].randomElement(using: &dice) : nil, isProduct: dice.chance(70))
  }

  static func subject(_ dice: inout SeededNumbers) -> CatalogueSubject {
    var s = CatalogueSubject(
      things: (0..<Int.random(in: 0...3, using: &dice)).map { _ in thing(&dice) },
      processes: dice.chance(60) ? dice.some(ways, upTo: 2) : nil, industries: dice.chance(60) ? dice.some(industries, upTo: 2) : nil,
      ground: dice.chance(70) ? ground(&dice) : nil)
    s.hasFurtherThings = dice.chance(25)
    s.isProject = true
    return s
  }

  static func ground(_ dice: inout SeededNumbers) -> CatalogueGround {
    CatalogueGround(
      places: dice.chance(80) ? ["321084", "高邮市", "321000", "扬州市"] : nil, layersMet: dice.chance(50) ? ["里下河地区"] : [],
      layersHeld: ["里下河地区"])
  }

  /// The same subject with gaps filled at random, what is known kept.
  static func filled(_ s: CatalogueSubject, _ dice: inout SeededNumbers) -> CatalogueSubject {
    var t = s
    t.things = s.things.map { old in
      let fillsCategory = old.isCategoryOpen && dice.chance(60)
      return CatalogueSubject.Thing(
        name: old.name ?? (dice.chance(60) ? things.randomElement(using: &dice) : nil),
        category: fillsCategory ? things.randomElement(using: &dice) : old.category, isCategoryOpen: old.isCategoryOpen && !fillsCategory,
        capacity: old.capacity ?? (dice.chance(60) ? FEELDecimal(capacities.randomElement(using: &dice)!) : nil),
        unit: old.unit ?? (dice.chance(60) ? "t/a" : nil), isProduct: old.isProduct)
    }
    if s.hasFurtherThings {
      for _ in 0..<Int.random(in: 0...2, using: &dice) { t.things.append(thing(&dice)) }
      t.hasFurtherThings = dice.chance(30)
    }
    if s.processes == nil, dice.chance(70) { t.processes = dice.some(ways, upTo: 3) }
    if s.industries == nil, dice.chance(70) { t.industries = dice.some(industries, upTo: 2) }
    if s.ground == nil, dice.chance(70) { t.ground = ground(&dice) }
    if s.ground != nil, s.ground?.places == nil { t.ground?.places = ["321084", "高邮市", "321000", "扬州市"] }
    return t
  }

  private func code(_ answer: CatalogueAnswer) -> Bool? {
    switch answer {
    case .listed: true
    case .notListed: false
    case .undecided, .notHeld: nil
    }
  }

  @Test("no fact that is added later turns a decided answer", arguments: 0..<12)
  func monotone(_ seed: Int) throws {
    var dice = SeededNumbers(state: UInt64(seed) &* 7919 &+ 1)
    let day = try #require(CivilDate("2026-11-25"))
    var decided = [true: 0, false: 0]
    for _ in 0..<250 {
      let shelf = try CatalogueShelf([
        DatedCatalogue(
          id: "产业结构调整指导目录", title: "", edition: "甲", validity: Validity(), source: "试验", isComplete: true,
          entries: (0..<Int.random(in: 1...3, using: &dice)).map { Self.entry(&dice, $0) })
      ])
      let reference = CatalogueReference(dice.chance(70) ? "产业结构调整指导目录:淘汰类" : "产业结构调整指导目录")
      let before = Self.subject(&dice)
      guard let was = code(shelf.lookUp(reference, subject: before, on: day)) else { continue }
      decided[was, default: 0] += 1
      for _ in 0..<6 {
        let after = Self.filled(before, &dice)
        let now = shelf.lookUp(reference, subject: after, on: day)
        guard code(now) == was else {
          Issue.record(
            "seed \(seed): \(was) became \(now)\nrows \(shelf.catalogues[0].entries.map { String(decoding: $0.json.canonicalBytes, as: UTF8.self) })\nfrom \(before)\nto \(after)"
          )
          return
        }
      }
    }
    // The property says nothing where nothing is decided.
    #expect(decided[true, default: 0] >= 3 && decided[false, default: 0] >= 10, "seed \(seed): \(decided)")
  }

  @Test("the index leaves out no row that a comparison with each would meet", arguments: 0..<6)
  func index(_ seed: Int) throws {
    var dice = SeededNumbers(state: UInt64(seed) &+ 99)
    let day = try #require(CivilDate("2026-11-25"))
    for _ in 0..<120 {
      let entries = (0..<8).map { Self.entry(&dice, $0) }
      let shelf = try CatalogueShelf([
        DatedCatalogue(
          id: "优先控制化学品名录", title: "", edition: "甲", validity: Validity(), source: "试验", isComplete: true, entries: entries)
      ])
      let subject = Self.subject(&dice)
      let met = shelf.rows(of: "优先控制化学品名录", subject: subject, on: day).map(\.match)
      #expect(met == entries.map { $0.match(subject) }.filter { $0 != .no }, "seed \(seed)")
    }
  }
}
