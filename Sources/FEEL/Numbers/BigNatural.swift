/// A natural number of any size, for the few places where 128 bits are not enough: powers, roots, exact doubles.
///
/// Limbs of 32 bits, least significant first, no leading zero limb; zero has none. Schoolbook algorithms:
/// the callers never pass more than a few hundred limbs.
struct BigNatural: Comparable {
  private(set) var limbs: [UInt32]

  init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt128) {
    self.init(limbs: [
      UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32), UInt32(truncatingIfNeeded: value >> 64),
      UInt32(truncatingIfNeeded: value >> 96),
    ])
  }

  init(high: UInt128, low: UInt128) {
    let upper = BigNatural(high).shifted(left: 128)
    self = upper.adding(BigNatural(low))
  }

  static func powerOfTen(_ count: Int) -> BigNatural {
    var result = BigNatural(1)
    var rest = count
    while rest > 0 {
      let step = min(rest, 38)
      result = result.multiplied(by: BigNatural(powersOfTen[step]))
      rest -= step
    }
    return result
  }

  var isZero: Bool { limbs.isEmpty }
  var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }
  var bitCount: Int { limbs.isEmpty ? 0 : limbs.count * 32 - limbs[limbs.count - 1].leadingZeroBitCount }

  static func < (a: BigNatural, b: BigNatural) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    for i in stride(from: a.limbs.count - 1, through: 0, by: -1) where a.limbs[i] != b.limbs[i] { return a.limbs[i] < b.limbs[i] }
    return false
  }

  func adding(_ other: BigNatural) -> BigNatural {
    let (long, short) = limbs.count >= other.limbs.count ? (limbs, other.limbs) : (other.limbs, limbs)
    var result = long
    var carry: UInt64 = 0
    for i in 0..<long.count {
      let sum = UInt64(long[i]) + (i < short.count ? UInt64(short[i]) : 0) + carry
      result[i] = UInt32(truncatingIfNeeded: sum)
      carry = sum >> 32
    }
    if carry != 0 { result.append(UInt32(carry)) }
    return BigNatural(limbs: result)
  }

  /// The difference; `other` is not larger.
  func subtracting(_ other: BigNatural) -> BigNatural {
    var result = limbs
    var borrow: Int64 = 0
    for i in 0..<limbs.count {
      var difference = Int64(limbs[i]) - (i < other.limbs.count ? Int64(other.limbs[i]) : 0) - borrow
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += 1 << 32 }
      result[i] = UInt32(difference)
    }
    return BigNatural(limbs: result)
  }

  func multiplied(by other: BigNatural) -> BigNatural {
    if isZero || other.isZero { return BigNatural(limbs: []) }
    var result = [UInt32](repeating: 0, count: limbs.count + other.limbs.count)
    for i in 0..<limbs.count {
      var carry: UInt64 = 0
      let factor = UInt64(limbs[i])
      for j in 0..<other.limbs.count {
        let sum = factor * UInt64(other.limbs[j]) + UInt64(result[i + j]) + carry
        result[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      result[i + other.limbs.count] = UInt32(carry)
    }
    return BigNatural(limbs: result)
  }

  func shifted(left count: Int) -> BigNatural {
    if isZero || count == 0 { return self }
    let words = count / 32
    let bits = UInt64(count % 32)
    var result = [UInt32](repeating: 0, count: limbs.count + words + 1)
    var carry: UInt64 = 0
    for i in 0..<limbs.count {
      let value = (UInt64(limbs[i]) << bits) | carry
      result[i + words] = UInt32(truncatingIfNeeded: value)
      carry = value >> 32
    }
    result[limbs.count + words] = UInt32(carry)
    return BigNatural(limbs: result)
  }

  func shifted(right count: Int) -> BigNatural {
    let words = count / 32
    if words >= limbs.count { return BigNatural(limbs: []) }
    let bits = UInt64(count % 32)
    var result = [UInt32](repeating: 0, count: limbs.count - words)
    for i in 0..<result.count {
      let high = i + words + 1 < limbs.count ? UInt64(limbs[i + words + 1]) : 0
      let value = (high << 32) | UInt64(limbs[i + words])
      result[i] = UInt32(truncatingIfNeeded: value >> bits)
    }
    return BigNatural(limbs: result)
  }

  /// Quotient and remainder; the divisor is not zero (Knuth, algorithm D).
  func quotientAndRemainder(dividingBy divisor: BigNatural) -> (quotient: BigNatural, remainder: BigNatural) {
    if self < divisor { return (BigNatural(limbs: []), self) }
    if divisor.limbs.count == 1 {
      var rest: UInt64 = 0
      let small = UInt64(divisor.limbs[0])
      var result = limbs
      for i in stride(from: limbs.count - 1, through: 0, by: -1) {
        let value = (rest << 32) | UInt64(limbs[i])
        result[i] = UInt32(value / small)
        rest = value % small
      }
      return (BigNatural(limbs: result), BigNatural(UInt128(rest)))
    }
    let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
    let v = divisor.shifted(left: shift).limbs
    var u = shifted(left: shift).limbs
    let n = v.count
    while u.count < limbs.count + 1 { u.append(0) }
    let m = u.count - n - 1
    var quotient = [UInt32](repeating: 0, count: m + 1)
    for j in stride(from: m, through: 0, by: -1) {
      let top = (UInt64(u[j + n]) << 32) | UInt64(u[j + n - 1])
      var guess = top / UInt64(v[n - 1])
      var rest = top % UInt64(v[n - 1])
      while guess >= 1 << 32 || guess * UInt64(v[n - 2]) > ((rest << 32) | UInt64(u[j + n - 2])) {
        guess -= 1
        rest += UInt64(v[n - 1])
        if rest >= 1 << 32 { break }
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for i in 0..<n {
        let product = guess * UInt64(v[i]) + carry
        carry = product >> 32
        let difference = Int64(u[i + j]) - borrow - Int64(product & 0xffff_ffff)
        u[i + j] = UInt32(truncatingIfNeeded: difference)
        borrow = difference < 0 ? 1 : 0
      }
      let difference = Int64(u[j + n]) - borrow - Int64(carry)
      u[j + n] = UInt32(truncatingIfNeeded: difference)
      if difference < 0 {
        guess -= 1
        var carry: UInt64 = 0
        for i in 0..<n {
          let sum = UInt64(u[i + j]) + UInt64(v[i]) + carry
          u[i + j] = UInt32(truncatingIfNeeded: sum)
          carry = sum >> 32
        }
        u[j + n] = UInt32(truncatingIfNeeded: UInt64(u[j + n]) + carry)
      }
      quotient[j] = UInt32(truncatingIfNeeded: guess)
    }
    return (BigNatural(limbs: quotient), BigNatural(limbs: Array(u[0..<n])).shifted(right: shift))
  }

  /// The whole part of the square root (Newton from above).
  var squareRoot: BigNatural {
    if isZero { return self }
    var guess = BigNatural(1).shifted(left: (bitCount + 1) / 2)
    while true {
      let next = guess.adding(quotientAndRemainder(dividingBy: guess).quotient).shifted(right: 1)
      if next >= guess { return guess }
      guess = next
    }
  }

  /// The value when it fits in 128 bits.
  var short: UInt128? {
    if limbs.count > 4 { return nil }
    var value: UInt128 = 0
    for limb in limbs.reversed() { value = (value << 32) | UInt128(limb) }
    return value
  }

  /// The decimal nearest to `±self × 10^exponent` (plus something below when `sticky`), half-even; nil beyond the range.
  func decimal(negative: Bool, exponent: Int, sticky: Bool = false) -> FEELDecimal? {
    if let short, short >= powersOfTen[36] || !sticky {
      return FEELDecimal.rounding(negative: negative, short, exponent: exponent, sticky: sticky)
    }
    // Digits ≈ bits × log10(2); keep 37 or 38 of them.
    let drop = max(0, bitCount * 1233 / 4096 - 36)
    let (quotient, remainder) = quotientAndRemainder(dividingBy: .powerOfTen(drop))
    guard let short = quotient.short else { return nil }
    return FEELDecimal.rounding(
      negative: negative, short, exponent: exponent + drop, sticky: sticky || !remainder.isZero)
  }
}
