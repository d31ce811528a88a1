import Foundation

/// The machine's clock.
public struct SystemClock: Clock {
  public init() {}

  public func now() -> Int64 { Int64((Date().timeIntervalSince1970 * 1e6).rounded()) }
}

/// UUIDv7 (RFC 9562): 48 bits of time, 74 random bits from the system's generator.
public struct RandomIdentifiers: IdentifierSource {
  public init() {}

  public func next(atMicroseconds now: Int64) -> String {
    var generator = SystemRandomNumberGenerator()
    let milliseconds = UInt64(bitPattern: now / 1000) & 0xFFFF_FFFF_FFFF
    let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &generator)
    let low = 0x8000_0000_0000_0000 | (UInt64.random(in: 0...UInt64.max, using: &generator) >> 2)
    func hex(_ v: UInt64, _ shift: UInt64, _ digits: Int) -> String {
      let s = String((v >> shift) & (1 << UInt64(digits * 4) - 1), radix: 16)
      return String(repeating: "0", count: digits - s.count) + s
    }
    return "\(hex(high, 32, 8))-\(hex(high, 16, 4))-\(hex(high, 0, 4))-\(hex(low, 48, 4))-\(hex(low, 0, 12))"
  }
}
