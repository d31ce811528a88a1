import CPROJ
import Geometry

/// PROJ and its geodesic routines, as the independent judge.
final class ProjJudge {
  private let context = proj_context_create()
  private let transformation: OpaquePointer

  /// From EPSG:4490 in longitude and latitude to a projected system in easting and northing.
  init(to code: String) {
    guard let raw = proj_create_crs_to_crs(context, "EPSG:4490", code, nil),
      let normalised = proj_normalize_for_visualization(context, raw)
    else { preconditionFailure("PROJ does not know \(code)") }
    proj_destroy(raw)
    transformation = normalised
  }

  deinit {
    proj_destroy(transformation)
    proj_context_destroy(context)
  }

  func forward(_ longitude: Double, _ latitude: Double) -> (Double, Double) {
    let result = proj_trans(transformation, PJ_FWD, proj_coord(longitude, latitude, 0, 0))
    return (result.xy.x, result.xy.y)
  }

  func inverse(_ easting: Double, _ northing: Double) -> (Double, Double) {
    let result = proj_trans(transformation, PJ_INV, proj_coord(easting, northing, 0, 0))
    return (result.xy.x, result.xy.y)
  }

  static func geodesic() -> geod_geodesic {
    var g = geod_geodesic()
    geod_init(&g, 6_378_137, 1 / 298.257222101)
    return g
  }

  static func distance(_ a: (Double, Double), _ b: (Double, Double)) -> (length: Double, azimuth: Double) {
    var g = geodesic()
    var length = 0.0
    var azimuth = 0.0
    geod_inverse(&g, a.1, a.0, b.1, b.0, &length, &azimuth, nil)
    return (length, azimuth)
  }

  /// The geodesic area of a ring whose edges are split to 10 m in longitude and latitude.
  static func area(_ ring: [(Double, Double)], splitMetres: Double = 10) -> Double {
    var g = geodesic()
    var p = geod_polygon()
    geod_polygon_init(&p, 0)
    for i in ring.indices {
      let a = ring[i]
      let b = ring[(i + 1) % ring.count]
      let length = distance(a, b).length
      let n = max(1, Int((length / splitMetres).rounded(.up)))
      for k in 0..<n {
        let t = Double(k) / Double(n)
        geod_polygon_addpoint(&g, &p, a.1 + (b.1 - a.1) * t, a.0 + (b.0 - a.0) * t)
      }
    }
    var area = 0.0
    geod_polygon_compute(&g, &p, 0, 1, &area, nil)
    return area
  }
}
