/// SplitMix64 started from a seed and keys (county, purpose, index): no stream is shared, so the order of work does not matter.
struct KeyedRandom {
  private var state: UInt64

  init(_ seed: UInt64, _ keys: UInt64...) {
    var s = KeyedRandom.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for k in keys { s = KeyedRandom.mix(s ^ KeyedRandom.mix(k &+ 0xD1B5_4A32_D192_ED03)) }
    state = s
  }

  static func mix(_ v: UInt64) -> UInt64 {
    var z = v
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    return KeyedRandom.mix(state)
  }

  /// In [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * (1.0 / 9_007_199_254_740_992.0) }

  /// In [low, high).
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// In 0 ..< n.
  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }

  mutating func chance(_ p: Double) -> Bool { unit() < p }

  /// The key of a text: FNV-1a of its bytes, the same in every process.
  static func key(_ text: String) -> UInt64 {
    var h: UInt64 = 0xcbf2_9ce4_8422_2325
    for b in text.utf8 { h = (h ^ UInt64(b)) &* 0x0000_0100_0000_01b3 }
    return h
  }
}
