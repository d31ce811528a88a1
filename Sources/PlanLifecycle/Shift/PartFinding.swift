public import Geometry

/// What was found about one part of a layer, a county's or a city's features or all.
public struct PartFinding: Sendable {
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The borders lie where they should, within their scatter.
    case inPlace
    /// They lie aside by one common displacement.
    case displaced
    /// They agree with nothing under any common displacement: redrawn, or another layer.
    case different
    /// Too little border to compare.
    case notComparable
  }

  /// Six digits of a county or a city; empty for what belongs to none.
  public var key: String
  public var state: State
  public var displacement: Displacement?
  public var slip: KnownSlip?
  /// Border compared, metres, each edge once.
  public var borderMetres: Double
  /// Border that agrees as delivered, and after the displacement is taken back, metres; both with the tolerance after.
  public var agreesBeforeMetres: Double
  public var agreesAfterMetres: Double
  /// Median distance to the border, metres; nil where the median lies beyond a hundred metres.
  public var residualBeforeMetres: Double?
  public var residualAfterMetres: Double?
  /// Scatter of what agrees, metres.
  public var scatterMetres: Double
  /// Twice the standard error of the vector, metres.
  public var uncertaintyMetres: Double
  public var isSure: Bool
  /// Delivered places with the true ones, degrees, for drawing and for finding what parts have in common.
  var pairs: [ControlPair]
  /// The true borders' box.
  public var box: GridBox
}

/// A delivered place and where it should be, degrees.
struct ControlPair: Sendable {
  var delivered: (longitude: Double, latitude: Double)
  var truth: (longitude: Double, latitude: Double)
}
