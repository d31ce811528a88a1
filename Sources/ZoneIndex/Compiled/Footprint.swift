internal import Geodesy
public import Geometry

/// The ground of a site as flat rings, ready to be laid over compiled layers: shells counter-clockwise, holes clockwise.
public struct Footprint: Sendable {
  /// Corners of all rings, one after another; rings are open.
  let points: [GridPoint]
  /// The first corner of each ring, and the end.
  let ringStarts: [Int]
  /// Whether these are lines, not rings: only lengths are measured.
  let isRoute: Bool
  /// The box of all rings.
  public let box: GridBox

  /// - Parameter polygons: valid, normalised, and without common ground, as `Site` has them.
  public init(_ polygons: [GridPolygon]) {
    var points: [GridPoint] = []
    var starts = [0]
    for polygon in polygons {
      for ring in polygon.rings where ring.count >= 3 {
        points += ring
        starts.append(points.count)
      }
    }
    self.points = points
    ringStarts = starts
    isRoute = false
    box = GridBox(points)
  }

  /// Lines without ground: what they have in common with a feature is a length and its share of the whole.
  ///
  /// A stretch along a shared border falls to one of its two sides, so that lengths over a tiling layer add up.
  public init(along lines: [[GridPoint]]) {
    var points: [GridPoint] = []
    var starts = [0]
    for line in lines where line.count >= 2 {
      points += line
      starts.append(points.count)
    }
    self.points = points
    ringStarts = starts
    isRoute = true
    box = GridBox(points)
  }

  /// The ground of a site; a line's corridor; empty for points.
  public init(_ site: Site) { self = site.footprint }

  public var vertexCount: Int { points.count }

  /// The length of a route in metres; of ground the length of its boundary.
  public var lengthMetres: Double {
    var length = 0.0
    for r in 0..<(ringStarts.count - 1) {
      length += EdgeLength.shared.length(of: Array(points[ringStarts[r]..<ringStarts[r + 1]]), closed: !isRoute)
    }
    return length
  }

  /// The ellipsoidal area, 0 of a route; right to 1e-4 m² and 1e-12 of it.
  public var areaSquareMetres: Double {
    guard !isRoute else { return 0 }
    let integral = AreaIntegral(.ellipsoid, near: GridPoint(x: 0, y: (box.minY + box.maxY) / 2))
    var area = 0.0
    for r in 0..<(ringStarts.count - 1) {
      var a = points[ringStarts[r + 1] - 1]
      for i in ringStarts[r]..<ringStarts[r + 1] {
        area += integral.piece(a, points[i])
        a = points[i]
      }
    }
    return area
  }
}

/// What a footprint and one feature have in common.
public struct FeaturePart: Hashable, Sendable {
  /// The feature's index in its layer.
  public var feature: Int
  /// Ellipsoidal square metres of the common ground; 0 where they only touch, and for lines and points.
  public var areaSquareMetres: Double
  /// Of the footprint's area, or of the route's length.
  public var share: Double
  /// Metres of a delivered line inside the footprint, or of a route inside the feature; 0 for others.
  public var lengthMetres: Double
  /// How many of the feature's delivered points lie in the footprint or on its boundary; 0 for others.
  public var pointCount: Int
  /// Exact: they share points but no ground, a line no stretch inside; false for delivered points.
  public var touchesOnly: Bool
}
