/// Every layer of the demonstration: id, owner, document, accuracy, and how its codes begin.
struct LayerKind: Sendable {
  enum Owner: Sendable { case province, city }

  var id: String
  var owner: Owner
  var basis: LayerBasis
  var sourceAccuracyMetres: Int
  var tolerance: LayerTolerance
  /// Codes are prefix + county + serial, unless the layer makes its own.
  var prefix: String

  init(_ id: String, _ owner: Owner, _ basis: LayerBasis, _ prefix: String, accuracy: Int = 500, tolerance: LayerTolerance = .standard) {
    self.id = id
    self.owner = owner
    self.basis = basis
    self.prefix = prefix
    sourceAccuracyMetres = accuracy
    self.tolerance = tolerance
  }

  static let units = LayerKind("管控单元", .city, .zoningPlan, "")
  static let counties = LayerKind("县级行政区", .province, .divisions, "")
  static let redline = LayerKind("生态保护红线", .province, .redline, "HX", tolerance: .none)
  static let ecologicalSpace = LayerKind("生态空间管控区域", .province, .ecologicalSpace, "ST")
  static let parks = LayerKind("产业园区", .city, .parkRegister, "YQ")
  static let chemicalParks = LayerKind("化工园区", .province, .chemicalParkRegister, "HG")
  static let water = LayerKind("水环境管控分区", .city, .waterZones, "YS")
  static let air = LayerKind("大气环境管控分区", .city, .airZones, "YS")
  static let soil = LayerKind("土壤环境管控分区", .city, .soilZones, "YS")
  static let regions = ["长江流域", "太湖流域", "淮河流域", "大运河沿线", "沿海地区"].map { LayerKind($0, .province, .regions, "QY") }
  static let shoreline = LayerKind("长江干支流岸线", .province, .shoreline, "AX", accuracy: 1500)
  static let shorelineWater = LayerKind("长江干支流水域", .province, .shoreline, "SY", accuracy: 1500)
  static let taihu = ["一级", "二级", "三级"].map { LayerKind("太湖流域\($0)保护区", .province, .taihu, "TH") }
  static let canalCore = LayerKind("大运河核心监控区", .province, .canal, "YH", accuracy: 1200)
  static let canalParts = ["滨河生态空间", "建成区", "其他区域"].map {
    LayerKind("大运河核心监控区\($0)", .province, .canal, "YH", accuracy: 1200)
  }
  static let tongyu = ["一级", "二级", "三级"].map { LayerKind("通榆河\($0)保护区", .province, .tongyu, "TY", accuracy: 2000) }
  static let sources = ["一级", "二级", "准"].map {
    LayerKind("饮用水水源\($0)保护区", .province, .waterSources, "SYD", tolerance: .none)
  }
  static let builtUp = LayerKind("建成区", .city, .builtUp, "JC")
  static let residential = LayerKind("居住区", .city, .builtUp, "JZ")
  static let noBurn = LayerKind("高污染燃料禁燃区", .city, .noBurn, "JR")
  static let seaUse = LayerKind("海域使用功能区", .province, .seaUse, "HY", accuracy: 2000)

  static let all: [LayerKind] =
    [units, counties, redline, ecologicalSpace, parks, chemicalParks, water, air, soil] + regions + [shoreline, shorelineWater] + taihu
    + [canalCore] + canalParts + tongyu + sources + [builtUp, residential, noBurn, seaUse]
}

/// One zone as planned in a county.
struct ZoneDraft: Sendable {
  var name: String
  var attributes: [String: String]
  /// The unit it belongs to, by plot; its code is filled in later.
  var plot: Int?
  /// For element zones: class, element and sub-class digits.
  var digits: String = ""

  init(_ name: String, _ attributes: [String: String] = [:], plot: Int? = nil, digits: String = "") {
    self.name = name
    self.attributes = attributes
    self.plot = plot
    self.digits = digits
  }
}

/// The labels of one layer in one territory.
struct LayerLabels {
  var kind: LayerKind
  var label: [Int32]
  var zones: [ZoneDraft]
}
