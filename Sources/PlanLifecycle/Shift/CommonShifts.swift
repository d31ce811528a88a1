internal import Geodesy
internal import Geometry

/// Gathers displaced parts that share one displacement: a slip of the reference system, a move, or a turn about one place.
enum CommonShifts {
  static func gather(_ parts: [PartFinding]) -> [CommonShift] {
    let displaced = parts.filter { $0.state == .displaced }
    // What agrees with nothing at all does not speak for the place of the layer, as long as it is little.
    let placed = parts.filter { $0.state == .inPlace || $0.state == .displaced }.count
    let whole = parts.filter { $0.state != .notComparable }.reduce(0) { $0 + $1.borderMetres }
    var rest = displaced.sorted { ($0.agreesAfterMetres, $1.key) > ($1.agreesAfterMetres, $0.key) }
    var groups: [[PartFinding]] = []
    func take(_ members: [PartFinding]) {
      groups.append(members)
      let keys = Set(members.map(\.key))
      rest.removeAll { keys.contains($0.key) }
    }
    for slip in KnownSlip.offsets + KnownSlip.far {
      let members = rest.filter { $0.slip == slip }
      if !members.isEmpty { take(members) }
    }
    // Everything together first, then city by city, then one after another: a common cause is likeliest.
    if rest.count > 1, Joint(rest).holds { take(rest) }
    let cities = Dictionary(grouping: rest) { String($0.key.prefix(4)) }.values.filter { $0.count > 1 && !$0[0].key.isEmpty }
    for members in cities.sorted(by: { ($0.count, $1[0].key) > ($1.count, $0[0].key) }) where Joint(members).holds {
      let more = rest.filter { p in !members.contains { $0.key == p.key } && Joint(members + [p]).holds }
      let all = members + more
      take(Joint(all).holds ? all : members)
    }
    while let seed = rest.first {
      var members = [seed]
      for p in rest.dropFirst() where Joint(members + [p]).holds { members.append(p) }
      take(members)
    }
    return groups.map { shift($0, coversAll: $0.count == placed && $0.reduce(0) { $0 + $1.borderMetres } >= 0.8 * whole) }
      .sorted { ($0.agreesAfterMetres, $1.parts.first ?? "") > ($1.agreesAfterMetres, $0.parts.first ?? "") }
  }

  private static func shift(_ members: [PartFinding], coversAll: Bool) -> CommonShift {
    let border = members.reduce(0) { $0 + $1.borderMetres }
    func mean(_ value: (PartFinding) -> Double) -> Double {
      border > 0 ? members.reduce(0) { $0 + value($1) * $1.borderMetres } / border : 0
    }
    let befores = members.compactMap(\.residualBeforeMetres)
    let joint = Joint(members)
    return CommonShift(
      parts: members.map(\.key).sorted(), coversAll: coversAll, slip: members[0].slip,
      displacement: members.count == 1 ? members[0].displacement ?? joint.displacement : joint.displacement, borderMetres: border,
      agreesBeforeMetres: members.reduce(0) { $0 + $1.agreesBeforeMetres },
      agreesAfterMetres: members.reduce(0) { $0 + $1.agreesAfterMetres },
      residualBeforeMetres: befores.count == members.count ? mean { $0.residualBeforeMetres ?? 0 } : nil,
      residualAfterMetres: mean { $0.residualAfterMetres ?? 0 }, scatterMetres: mean(\.scatterMetres),
      uncertaintyMetres: mean(\.uncertaintyMetres) / Double(members.count).squareRoot(),
      isSure: members.filter(\.isSure).count * 2 >= members.count,
      arrows: members.flatMap { m in joint.arrows(of: m, count: members.count == 1 ? 8 : members.count < 6 ? 3 : 1) })
  }

  /// One displacement for all the control places of some parts.
  private struct Joint {
    let members: [PartFinding]
    let plane: MetricPlane
    private let pairs: [(truth: PlanePoint, delivered: PlanePoint, part: Int)]

    init(_ members: [PartFinding]) {
      self.members = members
      var box = GridBox.empty
      for m in members { box.add(m.box) }
      let plane = MetricPlane(middleOf: box)
      self.plane = plane
      pairs = members.enumerated().flatMap { i, m in
        m.pairs.map { pair in
          (
            plane.metres(longitude: pair.truth.longitude, latitude: pair.truth.latitude),
            plane.metres(longitude: pair.delivered.longitude, latitude: pair.delivered.latitude), i
          )
        }
      }
    }

    /// What each part's own error and the ways of moving (in degrees, in a plane, along meridians) allow, metres.
    private func allowance(_ part: PartFinding) -> Double {
      0.15 + 0.01 * (part.displacement?.meanMetres ?? 0) + 3 * part.uncertaintyMetres
    }

    var holds: Bool {
      guard members.allSatisfy({ $0.slip == members[0].slip }) else { return false }
      if members[0].slip != nil { return true }
      return vectorsAgree || agrees(with: similarity)
    }

    /// Whether the parts' own vectors are one: metres east and north at each, or at every place degrees.
    private var vectorsAgree: Bool {
      let moves = members.compactMap(\.displacement)
      if moves.allSatisfy(\.isPlainMove), spread(moves.map { ($0.eastMetres, $0.northMetres) }, parts: Array(members.indices)) {
        return true
      }
      let north = 111_000.0
      let east = north * SteadyMath.cos(plane.latitude * Double.radiansPerDegree)
      let places = members.indices.flatMap { i in members[i].pairs.map { (i, $0) } }
      return spread(
        places.map { (($0.1.delivered.longitude - $0.1.truth.longitude) * east, ($0.1.delivered.latitude - $0.1.truth.latitude) * north) },
        parts: places.map(\.0))
    }

    /// Whether vectors differ from their mean by no more than their parts allow.
    private func spread(_ vectors: [(Double, Double)], parts: [Int]) -> Bool {
      let n = Double(max(1, vectors.count))
      let (x, y) = (vectors.reduce(0) { $0 + $1.0 } / n, vectors.reduce(0) { $0 + $1.1 } / n)
      return zip(vectors, parts).allSatisfy { v, part in
        ((v.0 - x) * (v.0 - x) + (v.1 - y) * (v.1 - y)).squareRoot() <= allowance(members[part])
      }
    }

    private func agrees(with transform: PlaneTransform) -> Bool {
      let apply = transform.applied
      return pairs.allSatisfy { pair in
        let q = apply(pair.truth)
        let off = ((q.x - pair.delivered.x) * (q.x - pair.delivered.x) + (q.y - pair.delivered.y) * (q.y - pair.delivered.y)).squareRoot()
        return off <= allowance(members[pair.part])
      }
    }

    /// From true to delivered places by least squares (Helmert), without turn or scale that move nothing.
    private var similarity: PlaneTransform {
      let n = Double(max(1, pairs.count))
      var (tx, ty, dx, dy) = (0.0, 0.0, 0.0, 0.0)
      for p in pairs {
        tx += p.truth.x / n
        ty += p.truth.y / n
        dx += p.delivered.x / n
        dy += p.delivered.y / n
      }
      var (cross, dot, square) = (0.0, 0.0, 0.0)
      for p in pairs {
        let (ax, ay) = (p.truth.x - tx, p.truth.y - ty)
        let (bx, by) = (p.delivered.x - dx, p.delivered.y - dy)
        dot += ax * bx + ay * by
        cross += ax * by - ay * bx
        square += ax * ax + ay * ay
      }
      let centre = PlanePoint(x: tx, y: ty)
      var result = PlaneTransform(centre: centre, east: dx - tx, north: dy - ty)
      guard square > 0 else { return result }
      let spread = (square / n).squareRoot()
      let floor = max(0.1, 0.005 * ((dx - tx) * (dx - tx) + (dy - ty) * (dy - ty)).squareRoot())
      let angle = SteadyMath.atan2(cross, dot)
      let scale = (dot * dot + cross * cross).squareRoot() / square
      if abs(angle) * spread > floor { result.angle = angle }
      if abs(scale - 1) * spread > floor { result.scale = scale }
      return result
    }

    var displacement: Displacement {
      let n = Double(max(1, pairs.count))
      let mean = pairs.reduce(0) { sum, p in
        sum + ((p.delivered.x - p.truth.x) * (p.delivered.x - p.truth.x) + (p.delivered.y - p.truth.y) * (p.delivered.y - p.truth.y))
          .squareRoot() / n
      }
      if members[0].slip != nil || vectorsAgree {
        let moves = members.compactMap { m in m.displacement.map { ($0, m.borderMetres) } }
        let weight = max(1, moves.reduce(0) { $0 + $1.1 })
        return Displacement(
          eastMetres: moves.reduce(0) { $0 + $1.0.eastMetres * $1.1 } / weight,
          northMetres: moves.reduce(0) { $0 + $1.0.northMetres * $1.1 } / weight, in: plane, meanMetres: mean)
      }
      return Displacement(truth: similarity, in: plane, meanMetres: mean)
    }

    func arrows(of member: PartFinding, count: Int) -> [(longitude: Double, latitude: Double, eastMetres: Double, northMetres: Double)] {
      let chosen = count == 1 ? [member.pairs.count / 2] : (0..<count).map { $0 * member.pairs.count / count }
      return chosen.filter { $0 < member.pairs.count }.map { i in
        let pair = member.pairs[i]
        let a = plane.metres(longitude: pair.truth.longitude, latitude: pair.truth.latitude)
        let b = plane.metres(longitude: pair.delivered.longitude, latitude: pair.delivered.latitude)
        return (pair.truth.longitude, pair.truth.latitude, b.x - a.x, b.y - a.y)
      }
    }
  }
}
