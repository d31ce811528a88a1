public import Sealing

/// Content-addressed bytes: compiled layers, list files, registers.
extension Repository {
  static let partSize = 4 << 20

  func addAttachment(_ bytes: [UInt8], in db: any Statements) throws -> Digest {
    let digest = Digest(of: bytes)
    guard try db.query("SELECT part FROM attachments WHERE digest = ? AND part = 0", [.text(digest.description)]).isEmpty else {
      return digest
    }
    let parts = max(1, (bytes.count + Self.partSize - 1) / Self.partSize)
    for part in 0..<parts {
      let slice = Array(bytes[(part * Self.partSize)..<min(bytes.count, (part + 1) * Self.partSize)])
      try db.execute(
        "INSERT INTO attachments (digest, part, parts, bytes) VALUES (?, ?, ?, ?)",
        [.text(digest.description), .integer(Int64(part)), .integer(Int64(parts)), .bytes(slice)])
    }
    return digest
  }

  /// The bytes of an attachment; throws `damaged` where they are absent or not what the digest says.
  public func attachment(_ digest: Digest) throws -> [UInt8] {
    try database.read { db in
      var bytes: [UInt8] = []
      let rows = try db.query("SELECT bytes, parts FROM attachments WHERE digest = ? ORDER BY part", [.text(digest.description)])
      guard let first = rows.first, try first.integer(1) == Int64(rows.count) else {
        throw StoreError.damaged("attachment \(digest) is absent")
      }
      for row in rows { bytes += try row.bytes(0) }
      guard Digest(of: bytes) == digest else { throw StoreError.damaged("attachment \(digest) does not match its digest") }
      return bytes
    }
  }
}
