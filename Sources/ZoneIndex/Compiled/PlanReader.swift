internal import Geometry

/// Finds the layers in a mapped plan, and checks everything that queries rely on before the first of them.
struct PlanReader {
  let path: String
  let mapping: UnsafeRawBufferPointer

  /// The table's checksum; only for a file that `layers` has read.
  var identity: UInt64 { mapping.load(as: PlanFormat.Header.self).tableChecksum }

  /// Which content the file says it was compiled from; only for a file that `layers` has read.
  var source: PlanSource { mapping.load(as: PlanFormat.Header.self).source }

  func layers() throws(SegmentRefusal) -> [(name: String, view: PlanView)] {
    guard mapping.count >= PlanFormat.headerBytes else { throw .notAPlan(path: path) }
    let header = mapping.load(as: PlanFormat.Header.self)
    guard header.magic == PlanFormat.magic else { throw .notAPlan(path: path) }
    guard header.byteOrder == PlanFormat.byteOrder else { throw .foreignByteOrder(path: path) }
    guard header.version == PlanFormat.version else { throw .wrongVersion(path: path, found: header.version) }
    guard header.fileBytes == UInt64(mapping.count) else { throw damaged("文件长度") }
    let stride = UInt64(MemoryLayout<PlanFormat.Section>.stride)
    let table: UnsafeBufferPointer<PlanFormat.Section> = try elements(
      header.tableOffset, UInt64(header.sectionCount), stride, "目录")
    guard SectionChecksum.of(UnsafeRawBufferPointer(table)) == header.tableChecksum else { throw damaged("目录") }
    for section in table {
      guard let kind = PlanFormat.Kind(rawValue: section.kind), section.layer < header.layerCount else { throw damaged("目录") }
      let (length, overflow) = section.count.multipliedReportingOverflow(by: section.stride)
      guard !overflow else { throw damaged(kind.chineseName) }
      let bytes: UnsafeBufferPointer<UInt8> = try elements(section.offset, length, 1, kind.chineseName)
      guard SectionChecksum.of(UnsafeRawBufferPointer(bytes)) == section.checksum else { throw damaged(kind.chineseName) }
    }
    var result: [(name: String, view: PlanView)] = []
    for layer in 0..<header.layerCount {
      let own = LayerSections(reader: self, layer: layer, sections: table.filter { $0.layer == layer })
      result.append(try own.read())
    }
    return result
  }

  func damaged(_ part: String) -> SegmentRefusal { .damaged(path: path, part: part) }

  func elements<T>(_ offset: UInt64, _ count: UInt64, _ stride: UInt64, _ name: String) throws(SegmentRefusal)
    -> UnsafeBufferPointer<T>
  {
    let size = UInt64(mapping.count)
    let (length, overflow) = count.multipliedReportingOverflow(by: stride)
    guard stride == UInt64(MemoryLayout<T>.stride), !overflow, offset % UInt64(PlanFormat.alignment) == 0, offset <= size,
      length <= size - offset, let base = mapping.baseAddress
    else { throw damaged(name) }
    return UnsafeBufferPointer(start: (base + Int(offset)).assumingMemoryBound(to: T.self), count: Int(count))
  }
}

/// The sections of one layer, each checked against the others: after this no index leaves its array.
private struct LayerSections {
  let reader: PlanReader
  let layer: UInt32
  let sections: [PlanFormat.Section]

  func read() throws(SegmentRefusal) -> (name: String, view: PlanView) {
    let frames: UnsafeBufferPointer<PlanFormat.Frame> = try section(.frame)
    guard frames.count == 1 else { throw damaged(.frame) }
    let frame = frames[0]
    let name: UnsafeBufferPointer<UInt8> = try section(.name)
    let vertices: UnsafeBufferPointer<GridVertex> = try section(.vertices)
    let sums: UnsafeBufferPointer<Int64> = try section(.sums)
    let chains: UnsafeBufferPointer<PlanFormat.Chain> = try section(.chains)
    let components: UnsafeBufferPointer<PlanFormat.Component> = try section(.components)
    let componentBoxes: UnsafeBufferPointer<CompactBox> = try section(.componentBoxes)
    let cells: UnsafeBufferPointer<UInt32> = try section(.cells)
    let records: UnsafeBufferPointer<UInt32> = try section(.cellRecords)
    let features: UnsafeBufferPointer<PlanFormat.Feature> = try section(.features)
    let strings: UnsafeBufferPointer<UInt8> = try section(.strings)
    let featureCount = Int(frame.featureCount)
    let nodeCount = Int(frame.nodeCount)
    let (cellCount, overflow) = Int(frame.columns).multipliedReportingOverflow(by: Int(frame.rows))
    guard frame.kind <= 2, !overflow, cells.count == cellCount, (1...40).contains(frame.cellShift), cellCount > 0,
      abs(frame.originX) < 40_000_000_000, abs(frame.originY) < 20_000_000_000, abs(frame.referenceY) < 20_000_000_000,
      abs(frame.cornerX) < 1 << 40, abs(frame.cornerY) < 1 << 40, frame.longestEdge >= 0, frame.longestEdge <= 1 << 32
    else { throw damaged(.frame) }
    guard sums.count == vertices.count else { throw damaged(.sums) }
    guard features.count == featureCount else { throw damaged(.features) }
    guard componentBoxes.count == BoxLadder.boxCount(items: components.count),
      components.allSatisfy({ Int($0.chain) < chains.count })
    else { throw damaged(.components) }
    var box = CompactBox.empty
    for chain in chains {
      guard chain.count >= 2, Int(chain.first) + Int(chain.count) <= vertices.count, Int(chain.left) <= featureCount,
        Int(chain.right) <= featureCount, Int(chain.startNode) < nodeCount, Int(chain.endNode) < nodeCount,
        Int(chain.component) < components.count
      else { throw damaged(.chains) }
      box.add(chain.box)
    }
    try checkCells(cells, records, chains, featureCount, Int64(frame.cellShift))
    let view = PlanView(
      kind: frame.kind == 0 ? .polygon : frame.kind == 1 ? .line : .point, featureCount: featureCount, nodeCount: nodeCount,
      chainCount: chains.count, componentCount: components.count, vertexCount: vertices.count,
      origin: GridPoint(x: frame.originX, y: frame.originY), referenceY: frame.referenceY, longestEdge: frame.longestEdge,
      grid: CellGrid(frame), box: box,
      stringOffsets: try offsets(.stringOffsets, count: 3 * featureCount, end: strings.count),
      strings: UnsafeRawPointer(try base(strings, .strings)), vertices: try base(vertices, .vertices),
      sums: try base(sums, .sums), chains: try base(chains, .chains),
      nodeFirst: try offsets(.nodeFirst, count: nodeCount, end: 2 * chains.count),
      nodeChains: try indices(.nodeChains, count: 2 * chains.count, below: chains.count),
      components: try base(components, .components),
      componentTree: BoxLadder(boxes: try base(componentBoxes, .componentBoxes), items: components.count),
      cells: try base(cells, .cells), records: try base(records, .cellRecords),
      featureFirst: try offsets(.featureFirst, count: featureCount, end: try count(.featureChains)),
      featureChains: try indices(.featureChains, count: try count(.featureChains), below: 2 * chains.count),
      features: try base(features, .features))
    return (String(decoding: name, as: UTF8.self), view)
  }

  /// Every word names an owner or a whole record, and every run lies within its chain.
  private func checkCells(
    _ cells: UnsafeBufferPointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>,
    _ chains: UnsafeBufferPointer<PlanFormat.Chain>, _ featureCount: Int, _ cellShift: Int64
  ) throws(SegmentRefusal) {
    // Words of split cells stand behind those that name them, each once, so that every walk ends.
    var waiting: [(place: Int, depth: Int64)] = []
    var split = 0
    func check(_ word: UInt32, after: Int, depth: Int64) throws(SegmentRefusal) {
      guard word & PlanFormat.hasRecord != 0 else {
        guard Int(word) <= featureCount else { throw damaged(.cells) }
        return
      }
      let at = PlanFormat.place(word)
      guard at >= after, at < records.count else { throw damaged(.cellRecords) }
      if word & PlanFormat.isSplit != 0 {
        split += PlanFormat.splitWords
        guard depth >= PlanFormat.leastSplit, at + PlanFormat.splitWords <= records.count, split <= records.count else {
          throw damaged(.cellRecords)
        }
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

  private func checkRecord(
    _ at: Int, _ records: UnsafeBufferPointer<UInt32>, _ chains: UnsafeBufferPointer<PlanFormat.Chain>, _ featureCount: Int
  ) throws(SegmentRefusal) {
    let owners = Int(records[at] >> 20)
    let runs = Int(records[at] & 0xFFFFF)
    let end = at + 1 + owners + 2 * runs
    guard end <= records.count else { throw damaged(.cellRecords) }
    for k in 0..<owners where !(1...featureCount).contains(Int(records[at + 1 + k])) { throw damaged(.cellRecords) }
    var k = at + 1 + owners
    while k < end {
      let run = PlanFormat.Run(firstEdge: records[k], chainAndCount: records[k + 1])
      guard run.chain < chains.count else { throw damaged(.cellRecords) }
      let chain = chains[run.chain]
      guard run.firstEdge >= chain.first, run.edges.upperBound < Int(chain.first) + Int(chain.count) else {
        throw damaged(.cellRecords)
      }
      k += 2
    }
  }

  private func damaged(_ kind: PlanFormat.Kind) -> SegmentRefusal { reader.damaged(kind.chineseName) }

  private func row(_ kind: PlanFormat.Kind) throws(SegmentRefusal) -> PlanFormat.Section {
    guard let row = sections.first(where: { $0.kind == kind.rawValue }) else { throw damaged(kind) }
    return row
  }

  private func count(_ kind: PlanFormat.Kind) throws(SegmentRefusal) -> Int { Int(try row(kind).count) }

  private func section<T>(_ kind: PlanFormat.Kind) throws(SegmentRefusal) -> UnsafeBufferPointer<T> {
    let row = try row(kind)
    return try reader.elements(row.offset, row.count, row.stride, kind.chineseName)
  }

  private func base<T>(_ buffer: UnsafeBufferPointer<T>, _ kind: PlanFormat.Kind) throws(SegmentRefusal) -> UnsafePointer<T> {
    guard let base = buffer.baseAddress else { throw damaged(kind) }
    return base
  }

  /// `count` + 1 offsets that never fall and end at `end`.
  private func offsets(_ kind: PlanFormat.Kind, count: Int, end: Int) throws(SegmentRefusal) -> UnsafePointer<UInt32> {
    let values: UnsafeBufferPointer<UInt32> = try section(kind)
    guard values.count == count + 1, values[0] == 0, Int(values[count]) == end else { throw damaged(kind) }
    for i in 0..<count where values[i] > values[i + 1] { throw damaged(kind) }
    return try base(values, kind)
  }

  private func indices(_ kind: PlanFormat.Kind, count: Int, below limit: Int) throws(SegmentRefusal) -> UnsafePointer<UInt32> {
    let values: UnsafeBufferPointer<UInt32> = try section(kind)
    guard values.count == count, values.allSatisfy({ Int($0) < limit }) else { throw damaged(kind) }
    return try base(values, kind)
  }
}
