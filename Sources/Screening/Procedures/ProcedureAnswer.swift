import Zoning

/// A three-valued answer with the wordings that keep it open.
struct ProcedureAnswer {
  var applies: Applies
  var ask: [String] = []

  static let yes = ProcedureAnswer(applies: .yes)
  static let no = ProcedureAnswer(applies: .no)

  init(applies: Applies, ask: [String] = []) {
    self.applies = applies
    self.ask = ask
  }

  init(_ known: Bool) { self.init(applies: known ? .yes : .no) }

  func or(_ other: ProcedureAnswer) -> ProcedureAnswer {
    if applies == .yes || other.applies == .yes { return .yes }
    return joined(other)
  }

  func and(_ other: ProcedureAnswer) -> ProcedureAnswer {
    if applies == .no || other.applies == .no { return .no }
    return joined(other)
  }

  /// Neither decides alone: open if either is, with the questions of both, each once.
  private func joined(_ other: ProcedureAnswer) -> ProcedureAnswer {
    if applies == .unknown || other.applies == .unknown {
      return ProcedureAnswer(applies: .unknown, ask: ask + other.ask.filter { !ask.contains($0) })
    }
    return self
  }

  var negated: ProcedureAnswer {
    switch applies {
    case .yes: .no
    case .no: .yes
    case .unknown: self
    }
  }
}
