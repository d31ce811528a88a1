internal import Geodesy
public import Geometry

/// What two layers say about each other's place.
public struct ShiftComparison: Sendable {
  /// The layer that was looked at, and the one whose borders it should share.
  public var layer: String
  public var against: String
  public var relation: ShiftDetection.Relation
  /// In order of their keys.
  public var parts: [PartFinding]
  /// Displacements found, each with the parts that have it in common, the most border first.
  public var shifts: [CommonShift]
  public var deliveredBox: GridBox
  public var heldBox: GridBox

  /// The answer in one word.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Some parts, or all, lie aside by common displacements.
    case displaced
    /// Nothing lies aside.
    case inPlace
    /// The delivery lies elsewhere, and no known slip explains it.
    case elsewhere
    /// Most of it agrees with nothing under any displacement.
    case different
    /// There is not enough common border.
    case notComparable
  }

  public var verdict: Verdict {
    let all = parts.reduce(0) { $0 + $1.borderMetres }
    let moved = shifts.reduce(0) { $0 + $1.borderMetres }
    if !deliveredBox.isEmpty, !heldBox.isEmpty, !deliveredBox.meets(heldBox), moved < all / 2 { return .elsewhere }
    if !shifts.isEmpty { return .displaced }
    let compared = parts.filter { $0.state == .inPlace || $0.state == .different }
    let whole = compared.reduce(0) { $0 + $1.borderMetres }
    guard whole > 0 else { return .notComparable }
    let different = compared.filter { $0.state == .different }.reduce(0) { $0 + $1.borderMetres }
    return different > whole / 2 ? .different : .inPlace
  }

  /// Where the delivery lies beside the held layer: distance between the middles of both, metres, and the bearing, degrees.
  public var distance: (metres: Double, bearingDegrees: Double)? {
    guard !deliveredBox.isEmpty, !heldBox.isEmpty else { return nil }
    func middle(_ b: GridBox) -> GridPoint { GridPoint(x: b.minX + (b.maxX - b.minX) / 2, y: b.minY + (b.maxY - b.minY) / 2) }
    let from = MetricPlane(middleOf: heldBox)
    let there = from.metres(middle(deliveredBox))
    let degrees = SteadyMath.atan2(there.x, there.y) / Double.radiansPerDegree
    return ((there.x * there.x + there.y * there.y).squareRoot(), degrees < 0 ? degrees + 360 : degrees)
  }
}

/// One displacement that several parts have in common.
public struct CommonShift: Sendable {
  /// Keys of the parts, in order.
  public var parts: [String]
  /// Whether every part has it whose place can be told, and these are most of the border.
  public var coversAll: Bool
  public var slip: KnownSlip?
  public var displacement: Displacement
  public var borderMetres: Double
  public var agreesBeforeMetres: Double
  public var agreesAfterMetres: Double
  public var residualBeforeMetres: Double?
  public var residualAfterMetres: Double
  public var scatterMetres: Double
  public var uncertaintyMetres: Double
  public var isSure: Bool
  /// Places for arrows: delivered and true, degrees.
  public var arrows: [(longitude: Double, latitude: Double, eastMetres: Double, northMetres: Double)]
}
