package import FEEL
import Geodesy
package import Geometry

/// The three-degree Gauss–Krüger zone of CGCS2000 that a site lies in, metres without zone prefix.
package struct LocalZone: Hashable, Sendable {
  package let centralMeridian: Int

  /// The zone whose meridian is nearest to the middle of a geometry.
  package init(for geometry: FeatureGeometry) {
    let box = geometry.box
    let longitude = (Double(box.minX) + Double(box.maxX)) / 2 / GridPoint.perDegree
    centralMeridian = 3 * Int((longitude / 3).rounded())
  }

  /// EPSG code of the zone without prefix, 4534 (75°) to 4554 (135°).
  package var epsg: Int? { (75...135).contains(centralMeridian) ? 4534 + (centralMeridian - 75) / 3 : nil }

  /// `3度带高斯–克吕格投影（中央经线120°，EPSG:4549）`.
  package var chinese: String { "3度带高斯–克吕格投影（中央经线\(centralMeridian)°\(epsg.map { "，EPSG:\($0)" } ?? "")）" }

  package func position(_ p: GridPoint) -> (east: Double, north: Double) {
    let q = GaussKruger(centralMeridian: Double(centralMeridian)).project(longitude: p.longitude, latitude: p.latitude)
    return (q.easting, q.northing)
  }

  /// The position to 0.01 m, as it is printed.
  package func centimetres(_ p: GridPoint) -> (east: FEELDecimal, north: FEELDecimal) {
    let q = position(p)
    return (FEELDecimal(quantizing: q.east, fractionDigits: 2), FEELDecimal(quantizing: q.north, fractionDigits: 2))
  }

  /// The plane distance of two printed positions, so that a reader finds it again by hand.
  package static func distance(_ a: (east: FEELDecimal, north: FEELDecimal), _ b: (east: FEELDecimal, north: FEELDecimal)) -> FEELDecimal {
    let dx = (a.east - b.east).doubleValue
    let dy = (a.north - b.north).doubleValue
    return FEELDecimal(quantizing: (dx * dx + dy * dy).squareRoot(), fractionDigits: 2)
  }
}
