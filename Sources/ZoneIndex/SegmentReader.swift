internal import Geometry

/// Finds the layers in a mapping and checks every bound that queries rely on.
struct SegmentReader {
  let path: String
  let mapping: UnsafeRawBufferPointer

  mutating func layers() throws(SegmentRefusal) -> [(SegmentLayer, LayerView)] {
    let header = mapping.load(as: SegmentFormat.Header.self)
    guard header.magic == SegmentFormat.magic else { throw .notASegment(path: path) }
    guard header.version == SegmentFormat.version else { throw .wrongVersion(path: path, found: header.version) }
    guard header.fileBytes == UInt64(mapping.count) else { throw damaged("文件长度") }
    let table: UnsafeBufferPointer<SegmentFormat.Layer> = try section(
      SegmentFormat.Section(offset: header.tableOffset, count: UInt64(header.layerCount)), "图层表")
    var result: [(SegmentLayer, LayerView)] = []
    for record in table { result.append(try layer(record)) }
    return result
  }

  private func damaged(_ part: String) -> SegmentRefusal { .damaged(path: path, part: part) }

  private func section<T>(_ section: SegmentFormat.Section, _ name: String) throws(SegmentRefusal)
    -> UnsafeBufferPointer<T>
  {
    let stride = UInt64(MemoryLayout<T>.stride)
    let (length, overflow) = section.count.multipliedReportingOverflow(by: stride)
    let size = UInt64(mapping.count)
    guard !overflow, section.offset % 8 == 0, section.offset <= size, length <= size - section.offset,
      let base = mapping.baseAddress
    else { throw damaged(name) }
    return UnsafeBufferPointer(
      start: (base + Int(section.offset)).assumingMemoryBound(to: T.self), count: Int(section.count))
  }

  /// A section of `count` + 1 offsets that never fall and end at `end`.
  private func offsets(_ section: SegmentFormat.Section, count: Int, end: Int, _ name: String) throws(SegmentRefusal)
    -> UnsafePointer<UInt32>
  {
    let values: UnsafeBufferPointer<UInt32> = try self.section(section, name)
    guard values.count == count + 1, let base = values.baseAddress, values[0] == 0, Int(values[count]) == end else {
      throw damaged(name)
    }
    var last: UInt32 = 0
    for value in values {
      guard value >= last else { throw damaged(name) }
      last = value
    }
    return base
  }

  private func layer(_ record: SegmentFormat.Layer) throws(SegmentRefusal) -> (SegmentLayer, LayerView) {
    let idBytes: UnsafeBufferPointer<UInt8> = try section(record.id, "图层名")
    let id = String(decoding: idBytes, as: UTF8.self)
    guard record.featureCount < UInt64(UInt32.max), record.partCount < UInt64(UInt32.max),
      record.ringCount < UInt64(UInt32.max), record.kind <= 2,
      abs(record.originX) < 40_000_000_000, abs(record.originY) < 20_000_000_000
    else { throw damaged(id) }
    let kind: GeometryKind = record.kind == 0 ? .polygon : record.kind == 1 ? .line : .point
    let features = Int(record.featureCount)
    let parts = Int(record.partCount)
    let rings = Int(record.ringCount)
    let strings: UnsafeBufferPointer<UInt8> = try section(record.strings, id)
    let vertices: UnsafeBufferPointer<GridVertex> = try section(record.vertices, id)
    let ringBoxes: UnsafeBufferPointer<CompactBox> = try section(record.ringBoxes, id)
    let featureBoxes: UnsafeBufferPointer<CompactBox> = try section(record.featureBoxes, id)
    let treeBoxes: UnsafeBufferPointer<CompactBox> = try section(record.treeBoxes, id)
    let order: UnsafeBufferPointer<UInt32> = try section(record.order, id)
    guard featureBoxes.count == features, order.count == features,
      treeBoxes.count == BoxLadder.boxCount(items: features), order.allSatisfy({ Int($0) < features }),
      let vertexBase = vertices.baseAddress, let stringBase = strings.baseAddress, let ringBase = ringBoxes.baseAddress,
      let boxBase = featureBoxes.baseAddress, let treeBase = treeBoxes.baseAddress, let orderBase = order.baseAddress
    else { throw damaged(id) }
    let firstVertex = try offsets(record.firstVertex, count: rings, end: vertices.count, id)
    let firstBox = try offsets(record.firstBox, count: rings, end: ringBoxes.count, id)
    for r in 0..<rings {
      let n = Int(firstVertex[r + 1] - firstVertex[r])
      let items = kind == .polygon ? n : max(0, n - 1)
      guard n >= (kind == .polygon ? 3 : 1), Int(firstBox[r + 1] - firstBox[r]) == BoxLadder.boxCount(items: items)
      else { throw damaged(id) }
    }
    let firstRing = try offsets(record.firstRing, count: parts, end: rings, id)
    for p in 0..<parts where firstRing[p] == firstRing[p + 1] { throw damaged(id) }
    let view = LayerView(
      kind: kind, featureCount: features, origin: GridPoint(x: record.originX, y: record.originY),
      stringOffsets: try offsets(record.stringOffsets, count: 3 * features, end: strings.count, id),
      strings: UnsafeRawPointer(stringBase), firstPart: try offsets(record.firstPart, count: features, end: parts, id),
      firstRing: firstRing, firstVertex: firstVertex, firstBox: firstBox, vertices: vertexBase, ringBoxes: ringBase,
      order: orderBase, featureBoxes: boxBase, tree: BoxLadder(boxes: treeBase, items: features))
    var box = GridBox.empty
    if vertices.count > 0 { box = view.tree.whole.onGlobe(from: view.origin) }
    return (SegmentLayer(id: id, kind: kind, featureCount: features, vertexCount: vertices.count, box: box), view)
  }
}
