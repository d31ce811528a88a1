internal import Geodesy
public import Geometry

/// The stretch of a river between two distances upstream of its mouth (河口上溯), measured along the river.
///
/// The river is given as lines that hang together where they share a vertex; they may run either way, fork and join
/// again. The *station* of a place on it is the length in metres of the shortest way along the lines from the mouth, each
/// edge straight in longitude and latitude. The reach is every place whose station lies from `fromMetres` to `toMetres`,
/// ends included. A site belongs to the reach within a distance when some place of the site is no farther from some place
/// of the reach, on whichever bank.
public struct RiverReach: Sendable {
  public let fromMetres: Double
  public let toMetres: Double
  /// The reach as lines; its ends are rounded to the grid, at most 0.8 mm.
  public let lines: [[GridPoint]]
  /// Length of all its lines in metres.
  public let lengthMetres: Double
  private let stretches: [Stretch]
  private let outline: DistanceSite

  private struct Stretch {
    var points: [GridPoint]
    /// Stations at both ends; between them the station changes with the length.
    var start: Double
    var end: Double
  }

  /// - Parameters:
  ///   - river: the lines of one river; those that do not hang together with the mouth are left out.
  ///   - mouth: a place near the mouth: the vertex of the river nearest to it is taken, and must be within 100 m.
  ///   - fromMetres: at least 0.
  ///   - toMetres: more than `fromMetres`.
  /// - Throws: `RiverRefusal`.
  public init(_ river: [[GridPoint]], mouth: GridPoint, fromMetres: Double, toMetres: Double) throws(RiverRefusal) {
    guard fromMetres >= 0, toMetres > fromMetres, toMetres < 1e7 else { throw .range(from: fromMetres, to: toMetres) }
    var nearest: (place: GridPoint, metres: Double)?
    for p in river.joined() {
      let metres = Geodesic.distance(p, mouth)
      if metres < nearest?.metres ?? .infinity { nearest = (p, metres) }
    }
    guard let (start, away) = nearest else { throw .noRiver }
    guard away <= 100 else { throw .mouthAway(metres: away) }
    let network = RiverNetwork(river, partedAt: start)
    let stations = network.stations(from: start)
    var stretches: [Stretch] = []
    for part in network.parts {
      guard let a = stations[part.points[0]], let b = stations[part.points[part.points.count - 1]] else { continue }
      // From both ends inwards, to where both ways are equally long.
      let meeting = min(part.length, max(0, (part.length + b - a) / 2))
      Self.cut(part.points, a, 0, meeting, fromMetres, toMetres, &stretches)
      Self.cut(part.points.reversed(), b, 0, part.length - meeting, fromMetres, toMetres, &stretches)
    }
    guard !stretches.isEmpty else { throw .tooShort(metres: stations.values.max() ?? 0) }
    self.fromMetres = fromMetres
    self.toMetres = toMetres
    self.stretches = stretches
    lines = stretches.map(\.points)
    lengthMetres = stretches.reduce(0) { $0 + EdgeLength.shared.length(of: $1.points, closed: false) }
    outline = DistanceSite(lines: stretches.map(\.points))
  }

  /// Adds the part of a line between two lengths along it whose stations, rising from `station`, lie within the range.
  private static func cut(
    _ points: [GridPoint], _ station: Double, _ from: Double, _ to: Double, _ low: Double, _ high: Double,
    _ stretches: inout [Stretch]
  ) {
    let (first, last) = (max(from, low - station), min(to, high - station))
    guard last > first else { return }
    var result: [GridPoint] = []
    var reached = 0.0
    for i in points.indices.dropFirst() {
      let (a, b) = (points[i - 1], points[i])
      let length = EdgeLength.shared.piece(a, b)
      let edge = GridEdge(a, b)
      defer { reached += length }
      guard reached + length > first, reached < last, length > 0 else { continue }
      let s = max(0, (first - reached) / length)
      let t = min(1, (last - reached) / length)
      if result.isEmpty { result.append(edge.grid(s)) }
      result.append(t == 1 ? b : edge.grid(t))
    }
    let sound = result.reduce(into: [GridPoint]()) { if $0.last != $1 { $0.append($1) } }
    guard sound.count >= 2 else { return }
    stretches.append(Stretch(points: sound, start: station + first, end: station + last))
  }

  /// Where a site lies to the reach.
  public struct Position: Hashable, Sendable {
    /// Geodesic metres to the nearest place of the reach, right to 1e-3 m; 0 where they meet.
    public var metres: Double
    /// The station of that place, metres upstream of the mouth.
    public var stationMetres: Double
    public var placeOnSite: GridPoint
    public var placeOnRiver: GridPoint
  }

  /// The nearest place of the reach; nil where none is within the distance.
  public func position(of site: Site, within metres: Double? = nil) -> Position? {
    var work = DistanceWorkspace()
    let given = DistanceSite(site)
    if let p = contact(site) {
      return Position(metres: 0, stationMetres: station(p), placeOnSite: p, placeOnRiver: p)
    }
    let search = DistanceSearch(layer: outline, accepts: nil)
    var best = Float(min(1e8, metres ?? 1e8)) * (1 + 1e-6) + 1e-3
    search.gather(given, &best, tightens: true, &work)
    var found: Position?
    for i in 0..<work.candidates.count {
      let candidate = work.candidates[i]
      guard candidate.atLeast <= best else { continue }
      let (pair, on, from, _) = search.measure(candidate, given)
      guard pair.metres <= metres ?? .infinity, pair.metres < found?.metres ?? .infinity else { continue }
      let place = on.grid(pair.t)
      found = Position(
        metres: pair.metres, stationMetres: station(place), placeOnSite: from.grid(pair.s), placeOnRiver: place)
    }
    return found
  }

  /// Whether a site belongs to the reach: some place of it lies within the distance of some place of the reach, either
  /// bank.
  public func holds(_ site: Site, withinMetres metres: Double) -> Bool { position(of: site, within: metres) != nil }

  private func contact(_ site: Site) -> GridPoint? {
    let box = site.box
    let store = OutlineStore(
      rings: lines, closed: false, origin: GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2))
    return commonPlace(site.outline, store.view)
  }

  /// The station of a place on the reach, by the edge nearest to it.
  private func station(_ p: GridPoint) -> Double {
    let place = SpacePlace(p).position
    var best = (square: Double.infinity, station: fromMetres)
    for stretch in stretches {
      var reached = stretch.start
      for i in stretch.points.indices.dropFirst() {
        let (a, b) = (stretch.points[i - 1], stretch.points[i])
        let foot = GridEdge(a, b).foot(of: place, from: 0.5)
        let d = foot.place.position - place
        let square = (d * d).sum()
        if square < best.square { best = (square, reached + EdgeLength.shared.piece(a, b, from: 0, to: foot.t)) }
        reached += EdgeLength.shared.piece(a, b)
      }
    }
    return min(toMetres, max(fromMetres, best.station))
  }
}

/// Why a reach cannot be told.
public enum RiverRefusal: Error, Hashable, Sendable {
  case noRiver
  case range(from: Double, to: Double)
  case mouthAway(metres: Double)
  case tooShort(metres: Double)

  /// One sentence for the person: what is wrong and what to do.
  public var message: String {
    switch self {
    case .noRiver: "没有给出河流中心线；请导入该河流的线要素。"
    case .range(let from, let to): "河口上溯范围 \(from)–\(to) 米不成立；请使起点不小于 0 且小于终点。"
    case .mouthAway(let metres): "河口距该河流最近的顶点 \(Int(metres.rounded())) 米，超过 100 米；请核对河口位置或河流名称。"
    case .tooShort(let metres): "该河流自河口上溯只有 \(Int(metres.rounded())) 米，够不到给定的起点；请核对河流线要素是否完整、相连。"
    }
  }
}
