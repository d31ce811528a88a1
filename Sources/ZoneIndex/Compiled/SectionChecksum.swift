/// A 64-bit checksum of bytes, read as little-endian words in four lanes; it finds damage, not forgery.
package enum SectionChecksum {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var a = prime1
    var b = prime2
    var c: UInt64 = 0
    var d = prime1 &+ prime2
    var at = 0
    while at + 32 <= bytes.count {
      a = mix(a, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      b = mix(b, bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
      c = mix(c, bytes.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
      d = mix(d, bytes.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
      at += 32
    }
    while at < bytes.count {
      a = mix(a, UInt64(bytes[at]))
      at += 1
    }
    var sum = mix(UInt64(bytes.count), a)
    sum = mix(sum, b)
    sum = mix(sum, c)
    sum = mix(sum, d)
    sum ^= sum >> 32
    return sum &* prime2
  }

  @inline(__always)
  private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let x = lane &+ word &* prime2
    return ((x << 31) | (x >> 33)) &* prime1
  }
}
