internal import Glibc

/// A file of sections, written from beginning to end under a temporary name; its header comes last.
final class PlanFileWriter {
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
