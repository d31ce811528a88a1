import ExactJSON
import Zoning

/// What a list file is, by its first bytes.
enum ListFileKind {
  /// CSV or JSON lines.
  case text
  /// XML: a decision model.
  case model
  /// A workbook, or texts packed together.
  case archive

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      self = .archive
    } else if Self.head(bytes).hasPrefix("<"), !Self.isPage(bytes) {
      self = .model
    } else {
      self = .text
    }
  }

  /// The beginning without byte-order mark and blanks; UTF-16 is read by every other byte.
  private static func head(_ bytes: [UInt8]) -> String {
    let plain = bytes.prefix(600).filter { $0 != 0 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF && $0 != 0xFE && $0 != 0xFF }
    return String(decoding: plain.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }, as: UTF8.self).lowercased()
  }

  private static func isPage(_ bytes: [UInt8]) -> Bool {
    let head = head(bytes)
    return head.hasPrefix("<html") || head.hasPrefix("<!doctype html") || head.hasPrefix("<table") || head.hasPrefix("<meta")
  }

  /// Refuses what is handed in as a list and is none, with what to hand in instead.
  static func refuseUnread(_ bytes: [UInt8]) throws(ExchangeError) {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .unsupportedFormat(kind: "旧版 Excel（.xls）或加了密码的工作簿，改了扩展名也不行", remedy: "请在 Excel 中去掉密码，另存为“Excel 工作簿（.xlsx）”后再导入")
    }
    if isPage(bytes) { throw .unsupportedFormat(kind: "网页（有的系统导出时起名为 .xls）", remedy: "请用 Excel 打开后另存为“Excel 工作簿（.xlsx）”后再导入") }
    switch ListFileKind(bytes) {
    case .text: break
    case .archive: throw .unsupportedFormat(kind: " Excel 工作簿作为清单文件", remedy: "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入")
    case .model: throw .unsupportedFormat(kind: "决策模型作为 CSV", remedy: "请以 .dmn 文件导入")
    }
  }

  /// A text out of an archive: JSON lines by its name, else CSV.
  static func textContent(
    _ bytes: [UInt8], fileName: String, limits: SiteLimits, checking condition: @escaping ClauseListFile.ConditionCheck
  ) throws(ExchangeError) -> ListFileContent {
    if fileName.lowercased().hasSuffix(".jsonl") {
      throw .unsupportedFormat(kind: "压缩包里的 JSONL“\(fileName)”", remedy: "请解开后直接导入，压缩包里只放清单和情景两个 CSV")
    }
    return try ClauseListFile.content(bytes, fileName: fileName, limits: limits, checking: condition)
  }
}
