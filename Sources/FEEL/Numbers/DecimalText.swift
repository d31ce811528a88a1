extension FEELDecimal: CustomStringConvertible {
  /// Reads `-12.50`, `.5`, `1e-3`: digits, at most one point, an optional exponent; more than 34 digits are rounded half-even.
  ///
  /// Nil for anything else: spaces, grouping commas, full-width digits, `NaN`, and numbers beyond the range.
  public init?(_ text: some StringProtocol) {
    var magnitude: UInt128 = 0
    var digits = 0
    var dropped = 0
    var sticky = false
    var fraction = 0
    var seenPoint = false
    var seenDigit = false
    var negative = false
    var exponent = 0
    var exponentNegative = false
    var exponentDigits = 0
    var inExponent = false
    var first = true
    var afterMark = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if first {
          negative = byte == UInt8(ascii: "-")
        } else if afterMark {
          exponentNegative = byte == UInt8(ascii: "-")
        } else {
          return nil
        }
        afterMark = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if inExponent {
          exponentDigits += 1
          if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
        } else {
          seenDigit = true
          if seenPoint { fraction += 1 }
          if digits < 37 {
            magnitude = magnitude * 10 + UInt128(digit)
            if magnitude != 0 { digits += 1 }
          } else {
            dropped += 1
            if digit != 0 { sticky = true }
          }
        }
        afterMark = false
      case UInt8(ascii: "."):
        if seenPoint || inExponent { return nil }
        seenPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        if inExponent || !seenDigit { return nil }
        inExponent = true
        afterMark = true
      default: return nil
      }
      first = false
    }
    guard seenDigit, !inExponent || exponentDigits > 0 else { return nil }
    if seenPoint, fraction == 0 { return nil }
    let scale = (exponentNegative ? -exponent : exponent) - fraction + dropped
    guard let value = FEELDecimal.rounding(negative: negative, magnitude, exponent: scale, sticky: sticky) else { return nil }
    self = value
  }

  /// Canonical text: no exponent, no trailing zero, no `-0`, a digit before the point.
  public var description: String {
    let (mantissa, exponent) = normalized
    let magnitude = mantissa.magnitude
    var text = mantissa < 0 ? "-" : ""
    let digits = FEELDecimal.digits(of: magnitude)
    if exponent >= 0 {
      text += digits
      text += Self.zeros(exponent)
    } else if -exponent < digits.utf8.count {
      let split = digits.index(digits.startIndex, offsetBy: digits.utf8.count + exponent)
      text += digits[..<split]
      text += "."
      text += digits[split...]
    } else {
      text += "0."
      text += Self.zeros(-exponent - digits.utf8.count)
      text += digits
    }
    return text
  }

  /// As many zeros as the widest number has.
  private static let widest = String(repeating: "0", count: 6_400)

  private static func zeros(_ count: Int) -> Substring { widest[..<widest.utf8.index(widest.startIndex, offsetBy: count)] }

  private static func digits(of magnitude: UInt128) -> String {
    if let short = UInt64(exactly: magnitude) { return String(short) }
    let (upper, lower) = magnitude.quotientAndRemainder(dividingBy: powersOfTen[19])
    let tail = String(UInt64(lower))
    return String(UInt64(upper)) + String(repeating: "0", count: 19 - tail.utf8.count) + tail
  }
}
