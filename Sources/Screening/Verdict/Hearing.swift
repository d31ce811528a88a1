import FEEL
import Zoning

/// One project before the law: reads its facts when a condition first asks for them and hears each distinct condition once.
/// Belongs to one thread.
///
/// What is not text stays as it is: states, traces of a byte a node, bits of what was read.
final class Hearing {
  let reader: FactReader
  private let compiler: ConditionCompiler
  private let frame: PlainFrame
  private let machine = PlainMachine()
  private var trace = PlainTrace()
  private(set) var heard: HeardConditions
  /// Number of a condition → its place.
  private var places: [Int: Int32] = [:]
  private var marginOfCondition: [Int32: Int32] = [:]

  init(_ reader: FactReader) {
    self.reader = reader
    compiler = reader.rulebook.compiler
    frame = PlainFrame(vocabulary: compiler.vocabulary)
    heard = HeardConditions(sources: compiler.slotSources())
  }

  // MARK: Clauses

  /// Judges one clause of a list.
  ///
  /// - Parameter scope: place of the condition of its owner's scope among those heard; nil where it is met.
  func judge(_ place: Int, of list: ClauseList, scope: Int32? = nil) -> JudgedClause {
    let state = scope.map { heard.conditions[Int($0)].state } ?? .yes
    var found = judge(list.conditions[place], scope: state)
    found.parts.scope = scope ?? -1
    return JudgedClause(
      list: list, place: Int32(place), outcome: found.outcome, applies: found.applies, parts: found.parts, margin: found.margin)
  }

  /// What a clause's conditions came to.
  struct Found {
    var outcome: Outcome
    var applies: ConditionState
    var parts: JudgedClause.Parts
    var margin: Int32
  }

  /// Judges conditions by the one order of precedence of `Outcome`; 满足 and 例外 are not looked at where the clause does not apply.
  func judge(_ c: ClauseList.Conditions, scope: ConditionState) -> Found {
    var parts = JudgedClause.Parts()
    var applies = scope
    if let condition = c.applies {
      parts.applies = hear(condition)
      applies = applies.and(heard.conditions[Int(parts.applies)].state)
    }
    var (kept, except) = (ConditionState.yes, ConditionState.no)
    var margin: Int32 = -1
    if c.binding == .project, c.effect != .encourage, applies != .no, applies != .faulty {
      if let condition = c.kept {
        parts.kept = hear(condition)
        kept = heard.conditions[Int(parts.kept)].state
        if c.judgement == .machine { margin = self.margin(of: parts.kept) }
      } else if c.judgement == .machine {
        kept = .no
      }
      if let condition = c.except {
        parts.except = hear(condition)
        except = heard.conditions[Int(parts.except)].state
      }
    }
    let outcome = Outcome.of(effect: c.effect, binding: c.binding, judgement: c.judgement, applies: applies, kept: kept, except: except)
    return Found(outcome: outcome, applies: applies, parts: parts, margin: margin)
  }

  // MARK: Conditions

  /// Hears a condition, once; returns its place.
  func hear(_ condition: CompiledCondition) -> Int32 {
    if let known = places[condition.number] { return known }
    let place = Int32(heard.conditions.count)
    heard.conditions.append(run(condition) ?? evaluate(condition))
    places[condition.number] = place
    return place
  }

  func state(of condition: CompiledCondition) -> ConditionState { heard.conditions[Int(hear(condition))].state }

  /// By the plain machine, trace kept; nil where the general evaluator must be asked.
  private func run(_ condition: CompiledCondition) -> HeardCondition? {
    guard let program = condition.program else { return nil }
    var result = machine.run(program, frame, into: &trace)
    while let slot = result.unreadSlot {
      fill(slot)
      result = machine.run(program, frame, into: &trace)
    }
    var kept: Int?
    if result.isOutside {
      // What the result stands without may be of a kind that this machine does not handle.
      result = machine.run(program, frame)
      while let slot = result.unreadSlot {
        fill(slot)
        result = machine.run(program, frame)
      }
      if result.isOutside { return nil }
    } else {
      kept = heard.log.keep(trace)
    }
    switch result.state {
    case .yes: return HeardCondition(condition: condition, state: .yes, trace: kept, read: result.read, missing: [], general: nil)
    case .no: return HeardCondition(condition: condition, state: .no, trace: kept, read: result.read, missing: [], general: nil)
    case .unknown:
      guard case .unknown(let facts)? = machine.value(of: result, frame, program) else { return nil }
      return HeardCondition(condition: condition, state: .unknown, trace: kept, read: result.read, missing: facts, general: nil)
    // Neither true, false nor unknown: the general evaluator says what.
    case .other: return nil
    }
  }

  private func fill(_ slot: Int) {
    if slot >= heard.sources.count { heard.sources = compiler.slotSources() }
    let source = heard.sources[slot]
    if source.id == nil {
      reader.used = []
      frame.fill(slot, from: reader)
      heard.notes[slot] = reader.take()
    } else {
      frame.fill(slot, with: reader.value(of: source))
    }
  }

  /// By the general evaluator; what comes to neither true, false nor unknown is faulty.
  private func evaluate(_ condition: CompiledCondition) -> HeardCondition {
    reader.used = []
    var state = ConditionState.faulty
    var missing: [String] = []
    var fault: String?
    switch condition.expression {
    case .failure(let error): fault = error.message
    case .success(let expression):
      do throws(FEELEvaluationError) {
        switch try expression.evaluate(in: reader) {
        case .boolean(true): state = .yes
        case .boolean(false): state = .no
        case .unknown(let facts): (state, missing) = (.unknown, facts)
        case let other: fault = "结果是\(other.kindName)，应为真或假。"
        }
      } catch {
        fault = error.message
      }
    }
    return HeardCondition(
      condition: condition, state: state, trace: nil, read: 0, missing: missing,
      general: HeardCondition.GeneralAnswer(used: reader.take(), fault: fault))
  }

  // MARK: Margins

  /// The margin of a heard condition, measured once; −1 where it compares with no number.
  private func margin(of place: Int32) -> Int32 {
    if let known = marginOfCondition[place] { return known }
    var margin: Int32 = -1
    let condition = heard.conditions[Int(place)]
    if condition.trace != nil || canExplain(condition.condition),
      let measured = condition.condition.limits(reader.catalogue).margin(reader.layers, number: number)
    {
      margin = Int32(heard.margins.count)
      heard.margins.append(measured)
    }
    marginOfCondition[place] = margin
    return margin
  }

  /// Whether a condition that the general evaluator answered comes to a value at all.
  private func canExplain(_ condition: CompiledCondition) -> Bool {
    guard case .success(let expression) = condition.expression else { return false }
    do throws(FEELEvaluationError) {
      _ = try expression.explain(in: reader)
      return true
    } catch { return false }
  }

  private func number(_ side: NumericLimits.Side) -> FEELDecimal? {
    switch side {
    case .constant(let number): return number
    case .source(let source): return reader.value(of: source)?.numberValue
    case .computed(let part):
      do throws(FEELEvaluationError) { return try part.evaluate(in: reader).numberValue } catch { return nil }
    }
  }
}
