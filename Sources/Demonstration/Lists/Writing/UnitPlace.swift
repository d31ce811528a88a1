/// A control unit as a list writer sees it: its attributes, and numbers of its own that are the same on every run.
struct UnitPlace {
  let unit: ProvinceGeometry.Unit
  private let seed: UInt64
  private let key: UInt64

  init(_ unit: ProvinceGeometry.Unit, seed: UInt64) {
    self.unit = unit
    self.seed = seed
    key = KeyedRandom.key(unit.code)
  }

  var name: String { unit.name }
  /// What the unit is drawn round: the water, the hill, the park, the town.
  var feature: String { unit.featureName }
  var township: String { unit.township }
  var county: String { unit.countyName }
  var city: String { unit.cityName }
  /// Whole square kilometres, at least 1.
  var area: Int { max(1, Int(unit.areaSquareKilometres)) }

  /// A stream of its own for one purpose.
  func random(_ purpose: StaticString) -> KeyedRandom {
    KeyedRandom(seed, key, purpose.withUTF8Buffer { KeyedRandom.key(String(decoding: $0, as: UTF8.self)) })
  }

  /// One of low, low + step … high.
  func number(_ purpose: StaticString, _ low: Int, _ high: Int, by step: Int = 1) -> Int {
    var r = random(purpose)
    return low + step * r.below((high - low) / step + 1)
  }

  func pick<T>(_ purpose: StaticString, _ options: [T]) -> T {
    var r = random(purpose)
    return options[r.below(options.count)]
  }

  /// True for so many units in a hundred.
  func chance(_ purpose: StaticString, _ percent: Int) -> Bool {
    var r = random(purpose)
    return r.below(100) < percent
  }
}
