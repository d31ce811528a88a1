import Foundation
import Geometry

/// Writes layers and sites for the peers: a count, then each geometry's length and well-known binary, little-endian.
struct SpacePeerFile {
  /// Where a place lies in the plane that a peer works in.
  typealias Plane = (GridPoint) -> (x: Double, y: Double)

  static func degrees(_ p: GridPoint) -> (x: Double, y: Double) { (p.longitude, p.latitude) }

  private var bytes: [UInt8] = []

  static func write(_ geometries: some Collection<FeatureGeometry>, _ plane: Plane = degrees, to file: URL) throws {
    var writer = SpacePeerFile()
    writer.put(geometries.count)
    for geometry in geometries {
      let length = writer.bytes.count
      writer.put(0)
      writer.put(geometry, plane)
      let size = UInt32(writer.bytes.count - length - 4).littleEndian
      withUnsafeBytes(of: size) { writer.bytes.replaceSubrange(length..<(length + 4), with: $0) }
    }
    try Data(writer.bytes).write(to: file)
  }

  private mutating func put(_ geometry: FeatureGeometry, _ plane: Plane) {
    switch geometry {
    case .polygons(let polygons):
      if polygons.count != 1 { header(6, polygons.count) }
      for polygon in polygons {
        header(3, polygon.holes.count + 1)
        for ring in polygon.rings {
          put(ring.count + 1)
          for p in ring { put(p, plane) }
          put(ring[0], plane)
        }
      }
    case .lines(let lines):
      if lines.count != 1 { header(5, lines.count) }
      for line in lines {
        header(2, line.count)
        for p in line { put(p, plane) }
      }
    case .points(let points):
      if points.count != 1 { header(4, points.count) }
      for p in points {
        bytes.append(1)
        put(1)
        put(p, plane)
      }
    }
  }

  private mutating func header(_ kind: Int, _ count: Int) {
    bytes.append(1)
    put(kind)
    put(count)
  }

  private mutating func put(_ value: Int) {
    withUnsafeBytes(of: UInt32(value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func put(_ p: GridPoint, _ plane: Plane) {
    let (x, y) = plane(p)
    withUnsafeBytes(of: x.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: y.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

extension FeatureGeometry {
  /// The same with every edge cut to some 200 m at most: a plane in which such edges are straight strays less than a
  /// millimetre from one in which the whole edges are.
  var finelySplit: FeatureGeometry {
    func split(_ points: [GridPoint], closed: Bool) -> [GridPoint] {
      var result: [GridPoint] = []
      for (k, a) in points.enumerated() {
        result.append(a)
        guard closed || k + 1 < points.count else { break }
        let b = points[k + 1 == points.count ? 0 : k + 1]
        // 200,000 steps of the grid are at most 223 m.
        let pieces = max(abs(b.x - a.x), abs(b.y - a.y)) / 200_000 + 1
        for n in 1..<max(1, pieces) {
          result.append(GridPoint(x: a.x + (b.x - a.x) * n / pieces, y: a.y + (b.y - a.y) * n / pieces))
        }
      }
      return result
    }
    switch self {
    case .polygons(let polygons):
      return .polygons(
        polygons.map { polygon in
          GridPolygon(shell: split(polygon.shell, closed: true), holes: polygon.holes.map { split($0, closed: true) })
        })
    case .lines(let lines): return .lines(lines.map { split($0, closed: false) })
    case .points: return self
    }
  }
}
