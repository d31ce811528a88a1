/// One alternative of a catalogue's cell, read from its wording (`有电镀工艺的`, `全部（含研发中试；不含单纯分装的）`).
public indirect enum ProcedurePhrase: Hashable, Sendable {
  /// 全部.
  case all
  /// 其他: what no other column of the row takes.
  case others
  /// 涉及环境敏感区的.
  case sensitiveArea
  /// 有…工艺的: any of these processes.
  case process([String])
  /// 新建, 扩建 …: any of these kinds of construction, as words.
  case construction([String])
  /// Any of these industries, by canonical code.
  case industry([String])
  /// A yearly amount in tonnes at least, below, or between.
  case tonnesPerYear(atLeast: Tonnes?, below: Tonnes?)
  /// What only a person can tell from the wording.
  case question(String)
  case both(ProcedurePhrase, ProcedurePhrase)
  /// The phrase without what is taken out of it (不含, 除外), as wordings.
  case without(ProcedurePhrase, [String])

  /// A number of tonnes as printed, `15万` being 150000.
  public struct Tonnes: Hashable, Sendable {
    public var text: String

    public init(text: String) { self.text = text }
  }

  /// The text outside its brackets.
  static func outer(_ text: String) -> String {
    var depth = 0
    var kept = ""
    for c in text {
      if c == "（" || c == "(" { depth += 1 }
      if depth == 0 { kept.append(c) }
      if c == "）" || c == ")", depth > 0 { depth -= 1 }
    }
    return kept
  }

  /// The contents of the outermost brackets.
  static func bracketed(_ text: String) -> [String] {
    var depth = 0
    var current = ""
    var all: [String] = []
    for c in text {
      if c == "）" || c == ")", depth > 0 {
        depth -= 1
        if depth == 0 {
          all.append(current)
          current = ""
          continue
        }
      }
      if depth > 0 { current.append(c) }
      if c == "（" || c == "(" { depth += 1 }
    }
    return all
  }

  /// Splits at `separators` outside brackets; empty parts are left out.
  static func parts(_ text: String, at separators: String) -> [String] {
    var depth = 0
    var current = ""
    var all: [String] = []
    for c in text {
      if c == "（" || c == "(" { depth += 1 }
      if c == "）" || c == ")", depth > 0 { depth -= 1 }
      if depth == 0, separators.contains(c) {
        all.append(current)
        current = ""
      } else {
        current.append(c)
      }
    }
    all.append(current)
    return all.filter { !$0.isEmpty }
  }
}
