/// Powers of ten as 128-bit integers: `powersOfTen[k]` is 10^k, 0 ≤ k ≤ 38.
let powersOfTen: [UInt128] = {
  var powers: [UInt128] = [1]
  for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
  return powers
}()

/// The number of decimal digits of a magnitude; 1 for zero.
func digitCount(_ magnitude: UInt128) -> Int {
  if magnitude < 10 { return 1 }
  let bits = 128 - magnitude.leadingZeroBitCount
  // log10(2) ≈ 1233 / 4096: exact to within one for 128 bits.
  let estimate = (bits * 1233) >> 12
  return estimate < 39 && magnitude >= powersOfTen[estimate] ? estimate + 1 : estimate
}

/// 10^k for 0 ≤ k ≤ 18 without a table look-up through memory that needs initialising.
func smallPowerOfTen(_ k: Int) -> Int64 {
  switch k {
  case 0: 1
  case 1: 10
  case 2: 100
  case 3: 1_000
  case 4: 10_000
  case 5: 100_000
  case 6: 1_000_000
  case 7: 10_000_000
  case 8: 100_000_000
  case 9: 1_000_000_000
  case 10: 10_000_000_000
  case 11: 100_000_000_000
  case 12: 1_000_000_000_000
  case 13: 10_000_000_000_000
  case 14: 100_000_000_000_000
  case 15: 1_000_000_000_000_000
  case 16: 10_000_000_000_000_000
  case 17: 100_000_000_000_000_000
  case 18: 1_000_000_000_000_000_000
  default: 0
  }
}
