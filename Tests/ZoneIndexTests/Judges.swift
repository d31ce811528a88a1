import CGEOS
import CPROJ
import Geometry

/// GEOS in degrees and PROJ's geodesics: independent judges of areas, parts and distances.
final class Judges {
  private let context = GEOS_init_r()
  private var ellipsoid = geod_geodesic()

  init() { geod_init(&ellipsoid, 6_378_137, 1 / 298.257222101) }
  deinit { GEOS_finish_r(context) }

  private func geometry(_ polygons: [GridPolygon]) -> OpaquePointer {
    func ring(_ points: [GridPoint]) -> OpaquePointer? {
      let buffer = (points + points.prefix(1)).flatMap { [$0.longitude, $0.latitude] }
      return GEOSGeom_createLinearRing_r(
        context, GEOSCoordSeq_copyFromBuffer_r(context, buffer, UInt32(points.count + 1), 0, 0))
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

  /// Geodesic area of a GEOS result, edges split to 10 m, and the area and boundary length of its largest part.
  private func measure(_ g: OpaquePointer?) -> (area: Double, parts: Int, largest: (area: Double, length: Double)) {
    guard let g else { preconditionFailure("GEOS gave up") }
    var total = 0.0
    var count = 0
    var largest = (area: 0.0, length: 0.0)
    func visit(_ g: OpaquePointer) {
      let type = GEOSGeomTypeId_r(context, g)
      if type == Int32(GEOS_POLYGON.rawValue) {
        guard GEOSisEmpty_r(context, g) == 0, let shell = GEOSGetExteriorRing_r(context, g) else { return }
        var (area, length) = ring(shell)
        area = abs(area)
        for i in 0..<GEOSGetNumInteriorRings_r(context, g) {
          guard let hole = GEOSGetInteriorRingN_r(context, g, i) else { continue }
          let (a, l) = ring(hole)
          area -= abs(a)
          length += l
        }
        total += area
        if area > 1e-4 { count += 1 }
        if area > largest.area { largest = (area, length) }
      } else if type == Int32(GEOS_MULTIPOLYGON.rawValue) || type == Int32(GEOS_GEOMETRYCOLLECTION.rawValue) {
        for i in 0..<GEOSGetNumGeometries_r(context, g) {
          if let part = GEOSGetGeometryN_r(context, g, i) { visit(part) }
        }
      }
    }
    visit(g)
    return (total, count, largest)
  }

  private func ring(_ g: OpaquePointer) -> (Double, Double) {
    let sequence = GEOSGeom_getCoordSeq_r(context, g)
    var count: UInt32 = 0
    GEOSCoordSeq_getSize_r(context, sequence, &count)
    var buffer = [Double](repeating: 0, count: Int(count) * 2)
    GEOSCoordSeq_copyToBuffer_r(context, sequence, &buffer, 0, 0)
    var polygon = geod_polygon()
    geod_polygon_init(&polygon, 0)
    for i in 0..<(Int(count) - 1) {
      let a = (buffer[2 * i], buffer[2 * i + 1])
      let b = (buffer[2 * i + 2], buffer[2 * i + 3])
      let n = max(1, Int((distance(a, b) / 10).rounded(.up)))
      for k in 0..<n {
        let t = Double(k) / Double(n)
        geod_polygon_addpoint(&ellipsoid, &polygon, a.1 + (b.1 - a.1) * t, a.0 + (b.0 - a.0) * t)
      }
    }
    var area = 0.0
    var length = 0.0
    geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, &length)
    return (area, length)
  }

  func distance(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
    var length = 0.0
    geod_inverse(&ellipsoid, a.1, a.0, b.1, b.0, &length, nil, nil)
    return length
  }

  func intersection(_ a: [GridPolygon], _ b: [GridPolygon]) -> (area: Double, parts: Int, largest: (area: Double, length: Double)) {
    let (ga, gb) = (geometry(a), geometry(b))
    defer {
      GEOSGeom_destroy_r(context, ga)
      GEOSGeom_destroy_r(context, gb)
    }
    let result = GEOSIntersection_r(context, ga, gb)
    defer { GEOSGeom_destroy_r(context, result) }
    return measure(result)
  }

  /// The area of a GEOS buffer with flat ends round plane lines, in the plane.
  func bufferArea(_ lines: [[RawPoint]], half: Double) -> Double {
    var parts: [OpaquePointer?] = lines.map { line in
      let buffer = line.flatMap { [$0.x, $0.y] }
      return GEOSGeom_createLineString_r(
        context, GEOSCoordSeq_copyFromBuffer_r(context, buffer, UInt32(line.count), 0, 0))
    }
    let g = GEOSGeom_createCollection_r(context, Int32(GEOS_MULTILINESTRING.rawValue), &parts, UInt32(parts.count))
    defer { GEOSGeom_destroy_r(context, g) }
    let result = GEOSBufferWithStyle_r(context, g, half, 64, Int32(GEOSBUF_CAP_FLAT.rawValue), Int32(GEOSBUF_JOIN_ROUND.rawValue), 5)
    defer { GEOSGeom_destroy_r(context, result) }
    var area = 0.0
    GEOSArea_r(context, result, &area)
    return area
  }

  /// Whether other software takes a polygon as valid.
  func isValid(_ polygon: GridPolygon) -> Bool {
    let g = geometry([polygon])
    defer { GEOSGeom_destroy_r(context, g) }
    return GEOSisValid_r(context, g) == 1
  }

  func area(_ a: [GridPolygon]) -> Double {
    let g = geometry(a)
    defer { GEOSGeom_destroy_r(context, g) }
    return measure(g).area
  }

  /// The part of a site under the union of features.
  func covered(_ site: [GridPolygon], by features: [[GridPolygon]]) -> Double {
    var union = geometry([])
    for feature in features {
      let g = geometry(feature)
      guard let next = GEOSUnion_r(context, union, g) else { preconditionFailure("GEOS union") }
      GEOSGeom_destroy_r(context, union)
      GEOSGeom_destroy_r(context, g)
      union = next
    }
    defer { GEOSGeom_destroy_r(context, union) }
    let s = geometry(site)
    defer { GEOSGeom_destroy_r(context, s) }
    let result = GEOSIntersection_r(context, s, union)
    defer { GEOSGeom_destroy_r(context, result) }
    return measure(result).area
  }

  /// DE-9IM says whether the interiors intersect and whether anything is shared.
  func relation(_ a: [GridPolygon], _ b: [GridPolygon]) -> (interiors: Bool, meets: Bool) {
    let (ga, gb) = (geometry(a), geometry(b))
    defer {
      GEOSGeom_destroy_r(context, ga)
      GEOSGeom_destroy_r(context, gb)
    }
    return (GEOSRelatePattern_r(context, ga, gb, "T********") == 1, GEOSIntersects_r(context, ga, gb) == 1)
  }

  /// The shortest geodesic between two sets of lines, both split to 40 m, refined about every pair that may hold it.
  func densifiedDistance(_ a: [[GridPoint]], _ b: [[GridPoint]], closed: (Bool, Bool)) -> Double {
    let step = 40.0
    let (da, db) = (a.map { dense($0, closed.0, step) }, b.map { dense($0, closed.1, step) })
    var best = Double.infinity
    var pairs: [(distance: Double, a: [(Double, Double)], i: Int, b: [(Double, Double)], j: Int)] = []
    for la in da {
      for lb in db {
        for i in la.indices {
          for j in lb.indices {
            // Degrees of longitude are 76 to 105 km long between 18° and 47°.
            let (dx, dy) = (abs(la[i].0 - lb[j].0), abs(la[i].1 - lb[j].1))
            if (dx * dx * 5.7e9 + dy * dy * 1.2e10).squareRoot() > best + 2 * step { continue }
            let d = distance(la[i], lb[j])
            if d <= best + 2 * step { pairs.append((d, la, i, lb, j)) }
            best = min(best, d)
          }
        }
      }
    }
    for pair in pairs where pair.distance <= best + 2 * step { best = min(best, refined(pair.a, pair.i, pair.b, pair.j)) }
    return best
  }

  private func dense(_ line: [GridPoint], _ closed: Bool, _ step: Double) -> [(Double, Double)] {
    let points = closed ? line + line.prefix(1) : line
    var result = [(points[0].longitude, points[0].latitude)]
    for i in points.indices.dropFirst() {
      let p = (points[i - 1].longitude, points[i - 1].latitude)
      let q = (points[i].longitude, points[i].latitude)
      let n = max(1, Int((distance(p, q) / step).rounded(.up)))
      for k in 1...n {
        let t = Double(k) / Double(n)
        result.append((p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t))
      }
    }
    return result
  }

  /// Ternary search about two dense points, along the neighbouring steps of both lines.
  private func refined(_ a: [(Double, Double)], _ i: Int, _ b: [(Double, Double)], _ j: Int) -> Double {
    func along(_ c: [(Double, Double)], _ k: Int, _ t: Double) -> (Double, Double) {
      guard c.count > 1 else { return c[0] }
      let x = Double(k) + t
      let low = min(c.count - 2, max(0, Int(x.rounded(.down))))
      let f = min(1, max(0, x - Double(low)))
      return (c[low].0 + (c[low + 1].0 - c[low].0) * f, c[low].1 + (c[low + 1].1 - c[low].1) * f)
    }
    if a.count == 1 { return minimum { distance(a[0], along(b, j, $0)) } }
    return minimum { s in
      let p = along(a, i, s)
      return minimum { distance(p, along(b, j, $0)) }
    }
  }

  private func minimum(_ f: (Double) -> Double) -> Double {
    var best = min(f(-1), f(0), f(1))
    for half in [(-1.0, 0.0), (0.0, 1.0)] {
      var (low, high) = half
      for _ in 0..<24 {
        let (m1, m2) = (low + (high - low) / 3, high - (high - low) / 3)
        let (v1, v2) = (f(m1), f(m2))
        best = min(best, v1, v2)
        if v1 < v2 { high = m2 } else { low = m1 }
      }
    }
    return best
  }
}
