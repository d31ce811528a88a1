import Foundation
import Sealing
import Store
import Synchronization
import ZoneIndex

/// The compiled plans beside the segments of a data folder: one a digest of layers, made from the segment, never rewritten.
///
/// What is missing, damaged, truncated, of another version or of another content is compiled again.
struct PlanFiles: Sendable {
  let folder: DataFolder

  /// Opens the plans of segments on all cores; compiles first what cannot be used.
  ///
  /// A folder that cannot be written to gets plans of this process alone.
  func open(_ segments: [Digest: ZoneSegment]) throws -> [Digest: CompiledPlan] {
    let wanted = Array(segments)
    let opened = Mutex<[Digest: CompiledPlan]>([:])
    try onAllCores(wanted.count) { k in
      let plan = try open(wanted[k].key, wanted[k].value)
      opened.withLock { $0[wanted[k].key] = plan }
    }
    return opened.withLock { $0 }
  }

  private func open(_ digest: Digest, _ segment: ZoneSegment) throws -> CompiledPlan {
    let path = folder.file(digest, "plan")
    if let sound = standing(path, digest, segment) { return sound }
    do {
      try compile(segment, digest, to: path)
      return try CompiledPlan(opening: path, of: Self.source(digest))
    } catch {
      guard case .cannotWrite = error else { throw error }
      let passing = NSTemporaryDirectory() + "/fenqu-\(UUID().uuidString).plan"
      defer { unlink(passing) }
      try compile(segment, digest, to: passing)
      return try CompiledPlan(opening: passing, of: Self.source(digest))
    }
  }

  /// Compiles the plans that cannot be used as they stand, on all cores.
  ///
  /// - Throws: `SegmentRefusal` of the first layer that has no plan.
  func complete(_ digests: [Digest]) throws {
    let wanted = Array(Set(digests))
    try onAllCores(wanted.count) { k in
      let path = folder.file(wanted[k], "plan")
      let segment = try ZoneSegment(opening: folder.file(wanted[k], "segment"))
      guard standing(path, wanted[k], segment) == nil else { return }
      try compile(segment, wanted[k], to: path)
    }
  }

  /// Does pieces of work side by side; throws what the first refusal was.
  private func onAllCores(_ count: Int, _ work: @Sendable (Int) throws -> Void) throws {
    let refusal = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { k in
      do { try work(k) } catch { refusal.withLock { $0 = $0 ?? error } }
    }
    if let refusal = refusal.withLock({ $0 }) { throw refusal }
  }

  /// The plan that stands, nil where it is to be compiled again.
  private func standing(_ path: String, _ digest: Digest, _ segment: ZoneSegment) -> CompiledPlan? {
    do {
      let plan = try CompiledPlan(opening: path, of: Self.source(digest))
      return plan.layerIDs == segment.layers.map(\.id) ? plan : nil
    } catch { return nil }
  }

  private func compile(_ segment: ZoneSegment, _ digest: Digest, to path: String) throws(SegmentRefusal) {
    try PlanCompiler.write(segment.layers.indices.map { segment.content(layer: $0) }, of: Self.source(digest), to: path)
  }

  private static func source(_ digest: Digest) -> PlanSource { PlanSource(hex: digest.hex) ?? .unnamed }
}
