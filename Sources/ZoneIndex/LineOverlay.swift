internal import Geodesy
internal import Geometry

/// The stretches of lines that lie inside a polygon, in metres.
///
/// A stretch on a border falls to one of the polygons that share it, so that lengths over a tiling layer add up.
struct LineOverlay {
  private(set) var length = 0.0
  /// Exact: whether some stretch, however short, runs inside.
  private(set) var interiorsIntersect = false
  /// Exact: whether line and polygon share any point.
  private(set) var meets = false

  init(line: OutlineView, polygon: OutlineView, shift: Int = 1) {
    let scan = CrossingScan(site: line, feature: polygon, shift: shift)
    var crossings = scan.crossings
    crossings.sort { ($0.siteRing, $0.siteEdge, $0.t) < ($1.siteRing, $1.siteEdge, $1.t) }
    let box = polygon.box
    var anything = !crossings.isEmpty
    var at = 0
    for r in line.rings {
      let ring = line.ring(r)
      var inside = false
      var reached = -1
      var sum = 0.0
      ring.ladder.forEachGroup(meeting: CompactBox(box, from: ring.origin)) { group in
        if group.lowerBound != reached { inside = polygon.contains(ring.point(group.lowerBound), shift: shift) }
        reached = group.upperBound
        var a = ring.point(group.lowerBound)
        for i in group {
          let b = ring.point(ring.next(i))
          if inside {
            anything = true
            sum += EdgeLength.shared.piece(a, b)
          }
          while at < crossings.count, crossings[at].siteRing == r, crossings[at].siteEdge == i {
            let rest = EdgeLength.shared.piece(a, b, from: crossings[at].t, to: 1)
            sum += crossings[at].enters ? rest : -rest
            inside.toggle()
            at += 1
          }
          a = b
        }
      }
      length += sum
    }
    length = max(0, length)
    if scan.crossesProperly || (!scan.metZero && anything) {
      interiorsIntersect = true
      meets = true
    } else if scan.metZero {
      let exact = ExactRelation(site: line, feature: polygon)
      interiorsIntersect = exact.interiorsIntersect
      meets = exact.meets
    }
  }
}
