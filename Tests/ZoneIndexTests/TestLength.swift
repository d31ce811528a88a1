import Foundation

/// How many cases a seeded test draws: few by default, the stated many where `FENQU_LONG` is set.
enum TestLength {
  static let isLong = ProcessInfo.processInfo.environment["FENQU_LONG"] == "1"

  static func of(_ usual: Int, long: Int) -> Int { isLong ? long : usual }
}
