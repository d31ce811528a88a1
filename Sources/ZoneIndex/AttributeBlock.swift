/// A feature's attributes as bytes: for each, in the order of names, two lengths and the texts of name and value.
enum AttributeBlock {
  static func append(_ attributes: [String: String], to bytes: inout [UInt8]) {
    func put(_ text: String) {
      let utf8 = Array(text.utf8)
      withUnsafeBytes(of: UInt32(utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: utf8)
    }
    for (name, value) in attributes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      put(name)
      put(value)
    }
  }

  static func read(_ bytes: UnsafeRawBufferPointer) -> [String: String] {
    var result: [String: String] = [:]
    each(bytes) { name, value in
      result[text(name)] = text(value)
      return true
    }
    return result
  }

  static func value(of name: String, in bytes: UnsafeRawBufferPointer) -> String? {
    var result: String?
    var name = name
    name.withUTF8 { wanted in
      each(bytes) { key, value in
        guard key.elementsEqual(wanted) else { return true }
        result = text(value)
        return false
      }
    }
    return result
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Calls with each pair until told to stop; bytes that end early end the walk.
  private static func each(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
  ) {
    var at = 0
    func piece() -> UnsafeRawBufferPointer? {
      guard at + 4 <= bytes.count else { return nil }
      let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
      guard at + 4 + length <= bytes.count else { return nil }
      defer { at += 4 + length }
      return UnsafeRawBufferPointer(rebasing: bytes[(at + 4)..<(at + 4 + length)])
    }
    while let name = piece(), let value = piece() {
      guard body(name, value) else { return }
    }
  }
}
