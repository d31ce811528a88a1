import Geometry
import ZoneIndex

extension SpaceGround {
  /// A hundred thousand sites over all layers, on two threads beside one.
  func batchCases(_ isWanted: (String) -> Bool) -> [SpaceCase] { isWanted("batch.two") ? [batchCase()] : [] }

  private func batchCase() -> SpaceCase {
    let plan = plan
    let footprints = footprints
    func batch(_ threads: Int) -> (Range<Int>) async throws -> Void {
      { run in _ = try await Self.grounds(plan, footprints, run, threads) }
    }
    return SpaceCase(
      task: "batch", form: "two", what: "批量 \(footprints.count) 处占地，全部图层，两个线程", unit: "footprints/s", stride: footprints.count,
      sites: footprints.count, answer: batch(2), answerOne: nil,
      rivals: [
        .ourselves(way: "本程序，一个线程", aim: 1.8, answer: batch(1)) { count in
          try await Self.grounds(plan, footprints, 0..<count, 1)
        }
      ],
      answers: { count in try await Self.grounds(plan, footprints, 0..<count, 2) }, compare: Self.compareAreas, summed: 20_000,
      checksum: {
        var sum = SpaceChecksum()
        for answer in $0 {
          sum.add(Int64(answer.site))
          sum.add(hundredths: answer.values.0)
          sum.add(Int64(answer.values.1))
        }
        return sum.text
      })
  }

  /// Ground met over all layers and how many features, for each site.
  private static func grounds(_ plan: WholePlan, _ footprints: [Footprint], _ run: Range<Int>, _ threads: Int) async throws -> [SpaceAnswer]
  {
    try await SiteBatch(count: run.count, threads: threads).run(
      on: SiteBatch.ownThreads, memory: { PlanWorkspace() },
      each: { k, work in
        plan.overlay(footprints[run.lowerBound + k], &work)
        var ground = 0.0
        for j in 0..<work.partCount { ground += work.part(j).part.areaSquareMetres }
        return SpaceAnswer(site: run.lowerBound + k, feature: 0, values: (ground, Double(work.partCount), 0, 0, 0))
      })
  }
}
