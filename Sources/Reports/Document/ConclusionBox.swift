import Screening
import Zoning

extension ReportComposer {
  var verdict: Verdict {
    Verdict(
      word: record.conclusion.chinese, tone: record.conclusion.tone, asOf: record.asOf.chinese, answer: wording.sentence(record.answer),
      paragraph: reasons,
      counts: Outcome.printed.map { Verdict.Count(sign: $0.sign, word: $0.chinese, count: record.count($0)) },
      sum:
        "八类合计\(record.clauses.count)条，其中\(Sentences.countsIdentity)\(record.clauses.count - record.count(.context) - record.count(.notApplicable))条"
    )
  }

  /// Why the conclusion is what it is, from what was compared to what can be done about it.
  private var reasons: Words {
    func numbers(_ outcome: Outcome) -> (Int, String) {
      let all = record.clauses(outcome).map(\.number)
      return (all.count, Sentences.numbers(all))
    }
    let broken = record.clauses(.broken)
    let (undetermined, undeterminedNumbers) = numbers(.undetermined)
    let (faulty, faultyNumbers) = numbers(.faulty)
    let (manual, manualNumbers) = numbers(.manual)
    let (duty, dutyNumbers) = numbers(.duty)

    var words = Sentences.compared(editions: planNames, units: record.units.count, zones: record.zones.count, clauses: record.clauses.count)
    if !broken.isEmpty {
      let bans = broken.reduce(0) { $0 + ($1.effect == .prohibit || $1.effect == .permitOnly ? 1 : 0) }
      words += Sentences.broken(broken.count, Sentences.numbers(broken.map(\.number)), bans: bans, record.conclusion)
    }
    if undetermined > 0 { words += Sentences.undetermined(undetermined, undeterminedNumbers, also: !broken.isEmpty) }
    if faulty > 0 { words += Sentences.faulty(faulty, faultyNumbers) }
    if manual > 0 { words += Sentences.manual(manual, manualNumbers) }
    if duty > 0 { words += Sentences.duty(duty, dutyNumbers) }
    switch record.conclusion {
    case .prohibited, .nonconforming: break
    case .undetermined: words += undetermined + faulty > 0 ? Sentences.open : Sentences.openWithoutClause
    case .conditional: words += manual + duty > 0 ? Sentences.conditional : Sentences.conditionalPartly
    case .conforms: words += Sentences.conforms
    }
    if !record.mayBecome.isEmpty { words += Sentences.mayBecome(record.mayBecome) }
    if !record.missingFacts.isEmpty { words += Sentences.remedy(facts: record.missingFacts.count) }
    return words
  }

  /// Names of the editions compared with, the province's first.
  var planNames: [String] {
    let named = record.editions.filter { !$0.name.isEmpty }
    let province = named.filter { $0.issuer.hasSuffix("0000") && $0.issuer != "000000" }
    let rest = named.filter { !($0.issuer.hasSuffix("0000") && $0.issuer != "000000") }
    return (province + rest).map(\.name)
  }
}
