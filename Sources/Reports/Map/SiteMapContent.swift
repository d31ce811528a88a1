public import Geometry
public import Zoning

/// What a site map shows: the site and everything around it that was fetched for the frame's box, in any order.
public struct SiteMapContent: Sendable {
  /// A control unit (管控单元) that meets the frame.
  public struct Unit: Sendable {
    public var code: String
    public var name: String
    public var unitClass: UnitClass
    public var geometry: FeatureGeometry

    public init(code: String, name: String, unitClass: UnitClass, geometry: FeatureGeometry) {
      self.code = code
      self.name = name
      self.unitClass = unitClass
      self.geometry = geometry
    }
  }

  /// A feature of another layer. Drawn are red lines, ecological space, parks, belts, water sources and shorelines;
  /// layers that cover everything are not, since they would hide the units.
  public struct Zone: Sendable {
    public var group: LayerDescriptor.Group
    /// Title of its layer, as the legend says it.
    public var layerTitle: String
    public var code: String
    public var name: String
    public var geometry: FeatureGeometry

    public init(group: LayerDescriptor.Group, layerTitle: String, code: String, name: String, geometry: FeatureGeometry) {
      self.group = group
      self.layerTitle = layerTitle
      self.code = code
      self.name = name
      self.geometry = geometry
    }
  }

  /// A named water: polygons are filled, lines are drawn as courses.
  public struct Water: Sendable {
    public var name: String
    public var geometry: FeatureGeometry

    public init(name: String, geometry: FeatureGeometry) {
      self.name = name
      self.geometry = geometry
    }
  }

  /// A county (县级行政区): its border is drawn where it crosses the frame, and the one with the site in the locator.
  public struct County: Sendable {
    public var code: String
    public var name: String
    public var geometry: FeatureGeometry

    public init(code: String, name: String, geometry: FeatureGeometry) {
      self.code = code
      self.name = name
      self.geometry = geometry
    }
  }

  public var frame: SiteMapFrame
  public var units: [Unit]
  public var zones: [Zone]
  public var waters: [Water]
  public var counties: [County]
  /// The county of the locator, with its whole outline; nil leaves the locator out.
  public var locatorCounty: String?
  /// Whether the data are invented: the mark 示范数据 then stands on the map and on every page.
  public var isDemonstration: Bool
  /// 审图号 of the base map; nil says that there is none.
  public var approvalNumber: String?

  public init(
    frame: SiteMapFrame, units: [Unit] = [], zones: [Zone] = [], waters: [Water] = [], counties: [County] = [],
    locatorCounty: String? = nil,
    isDemonstration: Bool, approvalNumber: String? = nil
  ) {
    self.frame = frame
    self.units = units
    self.zones = zones
    self.waters = waters
    self.counties = counties
    self.locatorCounty = locatorCounty
    self.isDemonstration = isDemonstration
    self.approvalNumber = approvalNumber
  }
}

/// A nearest distance to draw: from the site to the feature that decides.
public struct SiteMapReach: Hashable, Sendable {
  public var from: GridPoint
  public var to: GridPoint
  /// What stands at the line, `最近 936.41 m`.
  public var label: String

  public init(from: GridPoint, to: GridPoint, label: String) {
    self.from = from
    self.to = to
    self.label = label
  }
}
