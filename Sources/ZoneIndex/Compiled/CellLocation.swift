public import Geometry

/// Point location: the owners of the cell's centre, corrected by the borders between the centre and the place.
extension PlanView {
  /// Counts into `set` the owners of a place when the plan is shifted infinitesimally, east by ε and north by ε².
  ///
  /// - Returns: whether a border or a vertex lay on a line that decided something: only then may the place lie on one.
  @inline(__always)
  func locate(_ p: GridPoint, _ set: inout FeatureSet) -> Bool {
    set.clear()
    let cell = finestCell(p)
    if cell.word & PlanFormat.hasRecord == 0 {
      set.add(cell.word, 1)
      return false
    }
    return locate(p, cell, &set)
  }

  /// The smallest cell that holds a place: its word, and the logarithm of its width; word 0 outside the grid.
  @inline(__always)
  func finestCell(_ p: GridPoint) -> (word: UInt32, shift: Int64) {
    let x = p.x &- grid.cornerX
    let y = p.y &- grid.cornerY
    var shift = grid.shift
    let column = x >> shift
    let row = y >> shift
    guard UInt64(bitPattern: column) < UInt64(grid.columns), UInt64(bitPattern: row) < UInt64(grid.rows) else { return (0, shift) }
    var word = cells[Int(row) &* grid.columns &+ Int(column)]
    while word >= PlanFormat.hasRecord | PlanFormat.isSplit {
      shift &-= PlanFormat.splitShift
      let k = ((y >> shift) & 3) << 2 | ((x >> shift) & 3)
      word = records[PlanFormat.place(word) &+ Int(k)]
    }
    return (word, shift)
  }

  func locate(_ p: GridPoint, _ cell: (word: UInt32, shift: Int64), _ set: inout FeatureSet) -> Bool {
    let record = CellRecord(self, cell.word)
    let half = Int64(1) << (cell.shift &- 1)
    let c = GridPoint(
      x: grid.cornerX &+ ((p.x &- grid.cornerX) >> cell.shift) << cell.shift &+ half,
      y: grid.cornerY &+ ((p.y &- grid.cornerY) >> cell.shift) << cell.shift &+ half)
    for owner in record.owners { set.add(owner, 1) }
    let dx = p.x &- c.x
    let dy = p.y &- c.y
    // What a zero falls to: the plan's vertex, moved by the shift, lies left of centre → place.
    let zeroIsLeft = dy != 0 ? dy < 0 : dx > 0
    var metZero = false
    for k in 0..<record.runCount {
      let run = record.run(k)
      var at = vertices + Int(run.firstEdge)
      let end = at + run.edges.count
      var a = at.pointee
      // Below 2^24 · 2^33: exact in 64 bits.
      let ca = dx &* (Int64(a.y) &- c.y) &- dy &* (Int64(a.x) &- c.x)
      if ca == 0 { metZero = true }
      var aLeft = ca != 0 ? ca > 0 : zeroIsLeft
      while at < end {
        at += 1
        let b = at.pointee
        let cb = dx &* (Int64(b.y) &- c.y) &- dy &* (Int64(b.x) &- c.x)
        if cb == 0 { metZero = true }
        let bLeft = cb != 0 ? cb > 0 : zeroIsLeft
        if aLeft != bLeft, cross(a.point, b.point, c, p, run.chain, &set) { metZero = true }
        a = b
        aLeft = bLeft
      }
    }
    return metZero
  }

  /// An edge whose ends lie on both sides of centre → place: the owners change if these lie on both sides of it.
  ///
  /// - Returns: whether one of them lies on its line.
  @inline(__always)
  private func cross(
    _ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ p: GridPoint, _ chain: Int, _ set: inout FeatureSet
  ) -> Bool {
    let ofCentre = crossProduct(a, b, c)
    let ofPlace = crossProduct(a, b, p)
    let placeIsLeft = shiftedSide(ofPlace, a, b, shift: -1)
    if shiftedSide(ofCentre, a, b, shift: -1) != placeIsLeft {
      let sides = chains + chain
      set.add(sides.pointee.left, placeIsLeft ? 1 : -1)
      set.add(sides.pointee.right, placeIsLeft ? -1 : 1)
    }
    return ofPlace == 0
  }

  /// The features that hold a place on the globe, boundary included. Exact.
  @inline(__always)
  func locateExactly(_ place: GridPoint, _ set: inout FeatureSet) {
    let p = local(place)
    if kind != .polygon {
      set.clear()
      includeBorders(at: p, &set)
    } else if locate(p, &set) {
      includeBorders(at: p, &set)
    }
  }

  /// Adds the owners on both sides of every edge that the place lies on. Exact.
  func includeBorders(at p: GridPoint, _ set: inout FeatureSet) {
    let cell = finestCell(p)
    guard cell.word & PlanFormat.hasRecord != 0 else { return }
    let record = CellRecord(self, cell.word)
    for k in 0..<record.runCount {
      let run = record.run(k)
      for i in run.edges where segmentContains(vertices[i].point, vertices[i + 1].point, p) {
        set.include(chains[run.chain].left)
        set.include(chains[run.chain].right)
      }
    }
  }
}

extension LayerIndex {
  /// The features that hold a place, boundary included: a shared border meets both sides, a vertex all that meet there,
  /// a hole's border the feature around it. Exact.
  ///
  /// Of lines and points those that pass through the place.
  ///
  /// - Complexity: the edges near one cell; four cells in five have none.
  @inline(__always)
  public func locate(_ place: GridPoint, into set: inout FeatureSet) { view.locateExactly(place, &set) }

  /// The features that hold a place, ascending; see `locate`.
  public func features(at place: GridPoint) -> [Int] {
    var set = FeatureSet()
    locate(place, into: &set)
    return set.indices
  }
}
