import FEEL
import Zoning

/// The answer of an assessment in one sentence: the answer first, then what decides it.
struct Answer {
  let sentence: String

  init(_ a: Assessment) {
    func short(_ finding: ClauseFinding) -> String {
      finding.because.hasSuffix("。") ? String(finding.because.dropLast()) : finding.because
    }
    /// The first three different reasons.
    func reasons(_ findings: [ClauseFinding]) -> String {
      var said: [String] = []
      for reason in findings.map(short) where !said.contains(reason) { said.append(reason) }
      return said.prefix(3).joined(separator: "；") + (said.count > 3 ? "；等 \(said.count) 个原因" : "")
    }
    // A prohibition left to people comes before everything else.
    let principled = a.clauses.filter { $0.outcome == .manual && ($0.clause.effect == .prohibit || $0.clause.effect == .permitOnly) }
    let opening = principled.isEmpty ? "" : "\(principled.count) 条禁止或仅允许类要求须由人工研判；"
    switch a.conclusion {
    case .prohibited:
      let broken = a.clauses.filter { $0.outcome == .broken && ($0.clause.effect == .prohibit || $0.clause.effect == .permitOnly) }
      let kind = broken.allSatisfy { $0.clause.effect == .permitOnly } ? "仅允许类" : "禁止性"
      sentence = opening + "\(broken.count) 条\(kind)条款未满足：\(reasons(broken))。"
    case .nonconforming:
      let broken = a.clauses.filter { $0.outcome == .broken }
      sentence = opening + "\(broken.count) 条限制或要求类条款未满足：\(reasons(broken))。"
    case .undetermined:
      var parts: [String] = []
      let applicant = a.missingFacts.filter { $0.supplier == .applicant }.count
      if a.count(.undetermined) > 0 {
        parts.append("\(a.count(.undetermined)) 条待定" + (applicant > 0 ? "，缺 \(applicant) 项由申请人提供的事实" : "，缺少登记台账或图层"))
      }
      if a.count(.faulty) > 0 { parts.append("\(a.count(.faulty)) 条规则有误，无法判定") }
      if a.findings.units.isEmpty { parts.append("没有落在任何管控单元内") }
      if parts.isEmpty { parts.append("有管控单元没有准入清单") }
      sentence = opening + parts.joined(separator: "；") + "，不视为符合。"
    case .conditional:
      var parts: [String] = []
      if a.count(.manual) > 0, principled.count < a.count(.manual) { parts.append("\(a.count(.manual) - principled.count) 条需人工研判") }
      if a.count(.duty) > 0 { parts.append("\(a.count(.duty)) 条须在实施中落实") }
      if !a.findings.site.outsideShare.isZero { parts.append("选址有一部分在省外，未作研判") }
      sentence = opening + "机器可判的要求都已满足" + (parts.isEmpty ? "。" : "；另有" + parts.joined(separator: "，") + "。")
    case .conforms:
      sentence = "\(a.bindingCount) 条约束项目的要求全部满足。"
    }
  }
}
