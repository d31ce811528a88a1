internal import Geometry

/// The same sums as the quick walk, every decision taken anew: each edge of the footprint against each border near it,
/// each end of a border located by itself, no grid and no graph.
///
/// Taken when a check of the quick walk fails, so that a flaw in an index can slow an answer but not change it.
extension FootprintOverlay {
  func runThoroughly(_ footprint: Footprint, _ work: inout OverlayWorkspace) -> Int64 {
    let area = start(footprint, &work)
    guard meetsLayer else { return area }
    let near = CompactBox(box, from: GridPoint(x: 0, y: 0))
    for r in 0..<(work.ringStarts.count - 1) {
      let first = work.corners[work.ringStarts[r]]
      let whole = work.rest[work.ringStarts[r]]
      for f in 0..<view.featureCount where view.kind == .polygon && holds(f, first) { work.add(UInt32(f + 1), area: whole) }
    }
    for c in 0..<view.chainCount {
      let chain = view.chains[c]
      guard chain.box.meets(near) else { continue }
      for i in Int(chain.first)..<(Int(chain.first) + Int(chain.count) - 1) { meet(edge: i, chain: c, near, &work) }
      let last = Int(chain.first) + Int(chain.count) - 1
      addEnds(
        chain, isInside(view.vertices[Int(chain.first)].point, &work), isInside(view.vertices[last].point, &work), &work)
    }
    return area
  }

  /// Whether a feature, shifted with the plan, has a place inside, by the parity of its borders east of it.
  private func holds(_ feature: Int, _ p: GridPoint) -> Bool {
    let box = view.features[feature].box
    guard Int64(box.minY) <= p.y, p.y <= Int64(box.maxY), p.x <= Int64(box.maxX) else { return false }
    var inside = false
    for k in Int(view.featureFirst[feature])..<Int(view.featureFirst[feature + 1]) {
      let chain = view.chains[Int(view.featureChains[k] >> 1)]
      for i in Int(chain.first)..<(Int(chain.first) + Int(chain.count) - 1) {
        let a = view.vertices[i].point
        let b = view.vertices[i + 1].point
        guard (a.y >= p.y) != (b.y >= p.y) else { continue }
        if (b.y > a.y) == shiftedSide(crossProduct(a, b, p), a, b, shift: -1) { inside.toggle() }
      }
    }
    return inside
  }

  private func meet(edge: Int, chain: Int, _ near: CompactBox, _ work: inout OverlayWorkspace) {
    let f0 = view.vertices[edge].point
    let f1 = view.vertices[edge + 1].point
    let edgeBox = GridBox(minX: min(f0.x, f1.x), minY: min(f0.y, f1.y), maxX: max(f0.x, f1.x), maxY: max(f0.y, f1.y))
    guard box.meets(edgeBox) else { return }
    for r in 0..<(work.ringStarts.count - 1) {
      let end = work.ringStarts[r + 1]
      for i in work.ringStarts[r]..<end {
        let isLast = i + 1 == end
        let s0 = work.corners[i]
        let s1 = work.corners[isLast ? work.ringStarts[r] : i + 1]
        let c0 = crossProduct(s0, s1, f0)
        let c1 = crossProduct(s0, s1, f1)
        if c0 == 0 || c1 == 0 { noteContact(s0, s1, f0, f1, chain, &work) }
        if shiftedSide(c0, s0, s1, shift: 1) != shiftedSide(c1, s0, s1, shift: 1) {
          work.crossedEdges.clear()
          cross(s0, s1, f0, f1, edge, chain, isLast ? 0 : work.rest[i + 1], &work)
        }
      }
    }
  }
}
