public import ExactJSON
public import FEEL
public import Zoning

/// A code with its name: a county, a city.
public struct NamedPlace: Hashable, Sendable {
  public var code: String
  public var name: String

  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// A control unit that the site meets; figures quantised at the door.
public struct MetUnit: Hashable, Sendable {
  public var code: ControlUnitCode
  public var name: String
  public var unitClass: UnitClass
  public var county: NamedPlace
  public var city: NamedPlace
  /// nil for points.
  public var areaSquareMetres: FEELDecimal?
  public var share: FEELDecimal?
  /// Only for sites with a centre line.
  public var lengthMetres: FEELDecimal?

  public init(
    code: ControlUnitCode, name: String, unitClass: UnitClass, county: NamedPlace, city: NamedPlace, areaSquareMetres: FEELDecimal?,
    share: FEELDecimal?, lengthMetres: FEELDecimal?
  ) {
    self.code = code
    self.name = name
    self.unitClass = unitClass
    self.county = county
    self.city = city
    self.areaSquareMetres = areaSquareMetres
    self.share = share
    self.lengthMetres = lengthMetres
  }
}

/// A zone of any other listed layer that the site meets.
public struct MetZone: Hashable, Sendable {
  public var layer: String
  public var code: String
  public var name: String
  public var zoneClass: String?
  public var areaSquareMetres: FEELDecimal?
  public var share: FEELDecimal?
  public var lengthMetres: FEELDecimal?

  public init(
    layer: String, code: String, name: String, zoneClass: String?, areaSquareMetres: FEELDecimal?, share: FEELDecimal?,
    lengthMetres: FEELDecimal?
  ) {
    self.layer = layer
    self.code = code
    self.name = name
    self.zoneClass = zoneClass
    self.areaSquareMetres = areaSquareMetres
    self.share = share
    self.lengthMetres = lengthMetres
  }
}

/// The nearest feature of a layer that people ask about however far it is.
public struct NearestFeature: Hashable, Sendable {
  public var layer: String
  public var code: String
  public var name: String
  public var distanceMetres: FEELDecimal
  /// From the site, degrees clockwise from north; nil where they touch.
  public var bearingDegrees: FEELDecimal?
  /// Canonical decimal degrees, longitude then latitude.
  public var from: [String]
  public var to: [String]

  public init(
    layer: String, code: String, name: String, distanceMetres: FEELDecimal, bearingDegrees: FEELDecimal?, from: [String], to: [String]
  ) {
    self.layer = layer
    self.code = code
    self.name = name
    self.distanceMetres = distanceMetres
    self.bearingDegrees = bearingDegrees
    self.from = from
    self.to = to
  }
}

/// The site as it was judged.
public struct SiteDescription: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case polygon, line, point
  }

  public var kind: Kind
  public var areaSquareMetres: FEELDecimal?
  public var perimeterMetres: FEELDecimal?
  public var lengthMetres: FEELDecimal?
  public var widthMetres: FEELDecimal?
  /// Share of the site outside the province, 0 to 1.
  public var outsideShare: FEELDecimal
  /// GeoJSON geometry, EPSG:4490, on the grid.
  public var geometry: JSONValue
  /// The positions in the order in which they were given, GeoJSON in EPSG:4490, by which they are numbered; nil where `geometry` has it.
  public var points: JSONValue?
  /// What was done to the geometry, in words.
  public var notes: [String]

  public init(
    kind: Kind, areaSquareMetres: FEELDecimal?, perimeterMetres: FEELDecimal?, lengthMetres: FEELDecimal?, widthMetres: FEELDecimal?,
    outsideShare: FEELDecimal, geometry: JSONValue, points: JSONValue? = nil, notes: [String]
  ) {
    self.kind = kind
    self.areaSquareMetres = areaSquareMetres
    self.perimeterMetres = perimeterMetres
    self.lengthMetres = lengthMetres
    self.widthMetres = widthMetres
    self.outsideShare = outsideShare
    self.geometry = geometry
    self.points = points
    self.notes = notes
  }
}

/// Everything that was found on the map about a site and that an assessment prints; a plain value, kept in the record.
public struct SiteFindings: Hashable, Sendable {
  public var site: SiteDescription
  public var areaMethod: String
  public var units: [MetUnit]
  public var zones: [MetZone]
  /// Overlaps within tolerance: listed, never dropped, never judged.
  public var tolerated: [MetZone]
  public var nearest: [NearestFeature]
  /// Captured register facts (园区.*, 区域.*) by fact id; an id that is absent is unknown.
  public var registry: [String: FEELValue]
  /// Whether the site overlaps any county or sea unit.
  public var insideProvince: Bool

  public init(
    site: SiteDescription, areaMethod: String, units: [MetUnit], zones: [MetZone], tolerated: [MetZone], nearest: [NearestFeature],
    registry: [String: FEELValue], insideProvince: Bool
  ) {
    self.site = site
    self.areaMethod = areaMethod
    self.units = units
    self.zones = zones
    self.tolerated = tolerated
    self.nearest = nearest
    self.registry = registry
    self.insideProvince = insideProvince
  }
}

extension SiteFindings {
  /// Square metres of the site that lie in the province but in no unit; nil where it is less than the figures can tell, for points, and where no unit was met.
  var withoutUnit: FEELDecimal? {
    guard let whole = site.areaSquareMetres, !units.isEmpty else { return nil }
    let inUnits =
      units.compactMap(\.areaSquareMetres) + tolerated.filter { $0.layer == LayerDescriptor.unitLayer }.compactMap(\.areaSquareMetres)
    let rest = whole - whole * site.outsideShare - inUnits.reduce(.zero, +)
    // The outside share is printed to the millionth, every area to the hundredth.
    let least = FEELDecimal(1) + whole * Self.millionth + FEELDecimal(inUnits.count) * Self.hundredth
    return rest > least ? rest.quantized(fractionDigits: 2) : nil
  }

  private static let millionth = FEELDecimal(quantizing: 1e-6, fractionDigits: 6)
  private static let hundredth = FEELDecimal(quantizing: 0.01, fractionDigits: 2)
}
