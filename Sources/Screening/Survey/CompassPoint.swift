import FEEL

/// One of eight directions (方位).
struct CompassPoint {
  let chinese: String

  /// - Parameter degrees: clockwise from north, 0 to 360.
  init(degrees: FEELDecimal) {
    let eighth = Int((degrees.doubleValue / 45).rounded()) % 8
    chinese = ["北", "东北", "东", "东南", "南", "西南", "西", "西北"][eighth]
  }
}
