import ExactJSON
import FEEL
import Foundation
import ZoneIndex

/// When and on what a benchmark was run; printed with its rows.
struct SpaceRun {
  var date: String
  var processor: String
  var cores: Int
  var system: String
  /// Load averages of 1, 5 and 15 minutes when it began: above about 1, others were at work.
  var load: String
  var vertices: Int
  var unitVertices: Int
  var features: Int
  var layers: Int
  var seconds: Double
  var rounds: Int

  init(_ ground: SpaceGround, seconds: Double, rounds: Int) {
    let formatter = ISO8601DateFormatter()
    formatter.timeZone = .gmt
    date = formatter.string(from: Date())
    processor =
      Self.file("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "?"
    cores = ProcessInfo.processInfo.activeProcessorCount
    system = ProcessInfo.processInfo.operatingSystemVersionString
    load = Self.file("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ")
    let plan = ground.plan
    vertices = plan.members.reduce(0) { $0 + $1.vertexCount }
    unitVertices = ground.units.vertexCount
    features = plan.members.reduce(0) { $0 + $1.featureCount }
    layers = plan.layerIDs.count
    self.seconds = seconds
    self.rounds = rounds
  }

  /// What the system tells in a file, nothing where it does not.
  private static func file(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func json(_ versions: [String]) -> JSONValue {
    .object([
      "date": .string(date), "processor": .string(processor), "cores": .int(cores), "system": .string(system),
      "load": .string(load), "layers": .int(layers), "features": .int(features), "vertices": .int(vertices),
      "unitVertices": .int(unitVertices), "seed": .int(Int(SpaceSites.seed)), "sites": .string(SpaceSites.keptChecksum),
      "secondsPerRow": .number(FEELDecimal(quantizing: seconds, fractionDigits: 3).description), "rounds": .int(rounds),
      "peers": .array(versions.map { .string($0) }),
    ])
  }

  func text(_ versions: [String]) -> String {
    """
    \(date)  \(processor)，\(cores) 核  \(system)  负载 \(load)
    \(layers) 个图层，\(features) 个要素，折点 \(vertices)（共用边界只计一次），其中管控单元 \(unitVertices)；种子 \(SpaceSites.seed)，样点校验 \(SpaceSites.keptChecksum)
    对照：\(versions.isEmpty ? "无" : versions.joined(separator: "；"))。速度为单线程（注明者除外），\(rounds) 轮交替测量取中位数，时长以毫秒计。

    """
  }
}
