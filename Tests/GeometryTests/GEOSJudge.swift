import CGEOS
import Geometry

/// GEOS on degrees, as the independent judge.
final class GEOSJudge {
  private let context = GEOS_init_r()

  deinit { GEOS_finish_r(context) }

  private func withGeometry<R>(_ wkt: String, _ body: (OpaquePointer) -> R) -> R {
    let reader = GEOSWKTReader_create_r(context)
    defer { GEOSWKTReader_destroy_r(context, reader) }
    guard let geometry = GEOSWKTReader_read_r(context, reader, wkt) else {
      preconditionFailure("GEOS cannot read \(wkt.prefix(60))")
    }
    defer { GEOSGeom_destroy_r(context, geometry) }
    return body(geometry)
  }

  func isValid(_ wkt: String) -> Bool { withGeometry(wkt) { GEOSisValid_r(context, $0) == 1 } }

  /// In square degrees.
  func area(_ wkt: String) -> Double {
    withGeometry(wkt) {
      var area = 0.0
      GEOSArea_r(context, $0, &area)
      return area
    }
  }

  func contains(_ wkt: String, _ p: GridPoint) -> Bool {
    withGeometry(wkt) { polygon in
      withGeometry("POINT(\(p.longitude) \(p.latitude))") { GEOSContains_r(context, polygon, $0) == 1 }
    }
  }

  func unionArea(_ a: String, _ b: String) -> Double {
    withGeometry(a) { a in
      withGeometry(b) { b in
        guard let union = GEOSUnion_r(context, a, b) else { preconditionFailure("GEOS union") }
        defer { GEOSGeom_destroy_r(context, union) }
        var area = 0.0
        GEOSArea_r(context, union, &area)
        return area
      }
    }
  }
}
