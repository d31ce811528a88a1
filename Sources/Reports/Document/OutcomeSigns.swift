import Screening
import Zoning

extension Outcome {
  /// The sign that stands before the word, so that an outcome is told apart without colour.
  var sign: String {
    switch self {
    case .kept: "√"
    case .broken: "×"
    case .undetermined: "△"
    case .manual: "☐"
    case .duty: "▷"
    case .notApplicable: "—"
    case .context: "○"
    case .faulty: "!"
    }
  }

  var tone: ClauseEntry.Tone {
    switch self {
    case .broken: .bad
    case .undetermined, .faulty, .manual: .open
    case .kept, .duty, .notApplicable, .context: .plain
    }
  }

  /// The order in which the eight counts are printed.
  static let printed: [Outcome] = [.kept, .broken, .undetermined, .manual, .duty, .faulty, .notApplicable, .context]
}

extension Conclusion {
  var tone: Verdict.Tone {
    switch self {
    case .prohibited, .nonconforming: .bad
    case .undetermined: .open
    case .conditional, .conforms: .good
    }
  }
}
