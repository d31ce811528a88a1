/// Places for townships: a weighted Lloyd relaxation that makes cells small near the seat, then names by what is known.
enum TownshipPlaces {
  /// `count` seeds, relaxed in 14 rounds.
  ///
  /// - Parameter middles: other places where cells are small, such as the middle of a statistical zone.
  static func seeds(
    count: Int, raster: Raster, seat: Vec, middles: [Vec] = [], areaSquareMetres: Double, random: inout KeyedRandom
  ) -> [Vec] {
    guard count > 0 else { return [] }
    let reach = 0.02 * areaSquareMetres
    let weights = raster.points.map { p -> Double in
      let f = 1 + (p - seat).squared / reach
      var w = 1 + 9 / (f * f)
      for m in middles {
        let g = 1 + (p - m).squared / reach
        w += 5 / (g * g)
      }
      return w
    }
    var cumulative: [Double] = []
    cumulative.reserveCapacity(weights.count)
    var sum = 0.0
    for w in weights {
      sum += w
      cumulative.append(sum)
    }
    func draw() -> Vec {
      let target = random.unit() * sum
      var low = 0, high = cumulative.count - 1
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] > target { high = middle } else { low = middle + 1 }
      }
      return raster.points[low]
    }
    // The best of some candidates each time, so that no two start together.
    var seeds = [seat]
    while seeds.count < count {
      var best = seat
      var bestDistance = -1.0
      for _ in 0..<6 {
        let c = draw()
        let d = seeds.reduce(Double.infinity) { min($0, ($1 - c).squared) }
        if d > bestDistance {
          bestDistance = d
          best = c
        }
      }
      seeds.append(best)
    }
    for _ in 0..<14 {
      var sums = [Vec](repeating: Vec(0, 0), count: count)
      var mass = [Double](repeating: 0, count: count)
      for (i, p) in raster.points.enumerated() {
        var best = 0
        var distance = Double.infinity
        for (s, q) in seeds.enumerated() {
          let d = (q - p).squared
          if d < distance {
            distance = d
            best = s
          }
        }
        sums[best] = sums[best] + p * weights[i]
        mass[best] += weights[i]
      }
      for s in 0..<count where mass[s] > 0 { seeds[s] = Vec(sums[s].x / mass[s], sums[s].y / mass[s]) }
    }
    return seeds.map(raster.nearest)
  }

  /// Township for each seed: known places first, then zones' own round their middle, streets and the seat's town outward
  /// from the seat, other towns by code, farms last.
  static func name(
    seeds: [Vec], townships: [Gazetteer.Township], known: [(name: String, at: Vec)], zoneMiddles: [String: Vec], seat: Vec
  ) -> [Gazetteer.Township] {
    var free = Array(seeds.indices)
    var left = townships
    var at = [Gazetteer.Township?](repeating: nil, count: seeds.count)
    func give(_ t: Gazetteer.Township, near p: Vec) {
      guard let best = free.min(by: { (seeds[$0] - p).squared < (seeds[$1] - p).squared }) else { return }
      free.removeAll { $0 == best }
      at[best] = t
    }
    for k in known {
      if let i = left.firstIndex(where: { $0.name.hasPrefix(k.name) }) { give(left.remove(at: i), near: k.at) }
    }
    for t in left {
      if let zone = t.zone, let middle = zoneMiddles[zone] { give(t, near: middle) }
    }
    left.removeAll { $0.zone.map { zoneMiddles[$0] != nil } ?? false }
    for t in left where TownshipName.isStreet(t.name) || t.code.hasSuffix("100") { give(t, near: seat) }
    left.removeAll { TownshipName.isStreet($0.name) || $0.code.hasSuffix("100") }
    for t in left where !TownshipName.isFarm(t.name) { give(t, near: seat) }
    for t in left where TownshipName.isFarm(t.name) { give(t, near: seat) }
    return at.map { $0! }
  }
}
