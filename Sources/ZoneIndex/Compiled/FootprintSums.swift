internal import Geodesy
internal import Geometry

/// What a footprint brings to every layer: its corners in the layer's steps, and for each the sum from there on.
extension FootprintOverlay {
  /// Brings the footprint into the layer's steps and sums the area under its rings; gives its area.
  func start(_ footprint: Footprint, _ work: inout OverlayWorkspace) -> Int64 {
    work.begin(view)
    work.outline = nil
    // Layers that count from the same place share the footprint's corners.
    if work.cornersOrigin != view.origin {
      work.corners.clear()
      footprint.points.withUnsafeBufferPointer { points in
        for p in points { work.corners.append(view.local(p)) }
      }
      work.cornersOrigin = view.origin
    }
    // Layers that count from the same latitude share the footprint's sums.
    if work.sumsReference != view.referenceY {
      work.footprintArea = sum(footprint, &work)
      work.sumsReference = view.referenceY
    }
    return work.footprintArea
  }

  private func sum(_ footprint: Footprint, _ work: inout OverlayWorkspace) -> Int64 {
    work.rest.clear()
    work.ringStarts.clear()
    for start in footprint.ringStarts { work.ringStarts.append(start) }
    work.rest.extend(to: footprint.points.count, with: 0)
    var area: Int64 = 0
    footprint.points.withUnsafeBufferPointer { points in
      if isRoute {
        area = sumLengths(points, footprint.ringStarts, &work)
        return
      }
      for r in 0..<(footprint.ringStarts.count - 1) {
        let first = footprint.ringStarts[r]
        let end = footprint.ringStarts[r + 1]
        var rest: Int64 = 0
        var b = points[first]
        var i = end - 1
        while i >= first {
          let a = points[i]
          rest &+= FixedArea.fixed(integral.piece(a, b))
          work.rest[i] = rest
          b = a
          i -= 1
        }
        area &+= rest
      }
    }
    return area
  }

  /// For each corner the length of its line from there on.
  private func sumLengths(_ points: UnsafeBufferPointer<GridPoint>, _ starts: [Int], _ work: inout OverlayWorkspace) -> Int64 {
    var whole: Int64 = 0
    for r in 0..<(starts.count - 1) {
      var rest: Int64 = 0
      for i in (starts[r]..<(starts[r + 1] - 1)).reversed() {
        rest &+= FixedArea.fixed(EdgeLength.shared.piece(points[i], points[i + 1]))
        work.rest[i] = rest
      }
      whole &+= rest
    }
    return whole
  }
}
