public import Geometry

/// What a layer's grid says of one of its cells, split or not.
struct CellWord: BitwiseCopyable {
  var word: UInt32
  /// The logarithm of the cell's width.
  var shift: Int64
}

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

  /// The same where a cell that holds the place is known.
  func locate(_ p: GridPoint, in known: CellWord, _ set: inout FeatureSet) -> Bool {
    set.clear()
    let cell = finestCell(p, known)
    if cell.word & PlanFormat.hasRecord != 0 { return locate(p, cell, &set) }
    set.add(cell.word, 1)
    return false
  }

  /// The smallest cell that holds a place: its word, and the logarithm of its width; word 0 outside the grid.
  @inline(__always)
  func finestCell(_ p: GridPoint) -> CellWord {
    let x = p.x &- grid.cornerX
    let y = p.y &- grid.cornerY
    let column = x >> grid.shift
    let row = y >> grid.shift
    guard UInt64(bitPattern: column) < UInt64(grid.columns), UInt64(bitPattern: row) < UInt64(grid.rows) else {
      return CellWord(word: 0, shift: grid.shift)
    }
    return finestCell(p, CellWord(word: cells[Int(row) &* grid.columns &+ Int(column)], shift: grid.shift))
  }

  /// The smallest cell within one that holds the place.
  @inline(__always)
  func finestCell(_ p: GridPoint, _ cell: CellWord) -> CellWord {
    var cell = cell
    while cell.word >= PlanFormat.hasRecord | PlanFormat.isSplit {
      cell.shift &-= PlanFormat.splitShift
      let k = ((p.y >> cell.shift) & 3) << 2 | ((p.x >> cell.shift) & 3)
      cell.word = records[PlanFormat.place(cell.word) &+ Int(k)]
    }
    return cell
  }

  /// The same in a smallest cell that is known to have a record; `set` must be empty.
  func locate(_ p: GridPoint, _ cell: CellWord, _ set: inout FeatureSet) -> Bool {
    let record = CellRecord(self, cell.word)
    for owner in record.owners { set.add(owner, 1) }
    if !record.box.meetsWay(to: p, cell.shift) { return false }
    let half = Int64(1) << (cell.shift &- 1)
    let c = GridPoint(
      x: (p.x >> cell.shift) << cell.shift &+ half, y: (p.y >> cell.shift) << cell.shift &+ half)
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

  /// The same where a cell that holds the place is known.
  @inline(__always)
  func locateExactly(_ place: GridPoint, in known: CellWord, _ set: inout FeatureSet) {
    set.clear()
    let p = local(place)
    let cell = finestCell(p, known)
    if cell.word & PlanFormat.hasRecord == 0 {
      set.add(cell.word, 1)
    } else if kind != .polygon || locate(p, cell, &set) {
      includeBorders(at: p, cell, &set)
    }
  }

  /// Adds the owners on both sides of every edge that the place lies on. Exact.
  func includeBorders(at p: GridPoint, _ set: inout FeatureSet) { includeBorders(at: p, finestCell(p), &set) }

  private func includeBorders(at p: GridPoint, _ cell: CellWord, _ set: inout FeatureSet) {
    guard cell.word & PlanFormat.hasRecord != 0 else { return }
    let record = CellRecord(self, cell.word)
    guard record.box.contains(p, cell.shift) else { return }
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
