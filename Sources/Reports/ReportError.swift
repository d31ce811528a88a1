/// Why a report could not be made; `message` is for people and says what to do, `internalContext` is for the log alone.
public enum ReportError: Error, Hashable, Sendable {
  /// The stored record lacks something that a report cannot do without.
  case incompleteRecord(String)
  /// The public address that goes into the QR code is not one.
  case badPublicURL(String)
  /// The address is too long for a QR code of legible size.
  case addressTooLong(bytes: Int)
  /// The typesetting program could not be started, or ended before it was ready.
  case typesetterMissing(python: String, context: String)
  /// The typesetting program ended while it worked on this report.
  case typesetterDied(context: String)
  case timedOut(seconds: Int)
  /// The data and the map together are larger than a worker takes.
  case tooLarge(bytes: Int, limit: Int)
  /// All workers are busy and the queue is full.
  case busy(waiting: Int)
  /// The template refused the data.
  case typesetting(context: String)

  public var message: String {
    switch self {
    case .incompleteRecord(let what): "研判记录不完整（缺少\(what)），不能生成报告，请重新研判。"
    case .badPublicURL(let text): "公开网址“\(text)”不是以 http:// 或 https:// 开头的地址，请核对 FENQU_PUBLIC_URL。"
    case .addressTooLong(let bytes): "核验网址有 \(bytes) 字节，二维码放不下，请缩短 FENQU_PUBLIC_URL。"
    case .typesetterMissing(let python, _): "报告排版程序没有启动（\(python)），请运行 ./run --setup-only 安装后再试，或用 FENQU_PYTHON 指明 Python 的位置。"
    case .typesetterDied: "报告排版程序意外退出，请稍后再试；再次出现时请联系系统管理员。"
    case .timedOut(let seconds): "报告排版超过 \(seconds) 秒没有完成，请稍后再试。"
    case .tooLarge(let bytes, let limit): "报告内容有 \(bytes) 字节，超过上限 \(limit) 字节，请简化选址图形或缩短文字后再试。"
    case .busy(let waiting): "正在排版的报告较多（等候 \(waiting) 份），请稍后再试。"
    case .typesetting: "报告排版没有成功，请联系系统管理员；研判结果不受影响，可以在网页上查看。"
    }
  }

  /// What the log should say beside the public message; never shown to the public.
  public var internalContext: String? {
    switch self {
    case .typesetterMissing(_, let context), .typesetterDied(let context), .typesetting(let context): context
    default: nil
    }
  }
}
