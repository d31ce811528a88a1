/// The members of a zip archive, read from its central directory and unpacked one by one within bounds.
///
/// Everything an archive can do besides holding files is refused: members that point outside, archives within,
/// passwords, links, sizes out of all proportion, directories that lie about their members.
struct ZipArchive {
  struct Member: Hashable {
    /// The path as written, with `/` between folders.
    var name: String
    var method: Int
    var checksum: UInt32
    var packedBytes: Int
    var unpackedBytes: Int
    var headerOffset: Int

    /// The last part of the path.
    var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }
    var isFolder: Bool { name.hasSuffix("/") }
    /// In lower case, without the dot.
    var fileExtension: String { fileName.contains(".") ? fileName.split(separator: ".").last!.lowercased() : "" }
  }

  private let bytes: [UInt8]
  private let limits: SiteLimits
  /// Files only; folders and the litter of macOS left out.
  let members: [Member]

  init(_ bytes: [UInt8], limits: SiteLimits) throws(ExchangeError) {
    self.bytes = bytes
    self.limits = limits
    let all = try Self.directory(bytes, limits: limits)
    members = all.filter { !$0.isFolder && !$0.name.hasPrefix("__MACOSX/") && !$0.fileName.hasPrefix("._") && $0.fileName != ".DS_Store" }
    try check(all)
  }

  private func check(_ all: [Member]) throws(ExchangeError) {
    for m in all {
      let parts = m.name.split(separator: "/", omittingEmptySubsequences: false)
      if m.name.hasPrefix("/") || parts.contains("..") || m.name.contains("\\") && m.name.contains("..") || m.name.dropFirst().first == ":"
        || m.name.unicodeScalars.contains(where: { $0.value < 0x20 })
      {
        throw .archivePath(entry: m.name.filter { !$0.isNewline })
      }
    }
    let total = members.reduce(0) { $0 + $1.unpackedBytes }
    if total > limits.unpackedBytes { throw .archiveTooLarge(bytes: total, limit: limits.unpackedBytes) }
    for m in members {
      if m.unpackedBytes > 1_000_000, m.unpackedBytes / max(1, m.packedBytes) > limits.packingRatio {
        throw .archiveBomb(entry: m.name, ratio: m.unpackedBytes / max(1, m.packedBytes))
      }
      if ["zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz", "kmz"].contains(m.fileExtension) { throw .archiveNested(entry: m.name) }
    }
  }

  // MARK: Reading

  /// The unpacked bytes of a member, checked against its stated size and checksum.
  func unpack(_ member: Member) throws(ExchangeError) -> [UInt8] {
    let h = member.headerOffset
    guard let signature = Self.number(bytes, h, 4), signature == 0x0403_4B50, let nameLength = Self.number(bytes, h + 26, 2),
      let extraLength = Self.number(bytes, h + 28, 2)
    else { throw .damagedArchive(reason: "“\(member.name)”的开头不对") }
    let start = h + 30 + nameLength + extraLength
    guard start + member.packedBytes <= bytes.count else { throw .damagedArchive(reason: "“\(member.name)”被截断") }
    let packed = bytes[start..<(start + member.packedBytes)]
    let unpacked: [UInt8]
    switch member.method {
    case 0: unpacked = Array(packed)
    case 8:
      do {
        unpacked = try Inflate.unpack(packed, expecting: member.unpackedBytes, limit: member.unpackedBytes)
      } catch {
        switch error {
        case .damaged: throw .damagedArchive(reason: "“\(member.name)”的内容已损坏")
        // More comes out than the directory says: a directory that lies hides a bomb.
        case .tooLarge: throw .damagedArchive(reason: "“\(member.name)”解开后比目录写明的 \(member.unpackedBytes) 字节更大")
        }
      }
    default: throw .archiveMethod(entry: member.name, method: member.method)
    }
    guard unpacked.count == member.unpackedBytes, Checksum.crc32(unpacked) == member.checksum else {
      throw .damagedArchive(reason: "“\(member.name)”的校验和不符")
    }
    return unpacked
  }

  // MARK: Directory

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int? {
    guard at >= 0, at + count <= bytes.count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func directory(_ bytes: [UInt8], limits: SiteLimits) throws(ExchangeError) -> [Member] {
    // The end record lies in the last 64 KB, since its comment is at most that long.
    let lowest = max(0, bytes.count - 22 - 65_535)
    guard let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: { number(bytes, $0, 4) == 0x0605_4B50 }),
      let count = number(bytes, end + 10, 2), let size = number(bytes, end + 12, 4), var at = number(bytes, end + 16, 4)
    else { throw .damagedArchive(reason: "找不到目录，文件可能被截断") }
    guard count != 0xFFFF, at != 0xFFFF_FFFF else {
      throw .archiveTooManyEntries(count: count, limit: limits.archiveEntries)
    }
    if count > limits.archiveEntries { throw .archiveTooManyEntries(count: count, limit: limits.archiveEntries) }
    guard at + size <= end else { throw .damagedArchive(reason: "目录的位置不对，文件可能被截断") }
    var members: [Member] = []
    for _ in 0..<count {
      guard number(bytes, at, 4) == 0x0201_4B50, let flags = number(bytes, at + 8, 2), let method = number(bytes, at + 10, 2),
        let checksum = number(bytes, at + 16, 4), let packed = number(bytes, at + 20, 4), let unpacked = number(bytes, at + 24, 4),
        let nameLength = number(bytes, at + 28, 2), let extraLength = number(bytes, at + 30, 2),
        let commentLength = number(bytes, at + 32, 2), let attributes = number(bytes, at + 38, 4), let offset = number(bytes, at + 42, 4),
        at + 46 + nameLength <= bytes.count
      else { throw .damagedArchive(reason: "目录不完整，文件可能被截断") }
      let raw = Array(bytes[(at + 46)..<(at + 46 + nameLength)])
      let name = String(validating: raw, as: UTF8.self) ?? TextDecoding.gb18030(raw) ?? String(decoding: raw, as: UTF8.self)
      if flags & 1 != 0 { throw .archiveEncrypted(entry: name) }
      // A symbolic link of Unix in the upper half of the attributes.
      if attributes >> 16 & 0xF000 == 0xA000 { throw .archivePath(entry: name) }
      members.append(
        Member(
          name: name, method: method, checksum: UInt32(checksum), packedBytes: packed, unpackedBytes: unpacked, headerOffset: offset))
      at += 46 + nameLength + extraLength + commentLength
    }
    return members
  }
}

/// CRC-32 of zip (ISO 3309).
enum Checksum {
  private static let table: [UInt32] = (0..<256).map { n in
    (0..<8).reduce(UInt32(n)) { c, _ in c & 1 == 1 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1 }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
