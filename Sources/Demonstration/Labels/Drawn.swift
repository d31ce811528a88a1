import Geometry

/// One territory with its geometry, before codes are given.
struct Drawn: Sendable {
  /// A planned unit that got its land.
  struct Unit: Sendable {
    var plot: Plot
    var township: String
    var areaSquareMetres: Double
    var taihuLevels: [Int] = []
    var canalParts: [Int] = []
    var tongyuLevels: [Int] = []
    var sourceLevels: [Int] = []
    var regions: [String] = []
    var yangtzeShore: ProvinceGeometry.ShoreDistance = .beyond
    var coast: ProvinceGeometry.ShoreDistance = .beyond
    var noBurnShare = 0.0
    var meetsRedline = false
    var polygons: [GridPolygon]
  }

  struct Zone: Sendable {
    var draft: ZoneDraft
    var polygons: [GridPolygon]
  }

  var territory: Territory
  /// By plot.
  var units: [Unit]
  var layers: [(kind: LayerKind, zones: [Zone])]
  /// Whole-county memberships, for the regions.
  var regions: [String]
  var triangles: Int
}
