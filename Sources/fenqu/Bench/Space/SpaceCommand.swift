import ExactJSON
import Service
import ZoneIndex

/// `fenqu bench space`: everything that is measured of space, one row a peer.
struct SpaceCommand {
  let dataFolder: String
  let snapshot: ZoneSnapshot
  let plan: WholePlan
  /// Beginning of the names of what is to be measured, such as `point` or `footprint.units`; nil for everything.
  let task: String?
  let seconds: Double
  let alone: Bool

  /// Everything that can be measured, in the order of the table.
  static let names = [
    "point.units", "point.all", "footprint.units", "footprint.all", "footprint.vertices1", "footprint.vertices4",
    "distance.places.within1km", "distance.places.within5km", "distance.places.unbounded", "distance.footprints.within1km",
    "distance.footprints.within5km", "distance.footprints.unbounded", "tile.z7", "tile.z10", "area.ellipsoid", "area.landSurvey",
    "area.gaussKruger120",
    "open.cold", "open.warm", "open.serving", "batch.two",
  ]

  struct Result {
    var rows: [SpaceRow]
    var run: SpaceRun
    var versions: [String]
  }

  func run(_ report: @escaping (String) -> Void) async throws -> Result {
    guard Self.names.contains(where: isWanted) else {
      throw ServiceError(.badInput, "没有名为“\(task ?? "")”的测试，现有：\(Self.names.joined(separator: "、"))。", field: "task")
    }
    report("准备样点与管控单元")
    let ground = try SpaceGround(snapshot, plan)
    let peers = SpacePeers(ground, alone: alone, report: report)
    defer { peers.stop() }
    let benchmark = SpaceBenchmark(ground: ground, peers: peers, seconds: seconds, report: report)
    let run = SpaceRun(ground, seconds: seconds, rounds: SpaceBenchmark.rounds)
    var rows: [SpaceRow] = []
    // First, while this process has touched little.
    if isWanted("open.cold") || isWanted("open.warm") {
      if let opening = try OpeningCase(ground) {
        rows += try opening.rows(report).filter { isWanted($0.name) }
      } else {
        report("open  未测：数据目录不能写入，编译后的方案没有自己的文件")
      }
    }
    if isWanted("open.serving"), let row = try ServingCase(dataFolder: dataFolder).row(ground, report) { rows.append(row) }
    for make in [
      ground.placeCases, ground.footprintCases, ground.borderCases, ground.distanceCases, ground.tileCases, ground.areaCases,
      ground.batchCases,
    ] {
      for measured in try make(isWanted) { rows += try await benchmark.run(measured) }
    }
    let order = Dictionary(uniqueKeysWithValues: Self.names.enumerated().map { ($1, $0) })
    let sorted = rows.enumerated().sorted { (order[$0.element.name] ?? 0, $0.offset) < (order[$1.element.name] ?? 0, $1.offset) }
    return Result(rows: sorted.map(\.element), run: run, versions: peers.versions)
  }

  private func isWanted(_ name: String) -> Bool {
    guard let task else { return true }
    return name == task || name.hasPrefix(task + ".")
  }
}
