import ExactJSON

/// How a clause was judged, line by line: the condition with the values put in.
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

    func said(_ state: String) -> String {
      switch (self, state) {
      case (.applies, "true"): "适用于本项目"
      case (.applies, "false"): "不适用于本项目"
      case (.kept, "true"): "成立"
      case (.kept, "false"): "不成立"
      case (.except, "true"): "属于例外"
      case (.except, "false"): "不属于例外"
      case (_, "skipped"): "不用再看"
      case (_, "unknown"): "还不能确定"
      default: "没有求得结果"
      }
    }
  }

  /// Lines are not opened below this depth.
  static let deepest = 3

  /// Rows for a clause; absent when it has no condition.
  static func view(_ trace: JSONValue?, missing: Set<String>) -> View {
    guard let trace else { return .absent }
    var rows: [View] = []
    for part in Part.allCases {
      guard let node = trace[part.rawValue], !node.isNull else { continue }
      let state = node.string("state") ?? "skipped"
      let look = Self.look(state, part: part)
      rows.append([
        "depth": "d0", "tone": .text(look.tone), "shape": .text(look.shape), "head": .text(part.word), "said": .text(part.said(state)),
        "skipped": .flag(state == "skipped"),
      ])
      guard state != "skipped" else { continue }
      let judged = node.items("children").filter { $0.string("state") != "value" }
      // The head line already says what the whole came to; below it stand its parts.
      if judged.count > 1, isConjunction(node) {
        for child in judged { append(child, part: part, level: 1, missing: missing, to: &rows) }
      } else {
        append(node, part: part, level: 1, missing: missing, to: &rows)
      }
    }
    return .some(rows)
  }

  /// A line for the node, and lines below it for parts that were judged by themselves.
  private static func append(_ node: JSONValue, part: Part, level: Int, missing: Set<String>, to rows: inout [View]) {
    let state = node.string("state") ?? "value"
    let judged = node.items("children").filter { ["true", "false", "unknown", "skipped"].contains($0.string("state") ?? "") }
    let look = Self.look(state, part: part)
    let opened = judged.count > 1 && level < deepest
    let atoms = opened ? [] : values(below: node)
    let unknown = atoms.first { $0.fact.map(missing.contains) ?? false }?.fact
    rows.append([
      "depth": "d\(level)", "tone": .text(look.tone), "shape": .text(look.shape),
      "formula": FormulaWords.view(opened ? joint(node) : node.string("text")),
      "value": .maybe(
        state == "skipped" ? "没有用到" : opened ? nil : atoms.isEmpty ? node.string("value") : atoms.map(\.text).joined(separator: "，")),
      "askFor": .maybe(state == "unknown" ? unknown.map { "fact-" + FieldNames.anchor($0) } : nil), "skipped": .flag(state == "skipped"),
    ])
    if opened { for child in judged { append(child, part: part, level: level + 1, missing: missing, to: &rows) } }
  }

  /// What holds the parts of an opened line together.
  private static func joint(_ node: JSONValue) -> String {
    let first = node.items("children").first?.string("text") ?? ""
    let text = node.string("text") ?? ""
    let rest = text.hasPrefix(first) ? text.dropFirst(first.count).drop { $0 == " " || $0 == ")" } : ""
    if rest.hasPrefix("and") { return "以下各项都成立" }
    if rest.hasPrefix("or") { return "以下有一项成立" }
    return text
  }

  /// The facts below a line and what was put in for them, each once.
  private static func values(below node: JSONValue) -> [(fact: String?, text: String)] {
    var found: [(fact: String?, text: String)] = []
    func walk(_ n: JSONValue) {
      if let fact = n.string("fact") {
        let text = n.string("state") == "unknown" ? "缺" : n.string("value") ?? "缺"
        if !found.contains(where: { $0.fact == fact }) { found.append((fact, text)) }
        return
      }
      n.items("children").forEach(walk)
    }
    walk(node)
    return found
  }

  private static func isConjunction(_ node: JSONValue) -> Bool { joint(node) == "以下各项都成立" }

  private static func look(_ state: String, part: Part) -> (tone: String, shape: String) {
    switch (state, part) {
    case ("unknown", _): ("unk", "v-unk")
    case ("true", _): ("yes", "v-yes")
    case ("false", .kept): ("no", "v-broken")
    default: ("ctx", "v-na")
    }
  }
}

/// Names of form fields and anchors for facts.
enum FieldNames {
  /// `emissions.NH3-N` as part of an HTML id.
  static func anchor(_ fact: String) -> String { String(fact.map { $0 == "." || $0 == " " ? "-" : $0 }) }
}
