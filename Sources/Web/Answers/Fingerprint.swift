/// A short fingerprint of content for addresses and cache tags (FNV-1a, 64 bits); it proves nothing to anyone.
struct Fingerprint: Sendable {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for b in bytes { value = (value ^ UInt64(b)) &* 0x100_0000_01b3 }
    value = (value ^ 0xFF) &* 0x100_0000_01b3
  }

  mutating func add(_ text: String) { add(text.utf8) }

  /// Sixteen hexadecimal digits.
  var hex: String {
    let s = String(value, radix: 16)
    return String(repeating: "0", count: 16 - s.count) + s
  }

  static func of(_ parts: String...) -> String {
    var f = Fingerprint()
    for p in parts { f.add(p) }
    return f.hex
  }
}
