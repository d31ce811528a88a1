import ExactJSON
import Screening
import Testing
import Zoning

/// Whether a catalogue has a row for a project at all: known only where every row is known.
@Suite("Listed, not listed, not known") struct ListingTests {
  private func findings(_ members: [String]) throws -> [ProcedureFinding] {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = "{" + members.joined(separator: ",") + "}"
    return try bench.run().procedures
  }

  private func finding(_ kind: ProcedureKind, _ members: [String]) throws -> ProcedureFinding {
    try #require(try findings(members).first { $0.catalogue.kind == kind })
  }

  private static func situations(_ given: [(String, Bool)]) -> String {
    #""situations":["# + given.map { #"{"situation":"\#($0.0)","holds":\#($0.1)}"# }.joined(separator: ",") + "]"
  }

  private static let works = ProcedureLibrary.standard.catalogues[0].worksQuestion ?? ""

  @Test("a project that states no industry is not known to be listed, and is asked for it")
  func noIndustry() throws {
    for kind in ProcedureKind.allCases {
      for members in [[], [#""industries":[]"#], [#""construction":"新建""#]] {
        let f = try finding(kind, members)
        #expect(f.listed == .unknown && f.missing == ["industries"], "\(kind) \(members)")
      }
    }
  }

  @Test("an industry of no row leaves the works open, and one answer rules them all out")
  func worksAreAskedAtOnce() throws {
    let open = try finding(.eia, [#""industries":["F5211"]"#])
    #expect(open.listed == .unknown && open.missing.isEmpty && open.ask == [Self.works])
    #expect(Self.works.contains("第1、2、91、97至107、110至148、150至173项"), "\(Self.works)")
    let none = try finding(.eia, [#""industries":["F5211"]"#, Self.situations([(Self.works, false)])])
    #expect(none.listed == .no && none.items.isEmpty && none.ask.isEmpty)
    // Without an industry the same answer rules out nothing but the works.
    let half = try finding(.eia, [Self.situations([(Self.works, false)])])
    #expect(half.listed == .unknown && half.missing == ["industries"])
    // Answered to be there, the rows are asked one by one; all denied, the answers contradict each other.
    let there = try finding(.eia, [#""industries":["F5211"]"#, Self.situations([(Self.works, true)])])
    #expect(there.listed == .unknown && there.items.count == ProcedureLibrary.standard.catalogues[0].works.count)
    let own = there.items.map { "建设内容属于“\($0.item.category)”的" }
    let denied = try finding(
      .eia, [#""industries":["F5211"]"#, Self.situations([(Self.works, true)] + own.map { ($0, false) })])
    #expect(denied.listed == .unknown && denied.ask == [Self.works])
    let one = try finding(.eia, [#""industries":["F5211"]"#, Self.situations([(Self.works, true), (own[3], true)])])
    #expect(one.listed == .yes && one.items.map(\.match) == [.yes])
  }

  @Test("a hint points to a row and decides nothing; its origin is told")
  func hints() throws {
    let f = try finding(.eia, [#""industries":["D4430"]"#])
    let row = try #require(f.items.first { $0.item.number == "91" })
    #expect(row.foundBy == .hint && row.match == .unknown && row.level == nil)
    #expect(f.json["hints"]?.stringValue?.contains("不是名录原文") == true)
    let other = try finding(.eia, [#""industries":["D4430"]"#, Self.situations([(Self.works, false)])])
    #expect(other.listed == .no && other.json["hints"]?.isNull == true)
  }

  @Test("an industry outside the rows contradicts an answer that it stands in one")
  func contradiction() throws {
    let asked = "建设内容属于“农产品基地项目（含药材基地）”的"
    let both = try finding(.eia, [#""industries":["F5211"]"#, Self.situations([(Self.works, false), (asked, true)])])
    #expect(both.listed == .unknown)
    #expect(try finding(.eia, [#""industries":["F5211"]"#, Self.situations([(asked, true)])]).listed == .yes)
  }

  // MARK: Random projects

  private struct Draw {
    var state: UInt64
    mutating func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    mutating func of<T>(_ all: [T]) -> T { all[next(all.count)] }
  }

  /// Facts in the order in which somebody might state them, each once.
  private static func facts(_ draw: inout Draw) -> [String] {
    let codes = IndustryClassification.standard.entries.map(\.code).filter { $0.count > 2 }
    func list(_ key: String, _ texts: [String]) -> String { "\"\(key)\":[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
    var all = [
      list("industries", (0...draw.next(2)).map { _ in draw.of(codes) }),
      list("processes", (0..<draw.next(3)).map { _ in draw.of(["电镀", "发酵", "染色", "机械加工", "不含酸洗", "涂布"]) }),
      list("contents", [draw.of(["码头", "公路", "污水处理厂", "办公楼"])]),
      list("facilities", (0..<draw.next(2)).map { _ in draw.of(["污水处理设施", "除尘设施"]) }),
      #""construction":"\#(draw.of(["新建", "改建", "扩建"]))""#,
      #""products":[{"name":"甲","capacity":\#(draw.of([10, 9_999, 300_000])),"unit":"\#(draw.of(["t/a", "m³/a"]))"}]"#,
      draw.of([
        #""boilers":[]"#, #""boilers":[{"fuel":"天然气","steam_t_h":25,"count":1}]"#, #""boilers":[{"fuel":"电","steam_t_h":25}]"#,
        #""boilers":[{"fuel":"生物质","steam_t_h":4,"count":2}]"#, #""boilers":[{"steam_t_h":4}]"#,
      ]),
      draw.of([#""kilns":[]"#, #""kilns":[{"kind":"加热炉","fuel":"天然气"}]"#, #""kilns":[{"kind":"玻璃熔窑"}]"#]),
    ]
    for i in all.indices.reversed() { all.swapAt(i, draw.next(i + 1)) }
    return all
  }

  /// What is decided of a project, by name; an open answer is not there.
  private static func decided(_ findings: [ProcedureFinding]) -> [String: String] {
    var all: [String: String] = [:]
    for f in findings {
      let kind = f.catalogue.kind.rawValue
      if f.listed != .unknown { all["\(kind) listed"] = f.listed.rawValue }
      for row in f.catalogue.items {
        let item = f.items.first { $0.item.number == row.number }
        guard let item else { continue }
        if item.match != .unknown { all["\(kind) \(row.number) match"] = item.match.rawValue }
        guard item.match == .yes else { continue }
        for c in item.cells where c.state != .unknown { all["\(kind) \(row.number) \(c.level.rawValue)"] = c.state.rawValue }
        if let level = item.level { all["\(kind) \(row.number) level"] = level.rawValue }
      }
    }
    return all
  }

  @Test("whatever is stated or answered later, nothing that was decided is decided otherwise; not listed stays not listed")
  func moreIsNeverOtherwise() throws {
    var draw = Draw(state: 20_261_125)
    var (compared, none) = (0, 0)
    for n in 0..<40 {
      var open = Self.facts(&draw)
      var stated: [String] = []
      var given: [(String, Bool)] = []
      var before: [String: String] = [:]
      for step in 0..<14 {
        let now = try findings(stated + (given.isEmpty ? [] : [Self.situations(given)]))
        let decided = Self.decided(now)
        for (name, value) in before {
          if let other = decided[name] { #expect(other == value, "project \(n), step \(step): \(name); \(stated) \(given)") }
          compared += 1
        }
        before.merge(decided) { old, _ in old }
        if now.contains(where: { $0.listed == .no }) { none += 1 }
        let asked = now.flatMap(\.ask) + now.flatMap(\.items).flatMap(\.cells).flatMap(\.ask)
        let new = asked.filter { a in !given.contains { $0.0 == a } }
        if !open.isEmpty, new.isEmpty || draw.next(2) == 0 {
          stated.append(open.removeLast())
        } else if !new.isEmpty {
          given.append((new.contains(Self.works) && draw.next(2) == 0 ? Self.works : draw.of(new), draw.next(3) == 0))
        }
      }
    }
    #expect(compared > 2_000 && none > 3, "\(compared) \(none)")
  }

  @Test("not listed is said only where every completion says so")
  func noneIsSaidOfEveryCompletion() throws {
    var draw = Draw(state: 4_754)
    var said = 0
    for _ in 0..<60 {
      var open = Self.facts(&draw)
      let stated = (0..<draw.next(open.count)).map { _ in open.removeLast() }
      let given = draw.next(3) == 0 ? [] : [(Self.works, draw.next(4) == 0)]
      let now = try finding(.eia, stated + [Self.situations(given)])
      guard now.listed == .no else { continue }
      said += 1
      for _ in 0..<4 {
        var rest = open
        let more = (0...draw.next(max(rest.count, 1))).compactMap { _ in rest.popLast() }
        let later = try finding(.eia, stated + more + [Self.situations(given)])
        #expect(later.listed == .no, "\(stated) + \(more)")
      }
    }
    #expect(said > 3, "\(said)")
  }
}
