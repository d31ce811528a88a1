/// Well-known binary (OGC 06-103r4, and the extended form with an SRID), little-endian when written.
public enum WellKnownBinary {
  public static func write(_ geometry: FeatureGeometry) -> [UInt8] {
    var bytes: [UInt8] = []
    func put32(_ value: Int) { withUnsafeBytes(of: UInt32(value).littleEndian) { bytes.append(contentsOf: $0) } }
    func put(_ p: GridPoint) {
      for value in [p.longitude, p.latitude] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    func header(_ kind: Int) {
      bytes.append(1)
      put32(kind)
    }
    func line(_ points: [GridPoint], closing: Bool) {
      put32(points.count + (closing ? 1 : 0))
      points.forEach(put)
      if closing { put(points[0]) }
    }
    switch geometry {
    case .polygons(let polygons):
      if polygons.count != 1 {
        header(6)
        put32(polygons.count)
      }
      for polygon in polygons {
        header(3)
        put32(polygon.holes.count + 1)
        for ring in polygon.rings { line(ring, closing: true) }
      }
    case .lines(let lines):
      if lines.count != 1 {
        header(5)
        put32(lines.count)
      }
      for points in lines {
        header(2)
        line(points, closing: false)
      }
    case .points(let points):
      if points.count != 1 {
        header(4)
        put32(points.count)
      }
      for p in points {
        header(1)
        put(p)
      }
    }
    return bytes
  }

  /// What the bytes say, and their SRID where they have one; Z and M are dropped.
  ///
  /// - Throws: `GeometryRefusal.malformed` with the byte, `.unclosedRing`, `.unknownKind`, `.empty`, `.mixedKinds`.
  public static func read(_ bytes: [UInt8]) throws(GeometryRefusal) -> (geometry: RawGeometry, srid: Int?) {
    var reader = Reader(bytes: bytes)
    let geometry = try reader.geometry(depth: 0)
    guard reader.at == bytes.count else { throw reader.malformed("数据结尾") }
    guard !geometry.points.isEmpty else { throw .empty }
    return (geometry, reader.srid)
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0
    var srid: Int?
    var littleEndian = true

    func malformed(_ expected: String) -> GeometryRefusal {
      .malformed(format: "WKB", position: at + 1, expected: expected)
    }

    mutating func bits(_ count: Int) throws(GeometryRefusal) -> UInt64 {
      guard bytes.count - at >= count else { throw malformed("更多数据（文件被截断）") }
      var value: UInt64 = 0
      for i in 0..<count {
        value |= UInt64(bytes[at + i]) << UInt64(8 * (littleEndian ? i : count - 1 - i))
      }
      at += count
      return value
    }

    mutating func count(atLeast bytesEach: Int) throws(GeometryRefusal) -> Int {
      let value = Int(try bits(4))
      guard value <= (bytes.count - at) / bytesEach else { throw malformed("不超过数据长度的个数") }
      return value
    }

    mutating func positions(_ dimensions: Int) throws(GeometryRefusal) -> [RawPoint] {
      let n = try count(atLeast: 8 * dimensions)
      var result: [RawPoint] = []
      result.reserveCapacity(n)
      for _ in 0..<n { result.append(try position(dimensions)) }
      return result
    }

    mutating func position(_ dimensions: Int) throws(GeometryRefusal) -> RawPoint {
      let x = Double(bitPattern: try bits(8))
      let y = Double(bitPattern: try bits(8))
      at += 8 * (dimensions - 2)
      guard at <= bytes.count else { throw malformed("更多数据（文件被截断）") }
      guard x.isFinite, y.isFinite else { throw .notAPlace("\(x), \(y)") }
      return RawPoint(x, y)
    }

    mutating func geometry(depth: Int) throws(GeometryRefusal) -> RawGeometry {
      guard depth < 16 else { throw malformed("较浅的嵌套") }
      guard at < bytes.count, bytes[at] <= 1 else { throw malformed("字节序标志 0 或 1") }
      littleEndian = bytes[at] == 1
      at += 1
      let code = try bits(4)
      var dimensions = 2 + (code & 0x8000_0000 != 0 ? 1 : 0) + (code & 0x4000_0000 != 0 ? 1 : 0)
      if code & 0x2000_0000 != 0 { srid = Int(try bits(4)) }
      let plain = code & 0x0FFF_FFFF
      switch plain / 1000 {
      case 0: break
      case 1, 2: dimensions += 1
      case 3: dimensions += 2
      default: throw .unknownKind("WKB \(plain)")
      }
      switch plain % 1000 {
      case 1:
        return .points([try position(dimensions)])
      case 2:
        return .lines([try positions(dimensions)])
      case 3:
        let rings = try count(atLeast: 4)
        var polygon: [[RawPoint]] = []
        for _ in 0..<rings { polygon.append(try RawGeometry.opened(try positions(dimensions))) }
        return .polygons(polygon.isEmpty ? [] : [polygon])
      case 4...7:
        let n = try count(atLeast: 5)
        var parts: [RawGeometry] = []
        for _ in 0..<n {
          parts.append(try geometry(depth: depth + 1))
        }
        return try .collected(parts)
      default:
        throw .unknownKind("WKB \(plain)")
      }
    }
  }
}
