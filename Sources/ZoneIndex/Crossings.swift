internal import Geodesy
internal import Geometry

/// Where the edges of a site and of a feature cross, the feature being shifted infinitesimally: east by ε, north by ε².
///
/// Under the shift no vertex lies on an edge and no edges lie on each other, so every crossing is plain; areas and
/// lengths do not change. The sign decisions are exact in integers, the places are only integrated. Features that
/// share a border are shifted alike, so a site's boundary on that border falls to one of them, never to both.
struct Crossing {
  var siteRing: Int32
  var siteEdge: Int32
  var featureRing: Int32
  var featureEdge: Int32
  /// Fraction along the site's edge.
  var t: Double
  /// Fraction along the feature's edge.
  var u: Double
  /// Whether the site's boundary enters the feature here; the feature's then leaves the site.
  var enters: Bool
}

/// Sign of the side on which p, shifted by `shift` times (ε, ε²), lies of a → b, given the exact cross product.
@inline(__always)
func shiftedSide(_ cross: Int128, _ a: GridPoint, _ b: GridPoint, shift: Int) -> Bool {
  if cross != 0 { return cross > 0 }
  // orient(a, b, p + s·δ) = orient(a, b, p) + s·[(bx − ax)·ε² − (by − ay)·ε]
  let dy = b.y &- a.y
  if dy != 0 { return (dy < 0) == (shift > 0) }
  return (b.x > a.x) == (shift > 0)
}

/// What one pass over the edges of a site and a feature found.
struct CrossingScan {
  var crossings: [Crossing] = []
  /// Some vertex lay on the line of another edge: the shift decided something.
  var metZero = false
  /// Two edges cross inside both, without any shift.
  var crossesProperly = false

  /// - Complexity: the site's edges near the feature, times the logarithm of the feature's edges, plus the pairs
  ///   whose boxes meet.
  ///
  /// - Parameter clip: edges of the site away from this box are left out.
  init(site: OutlineView, feature: OutlineView, within clip: GridBox? = nil, shift: Int = 1) {
    let siteBox = clip ?? site.box
    for fr in feature.rings {
      let f = feature.ring(fr)
      guard f.edgeCount > 0 else { continue }
      let box = f.ladder.whole.onGlobe(from: f.origin)
      guard box.meets(siteBox) else { continue }
      let reach = box.common(with: siteBox)
      for sr in site.rings {
        let s = site.ring(sr)
        s.forEachEdge(meeting: reach) { i, s0, s1 in
          let edgeBox = GridBox(
            minX: min(s0.x, s1.x), minY: min(s0.y, s1.y), maxX: max(s0.x, s1.x), maxY: max(s0.y, s1.y))
          guard edgeBox.meets(reach) else { return }
          f.forEachEdge(meeting: edgeBox) { j, f0, f1 in
            add(Int32(sr), Int32(i), s0, s1, edgeBox, Int32(fr), Int32(j), f0, f1, shift)
          }
        }
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ sr: Int32, _ i: Int32, _ s0: GridPoint, _ s1: GridPoint, _ box: GridBox, _ fr: Int32, _ j: Int32, _ f0: GridPoint,
    _ f1: GridPoint, _ shift: Int
  ) {
    guard min(f0.x, f1.x) <= box.maxX, box.minX <= max(f0.x, f1.x), min(f0.y, f1.y) <= box.maxY,
      box.minY <= max(f0.y, f1.y)
    else { return }
    let c1 = crossProduct(s0, s1, f0)
    let c2 = crossProduct(s0, s1, f1)
    let o1 = shiftedSide(c1, s0, s1, shift: shift)
    let o2 = shiftedSide(c2, s0, s1, shift: shift)
    let zero = c1 == 0 || c2 == 0
    if zero { metZero = true }
    if o1 == o2 && !zero { return }
    let c3 = crossProduct(f0, f1, s0)
    let c4 = crossProduct(f0, f1, s1)
    if c3 == 0 || c4 == 0 { metZero = true }
    if o1 == o2 { return }
    let o3 = shiftedSide(c3, f0, f1, shift: -shift)
    let o4 = shiftedSide(c4, f0, f1, shift: -shift)
    if o3 == o4 { return }
    if !zero && c3 != 0 && c4 != 0 { crossesProperly = true }
    crossings.append(
      Crossing(
        siteRing: sr, siteEdge: i, featureRing: fr, featureEdge: j, t: Double(c3) / Double(c3 &- c4),
        u: Double(c1) / Double(c1 &- c2), enters: o4))
  }
}

extension GridBox {
  /// What two boxes that meet have in common.
  func common(with b: GridBox) -> GridBox {
    GridBox(minX: max(minX, b.minX), minY: max(minY, b.minY), maxX: min(maxX, b.maxX), maxY: min(maxY, b.maxY))
  }
}
