import ExactJSON
import Geometry
import PlanLifecycle
import Zoning

/// What a map of the check draws: held borders and delivered ones thinned to a screen, and arrows.
struct ShiftPicture {
  let held: HeldBorders
  let delivered: BorderLayer
  let comparison: ShiftComparison

  /// Vertices of each side at most.
  private static let limit = 6000

  var json: JSONValue {
    let keys = Set(comparison.shifts.flatMap(\.parts))
    // Where single parts lie aside they are drawn, else the whole layer.
    let coversAll = comparison.shifts.contains(where: \.coversAll) || keys.isEmpty
    let wanted = { (county: String?) in coversAll || keys.contains(county ?? "") }
    let mine = delivered.features.filter { wanted($0.county) }.map(\.geometry)
    let counties = held.layer(LayerDescriptor.countyLayer).features.map(\.geometry)
    // Of a whole province's units a screen shows nothing but the counties.
    let isDense = mine.count > 400
    let theirs = comparison.relation == .sameLayer && !isDense ? held.layer(comparison.layer, where: wanted).features.map(\.geometry) : []
    return .object([
      "counties": Self.lines(counties), "held": Self.lines(theirs), "delivered": Self.lines(mine),
      "arrows": .array(
        comparison.shifts.flatMap(\.arrows).prefix(200).map { a in
          .object([
            "longitude": ShiftReportJSON.number(a.longitude, 5), "latitude": ShiftReportJSON.number(a.latitude, 5),
            "eastMetres": ShiftReportJSON.number(a.eastMetres, 2), "northMetres": ShiftReportJSON.number(a.northMetres, 2),
          ])
        }),
    ])
  }

  /// Outlines with so many vertices that a screen shows no difference, whatever the layer's size.
  private static func lines(_ geometries: [FeatureGeometry]) -> JSONValue {
    let rings: [[GridPoint]] = geometries.flatMap { g -> [[GridPoint]] in
      switch g {
      case .polygons(let polygons): polygons.flatMap { $0.rings.map { $0 + $0.prefix(1) } }
      case .lines(let lines): lines
      case .points: []
      }
    }
    let total = rings.reduce(0) { $0 + $1.count }
    let every = max(1, total / limit)
    // The longest first, so that what is left out is the smallest.
    let chosen = every == 1 ? rings : Array(rings.sorted { $0.count > $1.count }.prefix(limit / 8))
    return .array(
      chosen.map { ring in
        let kept = ring.enumerated().filter { $0.offset % every == 0 || $0.offset == ring.count - 1 }.map(\.element)
        return .array(kept.map { .array([ShiftReportJSON.number($0.longitude, 5), ShiftReportJSON.number($0.latitude, 5)]) })
      })
  }
}
