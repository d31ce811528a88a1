/// Zip archives made by hand, honest or not.
struct ZipBytes {
  struct Member {
    var name: String
    var content: [UInt8]
    /// What the directory says, where it differs from the truth.
    var statedSize: Int?
    var flags = 0
    var attributes = 0
    var method = 0
  }

  var members: [Member] = []

  init(_ files: KeyValuePairs<String, [UInt8]>) {
    members = files.map { Member(name: $0.key, content: $0.value) }
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    func put(_ value: Int, _ count: Int, _ to: inout [UInt8]) { for i in 0..<count { to.append(UInt8(value >> (8 * i) & 0xFF)) } }
    for m in members {
      let offset = out.count
      let size = m.statedSize ?? m.content.count
      let name = Array(m.name.utf8)
      let crc = Int(Self.crc32(m.content))
      put(0x0403_4B50, 4, &out)
      for v in [20, m.flags, m.method, 0, 0] { put(v, 2, &out) }
      put(crc, 4, &out)
      put(m.content.count, 4, &out)
      put(size, 4, &out)
      put(name.count, 2, &out)
      put(0, 2, &out)
      out += name + m.content
      put(0x0201_4B50, 4, &directory)
      for v in [0x031E, 20, m.flags, m.method, 0, 0] { put(v, 2, &directory) }
      put(crc, 4, &directory)
      put(m.content.count, 4, &directory)
      put(size, 4, &directory)
      for v in [name.count, 0, 0, 0, 0] { put(v, 2, &directory) }
      put(m.attributes, 4, &directory)
      put(offset, 4, &directory)
      directory += name
    }
    let start = out.count
    out += directory
    put(0x0605_4B50, 4, &out)
    for v in [0, 0, members.count, members.count] { put(v, 2, &out) }
    put(directory.count, 4, &out)
    put(start, 4, &out)
    put(0, 2, &out)
    return out
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var c: UInt32 = 0xFFFF_FFFF
    for b in bytes {
      c ^= UInt32(b)
      for _ in 0..<8 { c = c & 1 == 1 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1 }
    }
    return ~c
  }
}

/// A DEFLATE stream that unpacks to a run of zeros: one stored zero, then repeats of 258 at distance 1 in fixed codes.
func deflatedZeros(_ count: Int) -> [UInt8] {
  var out: [UInt8] = []
  var bits = 0
  var n = 0
  func put(_ value: Int, _ length: Int) {
    for i in 0..<length {
      bits |= (value >> i & 1) << n
      n += 1
      if n == 8 {
        out.append(UInt8(bits))
        (bits, n) = (0, 0)
      }
    }
  }
  func code(_ value: Int, _ length: Int) { for i in (0..<length).reversed() { put(value >> i & 1, 1) } }
  put(1, 1)
  put(1, 2)
  code(0x30, 8)
  for _ in 0..<((count - 1) / 258) {
    code(0xC5, 8)
    code(0, 5)
  }
  for _ in 0..<((count - 1) % 258) { code(0x30, 8) }
  code(0, 7)
  if n > 0 { out.append(UInt8(bits)) }
  return out
}
