internal import Geodesy
internal import Geometry

/// Lays a footprint over one polygon layer and measures what lies in each feature.
///
/// The common ground of footprint and feature is bounded by pieces of the outline inside the feature and pieces of the
/// feature's borders inside the footprint. Where the outline crosses a chain from its right to its left, the left owner
/// gains the outline from there to its end, and the chain from its beginning to there, since the chain leaves the
/// footprint at that place; the right owner loses both. Sums of the area integral along chains are stored, so that a
/// stretch of border inside costs nothing, and the order of crossings does not matter. Only orientation signs decide,
/// exactly; the plan is shifted infinitesimally, so that none is zero.
struct FootprintOverlay {
  let view: PlanView
  let integral: AreaIntegral
  /// Whether cross products of the footprint and the layer fit 64 bits.
  let isNarrow: Bool
  let box: GridBox
  /// Whether lines are walked: owners gain lengths of the lines themselves and nothing of their borders.
  let isRoute: Bool

  init(_ view: PlanView, _ footprint: Footprint) {
    self.view = view
    integral = AreaIntegral(.ellipsoid, near: GridPoint(x: view.origin.x, y: view.referenceY))
    isRoute = footprint.isRoute
    let given = footprint.box
    box = GridBox(
      minX: given.minX &- view.origin.x, minY: given.minY &- view.origin.y, maxX: given.maxX &- view.origin.x,
      maxY: given.maxY &- view.origin.y)
    let extent = max(given.maxX &- given.minX, given.maxY &- given.minY)
    isNarrow = extent &+ view.longestEdge &+ (1 << view.grid.shift) &+ 16 < 1 << 30
  }

  /// Gathers the owners' areas in the workspace.
  ///
  /// - Returns: whether all checks hold: every owner that the outline enters it leaves, every chain is inside where its
  ///   crossings say so, every owner's borders close within the footprint, no area exceeds the footprint's.
  ///
  /// - Parameter near: the borders near the outline where they are known, nil to find them in the layer's own grid.
  func run(_ footprint: Footprint, near: NearBorders?, _ work: inout OverlayWorkspace) -> (area: Int64, holds: Bool) {
    let area = start(footprint, &work)
    guard meetsLayer else { return (area, true) }
    guard view.kind != .point else {
      countPoints(&work)
      return (area, true)
    }
    var owners = FeatureSet()
    if let near {
      follow(near, footprint, &owners, &work)
    } else {
      for r in 0..<(footprint.ringStarts.count - 1) {
        walk(footprint.ringStarts[r]..<footprint.ringStarts[r + 1], &owners, &work)
      }
    }
    if isRoute { return (area, true) }
    var holds = settleCrossedChains(&work)
    followNodes(&work)
    if near?.mayLieInside ?? true { enterComponents(&work) }
    guard view.kind == .polygon else { return (area, holds) }
    let slack: Int64 = 1 << 14
    for k in 0..<work.slots.count {
      let slot = work.slots[k]
      if slot.turns != 0 || slot.ends != 0 { holds = false }
      if slot.owner != 0 && (slot.area < -slack || slot.area > area &+ slack) { holds = false }
    }
    return (area, holds)
  }

  var meetsLayer: Bool { view.chainCount > 0 && box.meets(view.box.onGlobe(from: GridPoint(x: 0, y: 0))) }

  /// Walks one ring through the cells.
  private func walk(_ ring: Range<Int>, _ owners: inout FeatureSet, _ work: inout OverlayWorkspace) {
    let first = work.corners[ring.lowerBound]
    if view.kind == .polygon {
      if view.locate(first, &owners) { work.metZero = true }
      let whole = work.rest[ring.lowerBound]
      owners.forEachOwner { work.add($0, area: whole) }
    }
    var a = first
    var i = ring.lowerBound
    let end = isRoute ? ring.upperBound &- 1 : ring.upperBound
    while i < end {
      let isLast = i &+ 1 == ring.upperBound
      let b = isLast ? first : work.corners[i &+ 1]
      let after = isLast ? 0 : work.rest[i &+ 1]
      let cell = view.grid.cell(a.x, a.y)
      if cell >= 0 && cell == view.grid.cell(b.x, b.y) {
        let word = view.cells[cell]
        if word & PlanFormat.hasRecord != 0 {
          work.crossedEdges.clear()
          meet(word, view.grid.square(a), a, b, after, &work)
        }
      } else {
        work.crossedEdges.clear()
        view.grid.forEachCell(a, b, margin: 1) { row, columns in
          for column in columns {
            let word = view.cells[row &* view.grid.columns &+ column]
            if word & PlanFormat.hasRecord != 0 { meet(word, view.grid.square(row, column), a, b, after, &work) }
          }
        }
      }
      a = b
      i &+= 1
    }
  }

  /// What an edge of the outline meets in one cell, split or not.
  private func meet(
    _ word: UInt32, _ cell: CellSquare, _ s0: GridPoint, _ s1: GridPoint, _ after: Int64, _ work: inout OverlayWorkspace
  ) {
    guard word & PlanFormat.isSplit != 0 else {
      if CellRecord(view, word).box.meets(s0, s1, in: cell.corner, cell.shift) { meet(word, s0, s1, after, &work) }
      return
    }
    let parts = view.records + PlanFormat.place(word)
    cell.grid.forEachCell(s0, s1, margin: 1) { row, columns in
      for column in columns {
        let k = row << 2 | column
        let word = parts[k]
        if word & PlanFormat.hasRecord != 0 { meet(word, cell.part(k), s0, s1, after, &work) }
      }
    }
  }

  /// The edges of one cell against an edge of the outline.
  func meet(_ word: UInt32, _ s0: GridPoint, _ s1: GridPoint, _ after: Int64, _ work: inout OverlayWorkspace) {
    let record = CellRecord(view, word)
    let dx = s1.x &- s0.x
    let dy = s1.y &- s0.y
    let zeroIsLeft = dy != 0 ? dy < 0 : dx > 0
    let narrow = isNarrow
    for k in 0..<record.runCount {
      let run = record.run(k)
      var i = run.edges.lowerBound
      let end = run.edges.upperBound
      var f0 = view.vertices[i].point
      var c0 = side(f0, s0, dx, dy, narrow)
      var left0 = c0 != 0 ? c0 > 0 : zeroIsLeft
      while i < end {
        let f1 = view.vertices[i &+ 1].point
        let c1 = side(f1, s0, dx, dy, narrow)
        let left1 = c1 != 0 ? c1 > 0 : zeroIsLeft
        if c0 == 0 || c1 == 0 { noteContact(s0, s1, f0, f1, run.chain, &work) }
        if left0 != left1 { cross(s0, s1, f0, f1, i, run.chain, after, &work) }
        f0 = f1
        c0 = c1
        left0 = left1
        i &+= 1
      }
    }
  }

  /// The sign of the side of the outline's edge on which a vertex lies.
  @inline(__always)
  private func side(_ f: GridPoint, _ s0: GridPoint, _ dx: Int64, _ dy: Int64, _ narrow: Bool) -> Int64 {
    if narrow { return dx &* (f.y &- s0.y) &- dy &* (f.x &- s0.x) }
    let cross = Int128(dx) &* Int128(f.y &- s0.y) &- Int128(dy) &* Int128(f.x &- s0.x)
    return cross > 0 ? 1 : (cross < 0 ? -1 : 0)
  }

  /// A zero was met: if the edges share a point, both owners are at least touched.
  @inline(never)
  func noteContact(
    _ s0: GridPoint, _ s1: GridPoint, _ f0: GridPoint, _ f1: GridPoint, _ chain: Int, _ work: inout OverlayWorkspace
  ) {
    work.metZero = true
    guard segmentRelation(s0, s1, f0, f1) != .apart else { return }
    work.add(view.chains[chain].left, area: 0)
    work.add(view.chains[chain].right, area: 0)
  }

  /// An edge of the layer whose ends lie on both sides of the outline's edge.
  func cross(
    _ s0: GridPoint, _ s1: GridPoint, _ f0: GridPoint, _ f1: GridPoint, _ edge: Int, _ chain: Int, _ after: Int64,
    _ work: inout OverlayWorkspace
  ) {
    // What a zero falls to: the outline's ends, moved against the plan, lie left of the layer's edge.
    let zeroIsLeft = f1.y != f0.y ? f1.y > f0.y : f1.x < f0.x
    if isNarrow {
      let c3 = narrow(f0, f1, s0)
      let c4 = narrow(f0, f1, s1)
      if c3 == 0 || c4 == 0 { noteContact(s0, s1, f0, f1, chain, &work) }
      let entersLeft = c4 != 0 ? c4 > 0 : zeroIsLeft
      guard (c3 != 0 ? c3 > 0 : zeroIsLeft) != entersLeft, isNew(edge, &work) else { return }
      let c1 = narrow(s0, s1, f0)
      let c2 = narrow(s0, s1, f1)
      let t = Double(c3) / Double(c3 &- c4)
      let u = Double(c1) / Double(c1 &- c2)
      settle(Crossed(s0: s0, s1: s1, f0: f0, f1: f1, t: t, u: u, entersLeft: entersLeft), edge, chain, after, &work)
    } else {
      let c3 = crossProduct(f0, f1, s0)
      let c4 = crossProduct(f0, f1, s1)
      if c3 == 0 || c4 == 0 { noteContact(s0, s1, f0, f1, chain, &work) }
      let entersLeft = c4 != 0 ? c4 > 0 : zeroIsLeft
      guard (c3 != 0 ? c3 > 0 : zeroIsLeft) != entersLeft, isNew(edge, &work) else { return }
      let c1 = crossProduct(s0, s1, f0)
      let c2 = crossProduct(s0, s1, f1)
      let t = quotient(c3, c3 &- c4)
      let u = quotient(c1, c1 &- c2)
      settle(Crossed(s0: s0, s1: s1, f0: f0, f1: f1, t: t, u: u, entersLeft: entersLeft), edge, chain, after, &work)
    }
  }

  @inline(__always)
  private func narrow(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int64 {
    (b.x &- a.x) &* (c.y &- a.y) &- (b.y &- a.y) &* (c.x &- a.x)
  }

  /// The same edge may be listed in two cells that the outline's edge passes.
  @inline(__always)
  private func isNew(_ edge: Int, _ work: inout OverlayWorkspace) -> Bool {
    for k in 0..<work.crossedEdges.count where work.crossedEdges[k] == UInt32(edge) { return false }
    work.crossedEdges.append(UInt32(edge))
    return true
  }

  /// Where an edge of the outline crosses one of the layer: the fractions along both.
  private struct Crossed {
    let s0: GridPoint
    let s1: GridPoint
    let f0: GridPoint
    let f1: GridPoint
    let t: Double
    let u: Double
    let entersLeft: Bool
  }

  /// Gives both owners what a crossing changes.
  @inline(__always)
  private func settle(_ at: Crossed, _ edge: Int, _ chain: Int, _ after: Int64, _ work: inout OverlayWorkspace) {
    let value: Int64
    if isRoute {
      value = FixedArea.fixed(EdgeLength.shared.piece(view.global(at.s0), view.global(at.s1), from: at.t, to: 1)) &+ after
    } else if view.kind == .polygon {
      let alongOutline = integral.piece(view.global(at.s0), view.global(at.s1), from: at.t, to: 1)
      let alongChain = integral.piece(view.global(at.f0), view.global(at.f1), from: 0, to: at.u)
      value = FixedArea.fixed(alongOutline) &+ after &+ view.sums[edge] &+ FixedArea.fixed(alongChain)
    } else {
      // A line gains what lies before the place where it leaves, and loses what lies before the place where it enters.
      let before = EdgeLength.shared.piece(view.global(at.f0), view.global(at.f1), from: 0, to: at.u)
      value = view.sums[edge] &+ FixedArea.fixed(before)
    }
    let sides = view.chains + chain
    let step: Int32 = at.entersLeft ? 1 : -1
    let signed = at.entersLeft ? value : 0 &- value
    work.add(sides.pointee.left, area: signed, turns: step)
    work.add(sides.pointee.right, area: 0 &- signed, turns: 0 &- step)
    work.cross(chain, component: sides.pointee.component, turns: 0 &- step)
  }
}
