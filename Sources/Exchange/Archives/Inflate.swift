/// Unpacks raw DEFLATE data (RFC 1951) within a bound; memory-safe, so that hostile data can at worst be refused.
struct Inflate {
  enum Fault: Error {
    /// The data are not DEFLATE, or end too early.
    case damaged
    /// More than the bound came out.
    case tooLarge
  }

  private let input: ArraySlice<UInt8>
  private var at: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []
  private let limit: Int

  private init(input: ArraySlice<UInt8>, limit: Int) {
    self.input = input
    at = input.startIndex
    self.limit = limit
  }

  /// The unpacked bytes, at most `limit` of them.
  static func unpack(_ input: ArraySlice<UInt8>, expecting: Int, limit: Int) throws(Fault) -> [UInt8] {
    var inflate = Inflate(input: input, limit: limit)
    inflate.output.reserveCapacity(min(expecting, limit))
    try inflate.run()
    return inflate.output
  }

  private mutating func run() throws(Fault) {
    var last = false
    while !last {
      last = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try block(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try dynamicTables()
        try block(literals, distances)
      default: throw .damaged
      }
    }
  }

  // MARK: Bits

  private mutating func take(_ count: Int) throws(Fault) -> Int {
    while bitCount < count {
      guard at < input.endIndex else { throw .damaged }
      bits |= UInt64(input[at]) << UInt64(bitCount)
      at += 1
      bitCount += 8
    }
    let value = Int(bits & ((1 << UInt64(count)) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  // MARK: Blocks

  private mutating func stored() throws(Fault) {
    let partial = bitCount % 8
    bits >>= UInt64(partial)
    bitCount -= partial
    let length = try take(16)
    let check = try take(16)
    guard length == ~check & 0xFFFF else { throw .damaged }
    guard output.count + length <= limit else { throw .tooLarge }
    for _ in 0..<length { output.append(UInt8(try take(8))) }
  }

  private mutating func block(_ literals: Huffman, _ distances: Huffman) throws(Fault) {
    while true {
      let symbol = try decode(literals)
      if symbol < 256 {
        guard output.count < limit else { throw .tooLarge }
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return
      } else {
        guard symbol < 286 else { throw .damaged }
        let length = Self.lengthBase[symbol - 257] + (try take(Self.lengthExtra[symbol - 257]))
        let code = try decode(distances)
        guard code < 30 else { throw .damaged }
        let distance = Self.distanceBase[code] + (try take(Self.distanceExtra[code]))
        guard distance <= output.count else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLarge }
        var from = output.count - distance
        for _ in 0..<length {
          output.append(output[from])
          from += 1
        }
      }
    }
  }

  private mutating func dynamicTables() throws(Fault) -> (Huffman, Huffman) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .damaged }
    var codeLengths = [Int](repeating: 0, count: 19)
    for i in 0..<codeCount { codeLengths[Self.codeOrder[i]] = try take(3) }
    let codes = try Huffman(lengths: codeLengths[...])
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try decode(codes) {
      case let length where length < 16: lengths.append(length)
      case 16:
        guard let previous = lengths.last else { throw .damaged }
        lengths.append(contentsOf: repeatElement(previous, count: try take(2) + 3))
      case 17: lengths.append(contentsOf: repeatElement(0, count: try take(3) + 3))
      default: lengths.append(contentsOf: repeatElement(0, count: try take(7) + 11))
      }
    }
    guard lengths.count == literalCount + distanceCount else { throw .damaged }
    return (try Huffman(lengths: lengths[..<literalCount]), try Huffman(lengths: lengths[literalCount...]))
  }

  // MARK: Huffman codes

  /// A canonical code as counts per length and symbols in order.
  private struct Huffman {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int]

    init(lengths: ArraySlice<Int>) throws(Fault) {
      for l in lengths { counts[l] += 1 }
      counts[0] = 0
      var left = 1
      for l in 1...15 {
        left = left * 2 - counts[l]
        guard left >= 0 else { throw .damaged }
      }
      var offsets = [Int](repeating: 0, count: 17)
      for l in 1...15 { offsets[l + 1] = offsets[l] + counts[l] }
      symbols = [Int](repeating: 0, count: offsets[16])
      for (symbol, l) in lengths.enumerated() where l > 0 {
        symbols[offsets[l]] = symbol
        offsets[l] += 1
      }
    }

    private init(unchecked lengths: [Int]) {
      do { try self.init(lengths: lengths[...]) } catch { preconditionFailure("the fixed code is sound") }
    }

    static func fixed(_ lengths: [Int]) -> Huffman { Huffman(unchecked: lengths) }
  }

  private mutating func decode(_ code: Huffman) throws(Fault) -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try take(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .damaged
  }

  private static let fixedLiterals = Huffman.fixed(
    Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  private static let fixedDistances = Huffman.fixed(Array(repeating: 5, count: 30))
  private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
  private static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
    16385, 24577,
  ]
  private static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]
}
