/// Variable-length integers as Protocol Buffers write them.
enum Varint {
  @inline(__always)
  static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var v = value
    while v >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: v) | 0x80)
      v >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: v))
  }

  @inline(__always)
  static func zigzag(_ value: Int32) -> UInt64 { UInt64(UInt32(bitPattern: (value << 1) ^ (value >> 31))) }

  @inline(__always)
  static func step(from a: TilePoint, to b: TilePoint, _ bytes: inout [UInt8]) {
    append(zigzag(b.x &- a.x), to: &bytes)
    append(zigzag(b.y &- a.y), to: &bytes)
  }

  /// A signed step at a place in the bytes, which moves on; bytes that end early read as nothing.
  @inline(__always)
  static func signed(_ bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Int32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      value |= UInt32(byte & 0x7F) &<< shift
      shift += 7
      if byte & 0x80 == 0 || shift > 28 { break }
    }
    return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
  }
}
