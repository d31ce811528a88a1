import CGEOS
import Foundation
import Geometry
import ZoneIndex

/// GEOS overlay on whole grid steps, its result integrated with the closed form of the authalic function and Gauss's
/// rule: an independent judge of areas.
final class OverlayJudge {
  private let context = GEOS_init_r()
  private let origin: GridPoint
  private var features: [OpaquePointer] = []
  private let boxes: [GridBox]

  init(_ layer: LayerContent, origin: GridPoint) {
    self.origin = origin
    boxes = layer.features.map(\.geometry.box)
    features = layer.features.map { feature in
      guard case .polygons(let polygons) = feature.geometry else { preconditionFailure("polygons") }
      return geometry(polygons)
    }
  }

  deinit {
    for f in features { GEOSGeom_destroy_r(context, f) }
    GEOS_finish_r(context)
  }

  private func geometry(_ polygons: [GridPolygon]) -> OpaquePointer {
    func ring(_ points: [GridPoint]) -> OpaquePointer? {
      let buffer = (points + points.prefix(1)).flatMap { [Double($0.x - origin.x), Double($0.y - origin.y)] }
      return GEOSGeom_createLinearRing_r(context, GEOSCoordSeq_copyFromBuffer_r(context, buffer, UInt32(points.count + 1), 0, 0))
    }
    var parts: [OpaquePointer?] = polygons.map { polygon in
      var holes = polygon.holes.map(ring)
      return GEOSGeom_createPolygon_r(context, ring(polygon.shell), &holes, UInt32(holes.count))
    }
    guard let result = GEOSGeom_createCollection_r(context, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(parts.count)) else {
      preconditionFailure("GEOS")
    }
    return result
  }

  /// The area in each feature whose box the polygons meet; nil where GEOS gave up.
  func areas(_ polygons: [GridPolygon]) -> [Int: Double]? {
    let site = geometry(polygons)
    defer { GEOSGeom_destroy_r(context, site) }
    var box = GridBox.empty
    for p in polygons { box.add(p.box) }
    var result: [Int: Double] = [:]
    for f in features.indices where boxes[f].meets(box) {
      guard let common = GEOSIntersection_r(context, site, features[f]) else { return nil }
      defer { GEOSGeom_destroy_r(context, common) }
      result[f] = area(common)
    }
    return result
  }

  func area(_ polygons: [GridPolygon]) -> Double {
    let g = geometry(polygons)
    defer { GEOSGeom_destroy_r(context, g) }
    return area(g)
  }

  private func area(_ g: OpaquePointer) -> Double {
    let type = GEOSGeomTypeId_r(context, g)
    if type == Int32(GEOS_POLYGON.rawValue) {
      guard GEOSisEmpty_r(context, g) == 0, let shell = GEOSGetExteriorRing_r(context, g) else { return 0 }
      var sum = abs(ring(shell))
      for i in 0..<GEOSGetNumInteriorRings_r(context, g) {
        if let hole = GEOSGetInteriorRingN_r(context, g, i) { sum -= abs(ring(hole)) }
      }
      return sum
    }
    guard type >= Int32(GEOS_MULTIPOINT.rawValue) else { return 0 }
    var sum = 0.0
    for i in 0..<GEOSGetNumGeometries_r(context, g) {
      if let part = GEOSGetGeometryN_r(context, g, i) { sum += area(part) }
    }
    return sum
  }

  private func ring(_ g: OpaquePointer) -> Double {
    let sequence = GEOSGeom_getCoordSeq_r(context, g)
    var count: UInt32 = 0
    GEOSCoordSeq_getSize_r(context, sequence, &count)
    var buffer = [Double](repeating: 0, count: Int(count) * 2)
    GEOSCoordSeq_copyToBuffer_r(context, sequence, &buffer, 0, 0)
    let base = Self.q(Double(origin.y) * Self.step)
    var sum = 0.0
    for i in 1..<Int(count) {
      let width = (buffer[2 * i] - buffer[2 * i - 2]) * Self.step
      let (low, high) = (buffer[2 * i - 1], buffer[2 * i + 1])
      func value(_ t: Double) -> Double { Self.q((Double(origin.y) + low + (high - low) * t) * Self.step) - base }
      let reach = 0.5 * (0.6).squareRoot()
      sum -= width * (5 * value(0.5 - reach) + 8 * value(0.5) + 5 * value(0.5 + reach)) / 18
    }
    return sum
  }

  private static let step = Double.pi / 180 * 1e-8

  /// The authalic function, in square metres a radian of longitude.
  private static func q(_ φ: Double) -> Double {
    let f = 1 / 298.257222101
    let e2 = f * (2 - f)
    let e = e2.squareRoot()
    let b = 6_378_137 * (1 - f)
    let s = sin(φ)
    return b * b / 2 * (s / (1 - e2 * s * s) + atanh(e * s) / e)
  }
}
