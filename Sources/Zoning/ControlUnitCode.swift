/// The code of a control unit: `ZH` or `HY`, six digits of the county, the class digit, four digits of the serial.
public struct ControlUnitCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let text: String

  /// nil unless the text is of the form `ZH32011520012`.
  public init?(_ text: String) {
    let u = Array(text.utf8)
    guard u.count == 13, text.hasPrefix("ZH") || text.hasPrefix("HY"), u[2...].allSatisfy({ (48...57).contains($0) }),
      (49...51).contains(u[8])
    else { return nil }
    self.text = text
  }

  public init(domain: Domain, county: String, unitClass: UnitClass, serial: Int) {
    precondition(county.utf8.count == 6 && (1...9999).contains(serial))
    let s = String(serial)
    text = (domain == .land ? "ZH" : "HY") + county + String(unitClass.digit) + String(repeating: "0", count: 4 - s.count) + s
  }

  public var domain: Domain { text.hasPrefix("ZH") ? .land : .sea }
  public var county: String { String(text.dropFirst(2).prefix(6)) }
  /// The six-digit code of the city, `320100`.
  public var city: String { String(text.dropFirst(2).prefix(4)) + "00" }
  public var unitClass: UnitClass { UnitClass(digit: Int(text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: 8)]) - 48)! }
  public var description: String { text }

  public static func < (a: ControlUnitCode, b: ControlUnitCode) -> Bool { a.text < b.text }
}
