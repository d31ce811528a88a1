import FEEL
import Zoning

/// Puts a clause's finding into words and measures its margin, from the trace of its conditions.
struct Explainer {
  let reader: FactReader
  let compiler: ConditionCompiler
  let catalogue: FactsCatalogue

  /// The trace of a condition, nil where it does not parse or evaluate.
  func trace(of text: String?) -> FEELTrace? {
    guard let text else { return nil }
    if let known = reader.explained[text] { return known }
    guard case .success(let expression) = compiler.expression(text) else { return nil }
    do {
      let trace = try expression.explain(in: reader)
      reader.explained[text] = trace
      return trace
    } catch {
      return nil
    }
  }

  /// One Chinese sentence that says why the clause came out as it did.
  func sentence(_ f: ClauseFinding, faults: [String], appliesUnknown: Bool, excepted: Bool) -> String {
    func reasons(_ text: String?, _ wanted: Bool, demands: Bool = false) -> String {
      guard let trace = trace(of: text) else { return "" }
      return ConditionPhrases(catalogue: catalogue, demands: demands, stated: reader.stated).list(trace, wanted).joined(separator: "，")
    }
    func ended(_ text: String) -> String { text.hasSuffix("。") ? text : text + "。" }
    switch f.outcome {
    case .context:
      return f.clause.binding == .government ? "本条约束政府行为，不对项目评判。" : "本条为鼓励性要求，不对项目评判。"
    case .faulty: return "条款的条件无法计算：" + ended(faults.first ?? "原因不明")
    case .notApplicable:
      let why = reasons(f.clause.applies, false)
      return why.isEmpty ? "本条不涉及本项目。" : ended("不涉及：" + why)
    case .manual: return ended("本条适用，须由人工研判" + prefixed("：", reasons(f.clause.applies, true)))
    case .duty: return ended("本条适用，应在项目实施中落实" + prefixed("：", reasons(f.clause.applies, true)))
    case .undetermined: return undetermined(f, appliesUnknown: appliesUnknown)
    case .kept:
      if excepted { return ended("属于例外情形" + prefixed("：", reasons(f.clause.except, true))) }
      let why = reasons(f.clause.kept, true)
      return ended(why.isEmpty ? "要求已满足" : why + "，已满足")
    case .broken:
      let why = reasons(f.clause.kept, false, demands: true)
      if !why.isEmpty { return ended(why) }
      let place = reasons(f.clause.applies, true)
      return ended(place.isEmpty ? "本条直接适用于本项目，未满足" : place + "，属于本条\(f.clause.effect.chinese)的情形")
    }
  }

  private func prefixed(_ mark: String, _ text: String) -> String { text.isEmpty ? "" : mark + text }

  private func undetermined(_ f: ClauseFinding, appliesUnknown: Bool) -> String {
    let held = f.missing.filter { reader.rulebook.unheld($0) == nil }
    func labels(_ ids: [String]) -> String { ids.map { id in catalogue[id]?.label ?? MapFact(id: id)?.label ?? id }.joined(separator: "、") }
    var causes: [String] = []
    let absent = held.filter { reader.project.values[$0] == nil }
    // A yes or no is not said; anything else is not supplied.
    let questions = absent.filter { catalogue[$0]?.type == .boolean }
    let amounts = absent.filter { catalogue[$0]?.type != .boolean }
    if !amounts.isEmpty { causes.append("未提供\(labels(amounts))") }
    if !questions.isEmpty { causes.append("未说明" + questions.map(question).joined(separator: "、")) }
    let coarse = held.filter { reader.project.values[$0] != nil }
    if !coarse.isEmpty { causes.append("所填\(labels(coarse))不够具体") }
    if !f.notHeld.isEmpty { causes.append("本系统未入库" + f.notHeld.map(Unheld.title).joined(separator: "、")) }
    return causes.joined(separator: "，") + (appliesUnknown ? "，本条是否适用无法判定。" : "，无法判定。")
  }

  /// 是否占用永久基本农田; a label that asks already is not doubled.
  private func question(_ id: String) -> String {
    let label = catalogue[id]?.label ?? id
    return label.contains("是否") ? label : "是否" + label
  }

  // MARK: Margin

  /// The margin to the nearest numeric limit of a condition: of its conjuncts that compare two numbers, the one with least room.
  func margin(of text: String) -> Margin? {
    guard let trace = trace(of: text) else { return nil }
    var best: (margin: Margin, room: Double)?
    for part in conjuncts(trace) {
      guard case .comparison(let sign, _, _) = part.node.kind, sign != .equal, sign != .notEqual, part.children.count == 2,
        let left = part.children[0].value?.numberValue, let right = part.children[1].value?.numberValue
      else { continue }
      // The side that is a single fact is the actual value; a condition may be written either way round.
      let leftFact = fact(part.children[0].node)
      let rightFact = fact(part.children[1].node)
      let flipped = leftFact == nil && (rightFact != nil || part.children[0].node.isConstant)
      let (actual, limit, relation, id) = flipped ? (right, left, sign.mirrored, rightFact) : (left, right, sign, leftFact)
      let value = relation == .greater || relation == .greaterOrEqual ? actual - limit : limit - actual
      let accuracy = id.flatMap { MapFact(id: $0) }.flatMap {
        $0.kind == .distance || $0.kind == .length ? reader.layers[$0.layer]?.legalAccuracyMetres : nil
      }
      let margin = Margin(
        fact: id, actual: actual, relation: relation.rawValue, limit: limit, value: value, unit: id.flatMap(unit),
        borderline: accuracy.map { abs(value.doubleValue) < $0 } ?? false)
      let room = value.doubleValue / max(abs(limit.doubleValue), 1e-9)
      if best == nil || room < best!.room { best = (margin, room) }
    }
    return best?.margin
  }

  private func conjuncts(_ trace: FEELTrace) -> [FEELTrace] {
    if case .and = trace.node.kind { return trace.children.flatMap(conjuncts) }
    return [trace]
  }

  private func fact(_ node: FEELNode) -> String? { ConditionPhrases(catalogue: catalogue).fact(node) }

  private func unit(_ id: String) -> String? { MapFact(id: id)?.kind.unit ?? catalogue[id]?.unit }
}

extension FEELNode {
  /// Whether the node reads no name and calls no function.
  var isConstant: Bool {
    descendants.allSatisfy { node in
      switch node.kind {
      case .name, .variable, .field, .call, .invocation: false
      default: true
      }
    }
  }
}
