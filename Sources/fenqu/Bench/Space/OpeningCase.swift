import Dispatch
import ExactJSON
import Foundation
import ZoneIndex

/// How long a compiled province takes to open, every byte checked: from disk and from memory.
struct OpeningCase {
  /// The files of the plan, copied: those of a plan that is mapped cannot be put out of memory.
  private let paths: [String]

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
  }

  func rows(_ report: (String) -> Void) throws -> [SpaceRow] {
    report("open  打开全省方案")
    var cold: [Double] = []
    var warm: [Double] = []
    var left = 0.0
    for _ in 0..<SpaceBenchmark.rounds {
      PageCache.evict(paths)
      left = max(left, PageCache.share(paths))
      cold.append(try milliseconds())
      for _ in 0..<3 { warm.append(try milliseconds()) }
    }
    let bytes = try paths.reduce(0) { try $0 + CompiledPlan(opening: $1).byteCount }
    var identity = SpaceChecksum()
    for path in paths { identity.add(Int64(bitPattern: try CompiledPlan(opening: path).identity)) }
    return [("cold", "文件不在内存", cold), ("warm", "文件已在内存", warm)].map { form, what, times in
      SpaceRow(
        task: "open", form: form, what: "打开全省方案，逐字节校验，\(what)", rate: 1000 / SpaceBenchmark.median(times), unit: "openings/s",
        milliseconds: times, aimRate: 10, agreement: form == "cold" ? "打开前文件留在内存的比例 \(SpaceRow.short(left))。" : nil,
        checksum: identity.text, spread: SpaceBenchmark.spread(times),
        more: [
          JSONMember(key: "files", value: .int(paths.count)), JSONMember(key: "megabytes", value: .int(bytes / 1_000_000)),
        ])
    }
  }

  private func milliseconds() throws -> Double {
    let begun = DispatchTime.now().uptimeNanoseconds
    let plan = WholePlan(try paths.map { try CompiledPlan(opening: $0) })
    let took = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6
    withExtendedLifetime(plan) {}
    return took
  }
}
