internal import Geodesy
internal import Geometry

/// Finds whether a delivery, or part of it, lies aside from the borders it should share, and by what.
///
/// Deterministic; some milliseconds a part besides reading the borders once.
public enum ShiftDetection {
  /// Which borders should be the same.
  public enum Relation: String, Sendable {
    /// The delivered layer is a new version of the held one: part by part the same ground.
    case sameLayer
    /// The delivered borders should run along borders of the held layer, as counties along units.
    case alongBorders
    /// Borders of the held layer should be found among the delivered ones, as counties among units.
    case holdingBorders
    /// The parts of one layer should meet one another.
    case neighbours
  }

  /// Beyond this much round a part, borders are not looked at, degrees times 1e8 (some eight kilometres).
  private static let margin: Int64 = 8_000_000

  /// Compares two layers part by part; for `neighbours` the second is not looked at.
  public static func compare(_ delivered: BorderLayer, with held: BorderLayer, as relation: Relation, level: ShiftLevel = .county) -> ShiftComparison {
    let parts: [PartFinding]
    switch relation {
    case .sameLayer, .alongBorders:
      parts = delivered.parts(level).map { part in
        let own = part.features.map { delivered.features[$0].geometry }
        let truth = reference(for: part.key, own, in: held, level, sameGround: relation == .sameLayer)
        let effort = PartEstimate.Effort(
          sameGround: relation == .sameLayer, slips: true, voteMetres: 6000, leastShare: relation == .sameLayer ? 0.5 : 0.6)
        return finding(part.key, BorderEdges(of: own), onto: BorderEdges(of: truth), effort: effort, isReversed: false)
      }
    case .holdingBorders:
      let sides = Dictionary(uniqueKeysWithValues: delivered.parts(level).map { ($0.key, $0.features) })
      parts = held.parts(level).compactMap { part in
        guard !part.key.isEmpty, let theirs = sides[part.key] else { return nil }
        let effort = PartEstimate.Effort(sameGround: false, slips: false, voteMetres: 6000, leastShare: 0.6)
        return finding(
          part.key, BorderEdges(of: part.features.map { held.features[$0].geometry }),
          onto: BorderEdges(of: theirs.map { delivered.features[$0].geometry }), effort: effort, isReversed: true)
      }
    case .neighbours:
      parts = NeighbourBorders(delivered, level).findings
    }
    return ShiftComparison(
      layer: delivered.id, against: relation == .neighbours ? delivered.id : held.id, relation: relation, parts: parts,
      shifts: CommonShifts.gather(parts), deliveredBox: delivered.box, heldBox: held.box)
  }

  /// The held features that a part's borders should be found on: those of its own county, or for other layers what lies about it.
  private static func reference(
    for key: String, _ own: [FeatureGeometry], in held: BorderLayer, _ level: ShiftLevel, sameGround: Bool
  ) -> [FeatureGeometry] {
    let same = held.features.filter { level.key(of: $0) == key }.map(\.geometry)
    if sameGround, !same.isEmpty { return same }
    var box = GridBox.empty
    for g in own { box.add(g.box) }
    box = GridBox(minX: box.minX - margin, minY: box.minY - margin, maxX: box.maxX + margin, maxY: box.maxY + margin)
    let about = held.features.filter { $0.geometry.box.meets(box) }.map(\.geometry)
    if about.isEmpty { return same.isEmpty ? held.features.map(\.geometry) : same }
    return about
  }

  static func finding(_ key: String, _ borders: BorderEdges, onto truth: BorderEdges, effort: PartEstimate.Effort, isReversed: Bool)
    -> PartFinding
  {
    var box = GridBox.empty
    for e in (isReversed ? borders : truth).edges {
      box.add(e.a)
      box.add(e.b)
    }
    var own = GridBox.empty
    for e in borders.edges {
      own.add(e.a)
      own.add(e.b)
    }
    if own.isEmpty { own = GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
    if box.isEmpty { box = own }
    // The plane touches in the middle of the part; where the part lies wholly elsewhere, in the middle of where it should.
    let plane = MetricPlane(middleOf: own.meets(box) ? own : box)
    let e = PartEstimate(borders, onto: truth, in: plane, effort: effort)
    return PartFinding(key: key, estimate: e, plane: plane, box: box, isReversed: isReversed)
  }
}

extension PartFinding {
  init(key: String, estimate e: PartEstimate, plane: MetricPlane, box: GridBox, isReversed: Bool) {
    let tolerance = e.after.tolerance
    let length = e.samples.lengthMetres
    self.init(
      key: key, state: e.state, displacement: nil, slip: e.slip, borderMetres: length,
      agreesBeforeMetres: length * e.before.share(within: tolerance), agreesAfterMetres: length * e.after.share(within: tolerance),
      residualBeforeMetres: Self.finite(e.before.medianMetres), residualAfterMetres: Self.finite(e.after.medianMetres),
      scatterMetres: e.after.sigma.isFinite ? e.after.sigma : 0, uncertaintyMetres: max(0.01, 2 * e.errorMetres),
      isSure: e.after.share >= 0.8 && e.after.sigma <= 15, pairs: [], box: box)
    guard state == .displaced else { return }
    pairs = Self.pairs(e, plane, isReversed: isReversed)
    let mean = pairs.reduce(0) { sum, pair in
      let a = plane.metres(longitude: pair.truth.longitude, latitude: pair.truth.latitude)
      let b = plane.metres(longitude: pair.delivered.longitude, latitude: pair.delivered.latitude)
      return sum + ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    }
    let meanMetres = mean / Double(max(1, pairs.count))
    if slip != nil {
      // The vector of the middle; it differs from place to place.
      var (x, y) = (0.0, 0.0)
      for pair in pairs {
        let a = plane.metres(longitude: pair.truth.longitude, latitude: pair.truth.latitude)
        let b = plane.metres(longitude: pair.delivered.longitude, latitude: pair.delivered.latitude)
        x += (b.x - a.x) / Double(pairs.count)
        y += (b.y - a.y) / Double(pairs.count)
      }
      displacement = Displacement(eastMetres: x, northMetres: y, in: plane, meanMetres: meanMetres)
    } else {
      displacement = Displacement(truth: isReversed ? e.transform : e.transform.inverse, in: plane, meanMetres: meanMetres)
    }
  }

  private static func finite(_ metres: Double) -> Double? { metres.isFinite ? metres : nil }

  /// Two dozen places over the part, delivered and true.
  private static func pairs(_ e: PartEstimate, _ plane: MetricPlane, isReversed: Bool) -> [ControlPair] {
    let count = min(24, e.samples.places.count)
    return (0..<count).map { k in
      let i = k * e.samples.places.count / count
      let here = e.samples.places[i]
      let there: (longitude: Double, latitude: Double)
      if let slip = e.slip {
        there = slip.undone(here.longitude, here.latitude)
      } else {
        there = plane.degrees(e.transform(e.samples.points[i]))
      }
      return isReversed ? ControlPair(delivered: there, truth: here) : ControlPair(delivered: here, truth: there)
    }
  }
}
