import Zoning

/// A three-valued answer with the wordings that keep it open and the reasons that people are told.
struct ProcedureAnswer {
  var applies: Applies
  var ask: [String] = []
  /// In Chinese, without a full stop; empty where the cell's own words say enough.
  var because: [String] = []

  static let yes = ProcedureAnswer(applies: .yes)
  static let no = ProcedureAnswer(applies: .no)

  init(applies: Applies, ask: [String] = [], because: [String] = []) {
    self.applies = applies
    self.ask = ask
    self.because = because
  }

  init(_ known: Bool) { self.init(applies: known ? .yes : .no) }

  /// Any of these.
  static func any(_ answers: some Sequence<ProcedureAnswer>) -> ProcedureAnswer { answers.reduce(.no) { $0.or($1) } }

  func or(_ other: ProcedureAnswer) -> ProcedureAnswer {
    if applies == .yes { return self }
    return other.applies == .yes ? other : joined(other)
  }

  func and(_ other: ProcedureAnswer) -> ProcedureAnswer {
    if applies == .no { return self }
    return other.applies == .no ? other : joined(other)
  }

  /// Neither decides alone: open if either is, with the questions of both, each once.
  private func joined(_ other: ProcedureAnswer) -> ProcedureAnswer {
    let open = applies == .unknown || other.applies == .unknown
    return ProcedureAnswer(
      applies: open ? .unknown : applies, ask: open ? ask + other.ask.filter { !ask.contains($0) } : [],
      because: because + other.because.filter { !because.contains($0) })
  }

  var negated: ProcedureAnswer {
    let turned: Applies =
      switch applies {
      case .yes: .no
      case .no: .yes
      case .unknown: .unknown
      }
    return ProcedureAnswer(applies: turned, ask: ask, because: because)
  }

  func explained(_ reason: String) -> ProcedureAnswer { ProcedureAnswer(applies: applies, ask: ask, because: [reason]) }
}
