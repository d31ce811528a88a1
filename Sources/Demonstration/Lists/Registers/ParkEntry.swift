import Zoning

/// What the register of parks says of a park (园区台账): recognition, positioning, plan EIA and the quota left.
enum ParkEntry {
  /// Industry codes that a profile stands for, as the positioning lists them.
  static func codes(_ profile: ProvinceGeometry.ParkProfile) -> [String] {
    switch profile {
    case .petrochemical: ["C251", "C261", "C265", "C266"]
    case .newMaterials: ["C265", "C28", "C292", "C306", "C325", "C3985"]
    case .equipment: ["C33", "C34", "C35", "C37"]
    case .electronics: ["C39", "C40", "C3824", "I65"]
    case .biomedicine: ["C27", "C268", "C358", "M73"]
    case .newEnergy: ["C382", "C384", "C385", "D4415", "D4416"]
    case .automobile: ["C36", "C377", "C291", "C3812"]
    case .textile: ["C17", "C18", "C19"]
    case .food: ["C13", "C14", "C15"]
    case .metallurgy: ["C31", "C32", "C33"]
    case .logistics: ["G53", "G54", "G58", "G59", "C223"]
    case .services: ["M73", "M74", "I65", "R90"]
    }
  }

  /// The positioning of a park: its profiles' codes and the trades that serve any park.
  static func positioning(_ park: ProvinceGeometry.Park) -> [String] {
    var all = codes(park.profile)
    for c in park.secondProfile.map(codes) ?? [] where !all.contains(c) { all.append(c) }
    for c in serving where !all.contains(c) { all.append(c) }
    return all
  }

  /// Sewage treatment, heat and waste treatment serve any park.
  static let serving = ["D462", "D443", "N772"]

  /// Whether its plan EIA has passed review: all national parks, most others, a third of the clusters.
  static func planEIA(_ unit: ProvinceGeometry.Unit, seed: UInt64) -> Bool {
    guard let park = unit.park else { return false }
    var r = KeyedRandom(seed, KeyedRandom.key(unit.code), KeyedRandom.key("plan EIA"))
    if unit.kind != .park { return r.below(100) < 35 }
    switch park.level {
    case .national: return true
    case .provincial: return r.below(100) < 92
    case .local: return r.below(100) < 70
    }
  }

  static func reviewDate(_ unit: ProvinceGeometry.Unit, seed: UInt64) -> CivilDate {
    var r = KeyedRandom(seed, KeyedRandom.key(unit.code), KeyedRandom.key("review date"))
    return CivilDate(year: 2023, month: 1 + r.below(12), day: 1 + r.below(28))!
  }

  /// Tonnes a year left of each limit (限值限量), by area and profile, to a tenth or hundredth of a tonne.
  static func quota(_ unit: ProvinceGeometry.Unit, seed: UInt64) -> [(pollutant: String, tonnes: String)] {
    guard let park = unit.park else { return [] }
    var r = KeyedRandom(seed, KeyedRandom.key(unit.code), KeyedRandom.key("quota"))
    let hectares = max(100, Int(unit.areaSquareKilometres * 100))
    let weight = heavy.contains(park.profile) || park.chemical ? 3 : 1
    /// Tenths of a tonne, some 60 to 140 % of a rate of hundredths of a tonne a hectare.
    func left(_ rate: Int) -> String {
      let n = max(10, hectares * rate * weight / 100 * (60 + r.below(80)) / 100)
      return tenths(n)
    }
    return [
      ("COD", left(60)), ("NH3-N", left(8)), ("TP", left(5)), ("TN", left(20)), ("SO2", left(30)), ("NOx", left(50)), ("PM", left(25)),
      ("VOCs", left(40)),
    ]
  }

  private static let heavy: Set<ProvinceGeometry.ParkProfile> = [.petrochemical, .metallurgy, .textile]
}
