internal import Foundation

/// A time zone: a fixed offset from UTC, or a name of the time zone database.
public enum FEELZone: Hashable, Sendable, CustomStringConvertible {
  /// East of Greenwich is positive; at most 18 hours either way.
  case offset(seconds: Int)
  /// `Asia/Shanghai`
  case named(String)

  /// Nil beyond 18 hours.
  public init?(offsetSeconds: Int) {
    guard offsetSeconds.magnitude <= 18 * 3600 else { return nil }
    self = .offset(seconds: offsetSeconds)
  }

  /// Nil for a name that the time zone database does not hold.
  public init?(named name: String) {
    guard name.utf8.count <= 64, TimeZone(identifier: name) != nil else { return nil }
    self = .named(name)
  }

  /// The offset in force at the local time `secondsSinceEpoch` (the clock reading counted as if it were UTC).
  func offsetSeconds(atLocal secondsSinceEpoch: Int) -> Int {
    switch self {
    case .offset(let seconds): return seconds
    case .named(let name):
      guard let zone = TimeZone(identifier: name), abs(secondsSinceEpoch) < 100_000_000_000 else { return 0 }
      let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(secondsSinceEpoch)))
      return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(secondsSinceEpoch - guess)))
    }
  }

  public var description: String {
    switch self {
    case .named(let name): return "@\(name)"
    case .offset(0): return "Z"
    case .offset(let seconds):
      let size = Int(clamping: seconds.magnitude)
      let rest = size % 60 == 0 ? "" : ":\(twoDigits(size % 60))"
      return "\(seconds < 0 ? "-" : "+")\(twoDigits(size / 3600)):\(twoDigits(size / 60 % 60))\(rest)"
    }
  }
}
