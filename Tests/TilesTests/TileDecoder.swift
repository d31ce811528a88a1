import Tiles

/// Reads vector tiles as the specification says, knowing nothing of how they are written.
struct TileDecoder {
  struct Feature {
    var id: UInt64 = 0
    var type = 0
    var attributes: [String: String] = [:]
    /// Rings without the closing repetition, lines, or single points; in steps of the tile.
    var parts: [[TilePoint]] = []
  }

  struct Layer {
    var name = ""
    var version = 0
    var extent = 0
    var features: [Feature] = []
  }

  struct Malformed: Error {}

  static func layers(_ bytes: [UInt8]) throws -> [Layer] {
    try fields(bytes).map { field, value in
      guard field == 3, case .bytes(let layer) = value else { throw Malformed() }
      return try Self.layer(layer)
    }
  }

  private enum Value {
    case number(UInt64)
    case bytes([UInt8])
  }

  private static func varint(_ bytes: [UInt8], _ at: inout Int) throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
      guard shift < 64 else { break }
    }
    throw Malformed()
  }

  private static func fields(_ bytes: [UInt8]) throws -> [(Int, Value)] {
    var at = 0
    var result: [(Int, Value)] = []
    while at < bytes.count {
      let tag = try varint(bytes, &at)
      switch tag & 7 {
      case 0: result.append((Int(tag >> 3), .number(try varint(bytes, &at))))
      case 2:
        let length = Int(try varint(bytes, &at))
        guard at + length <= bytes.count else { throw Malformed() }
        result.append((Int(tag >> 3), .bytes(Array(bytes[at..<(at + length)]))))
        at += length
      default: throw Malformed()
      }
    }
    return result
  }

  private static func numbers(_ bytes: [UInt8]) throws -> [UInt64] {
    var at = 0
    var result: [UInt64] = []
    while at < bytes.count { result.append(try varint(bytes, &at)) }
    return result
  }

  private static func layer(_ bytes: [UInt8]) throws -> Layer {
    var layer = Layer()
    var keys: [String] = []
    var values: [String] = []
    var raw: [[UInt8]] = []
    for (field, value) in try fields(bytes) {
      switch (field, value) {
      case (1, .bytes(let b)): layer.name = String(decoding: b, as: UTF8.self)
      case (2, .bytes(let b)): raw.append(b)
      case (3, .bytes(let b)): keys.append(String(decoding: b, as: UTF8.self))
      case (4, .bytes(let b)):
        for (kind, v) in try fields(b) {
          switch (kind, v) {
          case (1, .bytes(let text)): values.append(String(decoding: text, as: UTF8.self))
          case (5, .number(let n)): values.append(String(n))
          default: throw Malformed()
          }
        }
      case (5, .number(let n)): layer.extent = Int(n)
      case (15, .number(let n)): layer.version = Int(n)
      default: throw Malformed()
      }
    }
    layer.features = try raw.map { try feature($0, keys, values) }
    return layer
  }

  private static func feature(_ bytes: [UInt8], _ keys: [String], _ values: [String]) throws -> Feature {
    var feature = Feature()
    for (field, value) in try fields(bytes) {
      switch (field, value) {
      case (1, .number(let n)): feature.id = n
      case (2, .bytes(let b)):
        let tags = try numbers(b).map(Int.init)
        guard tags.count % 2 == 0 else { throw Malformed() }
        for i in stride(from: 0, to: tags.count, by: 2) {
          guard tags[i] < keys.count, tags[i + 1] < values.count else { throw Malformed() }
          feature.attributes[keys[tags[i]]] = values[tags[i + 1]]
        }
      case (3, .number(let n)): feature.type = Int(n)
      case (4, .bytes(let b)): feature.parts = try parts(try numbers(b))
      default: throw Malformed()
      }
    }
    return feature
  }

  private static func parts(_ words: [UInt64]) throws -> [[TilePoint]] {
    var parts: [[TilePoint]] = []
    var x: Int32 = 0
    var y: Int32 = 0
    var i = 0
    func signed(_ n: UInt64) -> Int32 { Int32(n >> 1) ^ -Int32(n & 1) }
    while i < words.count {
      let (command, count) = (words[i] & 7, Int(words[i] >> 3))
      i += 1
      if command == 7 {
        guard count == 1, (parts.last?.count ?? 0) >= 3 else { throw Malformed() }
        continue
      }
      guard command == 1 || command == 2, count > 0, i + 2 * count <= words.count else { throw Malformed() }
      for _ in 0..<count {
        (x, y) = (x + signed(words[i]), y + signed(words[i + 1]))
        i += 2
        if command == 1 { parts.append([]) }
        guard !parts.isEmpty else { throw Malformed() }
        parts[parts.count - 1].append(TilePoint(x: x, y: y))
      }
    }
    return parts
  }
}

/// Judges rings by trying every pair of edges.
enum RingJudge {
  static func doubleArea(_ ring: [TilePoint]) -> Int64 {
    var sum: Int64 = 0
    for (p, q) in zip(ring, ring.dropFirst() + ring.prefix(1)) { sum += Int64(p.x) * Int64(q.y) - Int64(q.x) * Int64(p.y) }
    return sum
  }

  /// What is wrong with the rings of one feature, nil where they are valid by the specification.
  static func fault(_ rings: [[TilePoint]]) -> String? {
    guard let first = rings.first, doubleArea(first) > 0 else { return "begins with a hole" }
    var edges: [(TilePoint, TilePoint, Int)] = []
    for (r, ring) in rings.enumerated() {
      if ring.count < 3 || doubleArea(ring) == 0 { return "a ring without area" }
      if Set(ring).count != ring.count { return "a ring that touches itself" }
      for (p, q) in zip(ring, ring.dropFirst() + ring.prefix(1)) { edges.append((p, q, r)) }
    }
    for i in edges.indices {
      for j in edges.indices.dropFirst(i + 1) {
        let (a, b, c, d) = (edges[i].0, edges[i].1, edges[j].0, edges[j].1)
        if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) || max(a.y, b.y) < min(c.y, d.y) || max(c.y, d.y) < min(a.y, b.y)
        {
          continue
        }
        let (s, t, u, v) = (turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b))
        if s.signum() * t.signum() < 0, u.signum() * v.signum() < 0 { return "edges that cross" }
        if s == 0, t == 0, overlap(a, b, c, d) { return "edges on each other" }
        for (p, q, r, side) in [(c, a, b, s), (d, a, b, t), (a, c, d, u), (b, c, d, v)]
        where side == 0 && p != q && p != r && within(p, q, r) { return "a vertex on an edge" }
      }
    }
    return nil
  }

  /// Whether a ring goes round a place that does not lie on it.
  static func surrounds(_ ring: [TilePoint], _ p: TilePoint) -> Bool {
    var inside = false
    for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) where (a.y > p.y) != (b.y > p.y) {
      if (turn(a, b, p) > 0) == (b.y > a.y) { inside.toggle() }
    }
    return inside
  }

  private static func turn(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint) -> Int64 {
    (Int64(b.x) - Int64(a.x)) * (Int64(c.y) - Int64(a.y)) - (Int64(b.y) - Int64(a.y)) * (Int64(c.x) - Int64(a.x))
  }
  private static func within(_ p: TilePoint, _ a: TilePoint, _ b: TilePoint) -> Bool {
    p.x >= min(a.x, b.x) && p.x <= max(a.x, b.x) && p.y >= min(a.y, b.y) && p.y <= max(a.y, b.y)
  }
  private static func overlap(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint, _ d: TilePoint) -> Bool {
    (a == c && b == d) || (a == d && b == c)
  }
}
