import Foundation
import Geometry

/// A figure on its way out of the worker: coordinates as packed doubles, so that they arrive bit for bit.
struct PackedFigure: Codable {
  var shape: SiteShape
  /// Vertices of each ring, line or the run of points.
  var runs: [Int]
  /// Rings of each polygon; empty for lines and points.
  var polygons: [Int]
  /// Little-endian doubles, x and y in turn.
  var coordinates: Data

  init(_ figure: RawGeometry) {
    shape = figure.shape
    let lines: [[RawPoint]]
    switch figure {
    case .polygons(let all):
      polygons = all.map(\.count)
      lines = all.flatMap { $0 }
    case .lines(let all):
      polygons = []
      lines = all
    case .points(let all):
      polygons = []
      lines = [all]
    }
    runs = lines.map(\.count)
    var packed: [UInt64] = []
    packed.reserveCapacity(figure.vertexCount * 2)
    for line in lines {
      for p in line {
        packed.append(p.x.bitPattern.littleEndian)
        packed.append(p.y.bitPattern.littleEndian)
      }
    }
    coordinates = packed.withUnsafeBytes { Data($0) }
  }

  /// Throws `workerFailed` where the parts do not add up: the worker is as little trusted as the file it read.
  func figure() throws(ExchangeError) -> RawGeometry {
    let points = coordinates.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - bytes.count % 16, by: 16).map { at in
        RawPoint(
          Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))),
          Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))))
      }
    }
    guard Self.addUp(runs, to: points.count), points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      throw .workerFailed(detail: "vertices do not add up")
    }
    let lines = Self.cut(points, into: runs)
    switch shape {
    case .area:
      guard Self.addUp(polygons, to: lines.count) else { throw .workerFailed(detail: "rings do not add up") }
      return .polygons(Self.cut(lines, into: polygons))
    case .line: return .lines(lines)
    case .point: return .points(points)
    }
  }

  private static func addUp(_ counts: [Int], to total: Int) -> Bool {
    !counts.isEmpty && counts.allSatisfy { $0 > 0 && $0 <= total } && counts.reduce(0, +) == total
  }

  private static func cut<T>(_ items: [T], into counts: [Int]) -> [[T]] {
    var parts: [[T]] = []
    parts.reserveCapacity(counts.count)
    var at = 0
    for n in counts {
      parts.append(Array(items[at..<(at + n)]))
      at += n
    }
    return parts
  }
}
