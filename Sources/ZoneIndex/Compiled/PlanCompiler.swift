internal import Glibc

/// Compiles layers into a plan file.
public enum PlanCompiler {
  /// Writes the layers of one edition under a temporary name, makes them durable and renames the file into place.
  ///
  /// The same layers give the same bytes. A file that stands there is replaced as a whole; those who have it open keep
  /// the old one. Polygons that cross themselves are taken by the even–odd rule, overlapping parts of one feature are
  /// united; features may overlap each other or leave gaps.
  ///
  /// - Parameter source: the digest under which the layers are kept; `CompiledPlan.init(opening:of:)` asks for it again.
  /// - Returns: the file's size in bytes.
  /// - Throws: `SegmentRefusal`.
  @discardableResult
  public static func write(_ layers: [LayerContent], of source: PlanSource = .unnamed, to path: String) throws(SegmentRefusal) -> Int {
    var ids = Set<String>()
    for layer in layers where !ids.insert(layer.id).inserted { throw .duplicateLayer(layer: layer.id) }
    let file = try PlanFileWriter(replacing: path)
    for (n, layer) in layers.enumerated() { try write(CompiledLayer(layer), number: UInt32(n), file) }
    return try file.finish(layers: UInt32(layers.count), of: source)
  }

  private static func write(_ layer: CompiledLayer, number: UInt32, _ file: PlanFileWriter) throws(SegmentRefusal) {
    try file.append([layer.frame], .frame, number)
    try file.append(layer.name, .name, number)
    try file.append(layer.stringOffsets, .stringOffsets, number)
    try file.append(layer.strings, .strings, number)
    try file.append(layer.borders.vertices, .vertices, number)
    try file.append(layer.sums, .sums, number)
    try file.append(layer.chains, .chains, number)
    try file.append(layer.nodeFirst, .nodeFirst, number)
    try file.append(layer.nodeChains, .nodeChains, number)
    try file.append(layer.components, .components, number)
    try file.append(layer.componentBoxes, .componentBoxes, number)
    try file.append(layer.cells.words, .cells, number)
    try file.append(layer.cells.records, .cellRecords, number)
    try file.append(layer.featureFirst, .featureFirst, number)
    try file.append(layer.featureChains, .featureChains, number)
    try file.append(layer.features, .features, number)
  }
}

/// A file of sections, written from beginning to end under a temporary name; its header comes last.
private final class PlanFileWriter {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var bytes = 0
  private var table: [PlanFormat.Section] = []

  init(replacing path: String) throws(SegmentRefusal) {
    self.path = path
    temporary = path + ".\(getpid()).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: temporary, reason: String(cString: strerror(errno))) }
    try withUnsafeBytes(of: PlanFormat.Header()) { (header) throws(SegmentRefusal) in try put(header) }
  }

  /// What was not finished is taken away.
  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporary)
  }

  func append<T>(_ elements: [T], _ kind: PlanFormat.Kind, _ layer: UInt32) throws(SegmentRefusal) {
    let section = PlanFormat.Section(
      layer: layer, kind: kind.rawValue, offset: UInt64(bytes), count: UInt64(elements.count),
      stride: UInt64(MemoryLayout<T>.stride), checksum: try write(elements))
    table.append(section)
  }

  func finish(layers: UInt32, of source: PlanSource) throws(SegmentRefusal) -> Int {
    var header = PlanFormat.Header()
    header.source = source
    header.layerCount = layers
    header.sectionCount = UInt32(table.count)
    header.tableOffset = UInt64(bytes)
    header.tableChecksum = try write(table)
    header.fileBytes = UInt64(bytes)
    let size = MemoryLayout<PlanFormat.Header>.size
    guard pwrite(descriptor, &header, size, 0) == size, fsync(descriptor) == 0 else { throw refusal(path) }
    close(descriptor)
    descriptor = -1
    guard rename(temporary, path) == 0 else {
      let refusal = refusal(path)
      unlink(temporary)
      throw refusal
    }
    return bytes
  }

  /// Writes the elements and what fills up to the next section; gives their checksum.
  private func write<T>(_ elements: [T]) throws(SegmentRefusal) -> UInt64 {
    let length = elements.count * MemoryLayout<T>.stride
    let result: Result<UInt64, SegmentRefusal> = elements.withUnsafeBytes { buffer in
      let own = UnsafeRawBufferPointer(rebasing: buffer.prefix(length))
      do throws(SegmentRefusal) {
        try put(own)
        return .success(SectionChecksum.of(own))
      } catch {
        return .failure(error)
      }
    }
    let checksum = try result.get()
    let padding = (PlanFormat.alignment - bytes % PlanFormat.alignment) % PlanFormat.alignment
    try withUnsafeBytes(of: [64 of UInt8](repeating: 0)) { (zeros) throws(SegmentRefusal) in
      try put(UnsafeRawBufferPointer(rebasing: zeros.prefix(padding)))
    }
    return checksum
  }

  private func put(_ buffer: UnsafeRawBufferPointer) throws(SegmentRefusal) {
    var rest = buffer
    while let base = rest.baseAddress, rest.count > 0 {
      let n = Glibc.write(descriptor, base, rest.count)
      if n < 0 && errno == EINTR { continue }
      guard n > 0 else { throw refusal(temporary) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(n))
    }
    bytes += buffer.count
  }

  private func refusal(_ path: String) -> SegmentRefusal { .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
}
