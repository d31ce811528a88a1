/// What a development zone or a cluster stands for, told from its name where the name says it, invented elsewhere.
enum ParkRegister {
  typealias Park = ProvinceGeometry.Park
  typealias Profile = ProvinceGeometry.ParkProfile

  private static let words: [(String, Profile)] = [
    ("化工", .petrochemical), ("化学", .petrochemical), ("新材料", .newMaterials), ("生命", .biomedicine), ("医药", .biomedicine),
    ("电子", .electronics), ("软件", .services), ("科技园", .services), ("创业", .services), ("旅游", .services), ("度假", .services),
    ("农业", .food), ("装备", .equipment), ("海工", .equipment), ("船舶", .equipment), ("汽车", .automobile), ("物流", .logistics),
    ("保税", .logistics), ("冶金", .metallurgy), ("家纺", .textile), ("环保", .equipment), ("临港", .equipment), ("空港", .logistics),
    ("滨海工业园", .petrochemical), ("沿海工业园", .petrochemical),
  ]

  /// Zones that stand for chemical industry though their names do not say so, and those whose register entry has lapsed.
  private static let chemicalCodes: Set<String> = [
    "320116450", "321081454", "321203007", "321311402", "320623401", "320922403", "320582403", "320281404", "320581401",
    "320803402", "320681401", "320904404", "320116401", "320921400", "321283402",
  ]
  private static let lapsedChemicalCodes: Set<String> = ["320116401", "320281404", "321283402"]
  /// One old park astride the one-kilometre line of the Yangtze.
  static let astrideCode = "320582403"

  private static let national: Set<String> = [
    "320113450", "320115402", "320111404", "320214451", "320281400", "320282401", "320205400", "320206401", "320312402",
    "320412411", "320505408", "320509400", "320581401", "320581402", "320582401", "320582403", "320583400", "320506404",
    "320585400", "320614400", "320682400", "320706405", "320804400", "321003401", "322322401", "320671000", "320576000",
    "320371000", "320771000", "320871000", "320971000", "321071000", "321171000", "321371000", "320506405", "320214452",
    "321322401",
  ]

  static func isChemical(_ zone: Gazetteer.Zone) -> Bool { chemicalCodes.contains(zone.code) }

  static func zone(_ zone: Gazetteer.Zone, seed: UInt64) -> Park {
    var random = KeyedRandom(seed, 41, KeyedRandom.key(zone.code))
    let chemical = isChemical(zone)
    let level: ProvinceGeometry.ParkLevel =
      national.contains(zone.code)
      ? .national
      : ["经济", "高新", "开发区", "度假区", "化工", "化学", "保税"].contains { zone.name.contains($0) } ? .provincial : .local
    let recognised = level == .national || random.chance(level == .provincial ? 0.94 : 0.45)
    let main = chemical ? .petrochemical : profile(zone.name) ?? invented(&random)
    var second: Profile? = chemical ? (random.chance(0.5) ? .newMaterials : .biomedicine) : invented(&random)
    if second == main || second == .petrochemical { second = nil }
    return Park(
      level: level, recognised: recognised || chemical, profile: main, secondProfile: second, chemical: chemical,
      recognisedChemical: chemical && !lapsedChemicalCodes.contains(zone.code))
  }

  static func cluster(_ profile: Profile, random: inout KeyedRandom) -> Park {
    Park(
      level: .local, recognised: random.chance(0.28), profile: profile, secondProfile: nil, chemical: false,
      recognisedChemical: false)
  }

  private static func profile(_ name: String) -> Profile? { words.first { name.contains($0.0) }?.1 }

  static func invented(_ random: inout KeyedRandom) -> Profile {
    let from: [Profile] = [
      .newMaterials, .equipment, .equipment, .electronics, .biomedicine, .newEnergy, .automobile, .textile, .food, .metallurgy,
      .logistics,
    ]
    return from[random.below(from.count)]
  }

  /// Clusters are called by what they make.
  static let clusterNames: [(String, Profile)] = [
    ("工业集中区", .equipment), ("工业园", .metallurgy), ("产业园", .newMaterials), ("纺织工业园", .textile), ("机械工业园", .equipment),
    ("食品产业园", .food), ("工业集聚区", .automobile), ("新能源产业园", .newEnergy), ("电子工业园", .electronics), ("物流园", .logistics),
    ("科技产业园", .biomedicine),
  ]

  /// A zone's name with its county where it has none of its own.
  static func fullName(_ zone: Gazetteer.Zone, county: String) -> String {
    if zone.name.hasSuffix("老洪港") { return "南通经济技术开发区老洪港片区" }
    var name = zone.name
    for cut in ["江苏省", "江苏", "南通市海门区", "南通市", "南京市", "连云港市"] where name.hasPrefix(cut) && name.count > cut.count + 3 {
      name = String(name.dropFirst(cut.count))
    }
    if name.hasPrefix("县") { name = String(name.dropFirst()) }
    if name.hasSuffix("管委会") { name = String(name.dropLast(3)) }
    if let open = name.firstIndex(of: "（"), !name.contains("沭阳") {
      let inner = String(name[name.index(after: open)...].dropLast())
      name = inner.hasSuffix("街道") || inner.hasSuffix("镇") ? String(name[..<open]) : inner
    }
    if let dash = name.firstIndex(of: "-") { name = String(name[..<dash]) }
    let bare = [
      "开发区", "经济开发区", "高新", "工业园区", "化工园区", "化学", "新材料", "现代农业", "太湖旅游", "环保", "物流", "汽车", "城北", "城东",
      "江阴园区", "农业示范", "高端装备", "生物医药", "电子信息", "空港", "港口物流", "港闸", "临港", "市北", "沿海工业", "开发区沿海",
    ]
    if name == "开发区沿海工业园" { name = "沿海工业园" }
    let short = shortName(county)
    if bare.contains(where: { name.hasPrefix($0) }), !name.hasPrefix(short) { name = short + name }
    return name
  }

  /// 江阴 of 江阴市; 丰县 stays.
  static func shortName(_ county: String) -> String { county.count > 2 ? String(county.dropLast()) : county }
}
