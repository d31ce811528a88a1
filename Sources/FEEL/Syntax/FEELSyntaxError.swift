/// Why a text is not an expression, where, and what was expected there.
public struct FEELSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Characters before the fault.
  public let offset: Int
  /// Characters that are at fault; 0 at the end of the text.
  public let length: Int
  /// One Chinese sentence that names the fault and the remedy.
  public let message: String
  /// The whole text mended, where the fault is full-width punctuation.
  public let suggestion: String?

  public init(offset: Int, length: Int, message: String, suggestion: String? = nil) {
    self.offset = offset
    self.length = length
    self.message = message
    self.suggestion = suggestion
  }

  /// The message with its place: 第 5 个字符：….
  public var description: String { "第 \(offset + 1) 个字符：\(message)" }
}

/// The faults a reader of expressions can find, with their sentences.
enum SyntaxFault {
  case empty
  case tooLong(count: Int, limit: Int)
  case tooDeep(limit: Int)
  case fullWidth(String, replacement: String)
  case endOfText(expected: String)
  case unexpected(String, expected: String)
  case trailing(String)
  case unclosedText
  case unclosedComment
  case badEscape(String)
  case badNumber(String)
  case unitAfterNumber(String, unit: String)
  case badTemporal(String)
  case unknownName(String, nearest: [String])
  case unknownFunction(String, nearest: [String])
  case unknownType(String)
  case duplicateKey(String)
  case mixedArguments
  case foreignOperator(String, instead: String)
  case chainedComparison
  case externalFunction

  var message: String {
    switch self {
    case .empty: "表达式是空的。"
    case .tooLong(let count, let limit): "表达式有 \(count) 个字符，超过上限 \(limit) 个，请拆成几条。"
    case .tooDeep(let limit): "表达式嵌套超过 \(limit) 层，请拆成几条。"
    case .fullWidth(_, replacement: "\""): "文字要用半角双引号（\"）括起，这里不是半角双引号。"
    case .fullWidth(let found, let replacement) where FullWidth.isMathematical(found): "“\(found)”不能直接使用，请写作“\(replacement)”。"
    case .fullWidth(let found, let replacement): "“\(found)”是全角符号，请改为半角“\(replacement)”。"
    case .endOfText(let expected): "表达式到此没有写完，应接\(expected)。"
    case .unexpected(let found, let expected): "“\(found)”处应为\(expected)。"
    case .trailing(let found): "表达式到“\(found)”之前已经完整，后面应为运算符（如 and、or、=、+）或结束。"
    case .unclosedText: "文字缺少结束的引号“\"”。"
    case .unclosedComment: "注释缺少结束的“*/”。"
    case .badEscape(let found): "文字中的“\(found)”不是可用的转义，引号写作“\\\"”，反斜杠写作“\\\\”。"
    case .badNumber(let found): "“\(found)”不是可用的数字。"
    case .unitAfterNumber(let number, let unit): "数字“\(number)”后面不能直接写“\(unit)”，单位不写进表达式。"
    case .badTemporal(let found): "“\(found)”不是日期、时间或时长，日期写作 @\"2026-08-15\"，时长写作 @\"P1Y\" 或 @\"P30D\"。"
    case .unknownName(let name, let nearest):
      nearest.isEmpty ? "没有名为“\(name)”的事实或变量；文字请加半角双引号。" : "没有名为“\(name)”的事实或变量，相近的有：\(nearest.joined(separator: "、"))。"
    case .unknownFunction(let name, let nearest):
      nearest.isEmpty ? "没有名为“\(name)”的函数。" : "没有名为“\(name)”的函数，相近的有：\(nearest.joined(separator: "、"))。"
    case .unknownType(let name): "没有名为“\(name)”的类型，可用的有 number、string、boolean、date、time、date and time、list、context 等。"
    case .duplicateKey(let key): "数据项“\(key)”写了两次。"
    case .mixedArguments: "函数的参数要么都写名称，要么都不写。"
    case .foreignOperator(let found, let instead): "“\(found)”不是可用的运算符，请写“\(instead)”。"
    case .chainedComparison: "比较不能连写，请用 and 连接，或写作“x in [下限..上限]”。"
    case .externalFunction: "不支持外部函数（external）。"
    }
  }
}
