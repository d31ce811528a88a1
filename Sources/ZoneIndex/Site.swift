public import Geodesy
public import Geometry
internal import Synchronization

/// The ground that a project or a question is about (用地范围), validated, ready for many queries.
public struct Site: Sendable {
  public enum Form: Hashable, Sendable {
    case polygon
    /// A line with the full width of its corridor.
    case line(widthMetres: Double)
    case point
  }

  public let form: Form
  /// The ground: polygons that do not overlap, normalised; for a line its corridor; for a point none.
  public let polygons: [GridPolygon]
  /// The lines as given; empty for other forms.
  public let centreLines: [[GridPoint]]
  /// The points as given; empty for other forms.
  public let points: [GridPoint]
  public let box: GridBox
  /// Whether parts overlapped and were joined, so that no ground counts twice; to be said.
  public let overlappingPartsWereJoined: Bool
  /// Ellipsoidal area in square metres, 0 for points.
  public let areaSquareMetres: Double
  /// Length of all boundaries in metres, 0 for points.
  public let perimeterMetres: Double
  /// Length of the centre lines in metres, nil for other forms.
  public let lengthMetres: Double?

  /// A site with more vertices is refused as too complex; county boundaries have some thousands.
  public static let mostVertices = 200_000
  /// The same for lines, whose corridor must be drawn.
  public static let mostLineVertices = 10_000

  private let ground: OutlineStore
  private let line: OutlineStore?
  /// The ground and the centre lines made ready for compiled plans.
  let footprint: Footprint
  let route: Footprint?
  private let prepared = PreparedDistances()

  /// - Parameters:
  ///   - geometry: on the grid, in any ring direction.
  ///   - widthMetres: the full width of a line's corridor.
  /// - Throws: `SiteRefusal`, naming the place where there is one.
  public init(_ geometry: FeatureGeometry, widthMetres: Double? = nil) throws(SiteRefusal) {
    var joined = false
    let extent = geometry.box
    guard !extent.isEmpty else { throw .geometry(.empty) }
    guard extent.maxX - extent.minX < 4_000_000_000, extent.maxY - extent.minY < 4_000_000_000 else { throw .tooLarge }
    guard geometry.vertexCount <= Self.mostVertices else { throw .geometry(.tooComplex) }
    switch geometry {
    case .polygons(let given):
      guard widthMetres == nil else { throw .widthWithoutLine }
      form = .polygon
      polygons = try Self.joined(given, &joined)
      centreLines = []
      points = []
    case .lines(let given):
      guard geometry.vertexCount <= Self.mostLineVertices else { throw .geometry(.tooComplex) }
      guard let width = widthMetres else { throw .lineWithoutWidth }
      guard width > 0, width <= 20_000 else { throw .width(width) }
      var lines: [[GridPoint]] = []
      for points in given {
        var line: [GridPoint] = []
        for p in points where p != line.last { line.append(p) }
        guard line.count >= 2 else { throw .geometry(.lineTooShort(near: line.first)) }
        lines.append(line)
      }
      form = .line(widthMetres: width)
      centreLines = lines
      do {
        polygons = try Corridor.polygons(along: lines, widthMetres: width)
      } catch {
        throw .geometry(error)
      }
      points = []
    case .points(let given):
      guard widthMetres == nil else { throw .widthWithoutLine }
      form = .point
      polygons = []
      centreLines = []
      points = Array(Set(given)).sorted()
    }
    overlappingPartsWereJoined = joined
    var box = GridBox(points)
    for p in polygons { box.add(p.box) }
    for l in centreLines { box.add(GridBox(l)) }
    self.box = box
    let origin = Self.middle(box)
    ground =
      points.isEmpty
      ? OutlineStore(rings: polygons.flatMap(\.rings), closed: true, origin: origin)
      : OutlineStore(rings: points.map { [$0] }, closed: false, origin: origin)
    line = centreLines.isEmpty ? nil : OutlineStore(rings: centreLines, closed: false, origin: origin)
    footprint = Footprint(polygons)
    route = centreLines.isEmpty ? nil : Footprint(along: centreLines)
    areaSquareMetres = Self.area(polygons, .ellipsoid, near: origin)
    perimeterMetres = polygons.reduce(0) { sum, p in
      sum + p.rings.reduce(0) { $0 + EdgeLength.shared.length(of: $1, closed: true) }
    }
    lengthMetres =
      centreLines.isEmpty ? nil : centreLines.reduce(0) { $0 + EdgeLength.shared.length(of: $1, closed: false) }
  }

  /// The area in square metres by a method.
  public func areaSquareMetres(_ method: AreaMethod) -> Double {
    method == .ellipsoid ? areaSquareMetres : Self.area(polygons, method, near: Self.middle(box))
  }

  /// The geometry as a reader would draw it: the ground, or the points.
  public var geometry: FeatureGeometry { points.isEmpty ? .polygons(polygons) : .points(points) }

  /// How many vertices the ground and the centre lines have.
  public var vertexCount: Int {
    FeatureGeometry.polygons(polygons).vertexCount + FeatureGeometry.lines(centreLines).vertexCount + points.count
  }

  /// Boundaries of the ground, or the points.
  var outline: OutlineView { ground.view }
  var lineOutline: OutlineView? { line?.view }

  /// The outline as chords in space, made when a distance is first asked for.
  var distances: DistanceSite { prepared.value { DistanceSite(polygons, points: points, footprint: footprint) } }

  func integral(_ method: AreaMethod) -> AreaIntegral { AreaIntegral(method, near: Self.middle(box)) }

  private static func middle(_ box: GridBox) -> GridPoint {
    GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
  }

  private static func area(_ polygons: [GridPolygon], _ method: AreaMethod, near origin: GridPoint) -> Double {
    let integral = AreaIntegral(method, near: origin)
    return polygons.reduce(0) { sum, p in sum + p.rings.reduce(0) { $0 + integral.ring($1) } }
  }

  private static func joined(_ given: [GridPolygon], _ overlapped: inout Bool) throws(SiteRefusal) -> [GridPolygon] {
    do {
      // A boundary that touches itself at points is measured as it is.
      var parts: [GridPolygon] = []
      for polygon in given { parts.append(try polygon.checked().polygon) }
      guard parts.count > 1 else { return parts }
      guard PolygonUnion.isManageable(parts) else { throw GeometryRefusal.tooComplex }
      let result = try PolygonUnion.union(parts)
      guard !result.isEmpty else { throw GeometryRefusal.empty }
      // Snapping moves a boundary by less than a grid step; an overlap of 0.01 m² is some ten thousand square steps.
      let before = parts.reduce(0) { $0 + $1.doubleArea }
      let after = result.reduce(0) { $0 + $1.doubleArea }
      overlapped = before - after > 20_000
      return result
    } catch let refusal as GeometryRefusal {
      throw .geometry(refusal)
    } catch {
      throw .geometry(.engine("\(error)"))
    }
  }
}

/// Made once for all copies of a site.
private final class PreparedDistances: Sendable {
  private let made = Mutex<DistanceSite?>(nil)

  func value(_ make: () -> DistanceSite) -> DistanceSite {
    made.withLock { known in
      if let known { return known }
      let new = make()
      known = new
      return new
    }
  }
}
