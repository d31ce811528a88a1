import Zoning

/// Invented plans that the demonstration's layers and lists stand on; every title is marked 示范.
enum DemonstrationPlans {
  static let inForce = CivilDate("2024-07-01")!

  /// The plans of the province.
  enum Provincial: String, CaseIterable {
    case list = "省级清单（示范）"
    case divisions = "行政区划（示范）"
    case redline = "生态保护红线（示范）"
    case ecologicalSpace = "生态空间管控区域（示范）"
    case regions = "流域区域范围（示范）"
    case shoreline = "长江岸线（示范）"
    case taihu = "太湖分级保护区（示范）"
    case canal = "大运河核心监控区（示范）"
    case tongyu = "通榆河分级保护区（示范）"
    case parkRegister = "产业园区名录（示范）"
    case chemicalParkRegister = "化工园区名录（示范）"
    case elementZones = "环境要素分区（示范）"
    case waterSources = "饮用水水源保护区（示范）"
    case builtUp = "建成区（示范）"
    case noBurn = "禁燃区（示范）"
    case seaUse = "海洋空间规划（示范）"
    case groundwater = "地下水禁采区（示范）"

    var title: String {
      switch self {
      case .list: "江苏省生态环境分区管控动态更新成果（示范）"
      case .divisions: "江苏省县级行政区划界线成果（示范）"
      case .redline: "江苏省生态保护红线划定成果（示范）"
      case .ecologicalSpace: "江苏省生态空间管控区域调整方案（示范）"
      case .regions: "江苏省五大流域（区域）生态环境分区管控范围（示范）"
      case .shoreline: "江苏省长江干支流河道管理范围线划定成果（示范）"
      case .taihu: "江苏省太湖流域三级保护区划分范围（示范）"
      case .canal: "大运河江苏段核心监控区划定成果（示范）"
      case .tongyu: "江苏省通榆河分级保护区划分范围（示范）"
      case .parkRegister: "江苏省合规产业园区名录（示范）"
      case .chemicalParkRegister: "江苏省化工园区认定名单（示范）"
      case .elementZones: "江苏省环境要素管控分区划定成果（示范）"
      case .waterSources: "江苏省集中式饮用水水源保护区划分方案（示范）"
      case .builtUp: "江苏省城镇建成区调查成果（示范）"
      case .noBurn: "江苏省高污染燃料禁燃区划定方案（示范）"
      case .seaUse: "江苏省海岸带及海洋空间规划（示范）"
      case .groundwater: "江苏省地下水禁止开采区和限制开采区划定方案（示范）"
      }
    }
  }

  /// The plans of a city.
  enum Municipal: String, CaseIterable {
    case list = "清单"
    case waterSources = "水源地"
    case parks = "园区环境管理"
    case town = "城镇环境管理"
    case sea = "近岸海域"

    func title(_ city: String) -> String {
      switch self {
      case .list: "\(city)生态环境分区管控动态更新成果（示范）"
      case .waterSources: "\(city)饮用水水源地保护攻坚方案（示范）"
      case .parks: "\(city)产业园区生态环境管理办法（示范）"
      case .town: "\(city)城镇生活源污染防治管理规定（示范）"
      case .sea: "\(city)近岸海域污染防治方案（示范）"
      }
    }
  }

  static func id(_ plan: Municipal, city: CityCharacter) -> String { "\(city.name)\(plan.rawValue)（示范）" }

  /// The review opinion on a park's plan EIA (规划环评审查意见).
  static func reviewID(of unit: ProvinceGeometry.Unit) -> String { "规划环评审查意见·\(unit.code)（示范）" }

  static func documents(_ province: ProvinceGeometry) -> [LegalDocument] {
    let validity = Validity(from: inForce)
    var documents: [LegalDocument] = []
    for (i, plan) in Provincial.allCases.enumerated() {
      documents.append(
        LegalDocument(
          id: plan.rawValue, title: plan.title, number: "苏环示范〔2024〕\(i + 1)号", validity: validity,
          issuer: plan == .list ? "江苏省人民政府（示范）" : "江苏省生态环境厅（示范）"))
    }
    for city in CityCharacter.all {
      for (i, plan) in Municipal.allCases.enumerated() where plan != .sea || city.coastal {
        documents.append(
          LegalDocument(
            id: id(plan, city: city), title: plan.title(city.name), number: "\(city.shortName)环示范〔2024〕\(i + 1)号", validity: validity,
            issuer: "\(city.name)人民政府（示范）"))
      }
    }
    var serial: [String: Int] = [:]
    for unit in province.units where unit.kind == .park {
      guard let city = CityCharacter.of(unit.cityCode) else { continue }
      serial[city.code, default: 0] += 1
      documents.append(
        LegalDocument(
          id: reviewID(of: unit), title: "关于《\(unit.name)开发建设规划环境影响报告书》的审查意见（示范）",
          number: "\(city.shortName)环审示范〔2023〕\(serial[city.code]!)号",
          validity: Validity(from: ParkEntry.reviewDate(unit, seed: province.seed)),
          issuer: "\(city.name)生态环境局（示范）"))
    }
    return documents
  }
}
