internal import Geometry

/// An edge of a footprint's outline near which one record of a layer has borders.
struct NearBorder: BitwiseCopyable {
  /// The corner with which the edge begins.
  var edge: UInt32
  /// The record's word.
  var word: UInt32
  /// The next of the same layer, −1 after the last.
  var next: Int32
}

/// All borders of one layer near a footprint's outline, found beforehand; edges ascending.
struct NearBorders {
  let list: UnsafePointer<NearBorder>
  /// −1 where there are none.
  let first: Int32
  /// The layer's cell in which the first corner lies, 0 where the layer has nothing there.
  let start: CellWord
  /// Whether borders that do not come near the outline may lie within.
  let mayLieInside: Bool
}

extension FootprintOverlay {
  /// As walking the layer's own cells, with the borders that were found.
  func follow(_ near: NearBorders, _ footprint: Footprint, _ owners: inout FeatureSet, _ work: inout OverlayWorkspace) {
    let rings = work.ringStarts.count &- 1
    if view.kind == .polygon {
      for r in 0..<rings {
        let corner = work.ringStarts[r]
        let first = work.corners[corner]
        if r == 0 ? view.locate(first, in: near.start, &owners) : view.locate(first, &owners) { work.metZero = true }
        let whole = work.rest[corner]
        owners.forEachOwner { work.add($0, area: whole) }
      }
    }
    var r = 0
    var before = UInt32.max
    var at = near.first
    while at >= 0 {
      let border = near.list[Int(at)]
      let i = Int(border.edge)
      while work.ringStarts[r &+ 1] <= i { r &+= 1 }
      if border.edge != before {
        work.crossedEdges.clear()
        before = border.edge
      }
      let isLast = i &+ 1 == work.ringStarts[r &+ 1]
      meet(
        border.word, work.corners[i], work.corners[isLast ? work.ringStarts[r] : i &+ 1], isLast ? 0 : work.rest[i &+ 1], &work)
      at = border.next
    }
  }
}
