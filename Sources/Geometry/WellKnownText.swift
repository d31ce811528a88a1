/// Well-known text (OGC 06-103r4), written with up to eight decimals and read with Z and M dropped.
public enum WellKnownText {
  public static func write(_ geometry: FeatureGeometry) -> String {
    func position(_ p: GridPoint) -> String {
      GridPoint.decimalDegrees(p.x) + " " + GridPoint.decimalDegrees(p.y)
    }
    func line(_ points: [GridPoint]) -> String { "(" + points.map(position).joined(separator: ", ") + ")" }
    func polygon(_ p: GridPolygon) -> String {
      "(" + p.rings.map { line($0 + $0.prefix(1)) }.joined(separator: ", ") + ")"
    }
    switch geometry {
    case .polygons(let polygons):
      if polygons.count == 1 { return "POLYGON " + polygon(polygons[0]) }
      return polygons.isEmpty
        ? "MULTIPOLYGON EMPTY" : "MULTIPOLYGON (" + polygons.map(polygon).joined(separator: ", ") + ")"
    case .lines(let lines):
      if lines.count == 1 { return "LINESTRING " + line(lines[0]) }
      return lines.isEmpty
        ? "MULTILINESTRING EMPTY" : "MULTILINESTRING (" + lines.map(line).joined(separator: ", ") + ")"
    case .points(let points):
      if points.count == 1 { return "POINT " + line(points) }
      return points.isEmpty
        ? "MULTIPOINT EMPTY" : "MULTIPOINT (" + points.map { line([$0]) }.joined(separator: ", ") + ")"
    }
  }

  /// What a text says, and its `SRID=…;` where it has one.
  ///
  /// - Throws: `GeometryRefusal.malformed` with the position, `.unclosedRing`, `.unknownKind`, `.empty`, `.mixedKinds`.
  public static func read(_ text: String) throws(GeometryRefusal) -> (geometry: RawGeometry, srid: Int?) {
    var reader = Reader(bytes: Array(text.utf8))
    var srid: Int?
    if reader.peekWord() == "SRID" {
      _ = reader.word()
      try reader.expect("=")
      srid = Int(try reader.number())
      try reader.expect(";")
    }
    let geometry = try reader.geometry(depth: 0)
    reader.skipSpace()
    guard reader.at == reader.bytes.count else { throw reader.malformed("文本结尾") }
    return (geometry, srid)
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    func malformed(_ expected: String) -> GeometryRefusal {
      .malformed(format: "WKT", position: at + 1, expected: expected)
    }

    mutating func skipSpace() {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    mutating func word() -> String {
      skipSpace()
      let start = at
      while at < bytes.count, isLetter(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self).uppercased()
    }

    func peekWord() -> String {
      var copy = self
      return copy.word()
    }

    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
      at += 1
      return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(GeometryRefusal) {
      guard take(character) else { throw malformed("“\(character)”") }
    }

    mutating func number() throws(GeometryRefusal) -> Double {
      skipSpace()
      let start = at
      while at < bytes.count, isLetter(bytes[at]) || (0x2B...0x39).contains(bytes[at]) && bytes[at] != 0x2C { at += 1 }
      guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)), value.isFinite else {
        at = start
        throw malformed("数字")
      }
      return value
    }

    mutating func position() throws(GeometryRefusal) -> RawPoint {
      let point = RawPoint(try number(), try number())
      // Z and M are read and dropped.
      for _ in 0..<2 {
        skipSpace()
        guard at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: ")") else { break }
        _ = try number()
      }
      return point
    }

    mutating func list<T>(_ item: (inout Reader) throws(GeometryRefusal) -> T) throws(GeometryRefusal) -> [T] {
      if peekWord() == "EMPTY" {
        _ = word()
        return []
      }
      try expect("(")
      var items: [T] = []
      repeat { items.append(try item(&self)) } while take(",")
      try expect(")")
      return items
    }

    mutating func positions() throws(GeometryRefusal) -> [RawPoint] {
      try list { (r: inout Reader) throws(GeometryRefusal) in try r.position() }
    }

    mutating func rings() throws(GeometryRefusal) -> [[RawPoint]] {
      try list { (r: inout Reader) throws(GeometryRefusal) in try RawGeometry.opened(try r.positions()) }
    }

    mutating func geometry(depth: Int) throws(GeometryRefusal) -> RawGeometry {
      guard depth < 16 else { throw malformed("较浅的嵌套") }
      let kind = word()
      let dimension = peekWord()
      if dimension == "Z" || dimension == "M" || dimension == "ZM" { _ = word() }
      let result: RawGeometry
      switch kind {
      case "POINT":
        result = .points(try positions())
      case "MULTIPOINT":
        result = .points(
          try list { (r: inout Reader) throws(GeometryRefusal) -> RawPoint in
            guard r.take("(") else { return try r.position() }
            let p = try r.position()
            try r.expect(")")
            return p
          })
      case "LINESTRING":
        let line = try positions()
        result = .lines(line.isEmpty ? [] : [line])
      case "MULTILINESTRING":
        result = .lines(try list { (r: inout Reader) throws(GeometryRefusal) in try r.positions() })
      case "POLYGON":
        let polygon = try rings()
        result = .polygons(polygon.isEmpty ? [] : [polygon])
      case "MULTIPOLYGON":
        result = .polygons(try list { (r: inout Reader) throws(GeometryRefusal) in try r.rings() })
      case "GEOMETRYCOLLECTION":
        result = try .collected(
          try list { (r: inout Reader) throws(GeometryRefusal) in try r.geometry(depth: depth + 1) })
      case "":
        throw malformed("图形类型（如 POLYGON）")
      default:
        throw .unknownKind(kind)
      }
      guard !result.points.isEmpty else { throw .empty }
      return result
    }
  }
}
