import ExactJSON

/// Words by which the wording of a clause is read: soft ones that only a person can judge, and those that show its effect.
///
/// What they propose is a proposal; the author decides.
public struct ClauseWords: Sendable {
  /// Longest first, so that 严格控制 is not counted as 控制 too.
  public let soft: [String]
  let effects: [(effect: Effect, words: [String])]
  let government: [String]

  /// The words that ship with the program.
  public static let standard: ClauseWords = {
    do { return try ClauseWords(parsing: ShippedData.bytes("clause-words.json")) } catch {
      preconditionFailure("the shipped clause words are faulty: \(error)")
    }
  }()

  public init(parsing bytes: [UInt8]) throws(ZoningError) {
    let root: JSONValue
    do { root = try JSONValue(parsing: bytes) } catch { throw .badCatalogue("用词表不是有效的 JSON：\(error)") }
    func words(_ value: JSONValue?) -> [String] {
      (value?.arrayValue ?? []).compactMap(\.stringValue).sorted { ($1.count, $0) < ($0.count, $1) }
    }
    soft = words(root["soft"])
    government = words(root["government"])
    effects = try (root["effects"]?.arrayValue ?? []).map { (row) throws(ZoningError) in
      (try row.term("effect", of: "用词表"), words(row["words"]))
    }
    guard !soft.isEmpty, !effects.isEmpty else { throw .badCatalogue("用词表缺少 soft 或 effects。") }
  }

  /// Words that begin a demand of their own: those of effects, but not the ones that only measure (不超过, 不低于, 控制在).
  var demands: [String] {
    effects.flatMap(\.words).filter { word in !["不超", "不高", "不低", "控制", "支持", "引导", "除下"].contains { word.hasPrefix($0) } }
  }

  /// The soft words of a text in their order, each as often as it stands there.
  public func softWords(in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      if let word = soft.first(where: { rest.hasPrefix($0) }) {
        found.append(word)
        rest = rest.dropFirst(word.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  /// The effect that the wording shows: the first word of any effect decides, the heading before the text; else `require`.
  public func proposedEffect(heading: String?, text: String) -> Effect {
    for part in [heading ?? "", text] where !part.isEmpty {
      var first: (at: String.Index, length: Int, effect: Effect)?
      for (effect, words) in effects {
        for word in words {
          guard let at = part.firstRange(of: word)?.lowerBound else { continue }
          // At one place the longer word says more: 严格控制 before 控制, 严格禁止 before 禁止.
          if first.map({ (at, -word.count) < ($0.at, -$0.length) }) ?? true { first = (at, word.count, effect) }
        }
      }
      if let first { return first.effect }
    }
    return .require
  }

  /// Government for a duty that begins with a verb of administration and names no project.
  public func proposedBinding(heading: String?, text: String) -> Binding {
    let whole = (heading ?? "") + text
    guard proposedEffect(heading: heading, text: text) == .require, !whole.contains("项目"), !whole.contains("企业"),
      government.contains(where: { whole.hasPrefix($0) })
    else { return .project }
    return .government
  }
}
