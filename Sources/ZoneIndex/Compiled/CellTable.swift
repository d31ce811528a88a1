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
    var runs: [PlanFormat.Run] = []
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = words.count
        if hasOwners { centres.advance(to: row, column) }
        let range = Int(first[cell])..<Int(first[cell + 1])
        let owners = centres.owners.filter { $0.times > 0 }
        if range.isEmpty && owners.count < 2 {
          words.append(owners.first?.owner ?? 0)
          continue
        }
        runs.removeAll(keepingCapacity: true)
        for k in range {
          if let last = runs.last, last.edges.upperBound == Int(edges[k]), last.chain == Int(chains[k]),
            last.edges.count < PlanFormat.Run.mostEdges
          {
            runs[runs.count - 1].chainAndCount += 1
          } else {
            runs.append(PlanFormat.Run(firstEdge: edges[k], chainAndCount: chains[k] << 8))
          }
        }
        guard owners.count <= PlanFormat.mostCentreOwners, runs.count <= PlanFormat.mostRuns,
          records.count < Int(PlanFormat.hasRecord)
        else { throw .layerTooLarge(layer: layer) }
        words.append(PlanFormat.hasRecord | UInt32(records.count))
        records.append(UInt32(owners.count) << 20 | UInt32(runs.count))
        for owner in owners { records.append(owner.owner) }
        for run in runs {
          records.append(run.firstEdge)
          records.append(run.chainAndCount)
        }
      }
    }
  }
}
