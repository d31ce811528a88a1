import ExactJSON
import Foundation

/// Gathers the rows of a batch as lines, within bounds.
struct BatchLines {
  private(set) var bytes: [UInt8] = []
  private(set) var rows = 0
  private(set) var refused = 0
  private let question: BatchQuestion

  init(_ question: BatchQuestion) { self.question = question }

  /// A project with its site.
  mutating func add(row: Int, label: String?, project: [JSONMember]) throws(ExchangeError) {
    try add(.object([Self.row(row), JSONMember(key: "label", value: .text(label)), JSONMember(key: "project", value: .object(project))]))
  }

  /// The text of a project file.
  mutating func add(row: Int, line: String) throws(ExchangeError) {
    try add(.object([Self.row(row), JSONMember(key: "line", value: .string(line))]))
  }

  mutating func add(row: Int, label: String?, field: String?, refusal: String) throws(ExchangeError) {
    refused += 1
    try add(
      .object([
        Self.row(row), JSONMember(key: "label", value: .text(label)),
        JSONMember(key: "refused", value: .object(["field": .text(field), "message": .string(refusal)])),
      ]))
  }

  private static func row(_ number: Int) -> JSONMember { JSONMember(key: "row", value: .int(number)) }

  private mutating func add(_ line: JSONValue) throws(ExchangeError) {
    rows += 1
    if rows > question.rows { throw .tooManyRows(limit: question.rows) }
    bytes += line.canonicalBytes
    if bytes.count > question.lineBytes { throw .tooLarge(bytes: bytes.count, limit: question.lineBytes) }
  }
}

/// Project files, one a line; each is read when it is judged.
enum BatchProjectLines {
  static func read(_ bytes: [UInt8], into lines: inout BatchLines) throws(ExchangeError) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var number = 0
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
      number += 1
      let line = text[start..<end]
      start = end < text.endIndex ? end + 1 : end
      if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      if let text = String(validating: line, as: UTF8.self) {
        try lines.add(row: number, line: text)
      } else {
        try lines.add(row: number, label: nil, field: nil, refusal: "这一行不是 UTF-8 编码的文字，请另存为 UTF-8 后再提交。")
      }
    }
  }
}
