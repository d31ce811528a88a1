/// An interval of comparable values; a null end is open without limit (`< 5`, `>= 3`).
public struct FEELRange: Hashable, Sendable {
  public let lower: FEELValue
  public let upper: FEELValue
  public let lowerIncluded: Bool
  public let upperIncluded: Bool

  public init(lower: FEELValue, lowerIncluded: Bool, upper: FEELValue, upperIncluded: Bool) {
    self.lower = lower
    self.upper = upper
    self.lowerIncluded = lowerIncluded
    self.upperIncluded = upperIncluded
  }
}
