internal import ZoneIndex

/// Finds the sections of a pyramid and checks what tiles rely on.
struct PyramidReader {
  let path: String
  let bytes: UnsafeRawBufferPointer

  func read() throws(TileRefusal) -> PyramidView {
    guard bytes.count >= PyramidFormat.headerBytes else { throw .notAPyramid(path: path) }
    let header = bytes.load(as: PyramidFormat.Header.self)
    guard header.magic == PyramidFormat.magic else { throw .notAPyramid(path: path) }
    guard header.byteOrder == PyramidFormat.byteOrder else { throw .foreignByteOrder(path: path) }
    guard header.version == PyramidFormat.version else { throw .wrongVersion(path: path, found: header.version) }
    guard header.fileBytes == UInt64(bytes.count), header.set <= 1, header.kind <= 2 else { throw damaged("文件长度") }
    let table: UnsafeBufferPointer<PyramidFormat.Section> = try elements(
      header.tableOffset, UInt64(header.sectionCount), UInt64(MemoryLayout<PyramidFormat.Section>.stride), "目录")
    guard SectionChecksum.of(UnsafeRawBufferPointer(table)) == header.tableChecksum else { throw damaged("目录") }
    let sections = PyramidSections(reader: self, table: table)
    try sections.check()

    let count = Int(header.featureCount)
    let features: UnsafeBufferPointer<PyramidFormat.Feature> = try sections.elements(.features)
    guard features.count == count else { throw damaged("要素") }
    let keys: UnsafeBufferPointer<UInt8> = try sections.elements(.keys)
    let keyOffsets: UnsafeBufferPointer<UInt32> = try sections.offsets(.keyOffsets, end: keys.count)
    let values: UnsafeBufferPointer<UInt8> = try sections.elements(.values)
    let valueOffsets: UnsafeBufferPointer<UInt32> = try sections.offsets(.valueOffsets, end: values.count)
    let tags: UnsafeBufferPointer<UInt32> = try sections.elements(.tags)
    guard keyOffsets.count >= 3, tags.count == count * (keyOffsets.count - 1), tags.allSatisfy({ Int($0) < valueOffsets.count })
    else { throw damaged("属性") }
    var levels: [PyramidView.Level] = []
    for zoom in 0...TileAddress.finestZoom { levels.append(try level(zoom, sections, count)) }
    let raw = UnsafeRawBufferPointer(keys)
    return PyramidView(
      set: header.set == 0 ? .webMercator : .degrees, kind: header.kind == 0 ? .polygon : header.kind == 1 ? .line : .point,
      features: features,
      keyTexts: (0..<(keyOffsets.count - 1)).map { String(decoding: raw[Int(keyOffsets[$0])..<Int(keyOffsets[$0 + 1])], as: UTF8.self) },
      keys: raw, keyOffsets: keyOffsets, values: UnsafeRawBufferPointer(values), valueOffsets: valueOffsets, tags: tags, levels: levels)
  }

  private func level(_ zoom: Int, _ sections: PyramidSections, _ features: Int) throws(TileRefusal) -> PyramidView.Level {
    let steps: UnsafeBufferPointer<UInt8> = try sections.elements(.steps, zoom: zoom)
    let blocks: UnsafeBufferPointer<PyramidFormat.Block> = try sections.elements(.blocks, zoom: zoom)
    let rings: UnsafeBufferPointer<PyramidFormat.Ring> = try sections.elements(.rings, zoom: zoom)
    guard let end = rings.last, Int(end.stepsAt) == steps.count, Int(end.blocksAt) == blocks.count else { throw damaged("环") }
    let first: UnsafeBufferPointer<UInt32> = try sections.offsets(.ringFirst, end: rings.count - 1, zoom: zoom)
    guard first.count == features + 1 else { throw damaged("环") }
    for r in 0..<(rings.count - 1) {
      let (ring, next) = (rings[r], rings[r + 1])
      let expected = Int(ring.count) > PyramidFormat.blockVertices ? (Int(ring.count) - 1) / PyramidFormat.blockVertices + 1 : 0
      guard ring.stepsAt <= next.stepsAt, ring.blocksAt <= next.blocksAt, PyramidFormat.Role(rawValue: ring.role) != nil, ring.count > 0,
        Int(next.blocksAt - ring.blocksAt) == expected
      else { throw damaged("环") }
      for b in Int(ring.blocksAt)..<Int(next.blocksAt) {
        guard blocks[b].stepsAt >= ring.stepsAt, blocks[b].stepsAt <= next.stepsAt else { throw damaged("顶点") }
      }
    }
    return PyramidView.Level(ringFirst: first, rings: rings, blocks: blocks, steps: UnsafeRawBufferPointer(steps))
  }

  func damaged(_ part: String) -> TileRefusal { .damaged(path: path, part: part) }

  func elements<T>(_ offset: UInt64, _ count: UInt64, _ stride: UInt64, _ name: String) throws(TileRefusal) -> UnsafeBufferPointer<T> {
    let size = UInt64(bytes.count)
    let (length, overflow) = count.multipliedReportingOverflow(by: stride)
    guard stride == UInt64(MemoryLayout<T>.stride), !overflow, offset % UInt64(PyramidFormat.alignment) == 0, offset <= size,
      length <= size - offset, let base = bytes.baseAddress
    else { throw damaged(name) }
    return UnsafeBufferPointer(start: (base + Int(offset)).assumingMemoryBound(to: T.self), count: Int(count))
  }
}

/// The section table of a pyramid, asked by kind and zoom.
struct PyramidSections {
  let reader: PyramidReader
  let table: UnsafeBufferPointer<PyramidFormat.Section>

  func check() throws(TileRefusal) {
    for section in table {
      guard let kind = PyramidFormat.Kind(rawValue: section.kind) else { throw reader.damaged("目录") }
      let (length, overflow) = section.count.multipliedReportingOverflow(by: section.stride)
      guard !overflow else { throw reader.damaged(kind.chineseName) }
      let bytes: UnsafeBufferPointer<UInt8> = try reader.elements(section.offset, length, 1, kind.chineseName)
      guard SectionChecksum.of(UnsafeRawBufferPointer(bytes)) == section.checksum else { throw reader.damaged(kind.chineseName) }
    }
  }

  func elements<T>(_ kind: PyramidFormat.Kind, zoom: Int = 0) throws(TileRefusal) -> UnsafeBufferPointer<T> {
    guard let section = table.first(where: { $0.kind == kind.rawValue && Int($0.zoom) == zoom }) else {
      throw reader.damaged(kind.chineseName)
    }
    return try reader.elements(section.offset, section.count, section.stride, kind.chineseName)
  }

  /// Offsets that rise from 0 to `end`.
  func offsets(_ kind: PyramidFormat.Kind, end: Int, zoom: Int = 0) throws(TileRefusal) -> UnsafeBufferPointer<UInt32> {
    let all: UnsafeBufferPointer<UInt32> = try elements(kind, zoom: zoom)
    guard let first = all.first, first == 0, let last = all.last, Int(last) == end, zip(all, all.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw reader.damaged(kind.chineseName) }
    return all
  }
}
