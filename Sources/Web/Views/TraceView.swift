import ExactJSON

/// How a clause was judged, part by part: each condition in words with the values put in, and what it came to.
struct TraceView {
  /// What a part is for; it decides which truth is good.
  enum Part: String, CaseIterable {
    case applies, kept, except

    var word: String {
      switch self {
      case .applies: "适用"
      case .kept: "满足"
      case .except: "例外"
      }
    }
  }

  /// What a part came to.
  enum State: String {
    case `true`, `false`, unknown, skipped, value

    var word: String {
      switch self {
      case .true: "是"
      case .false: "否"
      case .unknown: "未知"
      case .skipped: "没有用到"
      case .value: "算不出"
      }
    }

    func look(_ part: Part) -> (tone: String, shape: String) {
      switch (self, part) {
      case (.unknown, _): ("unk", "v-unk")
      case (.true, _): ("yes", "v-yes")
      case (.false, .kept): ("no", "v-broken")
      default: ("ctx", "v-na")
      }
    }
  }

  /// Lines are not opened below this depth.
  static let deepest = 3
  /// Characters up to which a condition whose parts follow below is also said as one sentence.
  static let longestSentence = 110

  /// Rows and the conditions as they are written; absent when a clause has no condition.
  ///
  /// - Parameter askable: facts that a field on the page asks for, so that an unknown part leads there.
  static func view(_ trace: JSONValue?, askable: Set<String>) -> View {
    guard let trace else { return .absent }
    var rows: [View] = []
    var raw: [View] = []
    var passed = true
    for part in Part.allCases {
      guard let node = trace[part.rawValue], !node.isNull else { continue }
      raw.append(["head": .text(part.word), "formula": FormulaWords.view(node.string("text"))])
      // A clause that does not apply is not looked at further: the reason stands in what does not apply.
      guard passed else { continue }
      append(node, part: part, level: 0, askable: askable, to: &rows)
      if part == .applies, state(node) == .false { passed = false }
    }
    guard !rows.isEmpty else { return .absent }
    return ["rows": .list(rows), "raw": .some(raw), "stopped": .flag(!passed && raw.count > 1)]
  }

  private static func state(_ node: JSONValue) -> State { node.string("state").flatMap { State(rawValue: $0) } ?? .skipped }

  /// A line for the node, and lines below it for the parts that and and or hold together.
  private static func append(_ node: JSONValue, part: Part, level: Int, askable: Set<String>, to rows: inout [View]) {
    let state = state(node)
    let joint = node.string("joint")
    let parts = joint == "and" || joint == "or" ? node.items("children") : []
    let opened = parts.count > 1 && level < deepest
    let look = state.look(part)
    let asked = state == .unknown && !opened ? facts(below: node).first(where: askable.contains) : nil
    let sentence = node.string("words") ?? ""
    let told = opened && (level > 0 || sentence.count > longestSentence)
    let words = told ? (joint == "and" ? "以下都满足" : "以下有一项满足") : sentence
    rows.append([
      "depth": "d\(level)", "tone": .text(look.tone), "shape": .text(look.shape), "head": .maybe(level == 0 ? part.word : nil),
      "words": .list(pieces(words)), "state": .text(state.word), "skipped": .flag(state == .skipped),
      "askFor": .maybe(asked.map { "fact-" + FieldNames.anchor($0) }),
    ])
    if opened { for child in parts { append(child, part: part, level: level + 1, askable: askable, to: &rows) } }
  }

  /// A sentence with the words that hold its parts together set apart.
  static func pieces(_ words: String) -> [View] {
    var out: [View] = []
    var rest = words[...]
    let joints = [" 且 ", " 或 "]
    while let next = joints.compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) {
      out.append(["text": .text(String(rest[..<next.lowerBound]))])
      out.append(["text": "", "joint": .text(String(rest[next]))])
      rest = rest[next.upperBound...]
    }
    out.append(["text": .text(String(rest))])
    return out
  }

  /// Facts that a node and its parts read, each once.
  private static func facts(below node: JSONValue) -> [String] {
    (node.string("fact").map { [$0] } ?? []) + node.items("children").flatMap(facts)
  }
}

/// Names of form fields and anchors for facts.
enum FieldNames {
  /// `emissions.NH3-N` as part of an HTML id.
  static func anchor(_ fact: String) -> String { String(fact.map { $0 == "." || $0 == " " ? "-" : $0 }) }
}
