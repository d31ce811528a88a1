internal import Geometry

extension LayerIndex {
  /// Measures what of a footprint lies in each feature of this polygon layer; the workspace then holds the parts in the
  /// order of features, those that are only touched included.
  ///
  /// Areas of a layer that covers the footprint without overlaps add up to the footprint's, to 1e-9 of it and 1e-4 m².
  /// Each is right to 1e-4 m² and 1e-9 of the footprint's area; whether ground is shared is exact. For lines and points
  /// there are no parts.
  ///
  /// - Returns: the footprint's ellipsoidal area in square metres.
  /// - Complexity: the edges of cells that the outline passes, and the chains inside; not the vertices inside.
  @discardableResult
  public func overlay(_ footprint: Footprint, _ work: inout OverlayWorkspace) -> Double {
    work.parts.clear()
    guard view.kind == .polygon, footprint.vertexCount > 0 else { return 0 }
    let overlay = FootprintOverlay(view, footprint)
    var (area, holds) = overlay.run(footprint, &work)
    if !holds {
      work.thoroughCount += 1
      area = overlay.runThoroughly(footprint, &work)
    }
    let squareMetres = FixedArea.squareMetres(area)
    collect(overlay, squareMetres, &work)
    return squareMetres
  }

  /// The parts of a footprint, for one question at a time; see `overlay(_:_:)`.
  public func overlay(_ footprint: Footprint) -> [FeaturePart] {
    var work = OverlayWorkspace()
    overlay(footprint, &work)
    return (0..<work.partCount).map { work.part($0) }
  }

  /// Areas up to this are settled by exact relation when a corner lay on an edge.
  private static let surelyShared = 0.01

  private func collect(_ overlay: FootprintOverlay, _ whole: Double, _ work: inout OverlayWorkspace) {
    var rings: [[GridPoint]]?
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      guard slot.owner != 0 else { continue }
      var area = FixedArea.squareMetres(slot.area)
      var touchesOnly = false
      if work.metZero && area <= Self.surelyShared + 1e-12 * whole {
        let corners = rings ?? overlay.rings(work)
        rings = corners
        let exact = ExactGround(corners, view, feature: Int(slot.owner) - 1)
        guard exact.meets else { continue }
        touchesOnly = !exact.interiorsIntersect
        if touchesOnly { area = 0 }
      }
      area = max(0, area)
      work.parts.append(
        FeaturePartRecord(
          feature: slot.owner - 1, areaSquareMetres: area, share: whole > 0 ? area / whole : 0, touchesOnly: touchesOnly))
    }
    work.parts.sort { $0.feature < $1.feature }
  }
}
