import Geometry
import Synchronization
import ZoneIndex

extension ProvinceGeometry {
  /// Makes the province. The same seed and number of units give the same province, whatever the threads.
  ///
  /// - Parameter progress: share done from 0 to 1 and what is being done, in Chinese; may be called from any thread.
  /// - Throws: ``DemonstrationError`` where the base map or a resource is missing or damaged, or `units` is out of range.
  public static func generate(
    _ request: Request, progress: @escaping @Sendable (Double, String) -> Void = { _, _ in }
  ) throws -> ProvinceGeometry {
    guard (300...4570).contains(request.units) else { throw DemonstrationError.unitsOutOfRange(request.units) }
    progress(0, "读取底图")
    let gazetteer = try Gazetteer()
    let cityCodes = gazetteer.cityNames.keys.sorted()
    let map = try BaseMap(
      folder: request.baseMapFolder, codes: ["320000"] + cityCodes + gazetteer.counties.map(\.code))
    let counties = gazetteer.counties.map { c in
      Territory(
        code: c.code, name: c.name, cityCode: c.cityCode, cityName: gazetteer.cityNames[c.cityCode] ?? "", domain: .land,
        polygons: map.areas[c.code]!)
    }
    let coast = try Coast(outline: map.areas["320000"]!, counties: counties)
    progress(0.04, "划分海域")
    let sectors = coast.sectors(counties: counties)
    let quotas = Quotas(
      units: request.units,
      counties: counties.map { t in
        let towns = gazetteer.townships[t.code] ?? []
        let streets = towns.count { TownshipName.isStreet($0.name) }
        return Quotas.County(
          code: t.code, areaSquareKilometres: t.areaSquareMetres / 1e6, coastal: coast.lines[t.code] != nil, streets: streets,
          others: towns.count - streets, zones: gazetteer.zones[t.code]?.count ?? 0)
      },
      sectors: sectors.map { ($0.code, $0.areaSquareMetres.squareRoot()) })

    let jobs = counties + sectors
    // The largest first, so that the threads end together.
    let order = jobs.indices.sorted {
      jobs[$0].areaSquareMetres != jobs[$1].areaSquareMetres ? jobs[$0].areaSquareMetres > jobs[$1].areaSquareMetres : $0 < $1
    }
    let coarsest = request.units >= 3000 ? 850.0 : 2500.0
    let done = Atomic<Int>(0)
    let drawnInOrder = Lanes.map(jobs.count, lanes: request.lanes) { i -> Drawn in
      let territory = jobs[order[i]]
      let drawn =
        territory.domain == .land
        ? LandDrawing(
          territory: territory, gazetteer: gazetteer, coastLines: coast.lines[territory.code] ?? [],
          quota: quotas.land[territory.code]!, seed: request.seed, coarsest: coarsest
        ).draw()
        : SeaDrawing(
          territory: territory, coastLines: coast.all, quota: quotas.sea[territory.code]!, seed: request.seed, coarsest: coarsest
        ).draw()
      let n = done.wrappingAdd(1, ordering: .relaxed).newValue
      progress(0.05 + 0.85 * Double(n) / Double(jobs.count), "绘制\(territory.name)")
      return drawn
    }
    var drawn = [Drawn?](repeating: nil, count: jobs.count)
    for (i, d) in drawnInOrder.enumerated() { drawn[order[i]] = d }
    progress(0.92, "合并图层")
    return Assembly(request: request, gazetteer: gazetteer, map: map, drawn: drawn.map { $0! }).province()
  }
}
