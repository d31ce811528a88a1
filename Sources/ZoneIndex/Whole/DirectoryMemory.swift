internal import Glibc

/// Holds the arrays of a directory: made in memory, or mapped from its file; freed with the plan.
final class DirectoryMemory: @unchecked Sendable {
  // Sendable: written in init only, read-only afterwards, freed in deinit.
  let directory: PlanDirectory
  private let pieces: [UnsafeMutableRawPointer]
  private let file: PlanMapping?

  init(_ made: DirectoryArrays) {
    var pieces: [UnsafeMutableRawPointer] = []
    func keep<T: BitwiseCopyable>(_ array: [T]) -> UnsafePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, array.count))
      memory.initialize(from: array, count: array.count)
      pieces.append(UnsafeMutableRawPointer(memory))
      return UnsafePointer(memory)
    }
    directory = PlanDirectory(
      made.frame, features: keep(made.features), top: keep(made.top), blocks: keep(made.blocks), lists: keep(made.lists),
      islandFirst: keep(made.islandFirst), islands: keep(made.islands))
    self.pieces = pieces
    file = nil
  }

  /// - Parameter directory: read from the file and checked.
  init(_ directory: PlanDirectory, in file: PlanMapping) {
    self.directory = directory
    self.file = file
    pieces = []
  }

  deinit { for piece in pieces { piece.deallocate() } }

  /// - Throws: `SegmentRefusal.damaged` where a section is not as it was written.
  func verify() throws(SegmentRefusal) { try file?.verify() }
}
