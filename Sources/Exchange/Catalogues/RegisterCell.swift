import ExactJSON
import Zoning

/// One cell of a register's table as the value of a fact.
enum RegisterCell {
  /// Why a cell cannot be read, and what to write instead.
  struct Fault: Error {
    var reason: String
    var remedy: String
  }

  static func value(_ text: String, of fact: FactDefinition) throws(Fault) -> JSONValue {
    switch fact.type {
    case .boolean:
      guard let yes = Self.truth(text) else { throw Fault(reason: "“\(text.prefix(20))”读不懂", remedy: "请写 是 或 否，不清楚的留空") }
      return .bool(yes)
    case .number:
      guard let number = Self.number(text) else {
        throw Fault(reason: "“\(text.prefix(20))”不是数", remedy: "请写一个数，如 12.5，单位为 \(fact.unit ?? "1")")
      }
      return .number(number)
    case .texts, .industries:
      return .array(
        text.split { "；;、，,\n".contains($0) }.map { PlainText.trimmed(String($0)) }.filter { !$0.isEmpty }.map { .string($0) })
    case .text, .enumeration, .objects: return .string(text)
    }
  }

  static func truth(_ text: String) -> Bool? {
    switch PlainText.trimmed(PlainText.halfWidth(text)).lowercased() {
    case "是", "true", "1", "√": true
    case "否", "false", "0", "×": false
    default: nil
    }
  }

  private static func number(_ text: String) -> String? {
    let plain = PlainText.trimmed(PlainText.halfWidth(text))
    do { return try JSONValue(parsing: Array(plain.utf8)).numberText } catch { return nil }
  }
}
