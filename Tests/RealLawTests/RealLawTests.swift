import ExactJSON
import FEEL
import Screening
import Testing
import Zoning

@Suite("Real law written in the catalogue")
struct RealLawTests {
  let law: RealLaw

  init() throws { law = try RealLaw() }

  var machine: [Clause] { law.clauses.filter { $0.judgement == .machine } }

  @Test("every condition parses, and names only layers, catalogues, plans and industries that are known")
  func conditions() {
    for clause in law.clauses {
      for text in [clause.applies, clause.kept, clause.except].compactMap({ $0 }) {
        #expect(ConditionReview(layers: []).fault(in: text) == nil, "\(clause.id): \(text)")
        switch law.assessor.rulebook.compiler.expression(text) {
        case .failure(let error): Issue.record("\(clause.id): \(error.message) in \(text)")
        case .success(let expression):
          for call in expression.calls {
            #expect(NamedLaw.fault(of: call.function, call.arguments, layers: []) == nil, "\(clause.id): \(text)")
            guard call.function == "属于行业", let codes = call.arguments.last else { continue }
            for case .literal(.string(let code)) in codes.descendants.map(\.kind) {
              #expect(IndustryClassification.standard[code] != nil, "\(clause.id) names \(code)")
            }
          }
        }
      }
    }
  }

  @Test("each clause has a case that keeps it and one that breaks it")
  func keptAndBroken() throws {
    #expect(machine.count >= 80)
    for clause in machine {
      let cases = try RealLaw.cases(of: clause)
      for (stated, expected) in [(cases.keeps, Outcome.kept), (cases.breaks, .broken)] {
        do {
          let finding = try law.assessor.judge(clause, stated: try StatedCase(stated))
          #expect(finding.outcome == expected, "\(clause.id) on what should be \(expected): \(finding.because)")
        } catch { Issue.record("\(clause.id): \(error.message)") }
      }
    }
  }

  @Test("with any stated fact left out the outcome stays or becomes undetermined")
  func soundness() throws {
    var dropped = 0
    var undetermined = 0
    for clause in machine {
      let cases = try RealLaw.cases(of: clause)
      for stated in [cases.keeps, cases.breaks] {
        let whole = try law.assessor.judge(clause, stated: try StatedCase(stated)).outcome
        for part in try Self.without(stated) {
          let outcome = try law.assessor.judge(clause, stated: part).outcome
          #expect(outcome == whole || outcome == .undetermined, "\(clause.id): \(whole) becomes \(outcome)")
          dropped += 1
          if outcome == .undetermined { undetermined += 1 }
        }
      }
    }
    // Most facts of so terse cases decide something.
    #expect(dropped > 300 && undetermined * 2 > dropped, "\(undetermined) of \(dropped)")
  }

  @Test("what a word beside the options decides, every option in its place decides alike")
  func freeWords() throws {
    var (decided, open) = (0, 0)
    for clause in machine {
      let cases = try RealLaw.cases(of: clause)
      for stated in [cases.keeps, cases.breaks].map({ json in Result { try StatedCase(json) } }) {
        let stated = try stated.get()
        for (id, value) in stated.project.values.sorted(by: { $0.key < $1.key }) {
          guard let fact = FactsCatalogue.standard[id], fact.supplier == .applicant, !fact.isOpen, fact.options.count > 1 else { continue }
          func outcome(_ word: String) throws -> Outcome? {
            var part = stated
            switch (fact.type, value) {
            case (.text, .string): part.project.values[id] = .string(word)
            case (.texts, .list(let items)) where !items.isEmpty: part.project.values[id] = .list([.string(word)] + items.dropFirst())
            default: return nil
            }
            return try law.assessor.judge(clause, stated: part).outcome
          }
          guard let free = try outcome("未列之物") else { continue }
          if free == .undetermined {
            open += 1
            continue
          }
          decided += 1
          for option in fact.options {
            let outcome = try outcome(option.word)
            // What is kept whether or not it applies may turn out not to apply.
            #expect(outcome == free || free == .kept && outcome == .notApplicable, "\(clause.id): \(id) \(option.word)")
          }
        }
      }
    }
    #expect(decided > 10 && open > 20, "\(decided) decided, \(open) open")
  }

  /// The case with one fact, map fact or register fact left out, each in turn.
  static func without(_ json: JSONValue) throws -> [StatedCase] {
    let whole = try StatedCase(json)
    var parts: [StatedCase] = []
    for id in whole.project.values.keys.sorted() {
      var part = whole
      part.project.values[id] = nil
      part.project.canonical.removeAll { $0.key == id }
      parts.append(part)
    }
    for fact in whole.map.keys.sorted() {
      var part = whole
      part.map[fact] = nil
      parts.append(part)
    }
    for id in whole.registry.keys.sorted() {
      var part = whole
      part.registry[id] = nil
      parts.append(part)
    }
    return parts
  }

  @Test("what is not supplied at all decides no clause that needs it")
  func nothing() throws {
    let empty = try StatedCase(.object([JSONMember]()))
    for clause in law.clauses {
      let outcome = try law.assessor.judge(clause, stated: empty).outcome
      #expect([.undetermined, .manual].contains(outcome), "\(clause.id): \(outcome)")
    }
  }

  @Test("soft words are left to people, and split parts keep one source id")
  func soft() {
    for clause in law.clauses where ["原则上", "严格控制", "一般不得"].contains(where: clause.text.contains) {
      #expect(clause.judgement == .person, "\(clause.id)")
    }
    for clause in law.clauses {
      #expect(clause.notes?.contains(String(clause.id.prefix { $0 != "-" })) == true, "\(clause.id) does not name its source")
    }
  }

  @Test("the sources that a machine can check are written", arguments: [(81, 0.95)])
  func measure(_ sources: Int, _ share: Double) {
    let written = Set(machine.map { String($0.id.prefix { $0 != "-" }) })
    #expect(Double(written.count) >= share * Double(sources), "\(written.count) of \(sources)")
  }
}
