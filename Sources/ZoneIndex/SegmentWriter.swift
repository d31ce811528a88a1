internal import Geometry
internal import Glibc

/// Compiles layers into a segment file.
public enum SegmentWriter {
  /// Writes the layers of one edition under a temporary name, makes them durable and renames the file into place.
  ///
  /// The same layers give the same bytes. An existing file is replaced as a whole; those who have it open keep the
  /// old one.
  ///
  /// - Returns: the file's size in bytes.
  /// - Throws: `SegmentRefusal`.
  @discardableResult
  public static func write(_ layers: [LayerContent], to path: String) throws(SegmentRefusal) -> Int {
    var ids = Set<String>()
    for layer in layers where !ids.insert(layer.id).inserted { throw .duplicateLayer(layer: layer.id) }
    let temporary = path + ".\(getpid()).part"
    var file = try OutputFile(path: temporary)
    do {
      try file.append(header: SegmentFormat.Header())
      var table: [SegmentFormat.Layer] = []
      for layer in layers { table.append(try write(layer, &file)) }
      let tableSection = try file.append(table)
      let header = SegmentFormat.Header(
        layerCount: UInt32(table.count), tableOffset: tableSection.offset, fileBytes: UInt64(file.bytes))
      try file.finish(header: header)
    } catch {
      file.discard()
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw .cannotWrite(path: path, reason: reason)
    }
    return file.bytes
  }

  private static func write(_ layer: LayerContent, _ file: inout OutputFile) throws(SegmentRefusal)
    -> SegmentFormat.Layer
  {
    var box = GridBox.empty
    for feature in layer.features where feature.geometry.vertexCount > 0 { box.add(feature.geometry.box) }
    if box.isEmpty { box = GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
    guard box.maxX - box.minX < 4_000_000_000, box.maxY - box.minY < 4_000_000_000 else {
      throw .layerTooWide(layer: layer.id)
    }
    let origin = GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
    let total = layer.features.reduce(0) { $0 + $1.geometry.vertexCount }
    guard total < Int(UInt32.max) else { throw .layerTooLarge(layer: layer.id) }

    var strings: [UInt8] = []
    var stringOffsets: [UInt32] = [0]
    var firstPart: [UInt32] = []
    var firstRing: [UInt32] = []
    var firstVertex: [UInt32] = []
    var firstBox: [UInt32] = []
    var vertices: [GridVertex] = []
    var ringBoxes: [CompactBox] = []
    var featureBoxes: [CompactBox] = []
    vertices.reserveCapacity(total)

    func ring(_ points: [GridPoint], closed: Bool) {
      firstVertex.append(UInt32(vertices.count))
      firstBox.append(UInt32(ringBoxes.count))
      let start = vertices.count
      for p in points { vertices.append(GridVertex(x: Int32(p.x - origin.x), y: Int32(p.y - origin.y))) }
      let n = points.count
      BoxLadder.build(items: closed ? n : max(0, n - 1), into: &ringBoxes) { i in
        var box = CompactBox.empty
        box.add(vertices[start + i])
        box.add(vertices[start + (i + 1 == n ? 0 : i + 1)])
        return box
      }
    }

    for feature in layer.features {
      firstPart.append(UInt32(firstRing.count))
      let vertexStart = vertices.count
      switch (feature.geometry, layer.kind) {
      case (.polygons(let polygons), .polygon):
        for polygon in polygons {
          let polygon = polygon.normalised
          guard polygon.shell.count >= 3 else { continue }
          firstRing.append(UInt32(firstVertex.count))
          ring(polygon.shell, closed: true)
          for hole in polygon.holes where hole.count >= 3 { ring(hole, closed: true) }
        }
      case (.lines(let lines), .line):
        for line in lines where !line.isEmpty {
          firstRing.append(UInt32(firstVertex.count))
          ring(line, closed: false)
        }
      case (.points(let points), .point):
        for p in points {
          firstRing.append(UInt32(firstVertex.count))
          ring([p], closed: false)
        }
      default:
        throw .wrongKind(layer: layer.id, code: feature.code)
      }
      var compact = CompactBox.empty
      for v in vertices[vertexStart...] { compact.add(v) }
      featureBoxes.append(compact)
      strings.append(contentsOf: feature.code.utf8)
      stringOffsets.append(UInt32(strings.count))
      strings.append(contentsOf: feature.name.utf8)
      stringOffsets.append(UInt32(strings.count))
      AttributeBlock.append(feature.attributes, to: &strings)
      guard strings.count < Int(UInt32.max) else { throw .layerTooLarge(layer: layer.id) }
      stringOffsets.append(UInt32(strings.count))
    }
    let partCount = firstRing.count
    let ringCount = firstVertex.count
    firstPart.append(UInt32(partCount))
    firstRing.append(UInt32(ringCount))
    firstVertex.append(UInt32(vertices.count))
    firstBox.append(UInt32(ringBoxes.count))

    var frame = CompactBox.empty
    for b in featureBoxes where b.minX <= b.maxX { frame.add(b) }
    // A feature without a place stands last, in a box that meets nothing.
    let keys = featureBoxes.map { $0.minX > $0.maxX ? UInt32.max : HilbertOrder.key(of: $0, in: frame) }
    let order = featureBoxes.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let ordered = order.map { featureBoxes[$0] }
    var treeBoxes: [CompactBox] = []
    BoxLadder.build(items: ordered.count, into: &treeBoxes) { ordered[$0] }

    var record = SegmentFormat.Layer()
    record.kind = layer.kind == .polygon ? 0 : layer.kind == .line ? 1 : 2
    record.featureCount = UInt64(layer.features.count)
    record.partCount = UInt64(partCount)
    record.ringCount = UInt64(ringCount)
    record.originX = origin.x
    record.originY = origin.y
    record.id = try file.append(Array(layer.id.utf8))
    record.stringOffsets = try file.append(stringOffsets)
    record.strings = try file.append(strings)
    record.firstPart = try file.append(firstPart)
    record.firstRing = try file.append(firstRing)
    record.firstVertex = try file.append(firstVertex)
    record.firstBox = try file.append(firstBox)
    record.vertices = try file.append(vertices)
    record.ringBoxes = try file.append(ringBoxes)
    record.order = try file.append(order.map { UInt32($0) })
    record.featureBoxes = try file.append(ordered)
    record.treeBoxes = try file.append(treeBoxes)
    return record
  }
}

/// A file written from beginning to end, its header last.
private struct OutputFile {
  let path: String
  private let descriptor: Int32
  private(set) var bytes = 0

  init(path: String) throws(SegmentRefusal) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
  }

  mutating func append(header: SegmentFormat.Header) throws(SegmentRefusal) {
    _ = try append([header])
  }

  /// Writes the elements at the next multiple of eight bytes.
  mutating func append<T>(_ elements: [T]) throws(SegmentRefusal) -> SegmentFormat.Section {
    let section = SegmentFormat.Section(offset: UInt64(bytes), count: UInt64(elements.count))
    let length = elements.count * MemoryLayout<T>.stride
    var failure: SegmentRefusal?
    elements.withUnsafeBytes { buffer in
      do {
        try put(UnsafeRawBufferPointer(rebasing: buffer.prefix(length)))
        let padding = (8 - length % 8) % 8
        try withUnsafeBytes(of: UInt64(0)) { (zeros) throws(SegmentRefusal) in
          try put(UnsafeRawBufferPointer(rebasing: zeros.prefix(padding)))
        }
        bytes += length + padding
      } catch let refusal as SegmentRefusal {
        failure = refusal
      } catch {
        failure = .cannotWrite(path: path, reason: "\(error)")
      }
    }
    if let failure { throw failure }
    return section
  }

  private func put(_ buffer: UnsafeRawBufferPointer) throws(SegmentRefusal) {
    var rest = buffer
    while let base = rest.baseAddress, rest.count > 0 {
      let n = Glibc.write(descriptor, base, rest.count)
      if n < 0 && errno == EINTR { continue }
      guard n > 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(n))
    }
  }

  mutating func finish(header: SegmentFormat.Header) throws(SegmentRefusal) {
    var header = header
    let n = pwrite(descriptor, &header, MemoryLayout<SegmentFormat.Header>.size, 0)
    guard n == MemoryLayout<SegmentFormat.Header>.size, fsync(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
  }

  func discard() {
    close(descriptor)
    unlink(path)
  }
}
