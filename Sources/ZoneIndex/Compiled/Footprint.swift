public import Geometry

/// The ground of a site as flat rings, ready to be laid over compiled layers: shells counter-clockwise, holes clockwise.
public struct Footprint: Sendable {
  /// Corners of all rings, one after another; rings are open.
  let points: [GridPoint]
  /// The first corner of each ring, and the end.
  let ringStarts: [Int]
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
    box = GridBox(points)
  }

  /// The ground of a site; a line's corridor; empty for points.
  public init(_ site: Site) { self.init(site.polygons) }

  public var vertexCount: Int { points.count }
}

/// The part of a footprint that lies in one feature.
public struct FeaturePart: Hashable, Sendable {
  /// The feature's index in its layer.
  public var feature: Int
  /// Ellipsoidal square metres of the common ground; 0 where they only touch.
  public var areaSquareMetres: Double
  /// Of the footprint's area.
  public var share: Double
  /// Exact: they share points but no ground.
  public var touchesOnly: Bool
}
