import DMN
import Exchange
import FEEL
import Foundation
import Screening
import Testing
import Zoning

/// Real law as a decision model gives the answers that the list gives, in any tool that runs the standard.
@Suite("Lists as decision models")
struct DecisionModelTests {
  let law: RealLaw
  let model: DMNModel
  let engine: DMNEngine

  init() throws {
    let law = try RealLaw()
    self.law = law
    let list = ListModel(outcomes: Outcome.allCases.map { ($0.rawValue, $0.chinese) }) { text in
      if case .success(let expression) = law.assessor.rulebook.compiler.expression(text) { return expression }
      return nil
    }
    model = try DMNReader.model(Data(try list.write(law.clauses)))
    engine = try DMNEngine(model)
  }

  @Test("the model is read without a complaint, a decision a clause")
  func sound() {
    #expect(engine.problems == [])
    #expect(engine.decisionNames == Set(law.clauses.map(\.id)))
  }

  /// The assessor's outcome and the model's, for one case.
  private func both(_ clause: Clause, _ stated: StatedCase) throws -> (list: Outcome, model: Outcome?, appliesIsOpen: Bool) {
    let finding = try law.assessor.judge(clause, stated: stated)
    let inputs = ModelInputsOfCase(stated: stated, model: model, assessor: law.assessor, clause: clause).inputs
    let outcome = try engine.evaluate(clause.id, inputs: inputs)
    return (finding.outcome, outcome.value.stringValue.flatMap { Outcome(codeOrWord: $0) }, finding.applies == .unknown)
  }

  @Test("where everything is stated the model comes to the outcome of the list")
  func complete() throws {
    var decided = 0
    for clause in law.clauses {
      var generator = CaseGenerator(seed: UInt64(clause.id.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF))
      for turn in 0..<30 {
        let stated = try generator.stated(clause, law.assessor.rulebook.compiler, leavingOut: 0)
        let (list, model, appliesIsOpen) = try both(clause, stated)
        // What is kept whether or not it applies stays open in a model, which cannot tell null from false.
        #expect(
          model == list || (appliesIsOpen && model == .undetermined),
          "\(clause.id), turn \(turn): \(stated.project.values) \(stated.map) \(stated.registry)")
        if list != .undetermined { decided += 1 }
      }
    }
    #expect(decided > 20 * law.clauses.count)
  }

  @Test("where facts are missing the model decides nothing that the list does not")
  func partial() throws {
    var decided = 0
    for clause in law.clauses {
      var generator = CaseGenerator(seed: UInt64(clause.id.utf8.reduce(11) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF))
      for turn in 0..<30 {
        let stated = try generator.stated(clause, law.assessor.rulebook.compiler, leavingOut: 30)
        let (list, model, _) = try both(clause, stated)
        #expect(model == list || model == .undetermined, "\(clause.id), turn \(turn): \(list), model \(String(describing: model))")
        if model != .undetermined { decided += 1 }
      }
    }
    #expect(decided > 3 * law.clauses.count)
  }

  @Test("the cases that keep and break each clause do so in the model, or lack a fact there")
  func cases() throws {
    for clause in law.clauses where clause.judgement == .machine {
      let cases = try RealLaw.cases(of: clause)
      for (stated, expected) in [(cases.keeps, Outcome.kept), (cases.breaks, .broken)] {
        let (_, model, _) = try both(clause, try StatedCase(stated))
        #expect(model == expected || model == .undetermined, "\(clause.id)")
      }
    }
  }
}
