/// The parts of a form sent with a file (multipart/form-data, RFC 7578).
package struct MultipartForm: Sendable {
  package struct Part: Sendable {
    package var name: String
    package var fileName: String?
    package var bytes: ArraySlice<UInt8>
  }

  package var parts: [Part] = []

  /// nil where the bytes are no such form: no boundary, or no end.
  package init?(_ bytes: [UInt8], contentType: String) {
    guard contentType.lowercased().hasPrefix("multipart/form-data"), let mark = Self.parameter("boundary", in: contentType), !mark.isEmpty
    else {
      return nil
    }
    let open = Array("--\(mark)".utf8)
    let next = Array("\r\n--\(mark)".utf8)
    guard bytes.starts(with: open) else { return nil }
    var at = open.count
    while true {
      if bytes[at...].starts(with: Array("--".utf8)) { return }
      guard bytes[at...].starts(with: [13, 10]), let head = Self.find([13, 10, 13, 10], in: bytes, from: at),
        let end = Self.find(next, in: bytes, from: head + 2)
      else { return nil }
      let lines = String(decoding: bytes[(at + 2)..<max(at + 2, head)], as: UTF8.self).split(separator: "\r\n")
      if let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }).map(String.init),
        let name = Self.parameter("name", in: disposition)
      {
        parts.append(Part(name: name, fileName: Self.parameter("filename", in: disposition), bytes: bytes[min(head + 4, end)..<end]))
      }
      at = end + next.count
    }
  }

  package func text(_ name: String) -> String? {
    parts.first { $0.name == name && $0.fileName == nil }.map { Blank.trimmed(String(decoding: $0.bytes, as: UTF8.self)) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  package func file(_ name: String) -> Part? { parts.first { $0.name == name && $0.fileName != nil } }

  /// A parameter of a header, its quotes taken off: `name="file"`.
  private static func parameter(_ name: String, in header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { Blank.trimmed(String($0)) }
      guard pair.count == 2, pair[0].lowercased() == name else { continue }
      let value = pair[1]
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      var i = start
      let last = all.count - wanted.count
      while i <= last {
        if all[i] == wanted[0], wanted.indices.allSatisfy({ all[i + $0] == wanted[$0] }) { return i }
        i += 1
      }
      return nil
    }
  }
}
