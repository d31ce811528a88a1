/// A text that holds several matters, with the pieces proposed for it (复合句): the author decides.
///
/// It is cut where a new demand begins: at a verb of its own (禁止…，限制…), or at a distance of its own. What stands before the first
/// verb holds for all pieces and becomes their heading; exceptions stay with what they except from.
public struct CompoundSentence: Sendable {
  public struct Piece: Hashable, Sendable {
    public var heading: String?
    public var text: String
    public var limits: [ClauseLimit]
  }

  /// Fewer than two where the text is one matter.
  public let pieces: [Piece]

  public init(heading: String?, text: String, words: ClauseWords = .standard) {
    var cut = Cut(verbs: words.demands)
    for part in Self.parts(text) { cut.take(part) }
    let (shared, texts) = cut.result
    let heading = [heading, shared].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "；")
    pieces = texts.map { text in
      Piece(heading: heading.isEmpty ? nil : heading, text: text, limits: SentenceDistances(heading: heading, text: text).limits)
    }
  }

  public var isCompound: Bool { pieces.count > 1 }

  /// The text at its commas, semicolons and full stops, marks kept; nothing in brackets or quotation marks is cut.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    for c in text {
      part.append(c)
      if "（(《“【[".contains(c) { depth += 1 }
      if "）)》”】]".contains(c) { depth = max(0, depth - 1) }
      if depth == 0, "，,；;。".contains(c) || c.isNewline {
        parts.append(part)
        part = ""
      }
    }
    if !part.trimmingBlanks.isEmpty { parts.append(part) }
    return parts
  }

  private struct Cut {
    let verbs: [String]
    /// Before the first verb.
    private var lead = ""
    private var pieces: [String] = []
    /// A distance without a verb yet: it opens the next piece.
    private var waiting = ""

    init(verbs: [String]) { self.verbs = verbs }

    mutating func take(_ part: String) {
      let hasVerb = demands(part)
      guard !pieces.isEmpty else {
        if hasVerb { pieces.append(part) } else { lead += part }
        return
      }
      if isException(part) {
        pieces[pieces.count - 1] += waiting + part
        waiting = ""
      } else if hasVerb {
        pieces.append(waiting + part)
        waiting = ""
      } else if waiting.isEmpty, SentenceDistances(part).limits.isEmpty {
        pieces[pieces.count - 1] += part
      } else {
        waiting += part
      }
    }

    /// What all pieces share, and their texts without the marks that joined them.
    var result: (shared: String?, texts: [String]) {
      var texts = pieces
      if !waiting.isEmpty { texts[texts.count - 1] += waiting }
      guard texts.count > 1 else { return (nil, [lead + texts.joined()].filter { !$0.isEmpty }) }
      // A distance before the first verb belongs to the first piece where the others have their own.
      let isShared =
        lead.isEmpty || SentenceDistances(lead).limits.isEmpty || !texts.dropFirst().contains { !SentenceDistances($0).limits.isEmpty }
      if !isShared { texts[0] = lead + texts[0] }
      let shared = isShared && !lead.isEmpty ? Self.unmarked(lead) : nil
      return (shared, texts.map { Self.unmarked($0) })
    }

    private static func unmarked(_ text: String) -> String {
      var text = text.trimmingBlanks
      while let c = text.last, "，,；;".contains(c) { text = text.dropLast() }
      return String(text)
    }

    /// Exceptions and what begins with 但 stay with the demand before them.
    private func isException(_ part: String) -> Bool {
      let plain = part.trimmingBlanks
      return plain.hasPrefix("但") || plain.hasPrefix("除") || plain.contains("除外") || plain.hasPrefix("确需") || plain.hasPrefix("其中")
    }

    /// Whether a verb stands at the beginning, or just behind what it is asked of: 范围内禁止, 其他项目限制; not in 依法禁止的项目.
    private func demands(_ part: String) -> Bool {
      var text = part.trimmingBlanks
      for word in ["同时", "并", "且", "也", "还", "一律", "原则上", "应当", "依法", "其他区域", "其余"] where text.hasPrefix(word) {
        text = text.dropFirst(word.count)
      }
      for verb in verbs {
        guard let at = text.firstRange(of: verb) else { continue }
        if at.lowerBound == text.startIndex { return true }
        let before = text[text.index(before: at.lowerBound)]
        if "内外区域地目业段侧线米里上".contains(before), !text[at.upperBound...].hasPrefix("的") { return true }
      }
      return false
    }
  }
}
