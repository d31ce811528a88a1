import ExactJSON
import FEEL
import Zoning

/// What a project shall do to some conditions.
indirect enum ConditionGoal {
  case constant(Bool)
  case holds(FEELExpression)
  case not(ConditionGoal)
  case all([ConditionGoal])
  case any([ConditionGoal])

  /// The expressions below, in order.
  var expressions: [FEELExpression] {
    switch self {
    case .constant: []
    case .holds(let e): [e]
    case .not(let g): g.expressions
    case .all(let gs), .any(let gs): gs.flatMap(\.expressions)
    }
  }
}

/// What a search for a project came to.
enum SearchResult {
  case found(JSONValue)
  /// Everything was tried, and the values tried stand for all others.
  case impossible
  /// Not found, which proves nothing.
  case undecided

  var witness: JSONValue? { if case .found(let w) = self { w } else { nil } }
  var isImpossible: Bool { if case .impossible = self { true } else { false } }
}

/// Looks for a project that does what a goal asks, fact by fact; what is not stated yet is unknown, so that a branch that
/// can no longer succeed is left at once.
struct WitnessSearch {
  let rulebook: Rulebook
  let catalogue: FactsCatalogue
  /// Evaluations allowed for one search.
  var limit = 4000

  /// - Parameter rulebook: its layers are taken as held, since a rulebook is checked apart from what is delivered.
  init(rulebook: Rulebook, catalogue: FactsCatalogue) {
    self.catalogue = catalogue
    self.rulebook = rulebook.holdingEveryLayer()
  }

  func search(_ goal: ConditionGoal) -> SearchResult {
    let domain = ConditionDomain(goal.expressions, catalogue: catalogue)
    guard var run = Run(domain: domain, rulebook: rulebook, catalogue: catalogue, left: limit) else { return .undecided }
    if run.descend(goal, 0) { return .found(run.witness) }
    return domain.isExhaustive && run.left > 0 && !run.faulty ? .impossible : .undecided
  }

  private struct Run {
    let domain: ConditionDomain
    let rulebook: Rulebook
    let catalogue: FactsCatalogue
    var left: Int
    var faulty = false
    var project: ProjectFacts
    var registry: [String: FEELValue] = [:]
    var map: [MapFact: FEELValue] = [:]
    var stated: [JSONMember] = []

    init?(domain: ConditionDomain, rulebook: Rulebook, catalogue: FactsCatalogue, left: Int) {
      self.domain = domain
      self.rulebook = rulebook
      self.catalogue = catalogue
      self.left = left
      do throws(ZoningError) { project = try ProjectFacts(recorded: [], catalogue: catalogue) } catch { return nil }
    }

    var witness: JSONValue { .object(stated) }

    mutating func descend(_ goal: ConditionGoal, _ depth: Int) -> Bool {
      guard left > 0 else { return false }
      left -= 1
      let reader = FactReader(
        project: project, registry: registry, map: RecordedMapFacts(map), rulebook: rulebook, places: nil, catalogue: catalogue)
      if let decided = value(of: goal, reader) { return decided }
      guard depth < domain.variables.count else { return false }
      let (variable, candidates) = domain.variables[depth]
      for candidate in candidates {
        state(variable, candidate)
        stated.append(JSONMember(key: variable.id, value: candidate.json))
        if descend(goal, depth + 1) { return true }
        stated.removeLast()
      }
      retract(variable)
      return false
    }

    private mutating func state(_ variable: ConditionVariable, _ candidate: ConditionDomain.Candidate) {
      retract(variable)
      switch variable {
      case .map(let fact): map[fact] = candidate.value
      case .fact(let id):
        if catalogue[id]?.supplier == .registry {
          registry[id] = candidate.value
        } else {
          project.values[id] = candidate.value
          project.canonical.append(JSONMember(key: id, value: candidate.json))
        }
      }
    }

    private mutating func retract(_ variable: ConditionVariable) {
      switch variable {
      case .map(let fact): map[fact] = nil
      case .fact(let id):
        registry[id] = nil
        project.values[id] = nil
        project.canonical.removeAll { $0.key == id }
      }
    }

    /// Kleene; nil is unknown. A fault makes the goal fail and the search prove nothing.
    private mutating func value(of goal: ConditionGoal, _ reader: FactReader) -> Bool? {
      switch goal {
      case .constant(let b): return b
      case .not(let g): return value(of: g, reader).map { !$0 }
      case .holds(let e):
        do throws(FEELEvaluationError) {
          switch try e.evaluate(in: reader) {
          case .boolean(let b): return b
          case .unknown: return nil
          default: break
          }
        } catch {}
        faulty = true
        return nil
      case .all(let gs):
        var unknown = false
        for g in gs {
          switch value(of: g, reader) {
          case false: return false
          case nil: unknown = true
          default: break
          }
        }
        return unknown ? nil : true
      case .any(let gs):
        var unknown = false
        for g in gs {
          switch value(of: g, reader) {
          case true: return true
          case nil: unknown = true
          default: break
          }
        }
        return unknown ? nil : false
      }
    }
  }
}
