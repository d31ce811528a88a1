package import Zoning

/// An instant as official papers write it, in Beijing time (UTC+8).
package struct BeijingTime: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let secondsSince1970: Int64

  /// Reads ISO 8601 with a zone: `2026-11-24T09:30:00+08:00`, `2026-11-24T01:30:00.123Z`; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let day = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      guard bytes[range].allSatisfy({ (48...57).contains($0) }) else { return nil }
      return Int64(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19), hour < 24, minute < 60, second < 61 else {
      return nil
    }
    var at = 19
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
    }
    var offset: Int64 = 0
    if bytes[at...] != [UInt8(ascii: "Z")] {
      guard bytes.count == at + 6, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"), bytes[at + 3] == UInt8(ascii: ":"),
        let hours = number(at + 1..<at + 3), let minutes = number(at + 4..<at + 6)
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
    }
    secondsSince1970 = Self.days(to: day) * 86400 + hour * 3600 + minute * 60 + second - offset
  }

  /// Midnight in Beijing at the beginning of a day.
  package init(beginning day: CivilDate) { secondsSince1970 = Self.days(to: day) * 86400 - 8 * 3600 }

  package var day: CivilDate { CivilDate(secondsSince1970: secondsSince1970) }

  /// `2026年11月24日 09:30`.
  package var chinese: String {
    let minutes = ((secondsSince1970 + 8 * 3600) % 86400 + 86400) % 86400 / 60
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(day.chinese) \(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Days from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil).
  static func days(to date: CivilDate) -> Int64 {
    let y = Int64(date.month <= 2 ? date.year - 1 : date.year)
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let shifted = Int64(date.month > 2 ? date.month - 3 : date.month + 9)
    let dayOfYear = (153 * shifted + 2) / 5 + Int64(date.day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
