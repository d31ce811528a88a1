/// Which content a plan was compiled from: the first 16 bytes of the digest of its layers, so that a whole file that belongs
/// to another content is not taken for this one.
public struct PlanSource: Hashable, BitwiseCopyable, Sendable {
  let high: UInt64
  let low: UInt64

  /// Of layers that nobody keeps under a digest.
  public static let unnamed = PlanSource(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Parameter hex: a digest in hexadecimal digits, 32 at least; nil where it is none.
  public init?(hex: String) {
    let digits = hex.utf8.prefix(32)
    guard digits.count == 32, let high = UInt64(hex.prefix(16), radix: 16), let low = UInt64(hex.dropFirst(16).prefix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }
}
