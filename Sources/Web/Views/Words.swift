import ExactJSON
import Screening
import Zoning

/// How a judgement looks: colour class, shape in the sprite, word. Word and shape carry it without the colour.
struct Look: Sendable {
  var tone: String
  var shape: String
  var word: String

  var view: View { ["tone": .text(tone), "shape": .text(shape), "word": .text(word)] }
}

extension Conclusion {
  var look: Look {
    switch self {
    case .prohibited: Look(tone: "no", shape: "v-no", word: chinese)
    case .nonconforming: Look(tone: "no", shape: "v-nonconforming", word: chinese)
    case .undetermined: Look(tone: "unk", shape: "v-unk", word: chinese)
    case .conditional: Look(tone: "if", shape: "v-if", word: chinese)
    case .conforms: Look(tone: "yes", shape: "v-yes", word: chinese)
    }
  }
}

extension Outcome {
  var look: Look {
    switch self {
    case .broken: Look(tone: "no", shape: "v-broken", word: chinese)
    case .faulty: Look(tone: "no", shape: "v-faulty", word: chinese)
    case .undetermined: Look(tone: "unk", shape: "v-unk", word: chinese)
    case .manual: Look(tone: "if", shape: "v-manual", word: chinese)
    case .duty: Look(tone: "if", shape: "v-duty", word: chinese)
    case .kept: Look(tone: "yes", shape: "v-yes", word: chinese)
    case .notApplicable: Look(tone: "ctx", shape: "v-na", word: chinese)
    case .context: Look(tone: "ctx", shape: "v-ctx", word: chinese)
    }
  }

  /// The order of clauses on the page: what must be dealt with first.
  static let pageOrder: [Outcome] = [.broken, .faulty, .undetermined, .manual, .duty, .kept, .context, .notApplicable]
  /// What somebody still has to deal with.
  static let toDo: Set<Outcome> = [.broken, .faulty, .undetermined, .manual, .duty]
}

extension Effect {
  /// The look of a clause that nobody judged yet.
  var look: Look {
    switch self {
    case .prohibit: Look(tone: "no", shape: "v-no", word: chinese)
    case .permitOnly: Look(tone: "no", shape: "v-only", word: chinese)
    case .restrict: Look(tone: "if", shape: "v-if", word: chinese)
    case .require: Look(tone: "if", shape: "v-must", word: chinese)
    case .encourage: Look(tone: "yes", shape: "v-good", word: chinese)
    }
  }

  /// Position in “最要紧的”: bans first.
  var weight: Int { [.prohibit: 0, .permitOnly: 1, .restrict: 2, .require: 3, .encourage: 4][self] ?? 4 }
}

extension UnitClass {
  /// Class in the style sheets.
  var style: String {
    switch self {
    case .priority: "pri"
    case .key: "key"
    case .general: "gen"
    }
  }

  var shortWord: String { String(chinese.prefix(2)) }
}

extension Dimension {
  var shortWord: String {
    switch self {
    case .spatial: "空间布局"
    case .discharge: "污染排放"
    case .risk: "风险防控"
    case .resource: "资源效率"
    }
  }

  /// Two characters, for a row of filters.
  var filterWord: String {
    switch self {
    case .spatial: "空间"
    case .discharge: "排放"
    case .risk: "风险"
    case .resource: "资源"
    }
  }
}

extension JSONValue {
  /// The member's term of a closed vocabulary; nil when absent or not one of its codes.
  func term<V: Vocabulary>(_ key: String, _ type: V.Type = V.self) -> V? { self[key]?.stringValue.flatMap { V(rawValue: $0) } }

  func string(_ key: String) -> String? { self[key]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } }

  func items(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }

  func integer(_ key: String) -> Int? { self[key]?.numberText.flatMap { Int($0) } }
}

/// Words for a unit's class.
enum ClassWords {
  /// style, 重点管控单元, 重点.
  static func view(_ term: UnitClass?) -> View {
    guard let term else { return .absent }
    return ["style": .text(term.style), "word": "\(term.chinese)单元", "zoneWord": .text(term.chinese), "short": .text(term.shortWord)]
  }
}
