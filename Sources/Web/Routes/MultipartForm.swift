import Foundation

/// A form with files (RFC 7578), read from a body that is already bounded.
package struct MultipartForm: Sendable {
  package struct Field: Sendable {
    package var name: String
    /// nil for a plain field.
    package var fileName: String?
    package var bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  package private(set) var fields: [Field] = []
  /// More parts than a form of ours can have are refused.
  static let limit = 40

  /// nil where the content type names no boundary or the parts are not well formed.
  package init?(_ body: [UInt8], contentType: String) {
    guard let boundary = Self.boundary(contentType) else { return nil }
    let mark = Array("--\(boundary)".utf8)
    guard var at = Self.find(mark, in: body, from: 0) else { return nil }
    at += mark.count
    while fields.count <= Self.limit {
      if body[at...].starts(with: [0x2D, 0x2D]) { return }
      guard body[at...].starts(with: [0x0D, 0x0A]) else { return nil }
      at += 2
      guard let blank = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: at), blank - at <= 4096,
        let end = Self.find([0x0D, 0x0A] + mark, in: body, from: blank + 2)
      else { return nil }
      guard let head = String(validating: body[at..<blank], as: UTF8.self), let disposition = Self.disposition(head) else { return nil }
      fields.append(
        Field(name: disposition.name, fileName: disposition.fileName, bytes: blank + 4 <= end ? Array(body[(blank + 4)..<end]) : []))
      at = end + 2 + mark.count
    }
    return nil
  }

  /// The file of a name; nil where there is none.
  package func file(_ name: String) -> Field? { fields.first { $0.name == name && $0.fileName != nil } }

  package subscript(name: String) -> Field? { fields.first { $0.name == name } }

  /// The trimmed text of a plain field; nil where it is absent or blank.
  package func text(_ name: String) -> String? {
    self[name].map { Blank.trimmed($0.text) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func boundary(_ contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data"), let at = contentType.range(of: "boundary=") else { return nil }
    var value = String(contentType[at.upperBound...].prefix { $0 != ";" })
    if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 { value = String(value.dropFirst().dropLast()) }
    return (1...70).contains(value.utf8.count) ? value : nil
  }

  private static func disposition(_ head: String) -> (name: String, fileName: String?)? {
    guard let line = head.split(separator: "\r\n").first(where: { $0.lowercased().hasPrefix("content-disposition:") }) else { return nil }
    func parameter(_ key: String) -> String? {
      guard let at = line.range(of: "; \(key)=\"") else { return nil }
      // Browsers write a quotation mark inside as %22.
      return String(line[at.upperBound...].prefix { $0 != "\"" }).replacing("%22", with: "\"")
    }
    return parameter("name").map { ($0, parameter("filename")) }
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var at = start
    while at + wanted.count <= bytes.count, let first = bytes[at...].firstIndex(of: wanted[0]), first + wanted.count <= bytes.count {
      if bytes[first...].starts(with: wanted) { return first }
      at = first + 1
    }
    return nil
  }
}
