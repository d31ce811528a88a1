public import Zoning

extension DemonstrationLaw {
  /// The layers of an issuer's edition with the document that drew each; a city's edition describes its control units.
  public static func descriptors(issuer: String) -> [LayerDescriptor] {
    if issuer == provinceCode { return provincialLayers }
    guard let city = CityCharacter.of(issuer) else { return [] }
    return [
      LayerDescriptor(
        id: LayerDescriptor.unitLayer, title: "生态环境管控单元", kind: .polygon, group: .unit,
        basis: ClauseSource(document: DemonstrationPlans.id(.list, city: city), article: "附图1"), sourceAccuracyMetres: 5, tiles: true)
    ]
  }

  private static var provincialLayers: [LayerDescriptor] {
    [
      layer(LayerDescriptor.unitLayer, .unit, .list, "附图1", title: "生态环境管控单元", source: 5, tiles: true),
      layer(LayerDescriptor.countyLayer, .administrative, .divisions, nil, source: 10, tiles: true),
      layer("生态保护红线", .redline, .redline, "附图1", source: 2, strict: true),
      layer("生态空间管控区域", .ecology, .ecologicalSpace, "附件2", source: 5),
      layer("产业园区", .park, .parkRegister, "附表1", source: 5),
      layer("化工园区", .park, .chemicalParkRegister, "附表1", source: 5),
      layer("水环境管控分区", .element, .elementZones, "第二章", source: 20, tiles: true),
      layer("大气环境管控分区", .element, .elementZones, "第三章", source: 20, tiles: true),
      layer("土壤环境管控分区", .element, .elementZones, "第四章", source: 20, tiles: true),
      layer("长江流域", .region, .regions, "附图1", source: 50),
      layer("太湖流域", .region, .regions, "附图2", source: 50),
      layer("淮河流域", .region, .regions, "附图3", source: 50),
      layer("大运河沿线", .region, .regions, "附图4", source: 50),
      layer("沿海地区", .region, .regions, "附图5", source: 50),
      layer("长江干支流岸线", .shoreline, .shoreline, "附图2", title: "长江干支流岸线（河道管理范围线）", kind: .line, source: 5, water: "长江干支流水域"),
      layer("长江干支流水域", .shoreline, .shoreline, "附图1", source: 5),
      layer("太湖流域一级保护区", .belt, .taihu, "第一条", source: 10),
      layer("太湖流域二级保护区", .belt, .taihu, "第二条", source: 10),
      layer("太湖流域三级保护区", .belt, .taihu, "第三条", source: 10),
      layer("大运河核心监控区", .belt, .canal, "第二条", source: 5),
      layer("大运河核心监控区滨河生态空间", .belt, .canal, "第三条", source: 5),
      layer("大运河核心监控区建成区", .belt, .canal, "第四条", source: 5),
      layer("大运河核心监控区其他区域", .belt, .canal, "第五条", source: 5),
      layer("通榆河一级保护区", .belt, .tongyu, "第一条", source: 10),
      layer("通榆河二级保护区", .belt, .tongyu, "第二条", source: 10),
      layer("通榆河三级保护区", .belt, .tongyu, "第三条", source: 10),
      layer("饮用水水源一级保护区", .source, .waterSources, "附表1", source: 2, strict: true),
      layer("饮用水水源二级保护区", .source, .waterSources, "附表2", source: 2, strict: true),
      layer("饮用水水源准保护区", .source, .waterSources, "附表3", source: 2, strict: true),
      layer("建成区", .built, .builtUp, "附图1", source: 20),
      layer("居住区", .built, .builtUp, "附图2", source: 10),
      layer("高污染燃料禁燃区", .element, .noBurn, "第二条", source: 10),
      layer("海域使用功能区", .sea, .seaUse, "附图3", source: 20),
      layer(notHeld, .element, .groundwater, "附图1", source: nil, held: false),
    ]
  }

  /// Named by a clause of the province, and on purpose not delivered: what stands on it is undetermined, never kept.
  public static let notHeld = "地下水禁止开采区"

  private static func layer(
    _ id: String, _ group: LayerDescriptor.Group, _ plan: DemonstrationPlans.Provincial, _ article: String?, title: String? = nil,
    kind: LayerDescriptor.Kind = .polygon, source: Double?, strict: Bool = false, tiles: Bool = false, water: String? = nil, held: Bool = true
  ) -> LayerDescriptor {
    LayerDescriptor(
      id: id, title: title, kind: kind, group: group, basis: ClauseSource(document: plan.rawValue, article: article), legalAccuracyMetres: 1,
      sourceAccuracyMetres: source, toleranceAreaSquareMetres: strict ? 0 : 1, toleranceWidthMetres: strict ? 0 : 0.1, tiles: tiles,
      waterLayer: water, held: held, listed: held)
  }
}
