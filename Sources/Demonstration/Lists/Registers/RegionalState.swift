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
    return Registers(regions: regions, source: "示范数据：2023年度环境质量状况与水资源管理名录（虚构）")
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
}
