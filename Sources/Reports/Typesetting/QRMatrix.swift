import CQREncode

/// A QR code as rows of modules, level M, without its quiet zone.
package struct QRMatrix: Hashable, Sendable {
  /// Dark modules are true; as many rows as columns.
  package let rows: [[Bool]]

  /// Longest text that still gives modules of half a millimetre at the printed size (version 10 at level M).
  package static let longestBytes = 213

  /// Encodes a text of ASCII or UTF-8 bytes in byte mode; throws `addressTooLong` beyond what prints legibly.
  package init(_ text: String) throws(ReportError) {
    let count = text.utf8.count
    guard count <= Self.longestBytes, let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { throw .addressTooLong(bytes: count) }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    // The lowest bit of each byte is the module's colour.
    rows = (0..<width).map { y in (0..<width).map { x in code.pointee.data[y * width + x] & 1 == 1 } }
  }

  /// One SVG path of unit squares merged along each row, so that nothing seams when printed; four modules of quiet zone around.
  package var svg: String {
    let n = rows.count
    var path = ""
    for (y, row) in rows.enumerated() {
      var x = 0
      while x < n {
        var end = x
        while end < n, row[end] { end += 1 }
        if end > x {
          path += "M\(x) \(y)h\(end - x)v1h-\(end - x)z"
          x = end
        } else {
          x += 1
        }
      }
    }
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-4 -4 \(n + 8) \(n + 8)\"><rect x=\"-4\" y=\"-4\" width=\"\(n + 8)\" height=\"\(n + 8)\" fill=\"#fff\"/><path d=\"\(path)\"/></svg>"
  }
}
