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

  /// Compares two layers part by part; for `neighbours` the second is not looked at.
  public static func compare(_ delivered: BorderLayer, with held: BorderLayer, as relation: Relation, level: ShiftLevel = .county)
    -> ShiftComparison
  {
    let parts: [PartFinding]
    switch relation {
    case .alongBorders: return compare([delivered], along: held, level: level, voteMetres: 6000)[0]
    case .sameLayer:
      parts = delivered.parts(level).map { part in
        let own = BorderEdges(of: part.features.map { delivered.features[$0].geometry })
        let truth = TrueBorders(BorderEdges(of: Self.sameGround(as: part.key, own.box, in: held, level)), around: own.box)
        return finding(part.key, own, onto: truth, effort: .init(sameGround: true, slips: true, voteMetres: 6000), isReversed: false)
      }
    case .holdingBorders:
      let sides = Dictionary(uniqueKeysWithValues: delivered.parts(level).map { ($0.key, $0.features) })
      parts = held.parts(level).compactMap { part in
        guard !part.key.isEmpty, let theirs = sides[part.key] else { return nil }
        let effort = PartEstimate.Effort(sameGround: false, slips: false, voteMetres: 6000, leastShare: 0.6)
        let own = BorderEdges(of: part.features.map { held.features[$0].geometry })
        let truth = TrueBorders(BorderEdges(of: theirs.map { delivered.features[$0].geometry }, distinct: false), around: own.box)
        return finding(part.key, own, onto: truth, effort: effort, isReversed: true)
      }
    case .neighbours:
      parts = NeighbourBorders(delivered, level).findings
    }
    return ShiftComparison(
      layer: delivered.id, against: relation == .neighbours ? delivered.id : held.id, relation: relation, parts: parts,
      shifts: CommonShifts.gather(parts), deliveredBox: delivered.box, heldBox: held.box)
  }

  /// Compares several layers with the borders that theirs should run along; the borders are made ready once a part.
  ///
  /// - Parameter voteMetres: the farthest displacement that is looked for where nothing nearer explains a part.
  public static func compare(_ layers: [BorderLayer], along held: BorderLayer, level: ShiftLevel = .county, voteMetres: Double = 1500)
    -> [ShiftComparison]
  {
    let sides = layers.map { Dictionary(uniqueKeysWithValues: $0.parts(level).map { ($0.key, $0.features) }) }
    var found = [[PartFinding]](repeating: [], count: layers.count)
    for key in Set(sides.flatMap(\.keys)).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      var box = GridBox.empty
      for (layer, side) in zip(layers, sides) { for i in side[key] ?? [] { box.add(layer.features[i].geometry.box) } }
      // Most parts lie where they should: for them the borders right there are enough.
      let here = borders(at: box, key, of: held, level, within: 300)
      var wide: TrueBorders?
      for (i, side) in sides.enumerated() {
        guard let features = side[key] else { continue }
        let own = BorderEdges(of: features.map { layers[i].features[$0].geometry })
        var effort = PartEstimate.Effort(sameGround: false, slips: true, voteMetres: voteMetres, leastShare: 0.6, onlyAsDelivered: true)
        var part = finding(key, own, onto: here, effort: effort, isReversed: false)
        if part.state == .different {
          effort.onlyAsDelivered = false
          let truth = wide ?? borders(at: box, key, of: held, level, within: voteMetres)
          wide = truth
          part = finding(key, own, onto: truth, effort: effort, isReversed: false)
        }
        found[i].append(part)
      }
    }
    return zip(layers, found).map { layer, parts in
      ShiftComparison(
        layer: layer.id, against: held.id, relation: .alongBorders, parts: parts, shifts: CommonShifts.gather(parts),
        deliveredBox: layer.box, heldBox: held.box)
    }
  }

  /// The held features of the same county or city; of all where it has none.
  private static func sameGround(as key: String, _ box: GridBox, in held: BorderLayer, _ level: ShiftLevel) -> [FeatureGeometry] {
    let same = held.features.filter { level.key(of: $0) == key }.map(\.geometry)
    return same.isEmpty ? about(box, key, in: held, level, within: 6000) : same
  }

  /// The borders about a box, ready to be asked.
  private static func borders(at box: GridBox, _ key: String, of held: BorderLayer, _ level: ShiftLevel, within metres: Double)
    -> TrueBorders
  {
    let edges = BorderEdges(of: about(box, key, in: held, level, within: metres), distinct: false)
    let near = box.isEmpty ? edges : edges.near(box.widened(byMetres: metres + 500))
    return TrueBorders(near.edges.isEmpty ? edges : near, around: box)
  }

  /// Features about a box, or where there are none those of the same county, or all.
  private static func about(_ box: GridBox, _ key: String, in held: BorderLayer, _ level: ShiftLevel, within metres: Double)
    -> [FeatureGeometry]
  {
    if !box.isEmpty {
      let wide = box.widened(byMetres: metres + 500)
      let near = held.features.filter { $0.geometry.box.meets(wide) }.map(\.geometry)
      if !near.isEmpty { return near }
    }
    let same = held.features.filter { level.key(of: $0) == key }.map(\.geometry)
    return same.isEmpty ? held.features.map(\.geometry) : same
  }

  static func finding(_ key: String, _ borders: BorderEdges, onto truth: TrueBorders, effort: PartEstimate.Effort, isReversed: Bool)
    -> PartFinding
  {
    PartFinding(
      key: key, estimate: PartEstimate(borders, onto: truth, effort: effort), plane: truth.plane, box: isReversed ? borders.box : truth.box,
      isReversed: isReversed)
  }
}

extension GridBox {
  /// The box with so much more on each side, at least, at the latitudes of the country's middle.
  func widened(byMetres metres: Double) -> GridBox {
    let margin = Int64(metres / 90_000 * GridPoint.perDegree)
    return GridBox(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
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
