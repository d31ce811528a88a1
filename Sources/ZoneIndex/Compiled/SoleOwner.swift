internal import Geometry

/// Ground that no border comes near, known from cells alone.
extension PlanView {
  /// The one owner of everything under a box, 0 where no one has any of it; nil where a border comes near, or where
  /// asking would take longer than looking.
  ///
  /// - Parameter box: in steps from the layer's origin. Edges are listed in every cell that they come near, so that a box
  ///   over cells without edges meets none.
  func soleOwner(under box: GridBox) -> UInt32? {
    let c0 = (box.minX &- grid.cornerX) >> grid.shift
    let c1 = (box.maxX &- grid.cornerX) >> grid.shift
    let r0 = (box.minY &- grid.cornerY) >> grid.shift
    let r1 = (box.maxY &- grid.cornerY) >> grid.shift
    guard (c1 &- c0 &+ 1) &* (r1 &- r0 &+ 1) <= 64 else { return nil }
    var owner: UInt32?
    for row in r0...r1 {
      for column in c0...c1 {
        let isWithin = UInt64(bitPattern: column) < UInt64(grid.columns) && UInt64(bitPattern: row) < UInt64(grid.rows)
        let word = isWithin ? cells[Int(row) &* grid.columns &+ Int(column)] : 0
        guard agrees(word, Int(row), Int(column), box, &owner) else { return nil }
      }
    }
    return owner
  }

  /// The same for a box on the globe.
  @inline(__always)
  func soleOwner(underGlobal box: GridBox) -> UInt32? {
    soleOwner(
      under: GridBox(
        minX: box.minX &- origin.x, minY: box.minY &- origin.y, maxX: box.maxX &- origin.x, maxY: box.maxY &- origin.y))
  }

  @inline(__always)
  private func agrees(_ word: UInt32, _ row: Int, _ column: Int, _ box: GridBox, _ owner: inout UInt32?) -> Bool {
    if word & PlanFormat.hasRecord == 0 {
      if owner == nil { owner = word }
      return owner == word
    }
    return word & PlanFormat.isSplit != 0 && partsAgree(word, grid.square(row, column), box, &owner)
  }

  /// The sixteenths of a split cell that the box meets.
  private func partsAgree(_ word: UInt32, _ cell: CellSquare, _ box: GridBox, _ owner: inout UInt32?) -> Bool {
    let shift = cell.shift &- PlanFormat.splitShift
    let c0 = max(0, (box.minX &- cell.corner.x) >> shift)
    let c1 = min(3, (box.maxX &- cell.corner.x) >> shift)
    let r0 = max(0, (box.minY &- cell.corner.y) >> shift)
    let r1 = min(3, (box.maxY &- cell.corner.y) >> shift)
    let parts = records + PlanFormat.place(word)
    for row in r0...r1 {
      for column in c0...c1 {
        let k = Int(row) << 2 | Int(column)
        let part = parts[k]
        if part & PlanFormat.hasRecord == 0 {
          if owner == nil { owner = part }
          guard owner == part else { return false }
        } else {
          guard part & PlanFormat.isSplit != 0, partsAgree(part, cell.part(k), box, &owner) else { return false }
        }
      }
    }
    return true
  }
}
