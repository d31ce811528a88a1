public import ZoneIndex

/// One layer of one owner, as it is delivered.
public struct DemoLayer: Sendable {
  /// The layer's id, its Chinese FEEL name, such as 生态保护红线.
  public var id: String
  public var title: String
  /// 320000 or a city's six-digit code.
  public var owner: String
  public var kind: GeometryKind
  /// The document that draws it.
  public var basis: LayerBasis
  /// Legal accuracy, in metres.
  public var accuracyMetres: Int
  /// What the source it was drawn from allows, in metres.
  public var sourceAccuracyMetres: Int
  public var tolerance: LayerTolerance
  /// By code.
  public var features: [LayerFeature]
}

/// How little of an overlap is passed over.
public enum LayerTolerance: String, Sendable {
  /// Nothing: redlines and water sources.
  case none
  /// Area ≤ 1 m² and mean width ≤ 0.1 m.
  case standard
}

/// The document that draws a layer; the registry of documents gives it number and dates.
public enum LayerBasis: String, Sendable, CaseIterable {
  case zoningPlan = "江苏省生态环境分区管控成果"
  case cityPlan = "设区市生态环境分区管控成果"
  case divisions = "行政区划"
  case redline = "江苏省生态保护红线划定成果"
  case ecologicalSpace = "江苏省生态空间管控区域规划"
  case parkRegister = "江苏省开发区名录"
  case chemicalParkRegister = "江苏省化工园区认定名单"
  case waterZones = "水环境管控分区划定成果"
  case airZones = "大气环境管控分区划定成果"
  case soilZones = "土壤污染风险管控分区划定成果"
  case regions = "江苏省流域和区域生态环境管控要求"
  case shoreline = "长江岸线保护和开发利用总体规划"
  case taihu = "江苏省太湖水污染防治条例"
  case canal = "大运河江苏段核心监控区国土空间管控暂行办法"
  case tongyu = "江苏省通榆河水污染防治条例"
  case waterSources = "江苏省饮用水水源保护区划分方案"
  case builtUp = "城镇建成区调查成果"
  case noBurn = "高污染燃料禁燃区划定通告"
  case seaUse = "江苏省海岸带及海洋空间规划"
}
