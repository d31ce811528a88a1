/// How many units of each class every county and sea sector has, exact before any geometry exists.
struct Quotas: Sendable {
  struct Land: Sendable {
    var priority: Int
    var key: Int
    var general: Int
    /// Townships that are placed; the rest of the list is left out in a small province.
    var townships: Int
    var zones: Int
    /// Town cores, in general townships.
    var cores: Int
    var clusters: Int
    var total: Int { priority + key + general }
  }

  struct Sea: Sendable {
    var priority: Int
    var key: Int
    var general: Int
    var total: Int { priority + key + general }
  }

  /// What a county brings.
  struct County {
    var code: String
    var areaSquareKilometres: Double
    var coastal: Bool
    var streets: Int
    var others: Int
    var zones: Int
    var townships: Int { streets + others }
  }

  private(set) var land: [String: Land] = [:]
  private(set) var sea: [String: Sea] = [:]

  /// Districts that are town throughout.
  static let core: Set<String> = [
    "320102", "320104", "320105", "320106", "320114", "320213", "320302", "320303", "320311", "320402", "320404", "320508",
    "320613", "321002", "321102", "321111",
  ]

  /// Class counts of the whole province and what `units` makes of them.
  static let fullLand = [1284, 2028, 956]
  static let fullSea = [118, 122, 62]

  /// - Parameter sectors: coastal counties with the share of the coast that is theirs.
  init(units: Int, counties: [County], sectors: [(code: String, weight: Double)]) {
    let all = Self.fullLand + Self.fullSea
    var scaled = Self.apportion(units, weights: all.map(Double.init), least: all.map { _ in 0 })
    let outer = counties.filter { !Self.core.contains($0.code) }
    let least = [counties.count, counties.count, outer.count]
    // A small province still has a unit of each class in every county: what that takes comes from the sea, then from nowhere.
    var landTotal = scaled[0] + scaled[1] + scaled[2]
    landTotal = max(landTotal, least.reduce(0, +))
    let landClasses = Self.apportion(landTotal, weights: scaled[0..<3].map(Double.init), least: least)
    let seaTotal = units - landTotal
    let seaClasses = Self.apportion(seaTotal, weights: Self.fullSea.map(Double.init), least: [0, 0, 0])
    scaled = landClasses + seaClasses
    let whole = units == all.reduce(0, +)
    if whole { scaled = all }

    let isCore = counties.map { Self.core.contains($0.code) }
    let priority = Self.apportion(
      scaled[0], weights: counties.map { 3 + $0.areaSquareKilometres / 95 + ($0.coastal ? 4 : 0) }, least: counties.map { _ in 1 })
    let general = Self.apportion(
      scaled[2], weights: counties.indices.map { isCore[$0] ? 0 : Double(counties[$0].others) + 0.45 * Double(counties[$0].streets) },
      least: isCore.map { $0 ? 0 : 1 }, most: counties.indices.map { isCore[$0] ? 0 : counties[$0].townships })
    let bound = counties.map { $0.townships + $0.zones }
    let needed = bound.reduce(0, +)
    if scaled[1] >= needed {
      let clusters = Self.apportion(scaled[1] - needed, weights: counties.map { Double($0.townships) }, least: counties.map { _ in 0 })
      for (i, c) in counties.enumerated() {
        land[c.code] = Land(
          priority: priority[i], key: bound[i] + clusters[i], general: general[i], townships: c.townships, zones: c.zones,
          cores: general[i], clusters: clusters[i])
      }
    } else {
      let key = Self.apportion(scaled[1], weights: bound.map(Double.init), least: counties.map { _ in 1 })
      for (i, c) in counties.enumerated() {
        // Zones first, then cores or, in town districts, streets; at least one street there to take the land.
        let k = key[i], g = general[i]
        let streets = g == 0 ? max(1, k - c.zones) : 0
        let zones = min(c.zones, k - streets)
        let cores = min(g, k - streets - zones)
        let spare = k - streets - zones - cores
        let moreStreets = min(spare, c.townships - streets - g)
        land[c.code] = Land(
          priority: priority[i], key: k, general: g, townships: g + streets + moreStreets, zones: zones, cores: cores,
          clusters: spare - moreStreets)
      }
    }

    // At sea: classes by sector, each city's share as its coast.
    let weights = sectors.map(\.weight)
    var left = sectors.map { _ in (0, 0, 0) }
    let totals = Self.apportion(seaTotal, weights: weights, least: sectors.map { _ in seaTotal >= sectors.count ? 1 : 0 })
    let generals = Self.apportion(
      seaClasses[2], weights: totals.map(Double.init), least: totals.map { $0 > 0 && seaClasses[2] >= sectors.count ? 1 : 0 },
      most: totals)
    let priorities = Self.apportion(
      seaClasses[0], weights: totals.indices.map { Double(totals[$0] - generals[$0]) }, least: totals.map { _ in 0 },
      most: totals.indices.map { totals[$0] - generals[$0] })
    for i in sectors.indices { left[i] = (priorities[i], totals[i] - generals[i] - priorities[i], generals[i]) }
    for (i, s) in sectors.enumerated() { sea[s.code] = Sea(priority: left[i].0, key: left[i].1, general: left[i].2) }
  }

  /// Shares out a total by weight: least numbers first, the rest by largest remainder, none above its most.
  static func apportion(_ total: Int, weights: [Double], least: [Int], most: [Int]? = nil) -> [Int] {
    var out = least
    var rest = total - least.reduce(0, +)
    precondition(rest >= 0, "the least numbers exceed the total")
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return out }
    // Ideal numbers, then whole parts above the least, then the largest remainders; repeated while caps leave some over.
    while rest > 0 {
      let open = out.indices.filter { i in weights[i] > 0 && (most.map { out[i] < $0[i] } ?? true) }
      precondition(!open.isEmpty, "the caps are below the total")
      let ideal = out.indices.map { Double(total) * weights[$0] / sum - Double(out[$0]) }
      let lacking = open.filter { ideal[$0] > 0 }
      let pool = lacking.isEmpty ? open : lacking
      let needs = pool.map { lacking.isEmpty ? weights[$0] : ideal[$0] }
      let needSum = needs.reduce(0, +)
      var given = 0
      var remainders: [(Double, Int)] = []
      for (n, i) in pool.enumerated() {
        let share = Double(rest) * needs[n] / needSum
        var whole = Int(share)
        if let most { whole = min(whole, most[i] - out[i]) }
        out[i] += whole
        given += whole
        remainders.append((share - Double(whole), i))
      }
      rest -= given
      remainders.sort { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }
      for (_, i) in remainders where rest > 0 {
        if let most, out[i] >= most[i] { continue }
        out[i] += 1
        rest -= 1
      }
    }
    return out
  }
}
