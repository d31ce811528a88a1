import Foundation
import Geometry

/// The real boundaries: rings on the grid, GCJ-02 undone, border edges over 420 m split at the same places on both sides.
struct BaseMap {
  /// By six-digit code: 320000, the cities, the counties.
  private(set) var areas: [String: [GridPolygon]] = [:]

  static let longestEdgeMetres = 420.0

  init(folder: String, codes: [String]) throws {
    var undone: [RawPoint: GridPoint] = [:]
    undone.reserveCapacity(160_000)
    for code in codes {
      let file = code + ".geojson"
      let url = URL(fileURLWithPath: folder).appendingPathComponent(file)
      guard FileManager.default.fileExists(atPath: url.path) else {
        throw DemonstrationError.baseMapMissing(folder: folder, file: file)
      }
      let bytes: [UInt8]
      do { bytes = [UInt8](try Data(contentsOf: url)) } catch {
        throw DemonstrationError.baseMapUnreadable(file: file, why: "读取失败")
      }
      var scanner = MultiPolygonScanner(bytes)
      let raw = try scanner.polygons(file: file)
      var polygons: [GridPolygon] = []
      for rings in raw {
        var done: [[GridPoint]] = []
        for ring in rings {
          var points: [GridPoint] = []
          points.reserveCapacity(ring.count)
          for r in ring {
            let p: GridPoint
            if let known = undone[r] {
              p = known
            } else {
              p = Gcj02.undo(longitude: Double(r.x) / 1e7, latitude: Double(r.y) / 1e7)
              undone[r] = p
            }
            if points.last != p { points.append(p) }
          }
          while points.count > 1, points.first == points.last { points.removeLast() }
          done.append(Self.split(points))
        }
        polygons.append(Self.oriented(done))
      }
      areas[code] = polygons
    }
  }

  /// Long edges cut at rounded equal parts, counted from the smaller end, so that both neighbours cut alike.
  static func split(_ ring: [GridPoint]) -> [GridPoint] {
    var out: [GridPoint] = []
    out.reserveCapacity(ring.count)
    for i in ring.indices {
      let a = ring[i], b = ring[(i + 1) % ring.count]
      out.append(a)
      out.append(contentsOf: splitPoints(a, b))
    }
    return out
  }

  /// The points between a and b, none where the edge is short.
  static func splitPoints(_ a: GridPoint, _ b: GridPoint) -> [GridPoint] {
    let low = min(a, b), high = max(a, b)
    let phi = Double(low.y + high.y) / 2 / GridPoint.perDegree / 180 * OwnSine.pi
    let dx = Double(high.x - low.x) * 1.11320e-3 * OwnSine.cosine(phi)
    let dy = Double(high.y - low.y) * 1.10920e-3
    let length = (dx * dx + dy * dy).squareRoot()
    let n = Int64((length / longestEdgeMetres).rounded(.up))
    guard n > 1 else { return [] }
    var between: [GridPoint] = []
    for i in 1..<n {
      // The floor of halves is the same whichever way the ring runs.
      let x = low.x + (2 * (high.x - low.x) * i + n).dividedFloor(2 * n)
      let y = low.y + (2 * (high.y - low.y) * i + n).dividedFloor(2 * n)
      between.append(GridPoint(x: x, y: y))
    }
    return low == a ? between : between.reversed()
  }

  /// Shell counter-clockwise, holes clockwise.
  private static func oriented(_ rings: [[GridPoint]]) -> GridPolygon {
    let shell = rings[0].doubledArea > 0 ? rings[0] : rings[0].reversed()
    let holes = rings.dropFirst().map { $0.doubledArea < 0 ? $0 : $0.reversed() }
    return GridPolygon(shell: shell, holes: holes)
  }
}

/// A delivered coordinate in 1e-7 degree, as its digits say.
struct RawPoint: Hashable {
  var x: Int64
  var y: Int64
}

/// Reads a bare GeoJSON MultiPolygon with coordinates of up to seven decimals, digit by digit.
private struct MultiPolygonScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func polygons(file: String) throws -> [[[RawPoint]]] {
    func refuse(_ why: String) -> DemonstrationError { .baseMapUnreadable(file: file, why: why) }
    let key = Array("\"coordinates\"".utf8)
    guard let start = bytes.firstRange(of: key) else { throw refuse("没有 coordinates") }
    at = start.upperBound
    var depth = 0
    var polygons: [[[RawPoint]]] = []
    var numbers: [Int64] = []
    while at < bytes.count {
      let c = bytes[at]
      switch c {
      case UInt8(ascii: "["):
        depth += 1
        if depth == 2 { polygons.append([]) }
        if depth == 3 { polygons[polygons.count - 1].append([]) }
        if depth == 4 { numbers.removeAll(keepingCapacity: true) }
        at += 1
      case UInt8(ascii: "]"):
        if depth == 4 {
          guard numbers.count >= 2 else { throw refuse("坐标不是经纬度对") }
          let p = polygons.count - 1
          polygons[p][polygons[p].count - 1].append(RawPoint(x: numbers[0], y: numbers[1]))
        }
        depth -= 1
        at += 1
        if depth == 0 {
          guard !polygons.isEmpty, polygons.allSatisfy({ p in !p.isEmpty && p.allSatisfy { $0.count >= 4 } }) else {
            throw refuse("不是多面")
          }
          return polygons
        }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard depth == 4, let number = number() else { throw refuse("坐标数字不合规") }
        numbers.append(number)
      default: at += 1
      }
    }
    throw refuse("文件不完整")
  }

  private mutating func number() -> Int64? {
    var sign: Int64 = 1
    if bytes[at] == UInt8(ascii: "-") {
      sign = -1
      at += 1
    }
    var value: Int64 = 0
    var decimals = -1
    while at < bytes.count {
      let c = bytes[at]
      if c == UInt8(ascii: ".") {
        guard decimals < 0 else { return nil }
        decimals = 0
      } else if c >= UInt8(ascii: "0"), c <= UInt8(ascii: "9") {
        if decimals < 7 {
          value = value * 10 + Int64(c - UInt8(ascii: "0"))
          if decimals >= 0 { decimals += 1 }
        }
        guard value < 1_000_000_000_000 else { return nil }
      } else if c == UInt8(ascii: "e") || c == UInt8(ascii: "E") {
        return nil
      } else {
        break
      }
      at += 1
    }
    for _ in max(0, decimals)..<7 { value *= 10 }
    return sign * value
  }
}

extension [UInt8] {
  fileprivate func firstRange(of key: [UInt8]) -> Range<Int>? {
    guard count >= key.count else { return nil }
    for i in 0...(count - key.count) where self[i] == key[0] && Array(self[i..<(i + key.count)]) == key {
      return i..<(i + key.count)
    }
    return nil
  }
}

extension [GridPoint] {
  /// Twice the signed area in square grid steps, exact while a ring spans under 20 degrees.
  var doubledArea: Int128 {
    guard let o = first else { return 0 }
    var sum: Int128 = 0
    var a = self[count - 1]
    for b in self {
      sum += Int128(a.x - o.x) * Int128(b.y - o.y) - Int128(b.x - o.x) * Int128(a.y - o.y)
      a = b
    }
    return sum
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity; the divisor is positive.
  func dividedFloor(_ d: Int64) -> Int64 { self >= 0 ? self / d : -((-self + d - 1) / d) }
}
