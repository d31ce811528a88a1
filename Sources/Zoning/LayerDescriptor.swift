/// What is known about a layer: its meaning, the document that drew it, its accuracy and tolerance.
public struct LayerDescriptor: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case polygon, line, point
  }

  /// What a zone of the layer is shown under.
  public enum Group: String, Vocabulary {
    case unit, administrative, redline, ecology, element, park, region, belt, shoreline, source, built, sea

    public var chinese: String {
      switch self {
      case .unit: "管控单元"
      case .administrative: "行政区"
      case .redline: "生态保护红线"
      case .ecology: "生态空间管控区域"
      case .element: "要素分区"
      case .park: "产业园区"
      case .region: "流域（区域）"
      case .belt: "法定保护范围"
      case .shoreline: "岸线"
      case .source: "饮用水水源"
      case .built: "建成区"
      case .sea: "海域"
      }
    }
  }

  /// The layer's id, which is its Chinese FEEL name.
  public var id: String
  public var title: String
  public var kind: Kind
  public var group: Group
  /// Source that drew the layer.
  public var basis: ClauseSource
  /// Accuracy that the law allows the line, metres: a margin below it is borderline.
  public var legalAccuracyMetres: Double
  /// Accuracy of the survey or drawing behind it, metres; nil where not stated.
  public var sourceAccuracyMetres: Double?
  /// Overlap up to this area *and* mean width is tolerated.
  public var toleranceAreaSquareMetres: Double
  public var toleranceWidthMetres: Double
  /// Whether the features cover a county or the sea without gap or overlap.
  public var tiles: Bool
  /// For a shoreline, the layer of its water: in the water the distance is 0.
  public var waterLayer: String?
  /// Known to the law but not delivered to this system: facts about it are unknown with cause `notHeld`.
  public var held: Bool
  /// Listed among a site's zones and on the map.
  public var listed: Bool

  public init(
    id: String, title: String? = nil, kind: Kind, group: Group, basis: ClauseSource, legalAccuracyMetres: Double = 1,
    sourceAccuracyMetres: Double? = nil, toleranceAreaSquareMetres: Double = 1, toleranceWidthMetres: Double = 0.1,
    tiles: Bool = false, waterLayer: String? = nil, held: Bool = true, listed: Bool = true
  ) {
    self.id = id
    self.title = title ?? id
    self.kind = kind
    self.group = group
    self.basis = basis
    self.legalAccuracyMetres = legalAccuracyMetres
    self.sourceAccuracyMetres = sourceAccuracyMetres
    self.toleranceAreaSquareMetres = toleranceAreaSquareMetres
    self.toleranceWidthMetres = toleranceWidthMetres
    self.tiles = tiles
    self.waterLayer = waterLayer
    self.held = held
    self.listed = listed
  }

  /// The layer of control units.
  public static let unitLayer = "管控单元"
  /// The layer of counties.
  public static let countyLayer = "县级行政区"
  /// Named waters of the base map: drawn and searched, never judged.
  public static let waterPolygons = "水系面"
  public static let waterLines = "水系线"
  /// The layer whose features answer 园区.* facts.
  public static let parkLayer = "产业园区"
}
