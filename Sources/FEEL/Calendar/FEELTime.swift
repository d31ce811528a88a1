/// A time of day, with or without a zone.
public struct FEELTime: Hashable, Sendable, CustomStringConvertible {
  public let hour: Int
  public let minute: Int
  public let second: Int
  public let nanosecond: Int
  public let zone: FEELZone?

  public init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: FEELZone? = nil) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1_000_000_000).contains(nanosecond)
    else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
    self.nanosecond = nanosecond
    self.zone = zone
  }

  /// Reads `10:30:00`, `10:30:00.5Z`, `10:30:00+08:00`, `10:30:00@Asia/Shanghai`.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let time = FEELTime(&scanner), scanner.isAtEnd else { return nil }
    self = time
  }

  init?(_ scanner: inout DigitScanner) {
    guard let hour = scanner.twoDigits(), scanner.take(":"), let minute = scanner.twoDigits(), scanner.take(":"),
      let second = scanner.twoDigits()
    else { return nil }
    var nanosecond = 0
    if scanner.take(".") {
      guard let fraction = scanner.nanoseconds() else { return nil }
      nanosecond = fraction
    }
    guard let zone = scanner.zone() else { return nil }
    self.init(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
  }

  init(nanosecondsOfDay: Int, zone: FEELZone?) {
    nanosecond = nanosecondsOfDay % 1_000_000_000
    let seconds = nanosecondsOfDay / 1_000_000_000
    hour = seconds / 3600
    minute = seconds / 60 % 60
    second = seconds % 60
    self.zone = zone
  }

  public static let nanosecondsPerDay = 86_400_000_000_000

  public var nanosecondsOfDay: Int { ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond }

  /// Nanoseconds of the day in UTC when there is a zone (a named zone is read as on 1970-01-01), else the local ones.
  var comparableNanoseconds: Int {
    guard let zone else { return nanosecondsOfDay }
    return nanosecondsOfDay - zone.offsetSeconds(atLocal: nanosecondsOfDay / 1_000_000_000) * 1_000_000_000
  }

  /// The same in whole seconds.
  var comparableSeconds: Int {
    let seconds = nanosecondsOfDay / 1_000_000_000
    return seconds - (zone?.offsetSeconds(atLocal: seconds) ?? 0)
  }

  var clockText: String {
    var text = "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))"
    if nanosecond != 0 {
      var digits = String(nanosecond)
      digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text
  }

  public var description: String { clockText + (zone?.description ?? "") }
}
