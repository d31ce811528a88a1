/// Reads the fixed forms of dates, times and durations from ASCII text.
struct DigitScanner {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// All digits from here, as a number below 10^18; nil when there is none.
  mutating func number() -> (value: Int, digits: Int)? {
    let start = position
    var value = 0
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      if position - start >= 18 { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return position == start ? nil : (value, position - start)
  }

  mutating func twoDigits() -> Int? {
    guard let (value, digits) = number(), digits == 2 else { return nil }
    return value
  }

  mutating func date() -> FEELDate? {
    let negative = take("-")
    let start = position
    guard let (year, digits) = number(), (4...9).contains(digits), digits == 4 || bytes[start] != UInt8(ascii: "0"),
      take("-"), let month = twoDigits(), take("-"), let day = twoDigits()
    else { return nil }
    return FEELDate(year: negative ? -year : year, month: month, day: day)
  }

  /// The fraction after a point that was taken, in nanoseconds; further digits are cut.
  mutating func nanoseconds() -> Int? {
    var value = 0
    var digits = 0
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      if digits < 9 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
      digits += 1
      position += 1
    }
    if digits == 0 { return nil }
    for _ in 0..<max(0, 9 - digits) { value *= 10 }
    return value
  }

  /// `Z`, `+08:00`, `@Asia/Shanghai`, or nothing.
  mutating func zone() -> FEELZone?? {
    if isAtEnd { return .some(nil) }
    if take("Z") { return .some(.offset(seconds: 0)) }
    if take("@") {
      let name = String(decoding: bytes[position...], as: UTF8.self)
      position = bytes.count
      guard let zone = FEELZone(named: name) else { return nil }
      return .some(zone)
    }
    let negative = next == UInt8(ascii: "-")
    guard take("+") || take("-"), let hours = twoDigits(), take(":"), let minutes = twoDigits(), minutes < 60 else { return nil }
    var seconds = hours * 3600 + minutes * 60
    if take(":") {
      guard let rest = twoDigits(), rest < 60 else { return nil }
      seconds += rest
    }
    guard let zone = FEELZone(offsetSeconds: negative ? -seconds : seconds) else { return nil }
    return .some(zone)
  }
}
