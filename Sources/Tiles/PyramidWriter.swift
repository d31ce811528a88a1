internal import ZoneIndex

/// Puts the sections of a pyramid's file together.
struct PyramidWriter {
  private var header: PyramidFormat.Header
  private var bytes = [UInt8](repeating: 0, count: PyramidFormat.headerBytes)
  private var sections: [PyramidFormat.Section] = []

  init(set: TileMatrixSet, kind: GeometryKind, featureCount: Int) {
    header = PyramidFormat.Header()
    header.set = set == .webMercator ? 0 : 1
    header.kind = kind == .polygon ? 0 : kind == .line ? 1 : 2
    header.featureCount = UInt32(featureCount)
  }

  mutating func add<T>(_ elements: [T], _ kind: PyramidFormat.Kind, zoom: Int = 0) {
    align()
    let offset = bytes.count
    elements.withUnsafeBytes { raw in
      bytes.append(contentsOf: raw)
      sections.append(
        PyramidFormat.Section(
          kind: kind.rawValue, zoom: UInt32(zoom), offset: UInt64(offset), count: UInt64(elements.count),
          stride: UInt64(MemoryLayout<T>.stride), checksum: SectionChecksum.of(raw)))
    }
  }

  /// Texts one after another, and where each begins.
  mutating func add(texts: [[UInt8]], _ offsets: PyramidFormat.Kind, _ all: PyramidFormat.Kind) {
    var at: [UInt32] = [0]
    for text in texts { at.append(at[at.count - 1] + UInt32(text.count)) }
    add(at, offsets)
    add(texts.flatMap { $0 }, all)
  }

  private mutating func align() {
    let over = bytes.count % PyramidFormat.alignment
    if over > 0 { bytes.append(contentsOf: repeatElement(0, count: PyramidFormat.alignment - over)) }
  }

  consuming func finish() -> [UInt8] {
    align()
    header.tableOffset = UInt64(bytes.count)
    header.sectionCount = UInt32(sections.count)
    sections.withUnsafeBytes { raw in
      bytes.append(contentsOf: raw)
      header.tableChecksum = SectionChecksum.of(raw)
    }
    header.fileBytes = UInt64(bytes.count)
    withUnsafeBytes(of: header) { raw in for (i, byte) in raw.enumerated() { bytes[i] = byte } }
    return bytes
  }
}

/// The rings of one zoom on their way into the file.
struct RingSections {
  private var first: [UInt32] = [0]
  private var rings: [PyramidFormat.Ring] = []
  private var blocks: [PyramidFormat.Block] = []
  private var steps: [UInt8] = []

  mutating func add(_ polygons: [TilePolygon]) {
    for polygon in polygons {
      add(polygon.shell, .shell)
      for hole in polygon.holes { add(hole, .hole) }
    }
    first.append(UInt32(rings.count))
  }

  mutating func add(lines: [[TilePoint]]) {
    for line in lines { add(line, .line) }
    first.append(UInt32(rings.count))
  }

  mutating func add(points: [TilePoint]) {
    for point in points { add([point], .point) }
    first.append(UInt32(rings.count))
  }

  private mutating func add(_ ring: [TilePoint], _ role: PyramidFormat.Role) {
    guard let start = ring.first, let end = ring.last else { return }
    var record = PyramidFormat.Ring(
      first: start, last: end, box: .empty, count: UInt32(ring.count), role: role.rawValue,
      stepsAt: UInt32(truncatingIfNeeded: steps.count),
      blocksAt: UInt32(blocks.count))
    let isLong = ring.count > PyramidFormat.blockVertices
    for (i, p) in ring.enumerated() {
      if i > 0 { Varint.step(from: ring[i - 1], to: p, &steps) }
      record.box.add(p)
      guard isLong else { continue }
      if i % PyramidFormat.blockVertices == 0 {
        if i > 0 { blocks[blocks.count - 1].box.add(p) }
        blocks.append(PyramidFormat.Block(first: p, box: .empty, stepsAt: UInt32(truncatingIfNeeded: steps.count)))
      }
      blocks[blocks.count - 1].box.add(p)
    }
    if isLong, role != .line { blocks[blocks.count - 1].box.add(start) }
    rings.append(record)
  }

  func write(to file: inout PyramidWriter, zoom: Int, layer: String) throws(TileRefusal) {
    guard steps.count < Int(UInt32.max), blocks.count < Int(UInt32.max) else { throw .tooLarge(layer: layer) }
    let origin = TilePoint(x: 0, y: 0)
    let end = PyramidFormat.Ring(
      first: origin, last: origin, box: .empty, count: 0, role: 0, stepsAt: UInt32(steps.count), blocksAt: UInt32(blocks.count))
    file.add(first, .ringFirst, zoom: zoom)
    file.add(rings + [end], .rings, zoom: zoom)
    file.add(blocks, .blocks, zoom: zoom)
    file.add(steps, .steps, zoom: zoom)
  }
}
