import FEEL

/// What is wrong with a condition: where, why, and how to mend it.
public struct ConditionFault: Hashable, Sendable {
  /// Characters before the part at fault.
  public var offset: Int
  /// What is wrong and how to mend it: one Chinese sentence without its full stop.
  public var sentence: String

  init(at node: FEELNode, _ sentence: String) {
    offset = node.range.lowerBound
    self.sentence = sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
  }

  init(_ error: FEELSyntaxError) {
    offset = error.offset
    let message = error.message.hasSuffix("。") ? String(error.message.dropLast()) : error.message
    sentence = message + (error.suggestion.map { "，可改为：\($0)" } ?? "")
  }

  /// With its place: `第 4 个字符处，“项目.产品.名称”是文字的列表，…`.
  public var message: String { "第 \(offset + 1) 个字符处，\(sentence)。" }
}
