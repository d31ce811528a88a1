import Screening
import Testing
import Zoning

@Suite("Outcome of one clause")
struct OutcomeTests {
  static let states: [ConditionState] = [.yes, .no, .unknown, .faulty]

  /// The golden table for a machine-judged prohibition, rows applies × kept × except in the order yes, no, unknown, faulty.
  static let golden: [String] = [
    // applies yes: kept yes | no | unknown | faulty, each with except yes, no, unknown, faulty
    "kept kept kept faulty", "kept broken undetermined faulty", "kept undetermined undetermined faulty", "faulty faulty faulty faulty",
    // applies no: nothing else is run
    "notApplicable notApplicable notApplicable notApplicable", "notApplicable notApplicable notApplicable notApplicable",
    "notApplicable notApplicable notApplicable notApplicable", "notApplicable notApplicable notApplicable notApplicable",
    // applies unknown
    "kept kept kept faulty", "kept undetermined undetermined faulty", "kept undetermined undetermined faulty",
    "faulty faulty faulty faulty",
    // applies faulty
    "faulty faulty faulty faulty", "faulty faulty faulty faulty", "faulty faulty faulty faulty", "faulty faulty faulty faulty",
  ]

  @Test(
    "the golden truth table holds for every effect that the machine judges", arguments: [Effect.prohibit, .permitOnly, .restrict, .require])
  func goldenTable(_ effect: Effect) {
    var row = 0
    for applies in Self.states {
      for kept in Self.states {
        let outcomes = Self.states.map { except in
          Outcome.of(effect: effect, binding: .project, judgement: .machine, applies: applies, kept: kept, except: except).rawValue
        }
        #expect(outcomes.joined(separator: " ") == Self.golden[row], "applies \(applies), kept \(kept)")
        row += 1
      }
    }
  }

  @Test("what binds government or encourages is context, whatever its conditions come to")
  func context() {
    for state in Self.states {
      #expect(
        Outcome.of(effect: .require, binding: .government, judgement: .machine, applies: state, kept: state, except: state) == .context)
      #expect(Outcome.of(effect: .encourage, binding: .project, judgement: .person, applies: state, kept: state, except: state) == .context)
    }
  }

  @Test("a clause left to people is manual where it applies, and undetermined where that is unknown")
  func person() {
    for (judgement, outcome) in [(Judgement.person, Outcome.manual), (.later, .duty)] {
      func of(_ applies: ConditionState) -> Outcome {
        Outcome.of(effect: .prohibit, binding: .project, judgement: judgement, applies: applies, kept: .yes, except: .no)
      }
      #expect(of(.yes) == outcome)
      #expect(of(.unknown) == .undetermined)
      #expect(of(.no) == .notApplicable)
      #expect(of(.faulty) == .faulty)
    }
  }

  @Test("a completion of what is unknown never contradicts a decided outcome")
  func soundness() {
    func completions(_ s: ConditionState) -> [ConditionState] { s == .unknown ? [.yes, .no] : [s] }
    for judgement in Judgement.allCases {
      for applies in [ConditionState.yes, .no, .unknown] {
        for kept in [ConditionState.yes, .no, .unknown] {
          for except in [ConditionState.yes, .no, .unknown] {
            let now = Outcome.of(effect: .require, binding: .project, judgement: judgement, applies: applies, kept: kept, except: except)
            guard now != .undetermined else { continue }
            for a in completions(applies) {
              for k in completions(kept) {
                for e in completions(except) {
                  let then = Outcome.of(effect: .require, binding: .project, judgement: judgement, applies: a, kept: k, except: e)
                  // Kept with applies unknown may turn out not to concern the project at all: that contradicts nothing.
                  #expect(then == now || (now == .kept && then == .notApplicable))
                }
              }
            }
          }
        }
      }
    }
  }

  @Test("empty conditions: a require or permitOnly without kept, and a clause without any condition, is a person's")
  func effectiveJudgement() {
    func clause(_ effect: Effect, applies: String? = nil, kept: String? = nil, except: String? = nil) -> Clause {
      Clause(
        id: "x", tier: .city, owner: "320100", dimension: .spatial, effect: effect, binding: .project, judgement: .machine, text: "…",
        source: ClauseSource(document: "d", article: nil), applies: applies, kept: kept, except: except)
    }
    #expect(clause(.prohibit, applies: "true").effectiveJudgement == .machine)
    #expect(clause(.restrict, applies: "true").effectiveJudgement == .machine)
    #expect(clause(.require, applies: "true").effectiveJudgement == .person)
    #expect(clause(.permitOnly, applies: "true").effectiveJudgement == .person)
    #expect(clause(.permitOnly, applies: "true", kept: "false").effectiveJudgement == .machine)
    #expect(clause(.prohibit).effectiveJudgement == .person)
  }
}

@Suite("Conclusion of a screening")
struct ConclusionTests {
  func conclusion(_ outcomes: (Effect, Outcome)..., without list: Bool = false, no unit: Bool = false, part: Bool = false) -> Conclusion {
    Conclusion(Conclusion.Grounds(outcomes: outcomes.map { ($0.0, $0.1) }, unitWithoutList: list, noUnitMet: unit, partNotJudged: part))
  }

  @Test("a broken prohibition or positive list prohibits, whatever else is found")
  func prohibited() {
    #expect(conclusion((.prohibit, .broken), (.require, .undetermined)) == .prohibited)
    #expect(conclusion((.permitOnly, .broken), (.prohibit, .manual), without: true) == .prohibited)
  }

  @Test("a broken restriction beside an undetermined prohibition is nonconforming and may become prohibited")
  func mayBecome() {
    let c = conclusion((.restrict, .broken), (.prohibit, .undetermined))
    #expect(c == .nonconforming)
    #expect(Conclusion.mayBecome(c, undecided: [(.prohibit, .machine)]) == [.prohibited])
    #expect(Conclusion.mayBecome(c, undecided: [(.require, .machine)]) == [])
    #expect(
      Conclusion.mayBecome(.undetermined, undecided: [(.restrict, .machine), (.permitOnly, .machine)]) == [.prohibited, .nonconforming])
    #expect(Conclusion.mayBecome(.undetermined, undecided: [(.prohibit, .person)]) == [])
  }

  @Test("a unit without a list, or no unit at all, is never conforming")
  func noList() {
    #expect(conclusion((.require, .kept), without: true) == .undetermined)
    #expect(conclusion((.require, .kept), no: true) == .undetermined)
    #expect(conclusion((.require, .faulty)) == .undetermined)
  }

  @Test("clauses left to people, duties, and a part that nobody judged make it conditional")
  func conditional() {
    #expect(conclusion((.prohibit, .manual)) == .conditional)
    #expect(conclusion((.require, .duty), (.require, .kept)) == .conditional)
    #expect(conclusion((.require, .kept), part: true) == .conditional)
    #expect(conclusion((.require, .kept), (.prohibit, .notApplicable), (.encourage, .context)) == .conforms)
  }
}
