/// A date with a time of day; the zone, if any, is the time's.
public struct FEELDateTime: Hashable, Sendable, CustomStringConvertible {
  public let date: FEELDate
  public let time: FEELTime

  public init(date: FEELDate, time: FEELTime) {
    self.date = date
    self.time = time
  }

  /// Midnight of a date.
  public init(midnightOf date: FEELDate, zone: FEELZone? = nil) {
    self.init(date: date, time: FEELTime(nanosecondsOfDay: 0, zone: zone))
  }

  /// Reads `2026-08-15T08:00:00+08:00`; a date alone is its midnight.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let date = scanner.date() else { return nil }
    if scanner.isAtEnd {
      self.init(midnightOf: date)
      return
    }
    guard scanner.take("T"), let time = FEELTime(&scanner), scanner.isAtEnd else { return nil }
    self.init(date: date, time: time)
  }

  /// Nanoseconds since 1970-01-01T00:00:00, local clock.
  var localNanoseconds: Int128 {
    Int128(date.daysSinceEpoch) * Int128(FEELTime.nanosecondsPerDay) + Int128(time.nanosecondsOfDay)
  }

  /// Nanoseconds since 1970-01-01T00:00:00Z when there is a zone, else the local ones.
  var comparableNanoseconds: Int128 {
    guard let zone = time.zone else { return localNanoseconds }
    let seconds = date.daysSinceEpoch * 86_400 + time.nanosecondsOfDay / 1_000_000_000
    return localNanoseconds - Int128(zone.offsetSeconds(atLocal: seconds)) * 1_000_000_000
  }

  /// The same in whole seconds.
  var comparableSeconds: Int {
    let seconds = date.daysSinceEpoch * 86_400 + time.nanosecondsOfDay / 1_000_000_000
    return seconds - (time.zone?.offsetSeconds(atLocal: seconds) ?? 0)
  }

  init?(localNanoseconds: Int128, zone: FEELZone?) {
    let perDay = Int128(FEELTime.nanosecondsPerDay)
    var (days, rest) = localNanoseconds.quotientAndRemainder(dividingBy: perDay)
    if rest < 0 {
      rest += perDay
      days -= 1
    }
    guard let count = Int(exactly: days), let date = FEELDate(daysSinceEpoch: count) else { return nil }
    self.init(date: date, time: FEELTime(nanosecondsOfDay: Int(rest), zone: zone))
  }

  public var description: String { "\(date)T\(time)" }
}

extension FEELDateTime {
  /// A moment by the clock of UTC; nil beyond the years that dates have.
  public init?(secondsSinceEpoch: Int, nanoseconds: Int = 0) {
    self.init(localNanoseconds: Int128(secondsSinceEpoch) * 1_000_000_000 + Int128(nanoseconds), zone: .offset(seconds: 0))
  }
}
