import FEEL
import Zoning

/// Puts a clause's finding into words, from the kept traces of its conditions.
struct Explainer {
  let reader: FactReader
  let heard: HeardConditions
  private let phrases: ConditionPhrases
  private let demands: ConditionPhrases

  init(reader: FactReader, heard: HeardConditions) {
    self.reader = reader
    self.heard = heard
    phrases = ConditionPhrases(catalogue: reader.catalogue, stated: reader.stated)
    demands = ConditionPhrases(catalogue: reader.catalogue, demands: true, stated: phrases.stated)
  }

  private var catalogue: FactsCatalogue { reader.catalogue }

  /// The phrases of what decides a heard condition to be `wanted`; empty where it was not heard or does not evaluate.
  private func reasons(_ place: Int32, _ wanted: Bool, by phrases: ConditionPhrases) -> String {
    guard let heard = heard[place], case .success(let expression) = heard.condition.expression else { return "" }
    let reasons: [String]
    if let start = heard.trace, heard.condition.program?.isWhollyPlain == true {
      let part = KeptPart(
        node: expression.root, place: 0, kept: .init(expression: expression, log: self.heard.log, start: start, reader: reader))
      reasons = phrases.list(part, wanted)
    } else {
      reasons = expression.explanation(in: reader).map { phrases.list($0, wanted) } ?? []
    }
    return reasons.joined(separator: "，")
  }

  /// One Chinese sentence that says why the clause came out as it did.
  func sentence(_ f: ClauseFinding, _ judged: JudgedClause) -> String {
    let clause = f.clause
    let parts = judged.parts
    func reasons(_ place: Int32, _ wanted: Bool) -> String { self.reasons(place, wanted, by: phrases) }
    func ended(_ text: String) -> String { text.hasSuffix("。") ? text : text + "。" }
    switch f.outcome {
    case .context:
      return clause.binding == .government ? "本条约束政府行为，不对项目评判。" : "本条为鼓励性要求，不对项目评判。"
    case .faulty: return "条款的条件无法计算：" + ended(fault(parts) ?? "原因不明")
    case .notApplicable:
      let why = reasons(parts.applies, false)
      return why.isEmpty ? "本条不涉及本项目。" : ended("不涉及：" + why)
    case .manual: return ended("本条适用，须由人工研判" + prefixed("：", reasons(parts.applies, true)))
    case .duty: return ended("本条适用，应在项目实施中落实" + prefixed("：", reasons(parts.applies, true)))
    case .undetermined: return undetermined(f, appliesUnknown: judged.applies == .unknown)
    case .kept:
      if heard[parts.except]?.state == .yes, heard[parts.kept]?.state != .yes {
        return ended("属于例外情形" + prefixed("：", reasons(parts.except, true)))
      }
      let why = reasons(parts.kept, true)
      return ended(why.isEmpty ? "要求已满足" : why + "，已满足")
    case .broken:
      let why = self.reasons(parts.kept, false, by: demands)
      if !why.isEmpty { return ended(why) }
      let place = reasons(parts.applies, true)
      return ended(place.isEmpty ? "本条直接适用于本项目，未满足" : place + "，属于本条\(clause.effect.chinese)的情形")
    }
  }

  private func fault(_ parts: JudgedClause.Parts) -> String? {
    [parts.scope, parts.applies, parts.kept, parts.except].lazy.compactMap { heard[$0]?.general?.fault }.first
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
}
