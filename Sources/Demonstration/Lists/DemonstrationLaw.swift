public import Zoning

/// The law of the demonstration province (示范数据): documents, layers' meanings, and the lists of nation, province, regions,
/// cities and units. Wording is our own; plans are invented and marked 示范; the same seed gives the same lists everywhere.
public enum DemonstrationLaw {
  public static let provinceCode = "320000"
  public static let nationCode = "000000"
  /// The five regions, in the order of the lists; a region's owner is its name.
  public static let regions = ["长江流域", "太湖流域", "淮河流域", "大运河沿线", "沿海地区"]
  /// The day the demonstration's 14 editions take effect.
  public static let effective = CivilDate("2024-07-01")!
  /// The province and its thirteen cities.
  public static let issuers = [provinceCode] + CityCharacter.all.map(\.code)

  /// The document registry: real laws, rules of Jiangsu, and the invented plans of province, cities and parks.
  public static func documents(province: ProvinceGeometry) -> [LegalDocument] {
    NationalLaw.documents + ProvincialLaw.documents + DemonstrationPlans.documents(province) + [suspensionNotice]
  }

  /// The lists of an issuer's edition: nation, province and regions in the province's; a city and its units in the city's.
  ///
  /// In list order: by tier, owner, then dimension. Ids are unique over all issuers.
  public static func clauses(issuer: String, province: ProvinceGeometry) -> [Clause] {
    if issuer == provinceCode { return upperLists }
    guard let city = CityCharacter.of(issuer) else { return [] }
    let document = DemonstrationPlans.id(.list, city: city)
    var all = list(
      CityClauses.clauses(of: city), tier: .city, owner: city.code, prefix: city.prefix,
      source: ClauseSource(document: document, article: "附件2"))
    for unit in province.units where unit.cityCode == issuer {
      all += list(unit, city: city, seed: province.seed)
    }
    return all
  }

  private static var upperLists: [Clause] {
    let plan = DemonstrationPlans.Provincial.list.rawValue
    var all = list(
      NationClauses.clauses, tier: .nation, owner: nationCode, prefix: "GJ", source: ClauseSource(document: plan, article: "附件1"))
    let province = (ProvinceSpatialClauses.clauses + ProvinceDischargeClauses.clauses + ProvinceRiskAndResourceClauses.clauses).inListOrder
    all += list(province, tier: .province, owner: provinceCode, prefix: "JS", source: ClauseSource(document: plan, article: "附件2"))
    let lists = [
      ("CJ", YangtzeClauses.clauses), ("TH", TaihuClauses.clauses), ("HH", HuaiClauses.clauses), ("DYH", CanalClauses.clauses),
      ("YH", CoastClauses.clauses),
    ]
    for (i, region) in regions.enumerated() {
      all += list(lists[i].1, tier: .region, owner: region, prefix: lists[i].0, source: ClauseSource(document: plan, article: "附件3"))
    }
    return all
  }

  /// Ids of upper lists are prefix, dimension and number, such as `JS-KJ-004`.
  private static func list(_ drafts: [ClauseDraft], tier: Tier, owner: String, prefix: String, source: ClauseSource) -> [Clause] {
    var serial: [Dimension: Int] = [:]
    return drafts.inListOrder.map { draft in
      serial[draft.dimension, default: 0] += 1
      let n = String(serial[draft.dimension]!)
      return clause(
        draft, id: "\(prefix)-\(draft.dimension.letters)-" + String(repeating: "0", count: 3 - n.count) + n, tier: tier, owner: owner,
        source: source)
    }
  }

  /// Ids of a unit's clauses are its code and two digits, such as `ZH32011520012-03`.
  private static func list(_ unit: ProvinceGeometry.Unit, city: CityCharacter, seed: UInt64) -> [Clause] {
    let document = UnitClauses.document(unit, city: city)
    return UnitClauses.drafts(unit, seed: seed).enumerated().map { i, draft in
      clause(
        draft, id: unit.code + (i < 9 ? "-0" : "-") + String(i + 1), tier: .unit, owner: unit.code,
        source: ClauseSource(document: document, article: unit.kind == .park ? "第二条" : "附表（\(unit.code)）"))
    }
  }

  private static func clause(_ draft: ClauseDraft, id: String, tier: Tier, owner: String, source: ClauseSource) -> Clause {
    Clause(
      id: id, tier: tier, owner: owner, dimension: draft.dimension, effect: draft.effect, binding: draft.binding,
      judgement: draft.judgement,
      text: draft.text, source: draft.source ?? source, validity: Validity(from: effective), applies: draft.applies, kept: draft.kept,
      except: draft.except)
  }
}

extension Dimension {
  /// Two letters in clause ids: 空间、污染、风险、资源.
  fileprivate var letters: String {
    switch self {
    case .spatial: "KJ"
    case .discharge: "WR"
    case .risk: "FX"
    case .resource: "ZY"
    }
  }
}
