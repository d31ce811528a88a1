internal import Geometry

extension LayerIndex {
  /// Measures what a footprint and each feature of this layer have in common; the workspace then holds the parts in the
  /// order of features, those that are only touched included.
  ///
  /// Areas of a layer that covers the footprint without overlaps add up to the footprint's, to 1e-9 of it and 1e-4 m².
  /// Each is right to 1e-4 m² and 1e-9 of the footprint's area; whether ground is shared is exact. Of lines the length
  /// inside, right to 1e-4 m and 1e-9 of it; of points how many lie inside or on the boundary.
  ///
  /// - Returns: the footprint's ellipsoidal area in square metres; of a route its length in metres.
  /// - Complexity: the edges of cells that the outline passes, and the chains inside; not the vertices inside.
  @discardableResult
  public func overlay(_ footprint: Footprint, _ work: inout OverlayWorkspace) -> Double {
    guard footprint.vertexCount > 0 else {
      work.parts.clear()
      return 0
    }
    if let owner = view.soleOwner(underGlobal: footprint.box) {
      work.parts.clear()
      let whole = footprint.isRoute ? footprint.lengthMetres : footprint.areaSquareMetres
      if owner != 0 { work.parts.append(FeaturePartRecord(whole: footprint, owner: owner, measure: whole)) }
      return whole
    }
    work.forgetFootprint()
    return view.overlay(footprint, &work)
  }

  /// The parts of a footprint, for one question at a time; see `overlay(_:_:)`.
  public func overlay(_ footprint: Footprint) -> [FeaturePart] {
    var work = OverlayWorkspace()
    overlay(footprint, &work)
    return (0..<work.partCount).map { work.part($0) }
  }
}

extension FeaturePartRecord {
  /// A footprint that lies in one feature as a whole.
  init(whole footprint: Footprint, owner: UInt32, measure: Double) {
    self.init(
      feature: owner &- 1, areaSquareMetres: footprint.isRoute ? 0 : measure, share: measure > 0 ? 1 : 0,
      lengthMetres: footprint.isRoute ? measure : 0, touchesOnly: false)
  }
}

extension PlanView {
  /// As `LayerIndex.overlay`, where borders are near; the sums of the footprint are taken over where the layer before had
  /// the same latitude.
  func overlay(_ footprint: Footprint, near: NearBorders? = nil, _ work: inout OverlayWorkspace) -> Double {
    work.parts.clear()
    guard footprint.vertexCount > 0, !footprint.isRoute || kind == .polygon else { return 0 }
    let overlay = FootprintOverlay(self, footprint)
    var (area, holds) = overlay.run(footprint, near: near, &work)
    if !holds {
      work.thoroughCount += 1
      area = overlay.runThoroughly(footprint, &work)
    }
    let squareMetres = FixedArea.squareMetres(area)
    switch kind {
    case .polygon where footprint.isRoute: collectRoute(overlay, squareMetres, &work)
    case .polygon: collect(overlay, squareMetres, &work)
    case .line: collectLines(overlay, footprint, &work)
    case .point: collectPoints(&work)
    }
    work.parts.sort { $0.feature < $1.feature }
    return squareMetres
  }

  /// Areas up to this are settled by exact relation when a corner lay on an edge.
  private static let surelyShared = 0.01

  private func collect(_ overlay: FootprintOverlay, _ whole: Double, _ work: inout OverlayWorkspace) {
    var contact: ExactContact?
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      guard slot.owner != 0 else { continue }
      var area = FixedArea.squareMetres(slot.area)
      var touchesOnly = false
      if work.metZero && area <= Self.surelyShared + 1e-12 * whole {
        if contact == nil { contact = ExactContact(overlay.rings(work)) }
        guard let exact = contact?.relation(to: Int(slot.owner) - 1, in: self) else { continue }
        guard exact.meets else { continue }
        touchesOnly = !exact.interiorsIntersect
        if touchesOnly { area = 0 }
      }
      area = max(0, area)
      work.parts.append(
        FeaturePartRecord(
          feature: slot.owner - 1, areaSquareMetres: area, share: whole > 0 ? area / whole : 0, touchesOnly: touchesOnly))
    }
  }

  /// Lines: where a corner lay on an edge, whether a stretch runs inside is settled by exact relation.
  private func collectLines(_ overlay: FootprintOverlay, _ footprint: Footprint, _ work: inout OverlayWorkspace) {
    var site: OutlineStore?
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      guard slot.owner != 0 else { continue }
      var length = max(0, FixedArea.squareMetres(slot.area))
      var touchesOnly = false
      if work.metZero {
        let outline =
          site ?? OutlineStore(rings: overlay.rings(work), closed: true, origin: overlay.middle)
        site = outline
        let line = OutlineStore(rings: lines(Int(slot.owner) - 1), closed: false, origin: GridPoint(x: 0, y: 0))
        let exact = ExactRelation(site: outline.view, feature: line.view)
        guard exact.meets else { continue }
        touchesOnly = !exact.interiorsIntersect
        if touchesOnly { length = 0 }
      }
      work.parts.append(
        FeaturePartRecord(
          feature: slot.owner - 1, areaSquareMetres: 0, share: 0, lengthMetres: length, touchesOnly: touchesOnly))
    }
  }

  /// A route: where a corner lay on an edge, whether a stretch runs inside is settled by exact relation.
  private func collectRoute(_ overlay: FootprintOverlay, _ whole: Double, _ work: inout OverlayWorkspace) {
    var route: OutlineStore?
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      guard slot.owner != 0 else { continue }
      var length = max(0, FixedArea.squareMetres(slot.area))
      var touchesOnly = false
      if work.metZero {
        let own = route ?? OutlineStore(rings: overlay.rings(work), closed: false, origin: overlay.middle)
        route = own
        let ground = OutlineStore(rings: rings(Int(slot.owner) - 1), closed: true, origin: GridPoint(x: 0, y: 0))
        let exact = ExactRelation(site: own.view, feature: ground.view)
        guard exact.meets else { continue }
        touchesOnly = !exact.interiorsIntersect
        if touchesOnly { length = 0 }
      }
      work.parts.append(
        FeaturePartRecord(
          feature: slot.owner - 1, areaSquareMetres: 0, share: whole > 0 ? length / whole : 0, lengthMetres: length,
          touchesOnly: touchesOnly))
    }
  }

  private func collectPoints(_ work: inout OverlayWorkspace) {
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      work.parts.append(
        FeaturePartRecord(
          feature: slot.owner - 1, areaSquareMetres: 0, share: 0, pointCount: UInt32(slot.turns), touchesOnly: false))
    }
  }

  /// A feature's lines, in steps from the layer's origin.
  func lines(_ feature: Int) -> [[GridPoint]] {
    (Int(featureFirst[feature])..<Int(featureFirst[feature + 1])).map { k in
      let chain = chains[Int(featureChains[k] >> 1)]
      return (Int(chain.first)..<Int(chain.first) + Int(chain.count)).map { vertices[$0].point }
    }
  }
}

/// Delivered points in a footprint.
extension FootprintOverlay {
  /// Counts each point that lies inside or on the boundary to its feature. Exact.
  func countPoints(_ work: inout OverlayWorkspace) {
    let compact = CompactBox(box, from: GridPoint(x: 0, y: 0))
    view.componentTree.forEachGroup(meeting: compact) { group in
      for k in group where view.components[k].box.meets(compact) {
        // A component may hold the same place more than once, of one feature or of several.
        let node = view.chains[Int(view.components[k].chain)].startNode
        let p = view.vertices[Int(view.chains[Int(view.components[k].chain)].first)].point
        guard holdsOrTouches(p, &work) else { continue }
        var last = UInt32.max
        for at in Int(view.nodeFirst[Int(node)])..<Int(view.nodeFirst[Int(node) + 1]) where view.nodeChains[at] != last {
          last = view.nodeChains[at]
          work.add(view.chains[Int(last)].left, area: 0, turns: 1)
        }
      }
    }
  }

  /// Whether a place lies in the footprint, its boundary included. Exact, without any shift.
  private func holdsOrTouches(_ p: GridPoint, _ work: inout OverlayWorkspace) -> Bool {
    var inside = false
    for r in 0..<(work.ringStarts.count - 1) {
      let end = work.ringStarts[r + 1]
      var a = work.corners[end - 1]
      for i in work.ringStarts[r]..<end {
        let b = work.corners[i]
        if max(a.y, b.y) >= p.y && min(a.y, b.y) <= p.y {
          if segmentContains(a, b, p) { return true }
          if (a.y > p.y) != (b.y > p.y), (b.y > a.y) == (crossProduct(a, b, p) > 0) { inside.toggle() }
        }
        a = b
      }
    }
    return inside
  }

  /// A place amid the footprint, in the layer's steps.
  var middle: GridPoint { GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2) }
}
