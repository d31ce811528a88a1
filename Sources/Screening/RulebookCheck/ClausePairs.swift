import ExactJSON
import FEEL
import Zoning

/// Findings about two clauses that bind one project.
extension RulebookCheck {
  /// - Parameter step: called before the pairs of a shape are looked at, with its place; false stops, and nothing comes back.
  func pairs(_ step: (Int) -> Bool) -> [RulebookFinding]? {
    var found: [RulebookFinding] = []
    let limits = compiled.map { $0.isJudged ? $0.limits(catalogue) : [] }
    let byOwner = compiled.map { s in Dictionary(s.clauses.map { ($0.owner, $0) }) { a, _ in a } }
    let facts = compiled.map { s in s.isJudged ? s.keptFacts(catalogue) : [] }
    // Only clauses that set something about one fact can be laxer or clash.
    var sharing: [ConditionVariable: [Int]] = [:]
    for (i, own) in facts.enumerated() { for f in own { sharing[f, default: []].append(i) } }
    let judged = compiled.indices.filter { compiled[$0].isJudged }
    for a in compiled.indices {
      guard step(a) else { return nil }
      let lower = compiled[a]
      let welcomes = lower.shape.effect == .encourage && lower.applies != nil && lower.fault == nil
      let others = welcomes ? judged : Set(facts[a].flatMap { sharing[$0] ?? [] }).sorted()
      for b in others where a != b {
        let upper = compiled[b]
        let isBelow = lower.shape.tier > upper.shape.tier
        let isLaxer = isBelow && limits[a].contains { l in limits[b].contains { l.isLaxer(than: $0) } }
        let mayClash = !welcomes && (isBelow || a < b && lower.shape.tier == upper.shape.tier)
        guard isLaxer || mayClash || welcomes else { continue }
        // A ban may stand below what it takes back.
        let places =
          upper.shape.tier > lower.shape.tier
          ? together(upper, lower, byOwner[a]).map { (lower: $0.upper, upper: $0.lower) } : together(lower, upper, byOwner[b])
        guard !places.isEmpty else { continue }
        if isLaxer, let f = laxer(lower, upper, places) { found.append(f) }
        if mayClash, let f = clash(lower, upper, places) { found.append(f) }
        if welcomes, let f = welcomed(lower, upper, places) { found.append(f) }
      }
    }
    return RulebookFinding.merged(found) { [$0.problem.rawValue, $0.clauses.last?.id ?? ""] }
  }

  /// The clauses of both shapes that bind one site: each of the lower with the first upper that it stands under.
  private func together(_ lower: CompiledShape, _ upper: CompiledShape, _ byOwner: [String: Clause]) -> [(lower: Clause, upper: Clause)] {
    var asked = 0
    return lower.clauses.compactMap { c in
      if lower.shape.tier == upper.shape.tier { return byOwner[c.owner].map { (c, $0) } }
      for owner in above(c) { if let u = byOwner[owner] { return (c, u) } }
      // The map is asked for the first few only; a finding names those.
      if upper.shape.tier == .region, c.tier > .region, asked < 40 {
        asked += 1
        if let u = upper.clauses.first(where: { meets(c.owner, $0.owner) }) { return (c, u) }
      }
      return nil
    }
  }

  /// Owners above a clause's own, whatever the site.
  private func above(_ c: Clause) -> [String] {
    switch c.tier {
    case .nation: []
    case .province: ["000000"]
    case .region, .city: ["000000", "320000"]
    case .unit: ["000000", "320000"] + (ControlUnitCode(c.owner).map { [$0.city] } ?? [])
    }
  }

  /// The lower tier asks less for the same matter: whatever the lower clause concerns, the upper concerns too.
  private func laxer(_ lower: CompiledShape, _ upper: CompiledShape, _ places: [(lower: Clause, upper: Clause)]) -> RulebookFinding? {
    guard search.search(.all([lower.concerns, .not(upper.concerns)])).isImpossible else { return nil }
    guard let witness = search.search(.all([lower.concerns, lower.satisfied, upper.violated])).witness else { return nil }
    return RulebookFinding(
      .laxer, clauses: [places[0].lower, places[0].upper], subjects: places.map(\.lower.id),
      message:
        "\(places[0].lower.tier.chinese)条款“\(places[0].lower.id)”对同一事项比\(places[0].upper.tier.chinese)条款“\(places[0].upper.id)”宽：有项目满足它而不满足上级。",
      remedy: "下级清单不得宽于上级，请改成不低于上级的限值。", witness: witness)
  }

  /// Both can be kept alone, and never both.
  private func clash(_ a: CompiledShape, _ b: CompiledShape, _ places: [(lower: Clause, upper: Clause)]) -> RulebookFinding? {
    let both: ConditionGoal = .all([a.concerns, b.concerns])
    guard search.search(.all([a.concerns, b.concerns, a.satisfied, b.satisfied])).isImpossible, let witness = search.search(both).witness,
      search.search(.all([a.concerns, b.concerns, a.satisfied])).witness != nil,
      search.search(.all([a.concerns, b.concerns, b.satisfied])).witness != nil
    else { return nil }
    return contradiction("两条都管的项目不可能同时满足两条。", places, witness)
  }

  /// What one encourages, the other always breaks.
  private func welcomed(_ e: CompiledShape, _ ban: CompiledShape, _ places: [(lower: Clause, upper: Clause)]) -> RulebookFinding? {
    guard let witness = search.search(.all([e.concerns, ban.violated])).witness,
      search.search(.all([e.concerns, .not(ban.violated)])).isImpossible
    else { return nil }
    return contradiction("前一条鼓励的项目，后一条一律不许。", places, witness)
  }

  private func contradiction(_ what: String, _ places: [(lower: Clause, upper: Clause)], _ witness: JSONValue) -> RulebookFinding {
    RulebookFinding(
      .contradiction, clauses: [places[0].lower, places[0].upper], subjects: places.map(\.lower.id),
      message: "“\(places[0].lower.id)”与“\(places[0].upper.id)”矛盾：\(what)", remedy: "请核对两条的条件或管控方式；研判时两条都照判。", witness: witness)
  }
}
