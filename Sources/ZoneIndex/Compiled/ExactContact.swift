internal import Geometry

/// How a footprint lies to features that it may only touch, decided in integers; few edges are taken pair by pair, many
/// through ladders of boxes.
struct ExactContact {
  struct Relation {
    var meets: Bool
    var interiorsIntersect: Bool
  }

  private let rings: [[GridPoint]]
  private let edgeCount: Int
  private var outline: OutlineStore?

  /// Up to so many pairs of edges are compared one by one.
  private static let fewPairs = 16_384

  /// - Parameter rings: the footprint in the layer's steps, interior on the left.
  init(_ rings: [[GridPoint]]) {
    self.rings = rings
    edgeCount = rings.reduce(0) { $0 + $1.count }
  }

  mutating func relation(to feature: Int, in view: PlanView) -> Relation {
    var borders = 0
    for k in Int(view.featureFirst[feature])..<Int(view.featureFirst[feature + 1]) {
      borders += Int(view.chains[Int(view.featureChains[k] >> 1)].count) - 1
    }
    if edgeCount * borders <= Self.fewPairs {
      let exact = ExactGround(rings, view, feature: feature)
      return Relation(meets: exact.meets, interiorsIntersect: exact.interiorsIntersect)
    }
    let origin = GridPoint(x: 0, y: 0)
    let site = outline ?? OutlineStore(rings: rings, closed: true, origin: origin)
    outline = site
    let ground = OutlineStore(rings: view.rings(feature), closed: true, origin: origin)
    let exact = ExactRelation(site: site.view, feature: ground.view)
    return Relation(meets: exact.meets, interiorsIntersect: exact.interiorsIntersect)
  }
}
