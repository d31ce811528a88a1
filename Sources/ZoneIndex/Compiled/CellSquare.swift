internal import Geometry

/// An edge near a cell, and the chain to which it belongs.
struct CellEdge {
  var edge: UInt32
  var chain: UInt32
}

/// One cell while it is compiled, in steps from the layer's origin.
struct CellSquare {
  let corner: GridPoint
  let shift: Int64

  /// The centre, as point location finds it.
  var centre: GridPoint { GridPoint(x: corner.x + 1 << (shift - 1), y: corner.y + 1 << (shift - 1)) }

  /// The sixteen parts.
  @inline(__always)
  var grid: CellGrid {
    CellGrid(cornerX: corner.x, cornerY: corner.y, columns: 4, rows: 4, shift: shift - PlanFormat.splitShift)
  }

  /// The sixteenth of the cell with a number, row by row from the south.
  @inline(__always)
  func part(_ k: Int) -> CellSquare {
    let side = shift - PlanFormat.splitShift
    return CellSquare(corner: GridPoint(x: corner.x + Int64(k & 3) << side, y: corner.y + Int64(k >> 2) << side), shift: side)
  }

  /// Whether an edge comes within the grid's margin.
  @inline(__always)
  func isNear(_ a: GridPoint, _ b: GridPoint) -> Bool {
    var isNear = false
    CellGrid(cornerX: corner.x, cornerY: corner.y, columns: 1, rows: 1, shift: shift)
      .forEachCell(a, b, margin: CellGrid.margin) { _, _ in isNear = true }
    return isNear
  }

  /// Which of the edges come near each of the sixteen parts, in their order.
  func parts(_ edges: [CellEdge], _ borders: BorderChains) -> [[CellEdge]] {
    var parts = [[CellEdge]](repeating: [], count: PlanFormat.splitWords)
    let grid = grid
    for e in edges {
      let i = Int(e.edge)
      grid.forEachCell(borders.vertices[i].point, borders.vertices[i + 1].point, margin: CellGrid.margin) { row, columns in
        for column in columns { parts[row * 4 + column].append(e) }
      }
    }
    return parts
  }

  /// Who owns a place in the cell: the owners of its centre, corrected by the edges between, the plan shifted as in point
  /// location.
  func owners(at p: GridPoint, _ owners: [UInt32], _ edges: [CellEdge], _ borders: BorderChains) -> [UInt32] {
    var set = FeatureSet()
    for owner in owners { set.add(owner, 1) }
    let c = centre
    for e in edges {
      let (a, b) = (borders.vertices[Int(e.edge)].point, borders.vertices[Int(e.edge) + 1].point)
      guard
        shiftedSide(crossProduct(c, p, a), c, p, shift: 1) != shiftedSide(crossProduct(c, p, b), c, p, shift: 1)
      else { continue }
      let isLeft = shiftedSide(crossProduct(a, b, p), a, b, shift: -1)
      guard shiftedSide(crossProduct(a, b, c), a, b, shift: -1) != isLeft else { continue }
      let chain = borders.chains[Int(e.chain)]
      set.add(chain.left, isLeft ? 1 : -1)
      set.add(chain.right, isLeft ? -1 : 1)
    }
    var result: [UInt32] = []
    set.forEachOwner { result.append($0) }
    return result.sorted()
  }
}
