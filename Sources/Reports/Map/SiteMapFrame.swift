public import ExactJSON
import FEEL
import Geodesy
public import Geometry

/// The part of the land that a site map shows: a window of 156 × 92 mm at a round scale in the site's Gauss–Krüger zone.
///
/// Make the frame first, fetch what meets `box`, then draw.
public struct SiteMapFrame: Hashable, Sendable {
  package static let widthMillimetres = 156.0
  package static let heightMillimetres = 92.0
  static let scales = [2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000]
  /// Room left free around the site, for its name and vertices, and around the end of a distance, millimetres.
  private static let siteBorder = 14.0
  private static let reachBorder = 7.0

  public let site: FeatureGeometry
  /// The site's points in the order in which they are numbered.
  let points: FeatureGeometry
  /// Distances to draw, the deciding one first.
  public let reaches: [SiteMapReach]
  /// 1∶this on the paper.
  public let scaleDenominator: Int
  /// The box in which to look for what the map shows.
  public let box: GridBox
  /// What stands in the site, line by line.
  package let siteLabel: [String]
  /// Units that the site meets: they are named first.
  package let metUnits: [String]
  package let zone: LocalZone
  let centre: (east: Double, north: Double)

  public static func == (a: SiteMapFrame, b: SiteMapFrame) -> Bool {
    a.site == b.site && a.points == b.points && a.reaches == b.reaches && a.scaleDenominator == b.scaleDenominator && a.box == b.box
      && a.siteLabel == b.siteLabel
      && a.metUnits == b.metUnits
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(site)
    hasher.combine(reaches)
    hasher.combine(scaleDenominator)
  }

  /// The frame of a stored screening: its site, and the nearest features that its margins were measured to, the scarcest first.
  ///
  /// Throws `incompleteRecord` where the view has no site.
  public init(view: JSONValue) throws(ReportError) {
    let record = try ScreeningRecord(view)
    var label = ["项目选址"]
    if record.site.kind == .polygon, let area = record.site.area { label.append(FigureStyle.paper.hectares(area) + "\u{A0}hm²") }
    self.init(
      site: record.site.geometry, points: record.site.points, reaches: Self.reaches(record, view), siteLabel: label,
      metUnits: record.units.map(\.code))
  }

  /// The frame of a site and the distances to draw: the smallest scale that holds both, or the site alone where both would make it vanish.
  package init(
    site: FeatureGeometry, points: FeatureGeometry? = nil, reaches: [SiteMapReach], siteLabel: [String] = ["项目选址"], metUnits: [String] = []
  ) {
    self.site = site
    self.points = points ?? site
    self.reaches = reaches
    self.siteLabel = siteLabel
    self.metUnits = metUnits
    zone = LocalZone(for: site)
    let zone = zone

    var extent = PlaneBox(site.box.corners.map(zone.position))
    let size = max(extent.width, extent.height)
    let alone = Self.scale(for: extent, border: Self.siteBorder)
    var scale = alone
    if let first = reaches.first {
      var both = extent
      both.add(zone.position(first.to))
      let wide = max(alone, Self.scale(for: both, border: Self.reachBorder))
      // Beyond this the site would be a speck: its line then runs to the edge of the map.
      if wide <= 20_000 || size * 1000 / Double(wide) >= 3 {
        scale = wide
        extent = both
      }
    }
    scaleDenominator = scale
    centre = extent.centre
    let halfWidth = Self.widthMillimetres * Double(scale) / 2000
    let halfHeight = Self.heightMillimetres * Double(scale) / 2000
    let projection = GaussKruger(centralMeridian: Double(zone.centralMeridian))
    var box = GridBox.empty
    // The window's sides bend in degrees; nine points and a margin hold them.
    for dx in [-1.0, 0, 1] {
      for dy in [-1.0, 0, 1] {
        let q = projection.unproject(easting: centre.east + dx * halfWidth, northing: centre.north + dy * halfHeight)
        box.add(GridPoint(longitude: q.longitude, latitude: q.latitude))
      }
    }
    let margin = max((box.maxX - box.minX) / 40, (box.maxY - box.minY) / 40)
    self.box = GridBox(minX: box.minX - margin, minY: box.minY - margin, maxX: box.maxX + margin, maxY: box.maxY + margin)
  }

  private static func scale(for extent: PlaneBox, border: Double) -> Int {
    let across = extent.width * 1000 / (widthMillimetres - 2 * border)
    let up = extent.height * 1000 / (heightMillimetres - 2 * border)
    let needed = max(across, up)
    return scales.first { Double($0) >= needed } ?? scales[scales.count - 1]
  }

  private static func reaches(_ record: ScreeningRecord, _ view: JSONValue) -> [SiteMapReach] {
    var urgency: [String: Double] = [:]
    for c in record.clauses {
      guard let m = c.margin, let fact = m.fact, fact.hasPrefix("map.distance.") else { continue }
      let layer = String(fact.dropFirst("map.distance.".count))
      urgency[layer] = min(urgency[layer] ?? .infinity, ReportComposer.urgency(m))
    }
    var found: [(urgency: Double, order: Int, reach: SiteMapReach)] = []
    for (i, n) in view.items("nearest").enumerated() {
      guard let value = urgency[n.words("layer")], let distance = n.decimal("distanceMetres"), distance.signum > 0,
        let from = point(n["from"]), let to = point(n["to"])
      else { continue }
      found.append((value, i, SiteMapReach(from: from, to: to, label: "最近\u{A0}\(FigureStyle.paper.metres(distance))\u{A0}m")))
    }
    return found.sorted { $0.urgency != $1.urgency ? $0.urgency < $1.urgency : $0.order < $1.order }.prefix(3).map(\.reach)
  }

  private static func point(_ json: JSONValue?) -> GridPoint? {
    guard let c = json?.arrayValue, c.count == 2, let x = c[0].doubleValue, let y = c[1].doubleValue else { return nil }
    return GridPoint(longitude: x, latitude: y)
  }
}

extension GridBox {
  var corners: [GridPoint] {
    [GridPoint(x: minX, y: minY), GridPoint(x: maxX, y: minY), GridPoint(x: maxX, y: maxY), GridPoint(x: minX, y: maxY)]
  }
}

/// A box in the plane, metres.
struct PlaneBox {
  var west = Double.infinity
  var east = -Double.infinity
  var south = Double.infinity
  var north = -Double.infinity

  init(_ points: [(east: Double, north: Double)]) { for p in points { add(p) } }

  mutating func add(_ p: (east: Double, north: Double)) {
    west = min(west, p.east)
    east = max(east, p.east)
    south = min(south, p.north)
    north = max(north, p.north)
  }

  var width: Double { east - west }
  var height: Double { north - south }
  var centre: (east: Double, north: Double) { ((west + east) / 2, (south + north) / 2) }
}
