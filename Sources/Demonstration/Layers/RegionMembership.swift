/// Which of the five regions a county belongs to; of three counties only the part that drains to Taihu does.
struct RegionMembership: Sendable {
  enum Taihu: Sendable, Equatable {
    case outside, whole
    /// Townships that drain to the lake, by index.
    case part(Set<Int32>)
  }

  /// Names of regions that the county lies in as a whole.
  let whole: [String]
  let taihu: Taihu
  /// The main basin, for water zones.
  let basin: String
  private let township: [Int32]

  private static let taihuPartial: Set<String> = ["320117", "320118", "321183"]
  static let coastalCities: Set<String> = ["320600", "320700", "320900"]
  private static let huaiCities: Set<String> = ["320300", "320700", "320800", "320900", "321300"]
  private static let yangtzeCities: Set<String> = ["320100", "320200", "320400", "320500", "321100"]
  /// Where both basins meet, counties of the Huai's side, the Yangtze's side and both.
  private static let huaiCounties: Set<String> = ["321023", "321084", "321281", "321202", "321204", "321012", "320685"]
  private static let yangtzeCounties: Set<String> = [
    "321002", "321003", "321081", "321012", "321203", "321282", "321283", "321202", "320612", "320613", "320614", "320623",
    "320681", "320682", "320685",
  ]
  static let coastalCounties: Set<String> = [
    "320703", "320706", "320707", "320723", "320724", "320921", "320922", "320924", "320902", "320904", "320981", "320685",
    "320623", "320612", "320614", "320681",
  ]

  static func taihuWhole(_ territory: Territory) -> Bool {
    ["320200", "320400", "320500"].contains(territory.cityCode) || territory.code == "321181"
  }

  static func inYangtze(_ county: String, city: String) -> Bool { yangtzeCities.contains(city) || yangtzeCounties.contains(county) }
  static func inHuai(_ county: String, city: String) -> Bool { huaiCities.contains(city) || huaiCounties.contains(county) }

  /// - Parameter township: per triangle.
  init(territory: Territory, plan: TerritoryPlan, township: [Int32], lake: Vec, alongCanal: Bool) {
    let county = territory.code, city = territory.cityCode
    self.township = township
    var whole: [String] = []
    if Self.inYangtze(county, city: city) { whole.append("长江流域") }
    if Self.taihuWhole(territory) {
      taihu = .whole
      whole.append("太湖流域")
    } else if Self.taihuPartial.contains(county) {
      // The half of the townships nearest to the lake.
      let order = plan.townships.indices.sorted {
        let a = (plan.townships[$0].seed - lake).squared, b = (plan.townships[$1].seed - lake).squared
        return a != b ? a < b : $0 < $1
      }
      taihu = .part(Set(order.prefix((order.count + 1) / 2).map { Int32($0) }))
    } else {
      taihu = .outside
    }
    if Self.inHuai(county, city: city) { whole.append("淮河流域") }
    if alongCanal { whole.append("大运河沿线") }
    if Self.coastalCounties.contains(county) { whole.append("沿海地区") }
    self.whole = whole
    basin = Self.taihuWhole(territory) ? "太湖流域" : Self.inYangtze(county, city: city) && !Self.huaiCities.contains(city) ? "长江流域" : "淮河流域"
  }

  func inTaihu(_ t: Int) -> Bool {
    switch taihu {
    case .outside: false
    case .whole: true
    case .part(let towns): towns.contains(township[t])
    }
  }
}
