public import Zoning

extension DemonstrationLaw {
  /// The regional facts of each county (区域.*), invented and the same on every run; a few are missing, as in life.
  public static func registers(province: ProvinceGeometry) -> Registers {
    var regions: [String: [String: Bool]] = [:]
    for county in province.counties {
      var r = KeyedRandom(province.seed, KeyedRandom.key(county.code), KeyedRandom.key("regional state"))
      var facts: [String: Bool] = [:]
      let city = CityCharacter.of(county.cityCode)
      facts["region.airAttained"] = r.below(100) < (city?.waterShort == true ? 45 : 70)
      facts["region.waterAttained"] = r.below(100) < 85
      facts["region.waterShort"] = city?.waterShort == true && r.below(100) < 80
      // Some bulletins come late: one fact in thirty is not held.
      for id in facts.keys.sorted() where r.below(30) == 0 { facts[id] = nil }
      regions[county.code] = facts
    }
    return Registers(regions: regions, suspensions: suspensions(regions), source: "示范数据：2023年度环境质量状况与水资源管理名录（虚构）")
  }

  /// The register's entry for a park or cluster, as attributes of its feature in the layer 产业园区; empty for other units.
  ///
  /// `recognised`, `chemical` and `planEIA` are 1 or 0, `positioning` is industry codes with commas, `quota.COD` … are tonnes a year.
  public static func parkAttributes(_ unit: ProvinceGeometry.Unit, seed: UInt64) -> [String: String] {
    guard let park = unit.park else { return [:] }
    var attributes = [
      "recognised": park.recognised ? "1" : "0",
      "chemical": park.recognisedChemical ? "1" : "0",
      "level": park.level.rawValue,
      "positioning": ParkEntry.positioning(park).joined(separator: ","),
      "planEIA": ParkEntry.planEIA(unit, seed: seed) ? "1" : "0",
      "profile": park.profile.rawValue,
    ]
    for q in ParkEntry.quota(unit, seed: seed) { attributes["quota." + q.pollutant] = q.tonnes }
    return attributes
  }

  /// The document by which the invented suspensions were decided.
  static let suspensionNotice = LegalDocument(
    id: "区域限批通知（示范）", title: "关于对部分县（市、区）暂停审批相关建设项目环境影响评价文件的通知（示范）", number: "苏环示范〔2026〕12号",
    validity: Validity(from: CivilDate("2026-02-20")!), issuer: "江苏省生态环境厅（示范）")

  /// Two suspensions of approvals (区域限批): one in force over three counties that miss their water targets, one spent, over two that missed the air's.
  static func suspensions(_ regions: [String: [String: Bool]]) -> [ApprovalSuspension] {
    func missing(_ fact: String, _ count: Int) -> [String] {
      Array(regions.keys.sorted().filter { regions[$0]?[fact] == false }.prefix(count))
    }
    return [
      ApprovalSuspension(
        id: "限批-2026-01", areas: missing("region.airAttained", 2), layer: nil, scope: "新增氮氧化物、挥发性有机物排放的建设项目",
        pollutants: ["NOx", "VOCs"], industries: [],
        validity: Validity(from: CivilDate("2026-03-01")!, until: CivilDate("2026-09-01")!),
        source: ClauseSource(document: suspensionNotice.id, article: "第一条")),
      ApprovalSuspension(
        id: "限批-2026-02", areas: missing("region.waterAttained", 3), layer: nil, scope: "新增氨氮、总磷排放的建设项目",
        pollutants: ["NH3-N", "TP"], industries: [],
        validity: Validity(from: CivilDate("2026-09-01")!, until: CivilDate("2027-03-01")!),
        source: ClauseSource(document: suspensionNotice.id, article: "第二条")),
    ]
  }
}
