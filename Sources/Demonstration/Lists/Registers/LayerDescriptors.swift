public import Zoning

extension DemonstrationLaw {
  /// The layers of an issuer's edition with the document that drew each; a layer that every city delivers for its own
  /// territory is described alike in all of them.
  public static func descriptors(issuer: String) -> [LayerDescriptor] {
    if issuer == provinceCode { return LayerKind.all.filter { $0.owner == .province }.map(describe) + [groundwater] }
    guard CityCharacter.of(issuer) != nil else { return [] }
    return LayerKind.all.filter { $0.owner == .city }.map(describe)
  }

  /// Named by a clause of the province, and on purpose not delivered: what stands on it is undetermined, never kept.
  public static let notHeld = "地下水禁止开采区"

  private static let groundwater = LayerDescriptor(
    id: notHeld, kind: .polygon, group: .element,
    basis: ClauseSource(document: DemonstrationPlans.Provincial.groundwater.rawValue, article: "附图1"),
    held: false, listed: false)

  private static func describe(_ layer: LayerKind) -> LayerDescriptor {
    let (plan, article) = source(layer)
    let strict = layer.tolerance == .none
    let shoreline = layer.id == LayerKind.shoreline.id
    return LayerDescriptor(
      id: layer.id, title: titles[layer.id], kind: shoreline ? .line : .polygon, group: group(layer),
      basis: ClauseSource(document: plan.rawValue, article: article), legalAccuracyMetres: 1,
      sourceAccuracyMetres: Double(layer.sourceAccuracyMetres),
      toleranceAreaSquareMetres: strict ? 0 : 1, toleranceWidthMetres: strict ? 0 : 0.1, tiles: tiling.contains(layer.id),
      waterLayer: shoreline ? LayerKind.shorelineWater.id : nil)
  }

  private static let titles = [
    LayerDescriptor.unitLayer: "生态环境管控单元", LayerKind.shoreline.id: "长江干支流岸线（河道管理范围线）",
  ]

  private static let tiling: Set<String> = [
    LayerDescriptor.unitLayer, LayerDescriptor.countyLayer, LayerKind.water.id, LayerKind.air.id, LayerKind.soil.id,
  ]

  private static func group(_ layer: LayerKind) -> LayerDescriptor.Group {
    switch layer.basis {
    case .zoningPlan, .cityPlan: .unit
    case .divisions: .administrative
    case .redline: .redline
    case .ecologicalSpace: .ecology
    case .parkRegister, .chemicalParkRegister: .park
    case .waterZones, .airZones, .soilZones, .noBurn: .element
    case .regions: .region
    case .shoreline: .shoreline
    case .taihu, .canal, .tongyu: .belt
    case .waterSources: .source
    case .builtUp: .built
    case .seaUse: .sea
    }
  }

  /// The document and the place in it that draw a layer.
  private static func source(_ layer: LayerKind) -> (plan: DemonstrationPlans.Provincial, article: String?) {
    func place(_ layers: [LayerKind], _ words: (Int) -> String) -> String? { layers.firstIndex { $0.id == layer.id }.map { words($0 + 1) } }
    func numeral(_ n: Int) -> String { String(Array("零一二三四五六七八九")[n]) }
    switch layer.basis {
    case .zoningPlan, .cityPlan: return (.list, "附图1")
    case .divisions: return (.divisions, nil)
    case .redline: return (.redline, "附图1")
    case .ecologicalSpace: return (.ecologicalSpace, "附件2")
    case .parkRegister: return (.parkRegister, "附表1")
    case .chemicalParkRegister: return (.chemicalParkRegister, "附表1")
    case .waterZones: return (.elementZones, "第二章")
    case .airZones: return (.elementZones, "第三章")
    case .soilZones: return (.elementZones, "第四章")
    case .regions: return (.regions, place(LayerKind.regions) { "附图\($0)" })
    case .shoreline: return (.shoreline, layer.id == LayerKind.shoreline.id ? "附图2" : "附图1")
    case .taihu: return (.taihu, place(LayerKind.taihu) { "第\(numeral($0))条" })
    case .canal: return (.canal, place([LayerKind.canalCore] + LayerKind.canalParts) { "第\(numeral($0 + 1))条" })
    case .tongyu: return (.tongyu, place(LayerKind.tongyu) { "第\(numeral($0))条" })
    case .waterSources: return (.waterSources, place(LayerKind.sources) { "附表\($0)" })
    case .builtUp: return (.builtUp, layer.id == LayerKind.residential.id ? "附图2" : "附图1")
    case .noBurn: return (.noBurn, "第二条")
    case .seaUse: return (.seaUse, "附图3")
    }
  }
}
