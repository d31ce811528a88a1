internal import Glibc

/// A plan file in memory: mapped when made, unmapped with the last reference; never rewritten while it stands.
final class PlanMapping: @unchecked Sendable {
  // Sendable: the mapping is read-only and private, set in init and unmapped in deinit.
  let path: String
  let bytes: UnsafeRawBufferPointer

  /// - Throws: `SegmentRefusal.cannotOpen`, or `.notAPlan` for a file without room for a header.
  init(_ path: String) throws(SegmentRefusal) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    guard status.st_size >= PlanFormat.headerBytes else { throw .notAPlan(path: path) }
    guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Holds every section against its checksum; what was read for that alone does not stay in the process's memory.
  ///
  /// - Throws: `SegmentRefusal.damaged` with the first part that is not as it was written.
  func verify() throws(SegmentRefusal) {
    // Pages that questions need come back from the system's cache.
    defer { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED) }
    try PlanSections(self).verify()
  }
}
