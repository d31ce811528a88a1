internal import Geodesy
internal import Geometry

/// The part of a site that lies in one polygon feature, measured by integrals along both boundaries.
///
/// The boundary of the part is made of pieces of the site's edges inside the feature and of the feature's edges inside
/// the site. Their area integrals are summed, in any order; no new vertex is stored or snapped. Parts of a tiling
/// layer therefore add up to the site to the rounding.
struct PolygonOverlay {
  /// One connected part.
  struct Part {
    var area: Double
    var perimeter: Double
    /// Rings as places on the grid, the shell first; for maps, never for verdicts.
    var rings: [[GridPoint]]
  }

  var area = 0.0
  /// Exact: whether some open ground belongs to both.
  var interiorsIntersect = false
  /// Exact: whether they share any point.
  var meets = false
  var parts: [Part] = []

  /// Areas up to this are checked by exact relation before they count as overlap, in square metres.
  static let surelyOverlapping = 0.01

  init(site: OutlineView, feature: OutlineView, integral: AreaIntegral, wantsParts: Bool = true) {
    let scan = CrossingScan(site: site, feature: feature)
    let walk = BoundaryWalk(site: site, feature: feature, integral: integral, scan: scan, collectsRings: wantsParts)
    area = walk.area
    let combinatorial = scan.crossesProperly || (!scan.metZero && walk.anythingInside)
    if combinatorial || area > Self.surelyOverlapping {
      interiorsIntersect = true
      meets = true
    } else if scan.metZero {
      let exact = ExactRelation(site: site, feature: feature)
      interiorsIntersect = exact.interiorsIntersect
      meets = exact.meets
    }
    if !interiorsIntersect {
      area = 0
    } else if wantsParts {
      parts = walk.parts()
    }
  }
}
