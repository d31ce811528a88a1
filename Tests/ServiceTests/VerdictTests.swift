import Dispatch
import ExactJSON
import FEEL
import Geometry
import Screening
import Service
import Synchronization
import Testing
import ZoneIndex
import Zoning

/// The demonstration's law is judged by the plain machine with kept traces, and by the general evaluator that explains every condition
/// anew: what people see is the same to the byte.
@Suite("a verdict and what is written from it")
struct VerdictTests {
  let soundness: SoundnessTests
  var rulebook: Rulebook { soundness.state.rulebook }

  init() throws { soundness = try SoundnessTests() }

  /// The same law, every condition left to the general evaluator.
  var general: Rulebook {
    Rulebook(
      asOf: rulebook.asOf, editions: rulebook.editions, documents: rulebook.documents, registers: rulebook.registers,
      legalState: rulebook.legalState, compiler: ConditionCompiler(catalogue: .standard, isPlain: false), shelf: rulebook.shelf,
      procedures: rulebook.procedures)
  }

  struct Case {
    var project: ProjectFacts
    var findings: SiteFindings
    var survey: SiteSurvey
  }

  /// Seeded sites; every second project leaves out a third of its facts.
  func cases(_ count: Int) throws -> [Case] {
    var random = SplitMix(state: 31)
    return try soundness.cases(count).enumerated().compactMap { i, c in
      let (findings, survey) = soundness.findings(c, rulebook)
      guard findings.insideProvince else { return nil }
      let stated = c.project.canonical.filter { _ in i % 2 == 0 || random.below(3) > 0 }
      return Case(project: try ProjectFacts(recorded: stated), findings: findings, survey: survey)
    }
  }

  @Test("both evaluators write the same bytes, and read the same facts")
  func bytes() throws {
    let (plain, slow) = (Assessor(rulebook: rulebook), Assessor(rulebook: general))
    var outcomes: [Outcome: Int] = [:]
    var margins = 0
    for c in try cases(60) {
      let a = try plain.assess(project: c.project, findings: c.findings, map: c.survey, assumed: []).assessment
      let b = try slow.assess(project: c.project, findings: c.findings, map: c.survey, assumed: []).assessment
      for (x, y) in zip(a.clauses, b.clauses) where x != y { Issue.record("\(x.clause.id): \(x.because) – \(y.because)") }
      #expect(a.json.canonicalBytes == b.json.canonicalBytes)
      for clause in a.clauses {
        outcomes[clause.outcome, default: 0] += 1
        if clause.margin != nil { margins += 1 }
      }
    }
    // The run met every outcome that sound law can come to.
    for outcome in Outcome.allCases where outcome != .faulty { #expect(outcomes[outcome, default: 0] > 20, "\(outcome)") }
    #expect(margins > 100)
  }

  @Test("what a verdict measured is enough to write it again")
  func record() throws {
    let assessor = Assessor(rulebook: rulebook)
    for c in try cases(25) {
      let first = try assessor.assess(project: c.project, findings: c.findings, map: c.survey, assumed: [])
      let again = try assessor.assess(project: c.project, findings: c.findings, map: RecordedMapFacts(first.measured), assumed: [])
      #expect(first.assessment.json.canonicalBytes == again.assessment.json.canonicalBytes)
    }
  }

  @Test("a verdict tells outcomes, conclusion and missing facts before anything is written")
  func unwritten() throws {
    let assessor = Assessor(rulebook: rulebook)
    var missing = 0
    for c in try cases(25) {
      let verdict = try assessor.verdict(project: c.project, findings: c.findings, map: c.survey)
      let written = try assessor.assessment(of: verdict, assumed: []).assessment
      #expect((0..<verdict.clauseCount).map(verdict.outcome) == written.clauses.map(\.outcome))
      #expect(verdict.conclusion == written.conclusion)
      #expect(verdict.mayBecome == written.mayBecome)
      #expect(Set(verdict.missingFacts) == Set(written.clauses.flatMap(\.missing)))
      #expect(verdict.borderlineCount == written.clauses.count { $0.margin?.borderline == true })
      missing += verdict.missingFacts.count
    }
    #expect(missing > 0)
  }

  @Test("screenings beside each other come to what they come to alone")
  func concurrent() throws {
    let cases = try cases(12)
    // A compiler of its own, so that lists are compiled while others are judged by them.
    let fresh = Rulebook(
      asOf: rulebook.asOf, editions: rulebook.editions, documents: rulebook.documents, registers: rulebook.registers,
      legalState: rulebook.legalState, compiler: ConditionCompiler(catalogue: .standard), shelf: rulebook.shelf,
      procedures: rulebook.procedures)
    let assessor = Assessor(rulebook: fresh)
    let alone = try cases.map {
      try Assessor(rulebook: rulebook).assess(project: $0.project, findings: $0.findings, map: $0.survey, assumed: []).assessment.json
        .canonicalBytes
    }
    let differing = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: 240) { i in
      let c = cases[i % cases.count]
      do {
        let bytes = try assessor.assess(project: c.project, findings: c.findings, map: c.survey, assumed: []).assessment.json.canonicalBytes
        if bytes != alone[i % cases.count] { differing.withLock { $0.append(i) } }
      } catch { differing.withLock { $0.append(-i) } }
    }
    #expect(differing.withLock { $0 } == [])
  }
}
