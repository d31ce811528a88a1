internal import Geodesy
internal import Geometry

/// Finds how one part's borders lie on those they should share.
///
/// Candidates are tried from the simplest: where they are; matched middles and axes; slips of the reference system; a vote over all
/// displacements within six kilometres. The one with the least cost is kept with as little freedom as its errors allow.
struct PartEstimate {
  /// What may be tried beyond the simplest.
  struct Effort {
    /// Both sides draw the same ground, so that their middles and axes may be matched.
    var sameGround: Bool
    var slips: Bool
    /// Farthest displacement voted on, metres; 0 for no vote.
    var voteMetres: Double
    /// Share of the border that must agree in the end.
    var leastShare = 0.5
    /// Nothing is tried beyond whether the borders lie where they are.
    var onlyAsDelivered = false
  }

  private(set) var state: PartFinding.State
  /// From sampled to compared borders.
  private(set) var transform: PlaneTransform
  private(set) var slip: KnownSlip?
  private(set) var before: BorderAgreement
  private(set) var after: BorderAgreement
  private(set) var errorMetres = 0.0
  let samples: BorderSamples

  static let sampleLimit = 1500
  /// Below this a common displacement is neither found nor told, metres.
  static let leastMetres = 0.05

  private struct Candidate {
    var slip: KnownSlip?
    var samples: BorderSamples
    var fit: BorderFit
  }

  init(_ borders: BorderEdges, onto truth: TrueBorders, effort: Effort) {
    let plane = truth.plane
    let grid = truth.grid
    samples = BorderSamples(of: borders, in: plane, limit: Self.sampleLimit)
    let origin = PlanePoint(x: 0, y: 0)
    let identity = PlaneTransform(centre: origin)
    transform = identity
    before = BorderAgreement(samples.points, on: grid, under: identity)
    after = before
    guard samples.points.count >= 20, samples.lengthMetres >= 300, !grid.isEmpty else {
      state = .notComparable
      return
    }
    // What lies to the half centimetre where it should has not been moved.
    if before.share(within: 0.005) >= 0.5 {
      state = .inPlace
      return
    }
    if effort.onlyAsDelivered {
      state = .different
      return
    }
    var best: Candidate?
    func offer(_ candidate: Candidate) {
      // Shrunk to a spot, anything lies on a border.
      guard Self.isPlausible(candidate.fit.transform) else { return }
      if let known = best, known.fit.agreement.cost <= candidate.fit.agreement.cost { return }
      best = candidate
    }
    func refine(_ start: PlaneTransform, radius: Double, of samples: BorderSamples, slip: KnownSlip? = nil) {
      let moved = BorderFit(samples, onto: grid, from: start.about(samples.middle), freedom: .translation, radius: radius)
      offer(Candidate(slip: slip, samples: samples, fit: moved))
      let turned = BorderFit(samples, onto: grid, from: moved.transform, freedom: .similarity, radius: max(30, radius))
      offer(Candidate(slip: slip, samples: samples, fit: turned))
    }
    let isGood = { (share: Double, sigma: Double) in
      (best?.fit.agreement.share ?? 0) >= share && (best?.fit.agreement.sigma ?? .infinity) < sigma
    }
    let named = effort.slips ? Self.slip(samples, grid, plane) : nil
    if let named, named.fit.agreement.cost < 0.02 {
      best = named
    } else {
      refine(identity, radius: 150, of: samples)
      if effort.sameGround, !isGood(0.9, 0.3),
        let starts = ShapeMoments.starts(from: samples, to: BorderSamples(of: truth.edges, in: plane, limit: Self.sampleLimit))
      {
        for start in starts where !isGood(0.9, 0.3) { refine(start, radius: 150, of: samples) }
      }
      if effort.voteMetres > 0, !isGood(0.6, 15) {
        for start in Self.votes(samples, truth.edges, plane, effort.voteMetres) { refine(start, radius: 250, of: samples) }
      }
      if let named, named.fit.agreement.cost <= (best?.fit.agreement.cost ?? 1) * 1.2 + 0.02 { best = named }
    }
    guard let chosen = best else {
      state = .different
      return
    }
    let settled = Self.withLeastFreedom(chosen.fit, chosen.samples, grid)
    slip = chosen.slip
    transform = settled.transform
    after = settled.agreement
    errorMetres = (settled.errors[0] * settled.errors[0] + settled.errors[1] * settled.errors[1]).squareRoot()
    let moved = Self.meanDisplacement(transform, chosen.samples.points)
    // Borders drawn more coarsely lean one way here and there: what hardly agrees better after a move was not moved.
    let gain = after.share - before.share(within: after.tolerance)
    let isDisplaced =
      slip != nil || moved > max(Self.leastMetres, 0.5 * after.sigma, 6 * errorMetres) && (gain >= 0.1 || moved > 3 * after.sigma)
    // A small figure lies near something wherever it is put: the farther the move, the finer the fit must be.
    let fineness = (moved > 200 ? 0.02 : 0.05) * chosen.samples.spread(about: chosen.samples.middle)
    let agrees = after.sigma <= min(25, isDisplaced ? fineness : 25) && after.share >= effort.leastShare
    if agrees, isDisplaced, Self.isBeyondChance(chosen.samples, grid, transform, after) {
      state = .displaced
    } else if !isDisplaced, agrees || after.share >= 0.25 && after.sigma <= 25 {
      state = .inPlace
      after = before
      transform = identity
      slip = nil
    } else {
      state = .different
      after = before
      transform = identity
      slip = nil
    }
  }

  /// Displacements that a vote proposes.
  private static func votes(_ samples: BorderSamples, _ truth: BorderEdges, _ plane: MetricPlane, _ radius: Double) -> [PlaneTransform] {
    let xs = samples.points.map(\.x)
    let ys = samples.points.map(\.y)
    let box = (low: PlanePoint(x: xs.min() ?? 0, y: ys.min() ?? 0), high: PlanePoint(x: xs.max() ?? 0, y: ys.max() ?? 0))
    guard max(abs(box.low.x), abs(box.low.y), abs(box.high.x), abs(box.high.y)) < 500_000 else { return [] }
    return DisplacementVote(truth, in: plane, round: box, radius: radius).best(samples.thinned(to: 300), radius: radius, count: 4)
      .map { PlaneTransform(centre: PlanePoint(x: 0, y: 0), east: $0.x, north: $0.y) }
  }

  // MARK: Slips

  /// The slip under whose taking back the borders agree at once.
  private static func slip(_ samples: BorderSamples, _ grid: SegmentGrid, _ plane: MetricPlane) -> Candidate? {
    var best: Candidate?
    for slip in KnownSlip.offsets + KnownSlip.far {
      let undone = samples.mapped(in: plane, slip.undone)
      let few = undone.thinned(to: 200)
      let at = few.compactMap { grid.foot($0, within: 40)?.distance }.sorted()
      guard at.count * 2 >= few.count, at[at.count / 2] < 25 else { continue }
      let fit = BorderFit(
        undone, onto: grid, from: PlaneTransform(centre: undone.middle), freedom: .translation, radius: 60)
      let rest = meanDisplacement(fit.transform, undone.points)
      guard rest <= max(0.5, fit.agreement.sigma) else { continue }
      if let known = best, known.fit.agreement.cost <= fit.agreement.cost { continue }
      best = Candidate(slip: slip, samples: undone, fit: fit)
    }
    return best
  }

  // MARK: Freedom

  /// Whether a whole delivery may have been turned and scaled so.
  private static func isPlausible(_ t: PlaneTransform) -> Bool { abs(t.angle) < 0.1 && (0.7...1.4).contains(t.scale) }

  /// The fit again without the turn and the scale that its errors, or the move itself, do not bear out.
  private static func withLeastFreedom(_ fit: BorderFit, _ samples: BorderSamples, _ grid: SegmentGrid) -> BorderFit {
    let radius = max(5, min(60, 8 * fit.agreement.sigma))
    let full = BorderFit(samples, onto: grid, from: fit.transform, freedom: .similarity, radius: radius)
    let spread = samples.spread(about: samples.middle)
    let move = (full.transform.east * full.transform.east + full.transform.north * full.transform.north).squareRoot()
    let floor = max(0.02, 0.003 * move, 0.25 * full.agreement.sigma)
    let turns = abs(full.transform.angle) * spread > max(floor, 6 * full.errors[2] * spread)
    let scales = abs(full.transform.scale - 1) * spread > max(floor, 6 * full.errors[3] * spread)
    if turns, scales { return full }
    var start = full.transform
    if !scales { start.scale = 1 }
    if !turns { start.angle = 0 }
    return BorderFit(
      samples, onto: grid, from: start, freedom: FitFreedom(turns: turns, scales: scales), radius: max(radius, turns || scales ? 10 : 30))
  }

  /// Mean distance that the transform moves the samples, metres.
  static func meanDisplacement(_ transform: PlaneTransform, _ points: [PlanePoint]) -> Double {
    guard !points.isEmpty else { return 0 }
    return points.reduce(0) { $0 + transform.displacement(at: $1) } / Double(points.count)
  }

  /// Whether clearly more agrees than would under any displacement: in a dense net much lies near something.
  private static func isBeyondChance(_ samples: BorderSamples, _ grid: SegmentGrid, _ transform: PlaneTransform, _ found: BorderAgreement)
    -> Bool
  {
    let few = samples.thinned(to: 300)
    let ways = [(1.0, 0.3), (-0.4, 1.0), (-1.0, -0.6), (0.5, -1.0), (1.7, 1.1), (-1.5, 1.4), (-1.2, -1.9), (1.9, -1.3)]
    var chance = 0.0
    for (x, y) in ways {
      var other = transform
      other.east += 700 * x
      other.north += 700 * y
      let apply = other.applied
      let near = few.filter { grid.foot(apply($0), within: found.tolerance) != nil }.count
      chance += Double(near) / Double(few.count) / Double(ways.count)
    }
    return found.share >= min(0.9, chance + 0.3)
  }
}
