/// An interval of comparable values; a null end is open without limit (`< 5`, `>= 3`).
public struct FEELRange: Hashable, Sendable {
  public let lower: FEELValue
  public let upper: FEELValue
  public let lowerIncluded: Bool
  public let upperIncluded: Bool
  /// Whether it was written as `= 5` or `!= 5`: a range of its own kind, which equals no pair of ends.
  public let sign: Sign?

  public enum Sign: Hashable, Sendable {
    case equal
    case notEqual
  }

  public init(lower: FEELValue, lowerIncluded: Bool, upper: FEELValue, upperIncluded: Bool) {
    self.lower = lower
    self.upper = upper
    self.lowerIncluded = lowerIncluded
    self.upperIncluded = upperIncluded
    sign = nil
  }

  /// `= value` or `!= value`: both ends are the value, included or not (DMN 1.5 table 65).
  public init(_ sign: Sign, _ value: FEELValue) {
    lower = value
    upper = value
    lowerIncluded = sign == .equal
    upperIncluded = sign == .equal
    self.sign = sign
  }
}
