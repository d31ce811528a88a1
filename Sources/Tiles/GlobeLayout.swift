internal import Geodesy
internal import Geometry

extension TileMatrixSet {
  /// Steps of the finest zoom around the globe.
  static let globeSteps = Double(TileAddress.extent << TileAddress.finestZoom)
  /// Where Web Mercator ends: the square's edge, in degrees.
  public static let mercatorLatitude = 85.051_128_779_806_6

  /// The place of a grid point in steps of the finest zoom; latitudes beyond the layout are drawn at its edge.
  func place(_ p: GridPoint) -> TilePoint {
    let x = (p.longitude + 180) / 360 * Self.globeSteps
    let y: Double
    switch self {
    case .webMercator:
      let latitude = min(Self.mercatorLatitude, max(-Self.mercatorLatitude, p.latitude))
      let isometric = SteadyMath.atanh(SteadyMath.sin(latitude * .pi / 180))
      y = (0.5 - isometric / (2 * .pi)) * Self.globeSteps
    case .degrees:
      y = (90 - p.latitude) / 360 * Self.globeSteps
    }
    let last = Self.globeSteps - 1
    return TilePoint(x: Int32(min(last, max(0, x.rounded()))), y: Int32(min(last, max(0, y.rounded()))))
  }

  /// Longitude and latitude of a place in steps of the finest zoom, in degrees.
  public func degrees(x: Double, y: Double) -> (longitude: Double, latitude: Double) {
    let longitude = x / Self.globeSteps * 360 - 180
    switch self {
    case .webMercator:
      let isometric = (0.5 - y / Self.globeSteps) * 2 * .pi
      let (sinh, _) = SteadyMath.sinhCosh(isometric)
      return (longitude, SteadyMath.atan(sinh) * 180 / .pi)
    case .degrees:
      return (longitude, 90 - y / Self.globeSteps * 360)
    }
  }
}

extension TilePoint {
  /// The same place in steps of a coarser zoom, halves up.
  @inline(__always)
  func coarsened(by shift: Int32) -> TilePoint {
    guard shift > 0 else { return self }
    let half: Int32 = 1 << (shift - 1)
    return TilePoint(x: (x + half) >> shift, y: (y + half) >> shift)
  }
}
