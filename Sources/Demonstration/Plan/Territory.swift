import Geometry

/// What is divided into units at one go: a county, or the sea sector of a coastal county.
struct Territory: Sendable {
  let code: String
  let name: String
  let cityCode: String
  let cityName: String
  let domain: ProvinceGeometry.Domain
  let polygons: [GridPolygon]
  let plane: LocalPlane
  /// Every ring of the polygons in the plane.
  let rings: [[Vec]]
  let region: Region
  let box: Box
  let areaSquareMetres: Double
  /// Keys its streams of random numbers.
  let key: UInt64

  init(
    code: String, name: String, cityCode: String, cityName: String, domain: ProvinceGeometry.Domain, polygons: [GridPolygon]
  ) {
    self.code = code
    self.name = name
    self.cityCode = cityCode
    self.cityName = cityName
    self.domain = domain
    self.polygons = polygons
    var grid = GridBox.empty
    for p in polygons { grid.add(p.box) }
    plane = LocalPlane(grid)
    let plane = plane
    rings = polygons.flatMap { $0.rings.map { $0.map(plane.plane) } }
    region = Region(rings)
    box = region.box
    areaSquareMetres = rings.reduce(0) { $0 + Outline.area($1) }
    key = UInt64(code)! * 2 + (domain == .sea ? 1 : 0)
  }

  var gridRings: [[GridPoint]] { polygons.flatMap(\.rings) }
}
