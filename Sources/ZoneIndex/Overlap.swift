public import Geometry

/// One feature of a snapshot: which segment, which of its layers, which of the layer's features.
public struct FeatureReference: Hashable, Comparable, Sendable {
  public let segment: Int
  public let layer: Int
  public let index: Int

  public static func < (a: FeatureReference, b: FeatureReference) -> Bool {
    (a.segment, a.layer, a.index) < (b.segment, b.layer, b.index)
  }
}

/// The part of a site that lies in one feature.
public struct Overlap: Hashable, Sendable {
  public var feature: FeatureReference
  public var code = ""
  /// Square metres of the common ground; 0 where they only touch, and for points and delivered lines.
  public var areaSquareMetres = 0.0
  /// Of the site's area; for a point 1.
  public var share: Double
  /// Metres of the site's centre lines inside the feature, or of a delivered line inside the site; nil otherwise.
  public var lengthMetres: Double?
  /// Of the length of the site's centre lines.
  public var lengthShare: Double?
  /// Exact: some open ground (of a line: some stretch) belongs to both; for a point: it lies in or on the feature.
  public var interiorsIntersect: Bool

  /// They share points but no ground.
  public var touchesOnly: Bool { !interiorsIntersect }
}

/// The feature of a layer that is nearest to a site.
public struct Nearest: Hashable, Sendable {
  public var feature: FeatureReference
  public var code: String
  /// Geodesic metres, 0 where they share a point or the site is in the water.
  public var metres: Double
  public var placeOnSite: GridPoint
  public var placeOnFeature: GridPoint
  /// The water polygon that the site reaches into, when that is why the distance is 0.
  public var inWater: FeatureReference?
}

extension ZoneSnapshot {
  /// What part of a site a layer covers, its features taken together though they overlap.
  public struct Coverage: Hashable, Sendable {
    public var areaSquareMetres: Double
    /// Of the site's area; for points the fraction of points that are covered.
    public var share: Double
    /// Metres of the centre lines inside; nil where the site is no line.
    public var lengthMetres: Double?
    public var lengthShare: Double?
  }
}
