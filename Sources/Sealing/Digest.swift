import Crypto

/// A digest that names its algorithm, `sha256:<hex>`; every stored digest has this form.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  public enum Algorithm: String, Sendable, CaseIterable {
    case sha256
  }

  public let algorithm: Algorithm
  /// Lower-case hexadecimal.
  public let hex: String

  public var description: String { "\(algorithm.rawValue):\(hex)" }

  /// The digest of bytes under today's algorithm.
  public init(of bytes: some Sequence<UInt8>) {
    var hasher = SHA256()
    if bytes.withContiguousStorageIfAvailable({ hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
      hasher.update(data: Array(bytes))
    }
    self.init(hasher)
  }

  init(_ hasher: SHA256) {
    algorithm = .sha256
    let digits = Array("0123456789abcdef".utf8)
    hex = String(decoding: hasher.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads `algorithm:hex`; nil when it is no digest of a known algorithm.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let algorithm = Algorithm(rawValue: String(parts[0])), parts[1].utf8.count == 64,
      parts[1].utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    self.algorithm = algorithm
    self.hex = String(parts[1])
  }
}

/// A digest taken piece by piece.
public struct RunningDigest: Sendable {
  private var hasher = SHA256()

  public init() {}

  public mutating func add(_ bytes: [UInt8]) { hasher.update(data: bytes) }
  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  public func finished() -> Digest { Digest(hasher) }
}
