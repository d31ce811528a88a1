import Geometry
import ZoneIndex

/// Gives names and codes province-wide and puts the layers together.
struct Assembly {
  let request: ProvinceGeometry.Request
  let gazetteer: Gazetteer
  let map: BaseMap
  let drawn: [Drawn]

  private struct Slot {
    var territory: Int
    var plot: Int
  }

  func province() -> ProvinceGeometry {
    let (units, codes) = numbered()
    let counties = gazetteer.counties.map {
      ProvinceGeometry.County(
        code: $0.code, name: $0.name, cityCode: $0.cityCode, cityName: gazetteer.cityNames[$0.cityCode]!, polygons: map.areas[$0.code]!)
    }
    let cities = gazetteer.cityNames.keys.sorted().map {
      ProvinceGeometry.City(code: $0, name: gazetteer.cityNames[$0]!, polygons: map.areas[$0]!)
    }
    let layers = LayerAssembly(drawn: drawn, unitCodes: codes, units: units, counties: counties, gazetteer: gazetteer, seed: request.seed)
      .layers()
    return ProvinceGeometry(
      seed: request.seed, counties: counties, cities: cities, outline: map.areas["320000"]!, units: units, layers: layers)
  }

  /// Units by code, and the code of each plot by territory.
  private func numbered() -> ([ProvinceGeometry.Unit], [[String]]) {
    // West to east, north to south within county and class, by the middle of the box.
    var slots: [Slot] = []
    for (t, d) in drawn.enumerated() {
      for p in d.units.indices { slots.append(Slot(territory: t, plot: p)) }
    }
    let names = Naming.distinct(
      slots.map { (drawn[$0.territory].units[$0.plot].plot.name, drawn[$0.territory].territory.name) })
    var codes = drawn.map { [String](repeating: "", count: $0.units.count) }
    for (t, d) in drawn.enumerated() {
      for c in ProvinceGeometry.UnitClass.allCases {
        let members = d.units.indices.filter { d.units[$0].plot.unitClass == c }
        let middles = members.map { p -> (GridPoint, Int) in
          var box = GridBox.empty
          for q in d.units[p].polygons { box.add(q.box) }
          return (GridPoint(x: (box.minX + box.maxX) / 2, y: -(box.minY + box.maxY) / 2), p)
        }.sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
        for (n, m) in middles.enumerated() {
          let serial = String(n + 1)
          codes[t][m.1] =
            (d.territory.domain == .land ? "ZH" : "HY") + d.territory.code + String(c.rawValue)
            + String(repeating: "0", count: 4 - serial.count) + serial
        }
      }
    }
    var units: [ProvinceGeometry.Unit] = []
    for (i, s) in slots.enumerated() {
      let d = drawn[s.territory], u = d.units[s.plot]
      units.append(
        ProvinceGeometry.Unit(
          code: codes[s.territory][s.plot], name: names[i], unitClass: u.plot.unitClass, domain: d.territory.domain,
          kind: u.plot.kind, countyCode: d.territory.code, countyName: d.territory.name, cityCode: d.territory.cityCode,
          cityName: d.territory.cityName, featureName: u.plot.feature, township: u.township,
          areaSquareKilometres: u.areaSquareMetres / 1e6, park: u.plot.park, taihuLevels: u.taihuLevels, canalParts: u.canalParts,
          tongyuLevels: u.tongyuLevels, sourceLevels: u.sourceLevels, regions: u.regions, yangtzeShore: u.yangtzeShore,
          coast: u.coast, noBurnShare: u.noBurnShare, meetsRedline: u.meetsRedline, polygons: u.polygons))
    }
    units.sort { $0.code < $1.code }
    return (units, codes)
  }
}
