internal import Geometry

/// Best-first search for the pieces of a layer that may be nearest to a site: boxes of eight, then chords of eight, both
/// by bounds in space; what the bounds leave is measured by the caller.
struct DistanceSearch<Target: SpaceOutline> {
  let layer: Target
  let accepts: ((Int) -> Bool)?

  /// What comparing a chord may be wrong by, metres: strays, single precision over `reach`, and how much geodesics of one
  /// chord differ by direction, a fiftieth of d³/24R².
  @inline(__always)
  private static func slack(_ own: Float, _ reach: Float, _ distance: Float) -> Float {
    own + reach * 6e-7 + distance * distance * distance * 2.2e-17
  }

  /// Gathers candidates nearer than `best`, an upper bound of the answer in metres, and tightens it.
  ///
  /// - Parameter tightens: false when everything within the bound is asked for.
  func gather(_ site: DistanceSite, _ best: inout Float, tightens: Bool, _ work: inout DistanceWorkspace) {
    work.candidates.clear()
    let tree = layer.tree
    guard tree.blockCount > 0 else { return }
    let (low, high) = site.tree.whole(in: tree.frame)
    let middle = (low + high) * 0.5
    let half = high - middle
    let radius = (half * half).sum().squareRoot() * 1.0001 + (abs(middle.x) + abs(middle.y) + abs(middle.z)) * 4e-7 + 1e-3
    work.waiting.clear()
    work.waiting.append(.init(square: 0, level: UInt32(tree.levels.count - 1), index: 0))
    while let next = work.waiting.popLast() {
      guard next.square <= best * best else { continue }
      if next.level == 0 {
        meet(Int(next.index), site, &best, tightens, &work)
        continue
      }
      let level = Int(next.level) - 1
      if level == 0 && radius * 4 < best {
        // Far from a site its ball says more than its box.
        pushBars(Int(next.index), middle, radius, best, &work.waiting)
        continue
      }
      let squares = tree.nodes[tree.levels[level] &+ Int(next.index)].squares(low, high)
      push(squares, level, Int(next.index), best * best, &work.waiting)
    }
  }

  /// The same for a place alone.
  func gather(_ place: SIMD3<Double>, _ best: inout Float, _ work: inout DistanceWorkspace) {
    work.candidates.clear()
    let tree = layer.tree
    guard tree.blockCount > 0 else { return }
    let p = tree.frame.local(place)
    let margin = SIMD3<Float>(repeating: (abs(p.x) + abs(p.y) + abs(p.z)) * 2e-7 + 1e-3)
    let (low, high) = (p - margin, p + margin)
    work.waiting.clear()
    work.waiting.append(.init(square: 0, level: UInt32(tree.levels.count &- 1), index: 0))
    while let next = work.waiting.popLast() {
      guard next.square <= best * best else { continue }
      if next.level == 0 {
        meet(Int(next.index), place, &best, &work)
        continue
      }
      let level = Int(next.level) &- 1
      if level == 0 {
        pushBars(Int(next.index), p, 2 * margin.x, best, &work.waiting)
        continue
      }
      let squares = tree.nodes[tree.levels[level] &+ Int(next.index)].squares(low, high)
      push(squares, level, Int(next.index), best * best, &work.waiting)
    }
  }

  /// Puts the blocks under a node that may matter on the pile, the nearest on top.
  ///
  /// - Parameter radius: how far from the place what is asked about may lie, and what single precision takes.
  @inline(__always)
  private func pushBars(
    _ index: Int, _ p: SIMD3<Float>, _ radius: Float, _ best: Float, _ pile: inout WorkBuffer<DistanceWorkspace.Waiting>
  ) {
    let bars = layer.tree.bars + index
    let squares = bars.pointee.squares(p)
    let reach = best + radius
    let bottom = pile.count
    for k in 0..<8 {
      let most = reach + bars.pointee.radius[k]
      guard squares[k] <= most * most else { continue }
      let least = max(0, squares[k].squareRoot() - bars.pointee.radius[k] - radius)
      put(.init(square: least * least, level: 0, index: UInt32(index << 3 | k)), above: bottom, &pile)
    }
  }

  /// One block of the layer against a place.
  @inline(__always)
  private func meet(_ index: Int, _ place: SIMD3<Double>, _ best: inout Float, _ work: inout DistanceWorkspace) {
    let block = layer.tree.blocks + index
    if accepts != nil, layer.owner(block.pointee.chain, accepts) == 0 { return }
    let (squares, fractions, reach) = block.pointee.squares(place)
    let limit = (best * 1.001 + 1) * (best * 1.001 + 1)
    for k in 0..<Int(block.pointee.count) where squares[k] <= limit {
      let distance = squares[k].squareRoot()
      let slack = Self.slack(block.pointee.slack, reach, distance)
      guard distance - slack <= best else { continue }
      best = min(best, distance + slack)
      work.candidates.append(
        .init(
          atLeast: distance - slack, siteBlock: 0, siteLane: 0, block: UInt32(index), lane: UInt32(k), s: 0, t: fractions[k]))
    }
  }

  /// Puts the children that may matter on the pile, the nearest on top.
  @inline(__always)
  private func push(
    _ squares: SIMD8<Float>, _ level: Int, _ parent: Int, _ limit: Float, _ pile: inout WorkBuffer<DistanceWorkspace.Waiting>
  ) {
    let bottom = pile.count
    for k in 0..<8 where squares[k] <= limit {
      put(.init(square: squares[k], level: UInt32(level), index: UInt32(parent << 3 | k)), above: bottom, &pile)
    }
  }

  @inline(__always)
  private func put(
    _ new: DistanceWorkspace.Waiting, above bottom: Int, _ pile: inout WorkBuffer<DistanceWorkspace.Waiting>
  ) {
    pile.append(new)
    var j = pile.count - 1
    while j > bottom && pile[j - 1].square < new.square {
      pile[j] = pile[j - 1]
      j -= 1
    }
    pile[j] = new
  }

  /// One block of the layer against the site.
  private func meet(
    _ index: Int, _ site: DistanceSite, _ best: inout Float, _ tightens: Bool, _ work: inout DistanceWorkspace
  ) {
    let block = layer.tree.blocks + index
    if accepts != nil, layer.owner(block.pointee.chain, accepts) == 0 { return }
    let own = site.tree
    var low = SIMD3<Float>(repeating: .infinity)
    var high = -low
    for k in 0..<Int(block.pointee.count) {
      for p in [block.pointee.start(k), block.pointee.end(k)] {
        let q = own.frame.local(p)
        low = pointwiseMin(low, q)
        high = pointwiseMax(high, q)
      }
    }
    let margin = SIMD3<Float>(repeating: block.pointee.slack + 1e-3 + max(high.max(), -low.min()) * 2e-7)
    low -= margin
    high += margin
    work.inner.clear()
    work.inner.append(.init(square: 0, level: UInt32(own.levels.count - 1), index: 0))
    while let next = work.inner.popLast() {
      guard next.square <= best * best else { continue }
      if next.level > 0 {
        let level = Int(next.level) - 1
        let squares = own.nodes[own.levels[level] &+ Int(next.index)].squares(low, high)
        push(squares, level, Int(next.index), best * best, &work.inner)
      } else {
        compare(index, block, Int(next.index), own.blocks + Int(next.index), &best, tightens, &work.candidates)
      }
    }
  }

  /// Every end of one block's pieces against the other's pieces, both ways.
  private func compare(
    _ index: Int, _ block: UnsafePointer<SegmentBlock>, _ siteIndex: Int, _ own: UnsafePointer<SegmentBlock>,
    _ best: inout Float, _ tightens: Bool, _ candidates: inout WorkBuffer<DistanceWorkspace.Candidate>
  ) {
    for isSite in [true, false] {
      let (ends, pieces) = isSite ? (own, block) : (block, own)
      for i in 0..<Int(ends.pointee.count) {
        for atEnd in [false, true] {
          // The end of a piece is the beginning of the next.
          if atEnd && i + 1 < Int(ends.pointee.count) { continue }
          let (squares, fractions, reach) = pieces.pointee.squares(atEnd ? ends.pointee.end(i) : ends.pointee.start(i))
          for k in 0..<Int(pieces.pointee.count) where squares[k] <= (best * 1.001 + 1) * (best * 1.001 + 1) {
            let distance = squares[k].squareRoot()
            let slack = Self.slack(own.pointee.slack + block.pointee.slack, reach, distance)
            guard distance - slack <= best else { continue }
            if tightens { best = min(best, distance + slack) }
            let end: Float = atEnd ? 1 : 0
            candidates.append(
              .init(
                atLeast: distance - slack, siteBlock: UInt32(siteIndex), siteLane: UInt32(isSite ? i : k), block: UInt32(index),
                lane: UInt32(isSite ? k : i), s: isSite ? end : fractions[k], t: isSite ? fractions[k] : end))
          }
        }
      }
    }
  }

  /// The exact measure of a candidate.
  func measure(_ c: DistanceWorkspace.Candidate, _ site: DistanceSite) -> (pair: EdgePair, on: GridEdge, from: GridEdge, owner: UInt32) {
    let block = layer.tree.blocks[Int(c.block)]
    let own = site.tree.blocks[Int(c.siteBlock)]
    let (lane, siteLane) = (Int(c.lane), Int(c.siteLane))
    let edge = layer.edge(block, lane)
    let siteEdge = site.edge(own, siteLane)
    let t = Double(block.from[lane]) + Double(block.to[lane] - block.from[lane]) * Double(c.t)
    let s = Double(own.from[siteLane]) + Double(own.to[siteLane] - own.from[siteLane]) * Double(c.s)
    return (EdgePair(siteEdge, edge, s: s, t: t), edge, siteEdge, layer.owner(block.chain, accepts))
  }
}
