import Geometry
import ZoneIndex

/// The province's layers from the drawn counties: codes, owners, regions, shoreline.
struct LayerAssembly {
  let drawn: [Drawn]
  let unitCodes: [[String]]
  let units: [ProvinceGeometry.Unit]
  let counties: [ProvinceGeometry.County]
  let gazetteer: Gazetteer
  let seed: UInt64

  func layers() -> [DemoLayer] {
    var out: [DemoLayer] = []
    out += byCity(.units, unitFeatures())
    out.append(
      layer(
        .counties, owner: "320000",
        counties.map {
          LayerFeature(
            code: $0.code, name: $0.name, attributes: ["city": $0.cityCode, "cityName": $0.cityName], geometry: .polygons($0.polygons))
        }))
    var collected: [String: [(String, LayerFeature)]] = [:]
    var serials: [String: Int] = [:]
    for (d, territory) in drawn.enumerated().map({ ($0.offset, $0.element.territory) }) {
      for (kind, zones) in drawn[d].layers where !LayerKind.regions.contains(where: { $0.id == kind.id }) {
        for z in zones where !z.polygons.isEmpty {
          let stem = kind.prefix + territory.code + z.draft.digits
          let serialKey = kind.id + stem
          serials[serialKey, default: 0] += 1
          let serial = String(serials[serialKey]!)
          let code = stem + String(repeating: "0", count: max(0, 4 - serial.count)) + serial
          var attributes = z.draft.attributes
          attributes["county"] = territory.code
          attributes["countyName"] = territory.name
          attributes["city"] = territory.cityCode
          if let p = z.draft.plot { attributes["unit"] = unitCodes[d][p] }
          collected[kind.id, default: []].append(
            (territory.cityCode, LayerFeature(code: code, name: z.draft.name, attributes: attributes, geometry: .polygons(z.polygons))))
        }
      }
    }
    for kind in LayerKind.all {
      guard let features = collected[kind.id] else { continue }
      switch kind.owner {
      case .province: out.append(layer(kind, owner: "320000", features.map(\.1)))
      case .city: out += byCity(kind, features)
      }
    }
    out += regions()
    let shore = Shoreline(gazetteer: gazetteer, counties: counties)
    out.append(layer(.shoreline, owner: "320000", shore.lines(), geometry: .line))
    out.append(layer(.shorelineWater, owner: "320000", shore.waters()))
    return out.sorted { $0.id != $1.id ? $0.id < $1.id : $0.owner < $1.owner }
  }

  private func layer(_ kind: LayerKind, owner: String, _ features: [LayerFeature], geometry: GeometryKind = .polygon) -> DemoLayer {
    DemoLayer(
      id: kind.id, title: kind.id, owner: owner, kind: geometry, basis: kind.basis, accuracyMetres: 1,
      sourceAccuracyMetres: kind.sourceAccuracyMetres, tolerance: kind.tolerance, features: features.sorted { $0.code < $1.code })
  }

  private func byCity(_ kind: LayerKind, _ features: [(String, LayerFeature)]) -> [DemoLayer] {
    let groups = Dictionary(grouping: features, by: \.0)
    return groups.keys.sorted().map { layer(kind, owner: $0, groups[$0]!.map(\.1)) }
  }

  private func unitFeatures() -> [(String, LayerFeature)] {
    units.map { u in
      (
        u.cityCode,
        LayerFeature(
          code: u.code, name: u.name,
          attributes: [
            "class": String(describing: u.unitClass), "county": u.countyCode, "countyName": u.countyName, "city": u.cityCode,
            "domain": u.domain.rawValue, "kind": u.kind.chinese, "township": u.township,
          ], geometry: .polygons(u.polygons))
      )
    }
  }

  /// The five regions: whole counties, the part of three counties that drains to Taihu, and the sea for the coast.
  private func regions() -> [DemoLayer] {
    LayerKind.regions.enumerated().map { i, kind in
      var parts: [GridPolygon] = []
      for d in drawn {
        if d.regions.contains(kind.id) {
          parts += d.territory.polygons
        } else {
          for (k, zones) in d.layers where k.id == kind.id { parts += zones.flatMap(\.polygons) }
        }
      }
      let feature = LayerFeature(code: "QY32000000\(i + 1)", name: kind.id, geometry: .polygons(Union.joined(parts)))
      return layer(kind, owner: "320000", [feature])
    }
  }
}
