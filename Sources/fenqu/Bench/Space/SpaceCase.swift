import Dispatch

/// One thing to be measured: how we answer many sites, one site, and what is compared with peers.
struct SpaceCase {
  var task: String
  var form: String
  var what: String
  var unit: String
  var aimRate: Double?
  /// Sites between two looks at the clock.
  var stride: Int
  /// How many sites there are; the work goes round and round over them.
  var sites: Int
  /// Answers a run of sites and forgets the answers; the memory of the query is kept over the run.
  var answer: (Range<Int>) async throws -> Void
  /// Answers one site as a request would. For latencies; nil where that means nothing.
  var answerOne: (() -> (Int) -> Void)?
  var rivals: [SpaceRival]
  /// Our answers about the first sites, for comparison and checksum.
  var answers: (Int) async throws -> [SpaceAnswer]
  /// What a peer's answers say, as it wrote them.
  var read: ([UInt8]) -> [SpaceAnswer] = SpaceAnswer.read
  /// Compares ours with a peer's.
  var compare: (Int, [SpaceAnswer], [SpaceAnswer]) -> SpaceComparison
  /// Over so many sites' answers the checksum goes.
  var summed: Int
  var checksum: ([SpaceAnswer]) -> String
  /// What else the row tells.
  var more: () -> [(String, Double)] = { [] }

  var name: String { "\(task).\(form)" }

  /// Works for so long from a site on.
  func run(start: Int, seconds: Double) async throws -> SpacePeer.Slice {
    var done = 0
    var at = start % sites
    let begun = DispatchTime.now().uptimeNanoseconds
    var spent: UInt64 = 0
    while Double(spent) < seconds * 1e9 {
      let end = min(sites, at + stride)
      try await answer(at..<end)
      done += end - at
      at = end == sites ? 0 : end
      spent = DispatchTime.now().uptimeNanoseconds - begun
    }
    return SpacePeer.Slice(count: done, seconds: Double(spent) / 1e9)
  }

  /// Milliseconds of single calls.
  func latencies(_ count: Int) -> [Double] {
    guard let make = answerOne else { return [] }
    let one = make()
    for k in 0..<min(200, sites) { one(k) }
    return (0..<min(count, sites)).map { k in
      let begun = DispatchTime.now().uptimeNanoseconds
      one(k)
      return Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e6
    }
  }
}

/// Whom a case is measured beside.
enum SpaceRival {
  case engine(PeerTask)
  /// Ourselves in another way, such as with one thread.
  case ourselves(
    way: String, aim: Double?, answer: (Range<Int>) async throws -> Void, answers: (Int) async throws -> [SpaceAnswer])
}
