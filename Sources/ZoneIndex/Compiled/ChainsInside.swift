internal import Geometry

/// The chains that no outline crosses but that lie inside: found along the graph, and part by part.
extension FootprintOverlay {
  /// Adds what crossed chains have inside beyond their last crossing, and enters the nodes inside.
  func settleCrossedChains(_ work: inout OverlayWorkspace) -> Bool {
    var holds = true
    for k in 0..<work.crossed.count {
      let crossed = work.crossed[k]
      let chain = view.chains[Int(crossed.chain)]
      let last = Int(chain.first &+ chain.count) &- 1
      let startIn = isInside(view.vertices[Int(chain.first)].point, &work)
      let endIn = isInside(view.vertices[last].point, &work)
      if (endIn ? 1 : 0) - (startIn ? 1 : 0) != crossed.turns { holds = false }
      addEnds(chain, startIn, endIn, &work)
    }
    return holds
  }

  /// Counts a chain's ends that lie inside: its whole sum where the end does, and the nodes.
  @inline(__always)
  func addEnds(_ chain: PlanFormat.Chain, _ startIn: Bool, _ endIn: Bool, _ work: inout OverlayWorkspace) {
    guard startIn || endIn else { return }
    var ends: Int64 = 0
    if endIn {
      ends &+= nodeMark(chain.endNode)
      work.enter(node: chain.endNode)
    }
    if startIn {
      ends &-= nodeMark(chain.startNode)
      work.enter(node: chain.startNode)
    }
    let total = endIn ? view.total(chain) : 0
    work.add(chain.left, area: total, ends: ends)
    work.add(chain.right, area: 0 &- total, ends: 0 &- ends)
  }

  /// A number of its own for each node, so that only equal nodes cancel.
  @inline(__always)
  private func nodeMark(_ node: UInt32) -> Int64 {
    Int64(bitPattern: (UInt64(node) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// From nodes inside along chains that are not crossed: both their ends are inside.
  func followNodes(_ work: inout OverlayWorkspace) {
    while let node = work.nodes.popLast() {
      for k in Int(view.nodeFirst[Int(node)])..<Int(view.nodeFirst[Int(node) + 1]) {
        let c = Int(view.nodeChains[k])
        if work.meetsAgain(chain: c) { continue }
        addEnds(view.chains[c], true, true, &work)
      }
    }
  }

  /// Parts of the plan that no node joins to what was crossed: they lie inside as a whole or not at all.
  func enterComponents(_ work: inout OverlayWorkspace) {
    let compact = CompactBox(box, from: GridPoint(x: 0, y: 0))
    view.componentTree.forEachGroup(meeting: compact) { group in
      for k in group {
        let component = view.components[k]
        let b = component.box
        guard compact.minX <= b.minX, b.maxX <= compact.maxX, compact.minY <= b.minY, b.maxY <= compact.maxY,
          !work.reached(component: k)
        else { continue }
        let chain = view.chains[Int(component.chain)]
        guard isInside(view.vertices[Int(chain.first)].point, &work) else { continue }
        work.enter(node: chain.startNode)
        followNodes(&work)
      }
    }
  }

  /// Whether a place, shifted with the plan, lies inside the footprint. Exact.
  func isInside(_ p: GridPoint, _ work: inout OverlayWorkspace) -> Bool {
    guard box.contains(p) else { return false }
    if work.corners.count > Self.mostScanned { return preparedOutline(&work).contains(p, shift: -1) }
    var inside = false
    for r in 0..<(work.ringStarts.count &- 1) {
      let end = work.ringStarts[r &+ 1]
      var a = work.corners[end &- 1]
      for i in work.ringStarts[r]..<end {
        let b = work.corners[i]
        if (a.y > p.y) != (b.y > p.y) {
          let cross = crossProduct(a, b, p)
          // On the edge: the place has moved east of it.
          let isLeft = cross != 0 ? cross > 0 : b.y < a.y
          if (b.y > a.y) == isLeft { inside.toggle() }
        }
        a = b
      }
    }
    return inside
  }

  /// Footprints with more corners get boxes over their edges first.
  private static let mostScanned = 96

  private func preparedOutline(_ work: inout OverlayWorkspace) -> OutlineView {
    if let known = work.outline { return known.view }
    let made = OutlineStore(
      rings: rings(work), closed: true, origin: GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2))
    work.outline = made
    return made.view
  }

  /// The footprint's rings in the layer's steps.
  func rings(_ work: borrowing OverlayWorkspace) -> [[GridPoint]] {
    var rings: [[GridPoint]] = []
    for r in 0..<(work.ringStarts.count - 1) {
      rings.append((work.ringStarts[r]..<work.ringStarts[r + 1]).map { work.corners[$0] })
    }
    return rings
  }
}
