public import Geodesy
import Geometry

/// One way to read a site's numbers: a reference system and an order of axes, and where the site would then lie.
public struct CandidateReading: Hashable, Sendable {
  public var system: CoordinateReferenceSystem
  public var axes: AxisOrder
  /// Why the numbers can be read so.
  public var reason: String
  /// Middle of the site's box, degrees EPSG:4490.
  public var longitude: Double
  public var latitude: Double

  public init(system: CoordinateReferenceSystem, axes: AxisOrder, reason: String, longitude: Double, latitude: Double) {
    self.system = system
    self.axes = axes
    self.reason = reason
    self.longitude = longitude
    self.latitude = latitude
  }

  /// `EPSG:4549（CGCS2000 高斯—克吕格 3 度带…）`, with the order of axes where it is not the usual one.
  public var title: String {
    "\(system.identifier)（\(system.chineseName)\(axes == .northFirst ? "，\(axes.chinese(in: system))" : "")）"
  }

  /// `落在东经 118.80°、北纬 32.06° 附近`: to 0.01°, a kilometre, since it only tells readings apart.
  public var place: String {
    "落在东经 \(DecimalText.fixed(longitude, decimals: 2))°、北纬 \(DecimalText.fixed(latitude, decimals: 2))° 附近"
  }
}

extension CandidateReading: Codable {
  private enum Key: String, CodingKey { case system, axes, reason, longitude, latitude }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    self.init(
      system: try CoordinateReferenceSystem(parsing: values.decode(String.self, forKey: .system)),
      axes: try values.decode(AxisOrder.self, forKey: .axes), reason: try values.decode(String.self, forKey: .reason),
      longitude: try values.decode(Double.self, forKey: .longitude), latitude: try values.decode(Double.self, forKey: .latitude))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(system.identifier, forKey: .system)
    try values.encode(axes, forKey: .axes)
    try values.encode(reason, forKey: .reason)
    try values.encode(longitude, forKey: .longitude)
    try values.encode(latitude, forKey: .latitude)
  }
}
