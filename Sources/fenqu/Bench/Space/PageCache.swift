import Glibc

/// What the system keeps of files in memory: put out of it, so that a first opening can be measured, and told.
enum PageCache {
  /// Asks the system to forget files that no process maps. What is not yet written is written first.
  static func evict(_ paths: [String]) {
    for path in paths {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      fdatasync(file)
      posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
      close(file)
    }
  }

  /// The share of the files' pages that are in memory, 0 to 1.
  static func share(_ paths: [String]) -> Double {
    var pages = 0
    var held = 0
    for path in paths {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_size > 0 else { continue }
      let size = Int(status.st_size)
      guard let mapping = mmap(nil, size, PROT_READ, MAP_SHARED, file, 0), mapping != MAP_FAILED else { continue }
      defer { munmap(mapping, size) }
      let count = (size + 4095) / 4096
      let flags = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = mincore(mapping, size, buffer.baseAddress) == 0 ? count : 0
      }
      pages += count
      held += flags.count { $0 & 1 == 1 }
    }
    return pages == 0 ? 0 : Double(held) / Double(pages)
  }
}
