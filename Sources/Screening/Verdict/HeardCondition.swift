import Zoning
import FEEL

/// What one distinct condition came to in one screening, kept for every clause that says the same.
struct HeardCondition: Sendable {
  let condition: CompiledCondition
  let state: ConditionState
  /// Where its trace begins in the log; nil where the general evaluator answered, whose explanation is made when it is read.
  let trace: Int?
  /// Bits of the program's slots that the state rests on.
  let read: Int64
  /// Facts for want of which it is unknown.
  let missing: [String]
  let general: GeneralAnswer?

  /// What only the general evaluator's answer carries.
  final class GeneralAnswer: Sendable {
    /// Ids of the facts it read.
    let used: [String]
    /// Why it is faulty.
    let fault: String?

    init(used: [String], fault: String?) {
      self.used = used
      self.fault = fault
    }
  }
}

/// What one clause in scope came to, as codes and places: nothing in it is text.
struct JudgedClause: Sendable {
  let list: ClauseList
  /// In the list.
  let place: Int32
  let outcome: Outcome
  let applies: ConditionState
  /// Places among the heard conditions; −1 where there is none, or it was not looked at.
  let parts: Parts
  /// Place among the margins; −1 where there is none.
  let margin: Int32

  struct Parts: Sendable {
    var scope: Int32 = -1
    var applies: Int32 = -1
    var kept: Int32 = -1
    var except: Int32 = -1
  }

  var conditions: ClauseList.Conditions { list.conditions[Int(place)] }
  var clause: Clause { list.clauses[Int(place)] }
}

/// Everything that one project's hearing came to, by place: conditions with their traces, margins, and what the slots read.
struct HeardConditions: Sendable {
  var conditions: ContiguousArray<HeardCondition> = []
  var log = PlainTraceLog()
  var margins: ContiguousArray<Margin> = []
  var sources: [SlotSource]
  /// Slot → ids that were noted when its part was computed.
  var notes: [Int: [String]] = [:]

  subscript(place: Int32) -> HeardCondition? { place < 0 ? nil : conditions[Int(place)] }

  /// Ids of the facts that a condition rests on.
  func used(_ place: Int32) -> [String] {
    guard let heard = self[place] else { return [] }
    if let general = heard.general { return general.used }
    guard let program = heard.condition.program else { return [] }
    return program.slots(read: heard.read).flatMap { slot in sources[slot].id.map { [$0] } ?? notes[slot] ?? [] }
  }

  /// Every fact that a clause's conditions rest on, in order of their bytes; the scope of its owner is not the clause's.
  func used(by clause: JudgedClause) -> [String] {
    let parts = clause.parts
    return Set([parts.applies, parts.kept, parts.except].flatMap(used)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Ids of facts whose absence leaves a clause undecided, each once, in no order.
  func missing(_ clause: JudgedClause) -> [String] {
    guard clause.outcome == .undetermined else { return [] }
    var facts: [String] = []
    func add(_ place: Int32) {
      guard place >= 0, case let more = conditions[Int(place)].missing, !more.isEmpty else { return }
      facts = facts.isEmpty ? more : Array(Set(facts).union(more))
    }
    add(clause.parts.scope)
    add(clause.parts.applies)
    add(clause.parts.kept)
    add(clause.parts.except)
    return facts
  }
}
