/// A duration of years and months, counted in months.
public struct FEELMonths: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let months: Int

  public init(months: Int) { self.months = months }

  public static func < (a: FEELMonths, b: FEELMonths) -> Bool { a.months < b.months }

  /// `P1Y2M`; none is `P0M`.
  public var description: String {
    let size = months.magnitude
    let years = size / 12
    let rest = size % 12
    var text = months < 0 ? "-P" : "P"
    if years != 0 { text += "\(years)Y" }
    if rest != 0 || years == 0 { text += "\(rest)M" }
    return text
  }
}

/// A duration of days and time, to the nanosecond.
public struct FEELSpan: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let seconds: Int
  private let fraction: Int32

  /// Nil beyond ±292 billion years.
  public init?(nanoseconds: Int128) {
    let billion: Int128 = 1_000_000_000
    var (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: billion)
    if rest < 0 {
      rest += billion
      whole -= 1
    }
    guard let seconds = Int(exactly: whole) else { return nil }
    self.seconds = seconds
    fraction = Int32(rest)
  }

  public init(days: Int32) {
    seconds = Int(days) * 86_400
    fraction = 0
  }

  public var nanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(fraction) }

  public static func < (a: FEELSpan, b: FEELSpan) -> Bool { a.nanoseconds < b.nanoseconds }

  /// Days, hours, minutes, seconds, nanoseconds, all of the duration's sign.
  public var parts: (days: Int, hours: Int, minutes: Int, seconds: Int, nanoseconds: Int) {
    let total = nanoseconds
    let whole = Int(total / 1_000_000_000)
    return (whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60, Int(total % 1_000_000_000))
  }

  /// `P2DT3H4M5.5S`; none is `PT0S`.
  public var description: String {
    let (days, hours, minutes, seconds, nanoseconds) = parts
    var text = self.nanoseconds < 0 ? "-P" : "P"
    if days != 0 { text += "\(days.magnitude)D" }
    var clock = ""
    if hours != 0 { clock += "\(hours.magnitude)H" }
    if minutes != 0 { clock += "\(minutes.magnitude)M" }
    if seconds != 0 || nanoseconds != 0 {
      clock += "\(seconds.magnitude)"
      if nanoseconds != 0 {
        var digits = String(nanoseconds.magnitude)
        digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        clock += "." + digits
      }
      clock += "S"
    }
    if !clock.isEmpty { text += "T" + clock }
    return text.hasSuffix("P") ? "PT0S" : text
  }
}

/// The two kinds of duration that one text form can name.
public enum FEELDuration: Hashable, Sendable {
  case months(FEELMonths)
  case span(FEELSpan)

  /// Reads `P1Y2M` or `P2DT3H4M5.5S`, with a minus in front if wanted; nil for a mixture of months with days.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    let negative = scanner.take("-")
    guard scanner.take("P"), !scanner.isAtEnd else { return nil }
    var months: Int128?
    var nanoseconds: Int128?
    var order = 0
    var inTime = false
    var clockParts = 0
    let second: Int128 = 1_000_000_000
    while !scanner.isAtEnd {
      if !inTime, scanner.take("T") {
        inTime = true
        continue
      }
      guard let (value, _) = scanner.number() else { return nil }
      let amount = Int128(value)
      var step = 0
      if inTime {
        clockParts += 1
        if scanner.take("H") {
          step = 4
          nanoseconds = (nanoseconds ?? 0) + amount * 3600 * second
        } else if scanner.take("M") {
          step = 5
          nanoseconds = (nanoseconds ?? 0) + amount * 60 * second
        } else {
          step = 6
          if scanner.take(".") {
            guard let fraction = scanner.nanoseconds() else { return nil }
            nanoseconds = (nanoseconds ?? 0) + Int128(fraction)
          }
          guard scanner.take("S") else { return nil }
          nanoseconds = (nanoseconds ?? 0) + amount * second
        }
      } else if scanner.take("Y") {
        step = 1
        months = (months ?? 0) + amount * 12
      } else if scanner.take("M") {
        step = 2
        months = (months ?? 0) + amount
      } else if scanner.take("D") {
        step = 3
        nanoseconds = (nanoseconds ?? 0) + amount * 86_400 * second
      }
      guard step > order else { return nil }
      order = step
    }
    if inTime, clockParts == 0 { return nil }
    switch (months, nanoseconds) {
    case (let count?, nil):
      guard let whole = Int(exactly: negative ? -count : count) else { return nil }
      self = .months(FEELMonths(months: whole))
    case (nil, let count?):
      guard let span = FEELSpan(nanoseconds: negative ? -count : count) else { return nil }
      self = .span(span)
    default: return nil
    }
  }
}
