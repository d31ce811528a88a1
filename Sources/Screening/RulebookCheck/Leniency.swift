import ExactJSON
import FEEL
import Zoning

/// Findings about clauses that let a project off for the sake of a part of it.
extension RulebookCheck {
  func lenient(_ s: CompiledShape) -> [RulebookFinding] {
    guard s.isJudged else { return [] }
    let columns: [(column: String, expression: FEELExpression?, favours: Bool)] = [
      ("applies", s.applies, false), ("kept", s.kept, true), ("except", s.except, true),
    ]
    return columns.flatMap { column, expression, favours in
      expression.map { e in
        LenientTests(e, favours: favours, catalogue: catalogue).found.compactMap { test in
          concerns(test, column, s) ? finding(test, column, s) : nil
        }
      } ?? []
    }
  }

  /// Whether all was meant where such a test stands: one item is enough to be concerned, and to keep a duty.
  private func concerns(_ test: LenientTest, _ column: String, _ s: CompiledShape) -> Bool {
    let effect = s.shape.effect
    switch test.kind {
    case .site: return column != "applies" || effect == .prohibit || effect == .restrict
    case .items: return column == "except" && effect != .require || column == "kept" && effect == .permitOnly
    // Who asks 在 of the parks beside it has thought of sites partly inside.
    case .park: return !s.expressions.contains { e in e.calls.contains { isAboutParks($0) } }
    }
  }

  private func isAboutParks(_ call: FEELExpression.Call) -> Bool {
    guard MapFact.Kind(function: call.function) != nil, case .literal(.string(let layer))? = call.arguments.first?.kind else {
      return false
    }
    return layer == LayerDescriptor.parkLayer
  }

  private func finding(_ test: LenientTest, _ column: String, _ s: CompiledShape) -> RulebookFinding? {
    guard case .success(let strict) = rulebook.compiler.expression(test.strict) else { return nil }
    // Where all of them never fit what is concerned, another one beside it is meant: coke ovens of a steel works.
    if test.kind == .items, search.search(.all([s.concerns, .holds(strict)])).isImpossible { return nil }
    let goal: ConditionGoal
    if column == "applies" {
      goal = .all([.not(s.concerns), .holds(strict), .not(s.satisfied)])
    } else {
      let (kept, except) = column == "kept" ? (strict, s.except) : (s.kept, strict)
      let all: ConditionGoal = .any([kept, except].map { $0.map { .holds($0) } ?? .constant(false) })
      goal = .all([s.concerns, s.satisfied, .not(all)])
    }
    let result = search.search(goal)
    // A sentence that says the same in another way, such as `count(项目.行业) = 1 and …`, is sound.
    if result.isImpossible || test.kind == .items && result.witness == nil { return nil }
    func make(_ problem: RulebookProblem, _ message: String, _ remedy: String, _ more: [JSONMember] = []) -> RulebookFinding {
      let stated = result.witness?.objectValue.map { members in
        JSONValue.object(members.filter { m in !more.contains { $0.key == m.key } } + more)
      }
      return RulebookFinding(problem, clauses: [s.first], subjects: s.clauses.map(\.id), message: message, remedy: remedy, witness: stated)
    }
    switch test.kind {
    case .site: return make(.bareIn, "“\(test.place)”只要求部分重叠；一部分在区外的项目也会被放过。", "如果本意是整个选址都要在区内，请改写 \(test.instead)。")
    case .items: return make(.someForEvery, "“\(test.place)”有一项符合就成立；另有不符合内容的项目也会被放过。", "如果本意是每一项都要符合，请改写 \(test.instead)。")
    case .park:
      let share = FEELDecimal("0.4") ?? .one
      return make(
        .partOfPark, "“\(test.place)”只在整个选址都在园区内时为是；例如 40% 在园区内的项目，按不在园区内处理，不受这一条约束。",
        "如果本意是有一部分在园区内就要约束，请改写 \(test.instead)。",
        [JSONMember(key: MapFact(.share, LayerDescriptor.parkLayer).id, value: .number(share.description))])
    }
  }
}
