/// Packs files into a zip without compressing them; the same files give the same bytes.
public enum ZipWriter {
  /// - Parameter files: names in UTF-8 and contents, each under 4 GiB, together too.
  public static func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let name = Array(file.name.utf8)
      // Version 2.0, names in UTF-8, stored, midnight of 1980-01-01.
      let common: [(UInt64, Int)] = [
        (20, 2), (0x0800, 2), (0, 2), (0, 2), (0x21, 2), (UInt64(Checksum.crc32(file.bytes)), 4), (UInt64(file.bytes.count), 4),
        (UInt64(file.bytes.count), 4), (UInt64(name.count), 2), (0, 2),
      ]
      let offset = out.count
      append(&out, [(0x0403_4B50, 4)] + common)
      out += name + file.bytes
      append(&directory, [(0x0201_4B50, 4), (20, 2)] + common + [(0, 2), (0, 2), (0, 2), (0, 4), (UInt64(offset), 4)])
      directory += name
    }
    let start = out.count
    out += directory
    append(
      &out,
      [
        (0x0605_4B50, 4), (0, 2), (0, 2), (UInt64(files.count), 2), (UInt64(files.count), 2), (UInt64(directory.count), 4),
        (UInt64(start), 4),
        (0, 2),
      ])
    return out
  }

  private static func append(_ bytes: inout [UInt8], _ numbers: [(value: UInt64, width: Int)]) {
    for n in numbers { for i in 0..<n.width { bytes.append(UInt8(truncatingIfNeeded: n.value >> UInt64(8 * i))) } }
  }
}
