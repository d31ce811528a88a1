import ExactJSON
import Service
import ZoneIndex

/// Measures space beside its peers, in rounds: each takes its turn in every round, so that all meet the same weather.
struct SpaceBenchmark {
  static let rounds = 5

  let ground: SpaceGround
  let peers: SpacePeers
  /// Seconds for one row: ours, and each peer's, over all rounds.
  let seconds: Double
  let report: (String) -> Void

  /// Rows of one case: one a rival, or one alone.
  func run(_ measured: SpaceCase) async throws -> [SpaceRow] {
    report("\(measured.task).\(measured.form)  \(measured.what)")
    let ours = try await measured.answers(min(measured.summed, measured.sites))
    let checksum = measured.checksum(ours)
    var rivals: [Rival] = []
    var absent: Set<SpaceEngine> = []
    for rival in measured.rivals {
      switch rival {
      case .ourselves(let way, let aim, let answer, let answers):
        var other = measured
        other.answer = answer
        let sites = min(measured.summed, measured.sites)
        let comparison = measured.compare(sites, ours, try await answers(sites))
        rivals.append(Rival(name: way, aim: aim, comparison: comparison) { try await other.run(start: $0, seconds: $1) })
      case .engine(let task):
        guard let engine = try peers.engine(for: task) else {
          absent.insert(task.engine)
          continue
        }
        report("  核对：\(engine.version)，\(task.way)")
        let theirs = measured.read(try engine.answers(task, in: ground.folder))
        let sites = min(task.compared, measured.sites)
        let comparison = measured.compare(sites, ours.filter { $0.site < sites }, theirs)
        rivals.append(
          Rival(name: "\(engine.version)，\(task.way)", aim: task.aim, comparison: comparison) {
            try engine.run(task, start: $0, seconds: $1)
          })
      }
    }
    let rates = try await turns(measured, rivals)
    let latencies = measured.latencies(20_000)
    let more = measured.more().map { JSONMember(key: $0.0, value: .number(SpaceRow.precise($0.1))) }
    var row = SpaceRow(
      task: measured.task, form: measured.form, what: measured.what, rate: Self.median(rates.map(\.ours)), unit: measured.unit,
      milliseconds: latencies, aimRate: measured.aimRate, checksum: checksum, spread: Self.spread(rates.map(\.ours)), more: more)
    var rows: [SpaceRow] = []
    for (k, rival) in rivals.enumerated() {
      row.peer = rival.name
      row.peerRate = Self.median(rates.map { $0.theirs[k] })
      row.ratio = Self.median(rates.map { $0.ours / $0.theirs[k] })
      row.aimRatio = rival.aim
      row.comparison = rival.comparison
      row.agreement = rival.comparison?.sentence
      rows.append(row)
    }
    guard rows.isEmpty else { return rows }
    row.agreement = absent.isEmpty ? nil : "未对照：" + Set(absent.compactMap { peers.missing[$0] }).sorted().joined(separator: "；") + "。"
    return [row]
  }

  private struct Rival {
    var name: String
    var aim: Double?
    var comparison: SpaceComparison?
    var run: (_ start: Int, _ seconds: Double) async throws -> SpacePeer.Slice
  }

  /// Sites a second, round by round. One short round before is not counted: memory is touched, plans are made.
  private func turns(_ measured: SpaceCase, _ rivals: [Rival]) async throws -> [(ours: Double, theirs: [Double])] {
    let slice = seconds / Double(Self.rounds)
    var starts = [Int](repeating: 0, count: rivals.count + 1)
    var rates: [(ours: Double, theirs: [Double])] = []
    for round in 0...Self.rounds {
      let length = round == 0 ? slice / 2 : slice
      report("  第 \(round) 轮")
      let mine = try await measured.run(start: starts[0], seconds: length)
      starts[0] += mine.count
      var theirs: [Double] = []
      for (k, rival) in rivals.enumerated() {
        let its = try await rival.run(starts[k + 1], length)
        starts[k + 1] += its.count
        theirs.append(Double(its.count) / its.seconds)
      }
      if round > 0 { rates.append((Double(mine.count) / mine.seconds, theirs)) }
    }
    return rates
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  /// The largest distance of a round from the median, as a share of it.
  static func spread(_ values: [Double]) -> Double {
    let middle = median(values)
    return middle > 0 ? values.map { ($0 - middle).magnitude / middle }.max() ?? 0 : 0
  }
}
