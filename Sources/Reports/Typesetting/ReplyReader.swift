import Subprocess

/// Reads lines and counted bytes from a child's standard output, buffer by buffer.
struct ReplyReader {
  private var source: SubprocessOutputSequence.Iterator
  private var rest: [UInt8] = []
  private let longestLine: Int

  init(_ source: SubprocessOutputSequence, longestLine: Int = 1 << 20) {
    self.source = source.makeAsyncIterator()
    self.longestLine = longestLine
  }

  /// The next line without its line feed; nil at the end of output or past the longest line.
  mutating func line() async throws -> [UInt8]? {
    var seen = 0
    while true {
      if let end = rest[seen...].firstIndex(of: 0x0A) {
        let line = Array(rest[..<end])
        rest.removeSubrange(...end)
        return line
      }
      seen = rest.count
      guard seen <= longestLine, try await fill() else { return nil }
    }
  }

  /// Exactly `count` bytes; nil where the output ends before.
  mutating func bytes(_ count: Int) async throws -> [UInt8]? {
    rest.reserveCapacity(count)
    while rest.count < count {
      guard try await fill() else { return nil }
    }
    let bytes = Array(rest[..<count])
    rest.removeSubrange(..<count)
    return bytes
  }

  private mutating func fill() async throws -> Bool {
    guard let chunk = try await source.next() else { return false }
    chunk.withUnsafeBytes { rest.append(contentsOf: $0) }
    return true
  }
}
