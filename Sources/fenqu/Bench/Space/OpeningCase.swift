import Dispatch
import ExactJSON
import Foundation
import Synchronization
import ZoneIndex

/// How long a compiled province takes to open, as a data folder opens it: parts on all cores, the directory from its file, every
/// index checked; from disk and from memory.
struct OpeningCase {
  /// The files of the plan, copied: those of a plan that is mapped cannot be put out of memory.
  private let paths: [String]
  private let directory: String

  /// nil where the plan has no files of its own, since the data folder cannot be written to.
  init?(_ ground: SpaceGround) throws {
    guard ground.plan.paths.allSatisfy(FileManager.default.fileExists) else { return nil }
    let folder = ground.folder.appendingPathComponent("opening")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var copies: [String] = []
    for (k, path) in ground.plan.paths.enumerated() {
      let copy = folder.appendingPathComponent("\(k).plan").path
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      copies.append(copy)
    }
    paths = copies
    directory = folder.appendingPathComponent("all.directory").path
  }

  func rows(_ report: (String) -> Void) throws -> [SpaceRow] {
    report("open  打开全省方案")
    var cold: [Double] = []
    var warm: [Double] = []
    var left = 0.0
    // Made once; a publication does that.
    _ = try milliseconds()
    for _ in 0..<SpaceBenchmark.rounds {
      PageCache.evict(paths + [directory])
      left = max(left, PageCache.share(paths + [directory]))
      cold.append(try milliseconds())
      for _ in 0..<3 { warm.append(try milliseconds()) }
    }
    let bytes = try paths.reduce(0) { try $0 + CompiledPlan(opening: $1).byteCount }
    var identity = SpaceChecksum()
    for path in paths { identity.add(Int64(bitPattern: try CompiledPlan(opening: path).identity)) }
    return [("cold", "文件不在内存", cold), ("warm", "文件已在内存", warm)].map { form, what, times in
      SpaceRow(
        task: "open", form: form, what: "打开全省方案，核对全部索引，\(what)", rate: 1000 / SpaceBenchmark.median(times), unit: "openings/s",
        milliseconds: times, aimRate: 10, agreement: form == "cold" ? "打开前文件留在内存的比例 \(SpaceRow.short(left))。" : nil,
        checksum: identity.text, spread: SpaceBenchmark.spread(times),
        more: [
          JSONMember(key: "files", value: .int(paths.count)), JSONMember(key: "megabytes", value: .int(bytes / 1_000_000)),
        ])
    }
  }

  private func milliseconds() throws -> Double {
    let begun = DispatchTime.now().uptimeNanoseconds
    let opened = Mutex<[Int: Result<CompiledPlan, SegmentRefusal>]>([:])
    DispatchQueue.concurrentPerform(iterations: paths.count) { k in
      let result = Result { () throws(SegmentRefusal) in try CompiledPlan(opening: paths[k]) }
      opened.withLock { $0[k] = result }
    }
    let plans = try opened.withLock { o in try paths.indices.compactMap { try o[$0]?.get() } }
    let plan = try WholePlan(plans, directoryAt: directory)
    let took = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6
    withExtendedLifetime(plan) {}
    return took
  }
}
