internal import Geometry

/// The words of all cells and their records, as they stand in the file.
struct CellTable {
  private(set) var words: [UInt32] = []
  private(set) var records: [UInt32] = []

  /// - Throws: `SegmentRefusal.layerTooLarge` when a cell meets more borders or owners than a record can say.
  init(_ borders: BorderChains, _ grid: CellGrid, hasOwners: Bool, layer: String) throws(SegmentRefusal) {
    guard borders.chains.count < PlanFormat.Run.mostChains else { throw .layerTooLarge(layer: layer) }
    var first = [UInt32](repeating: 0, count: grid.count + 1)
    func forEachEdge(_ body: (_ chain: Int, _ edge: Int, _ cell: Int) -> Void) {
      for (c, chain) in borders.chains.enumerated() {
        for i in chain.points.dropLast() {
          grid.forEachCell(borders.vertices[i].point, borders.vertices[i + 1].point, margin: CellGrid.margin) { row, columns in
            for column in columns { body(c, i, row * grid.columns + column) }
          }
        }
      }
    }
    forEachEdge { _, _, cell in first[cell + 1] += 1 }
    for cell in 0..<grid.count { first[cell + 1] += first[cell] }
    let total = Int(first[grid.count])
    var edges = [UInt32](repeating: 0, count: total)
    var chains = [UInt32](repeating: 0, count: total)
    var next = first
    forEachEdge { chain, edge, cell in
      edges[Int(next[cell])] = UInt32(edge)
      chains[Int(next[cell])] = UInt32(chain)
      next[cell] += 1
    }
    words.reserveCapacity(grid.count)
    var centres = CentreOwners(borders, grid)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = words.count
        if hasOwners { centres.advance(to: row, column) }
        let range = Int(first[cell])..<Int(first[cell + 1])
        let near = range.map { CellEdge(edge: edges[$0], chain: chains[$0]) }
        let owners = centres.owners.filter { $0.times > 0 }.map(\.owner)
        let corner = GridPoint(x: grid.cornerX + Int64(column) << grid.shift, y: grid.cornerY + Int64(row) << grid.shift)
        guard let word = write(near, owners, CellSquare(corner: corner, shift: grid.shift), borders, hasOwners) else {
          throw .layerTooLarge(layer: layer)
        }
        words.append(word)
      }
    }
  }

  /// Cells with more edges are split.
  private static let mostEdges = 8

  /// The word of a cell, its records written; nil where a record cannot hold what lies there.
  private mutating func write(
    _ edges: [CellEdge], _ owners: [UInt32], _ cell: CellSquare, _ borders: BorderChains, _ hasOwners: Bool
  ) -> UInt32? {
    if edges.isEmpty && owners.count < 2 { return owners.first ?? 0 }
    if edges.count > Self.mostEdges, cell.shift >= PlanFormat.leastSplit {
      let parts = cell.parts(edges, borders)
      // Edges that meet in one place cannot be parted.
      if parts.reduce(0, { $0 + $1.count }) <= 3 * edges.count {
        let at = records.count
        guard at + PlanFormat.splitWords < PlanFormat.mostRecordWords else { return nil }
        records += repeatElement(0, count: PlanFormat.splitWords)
        for k in parts.indices {
          let part = cell.part(k)
          let own = hasOwners ? cell.owners(at: part.centre, owners, edges, borders) : []
          guard let word = write(parts[k], own, part, borders, hasOwners) else { return nil }
          records[at + k] = word
        }
        return PlanFormat.hasRecord | PlanFormat.isSplit | UInt32(at)
      }
    }
    return writeRecord(edges, owners, cell, borders)
  }

  private mutating func writeRecord(
    _ edges: [CellEdge], _ owners: [UInt32], _ cell: CellSquare, _ borders: BorderChains
  ) -> UInt32? {
    var runs: [PlanFormat.Run] = []
    for e in edges {
      if let last = runs.last, last.edges.upperBound == Int(e.edge), last.chain == Int(e.chain),
        last.edges.count < PlanFormat.Run.mostEdges
      {
        runs[runs.count - 1].chainAndCount += 1
      } else {
        runs.append(PlanFormat.Run(firstEdge: e.edge, chainAndCount: e.chain << 8))
      }
    }
    let at = records.count
    guard owners.count <= PlanFormat.mostCentreOwners, runs.count <= PlanFormat.mostRuns, at < PlanFormat.mostRecordWords else {
      return nil
    }
    records.append(UInt32(owners.count) << 20 | UInt32(runs.count))
    var box = EdgeBox.Sides()
    for e in edges { box.add(borders.vertices[Int(e.edge)].point, borders.vertices[Int(e.edge) + 1].point, cell) }
    records.append(EdgeBox(box).word)
    records += owners
    for run in runs {
      records.append(run.firstEdge)
      records.append(run.chainAndCount)
    }
    return PlanFormat.hasRecord | UInt32(at)
  }
}
