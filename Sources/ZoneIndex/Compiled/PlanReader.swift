internal import Geometry

/// Reads one layer of a mapped plan and checks everything that queries follow before the first of them: after this no index
/// leaves its array.
///
/// Whether vertices, sums and texts are those that were written is not asked here: they change answers and say nothing of
/// where to read. `PlanSections.verify` tells.
struct PlanReader {
  let sections: PlanSections.LayerSections
  /// Where records and words of split cells begin, as the layer's own cells name them.
  private(set) var starts = RecordStarts(0)

  init(_ sections: PlanSections.LayerSections) { self.sections = sections }

  mutating func read() throws(SegmentRefusal) -> (name: String, view: PlanView) {
    let frames: UnsafeBufferPointer<PlanFormat.Frame> = try sections.read(.frame)
    guard frames.count == 1 else { throw sections.damaged(.frame) }
    let frame = frames[0]
    let name: UnsafeBufferPointer<UInt8> = try sections.read(.name)
    let vertices: UnsafeBufferPointer<GridVertex> = try sections.read(.vertices)
    let sums: UnsafeBufferPointer<Int64> = try sections.read(.sums)
    let chains: UnsafeBufferPointer<PlanFormat.Chain> = try sections.read(.chains)
    let components: UnsafeBufferPointer<PlanFormat.Component> = try sections.read(.components)
    let componentBoxes: UnsafeBufferPointer<CompactBox> = try sections.read(.componentBoxes)
    let cells: UnsafeBufferPointer<UInt32> = try sections.read(.cells)
    let records: UnsafeBufferPointer<UInt32> = try sections.read(.cellRecords)
    let features: UnsafeBufferPointer<PlanFormat.Feature> = try sections.read(.features)
    let strings: UnsafeBufferPointer<UInt8> = try sections.read(.strings)
    let listed: UnsafeBufferPointer<UInt32> = try sections.read(.featureChains)
    let featureCount = Int(frame.featureCount)
    let nodeCount = Int(frame.nodeCount)
    let (cellCount, overflow) = Int(frame.columns).multipliedReportingOverflow(by: Int(frame.rows))
    guard frame.kind <= 2, !overflow, cells.count == cellCount, (1...27).contains(frame.cellShift), cellCount > 0,
      abs(frame.originX) < 20_000_000_000, abs(frame.originY) < 10_000_000_000, abs(frame.referenceY) < 10_000_000_000,
      abs(frame.cornerX) < 1 << 40, abs(frame.cornerY) < 1 << 40, frame.longestEdge >= 0, frame.longestEdge <= 1 << 32
    else { throw sections.damaged(.frame) }
    guard sums.count == vertices.count else { throw sections.damaged(.sums) }
    guard features.count == featureCount else { throw sections.damaged(.features) }
    guard componentBoxes.count == BoxLadder.boxCount(items: components.count),
      components.allSatisfy({ Int($0.chain) < chains.count })
    else { throw sections.damaged(.components) }
    var box = CompactBox.empty
    for chain in chains {
      guard chain.count >= 2, Int(chain.first) + Int(chain.count) <= vertices.count, Int(chain.left) <= featureCount,
        Int(chain.right) <= featureCount, Int(chain.startNode) < nodeCount, Int(chain.endNode) < nodeCount,
        Int(chain.component) < components.count
      else { throw sections.damaged(.chains) }
      box.add(chain.box)
    }
    starts = RecordStarts(records.count)
    try checkCells(cells, records, chains, featureCount, Int64(frame.cellShift))
    let view = PlanView(
      kind: frame.kind == 0 ? .polygon : frame.kind == 1 ? .line : .point, featureCount: featureCount, nodeCount: nodeCount,
      chainCount: chains.count, componentCount: components.count, vertexCount: vertices.count,
      origin: GridPoint(x: frame.originX, y: frame.originY), referenceY: frame.referenceY, longestEdge: frame.longestEdge,
      grid: CellGrid(frame), box: box,
      stringOffsets: try sections.offsets(.stringOffsets, count: 3 * featureCount, end: strings.count),
      strings: UnsafeRawPointer(try sections.base(strings, .strings)), vertices: try sections.base(vertices, .vertices),
      sums: try sections.base(sums, .sums), chains: try sections.base(chains, .chains),
      nodeFirst: try sections.offsets(.nodeFirst, count: nodeCount, end: 2 * chains.count),
      nodeChains: try sections.indices(.nodeChains, count: 2 * chains.count, below: chains.count),
      components: try sections.base(components, .components),
      componentTree: BoxLadder(boxes: try sections.base(componentBoxes, .componentBoxes), items: components.count),
      cells: try sections.base(cells, .cells), records: try sections.base(records, .cellRecords),
      featureFirst: try sections.offsets(.featureFirst, count: featureCount, end: listed.count),
      featureChains: try sections.indices(.featureChains, count: listed.count, below: 2 * chains.count),
      features: try sections.base(features, .features))
    return (String(decoding: name, as: UTF8.self), view)
  }

  /// Every word names an owner or a whole record, and every run lies within its chain.
  private mutating func checkCells(
    _ cells: UnsafeBufferPointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>,
    _ chains: UnsafeBufferPointer<PlanFormat.Chain>, _ featureCount: Int, _ cellShift: Int64
  ) throws(SegmentRefusal) {
    // Words of split cells stand behind those that name them, each once, so that every walk ends.
    var waiting: [(place: Int, depth: Int64)] = []
    var split = 0
    func check(_ word: UInt32, after: Int, depth: Int64) throws(SegmentRefusal) {
      guard word & PlanFormat.hasRecord != 0 else {
        guard Int(word) <= featureCount else { throw sections.damaged(.cells) }
        return
      }
      let at = PlanFormat.place(word)
      guard at >= after, at < records.count else { throw sections.damaged(.cellRecords) }
      if word & PlanFormat.isSplit != 0 {
        split += PlanFormat.splitWords
        guard depth >= PlanFormat.leastSplit, at + PlanFormat.splitWords <= records.count, split <= records.count else {
          throw sections.damaged(.cellRecords)
        }
        starts.splits.insert(at)
        waiting.append((at, depth - PlanFormat.splitShift))
      } else {
        try checkRecord(at, records, chains, featureCount)
      }
    }
    for word in cells {
      try check(word, after: 0, depth: cellShift)
      while let (place, depth) = waiting.popLast() {
        for k in 0..<PlanFormat.splitWords { try check(records[place + k], after: place + PlanFormat.splitWords, depth: depth) }
      }
    }
  }

  private mutating func checkRecord(
    _ at: Int, _ records: UnsafeBufferPointer<UInt32>, _ chains: UnsafeBufferPointer<PlanFormat.Chain>, _ featureCount: Int
  ) throws(SegmentRefusal) {
    let owners = Int(records[at] >> 20)
    let runs = Int(records[at] & 0xFFFFF)
    let first = at + CellRecord.headWords
    let end = first + owners + 2 * runs
    guard end <= records.count else { throw sections.damaged(.cellRecords) }
    for k in 0..<owners where !(1...featureCount).contains(Int(records[first + k])) { throw sections.damaged(.cellRecords) }
    var k = first + owners
    while k < end {
      let run = PlanFormat.Run(firstEdge: records[k], chainAndCount: records[k + 1])
      guard run.chain < chains.count else { throw sections.damaged(.cellRecords) }
      let chain = chains[run.chain]
      guard run.firstEdge >= chain.first, run.edges.upperBound < Int(chain.first) + Int(chain.count) else {
        throw sections.damaged(.cellRecords)
      }
      k += 2
    }
    starts.records.insert(at)
  }
}

/// Where a layer's records and the words of its split cells begin.
struct RecordStarts {
  var records: PlaceSet
  var splits: PlaceSet

  init(_ count: Int) {
    records = PlaceSet(count)
    splits = PlaceSet(count)
  }

  /// Whether a cell's word names what a cell of the layer names.
  @inline(__always)
  func hold(_ word: UInt32) -> Bool {
    word & PlanFormat.hasRecord != 0
      && (word & PlanFormat.isSplit == 0 ? records : splits).contains(PlanFormat.place(word))
  }
}

/// A set of places in an array, a bit each.
struct PlaceSet {
  private var words: [UInt64]
  private let count: Int

  init(_ count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  @inline(__always)
  mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  @inline(__always)
  func contains(_ place: Int) -> Bool { place < count && words[place >> 6] & (1 << UInt64(place & 63)) != 0 }
}
