public import ExactJSON
import FEEL
import Geodesy
import Geometry
import ZoneIndex
public import Zoning

extension SiteSurvey {
  /// What an assessment prints of the place.
  ///
  /// - Parameter points: the positions in the order in which they were given, where that is another than the geometry's.
  public func findings(
    directory: some PlaceDirectory, registers: RegistersOfDay, geometry: JSONValue, points: JSONValue? = nil, notes: [String]
  ) -> SiteFindings {
    let units = metUnits(directory)
    var zones: [MetZone] = []
    var tolerated: [MetZone] = units.tolerated
    for layer in layers.values.filter({ $0.listed && $0.held && $0.group != .unit && $0.group != .administrative && $0.kind != .line })
      .sorted(by: order)
    {
      for overlap in overlay(layer.id) {
        switch weight(overlap, layer) {
        case .met: zones.append(zone(overlap, layer.id))
        case .tolerated: tolerated.append(zone(overlap, layer.id))
        case .touch: break
        }
      }
    }
    let counties = overlay(LayerDescriptor.countyLayer).filter(\.interiorsIntersect)
    return SiteFindings(
      site: description(geometry: geometry, points: points, notes: notes, outside: outsideShare()), areaMethod: areaMethod.name,
      units: units.met,
      zones: zones,
      tolerated: tolerated, nearest: nearestFeatures(), registry: registry(registers, counties: counties, units: units.met),
      insideProvince: meetsProvince)
  }

  /// Whether any of the site lies in the province: in a county or in a unit, at sea too.
  public var meetsProvince: Bool {
    overlay(LayerDescriptor.countyLayer).contains(where: \.interiorsIntersect)
      || layers[LayerDescriptor.unitLayer]?.held != false
        && overlay(LayerDescriptor.unitLayer).contains { ($0.interiorsIntersect || site.form == .point) && ControlUnitCode($0.code) != nil }
  }

  private func order(_ a: LayerDescriptor, _ b: LayerDescriptor) -> Bool {
    let groups = LayerDescriptor.Group.allCases
    let (ga, gb) = (groups.firstIndex(of: a.group)!, groups.firstIndex(of: b.group)!)
    return ga != gb ? ga < gb : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
  }

  private func metUnits(_ directory: some PlaceDirectory) -> (met: [MetUnit], tolerated: [MetZone]) {
    let layer = layers[LayerDescriptor.unitLayer]
    guard layer?.held != false else { return ([], []) }
    var hits = overlay(LayerDescriptor.unitLayer).filter { $0.interiorsIntersect || site.form == .point }
    if site.form == .point {
      // Along the coast land wins.
      let land = hits.filter { ControlUnitCode($0.code)?.domain == .land }
      if !land.isEmpty { hits = land }
    }
    hits.sort { ($1.areaSquareMetres, $0.code) < ($0.areaSquareMetres, $1.code) }
    var met: [MetUnit] = []
    var tolerated: [MetZone] = []
    for (i, hit) in hits.enumerated() {
      guard let code = ControlUnitCode(hit.code) else { continue }
      // The largest part is never tolerated: a tiny site still lies somewhere.
      if i > 0, weight(hit, layer) == .tolerated {
        tolerated.append(zone(hit, LayerDescriptor.unitLayer))
        continue
      }
      met.append(
        MetUnit(
          code: code, name: snapshot.name(of: hit.feature), unitClass: code.unitClass, county: directory.county(code.county),
          city: directory.city(code.city), areaSquareMetres: area(hit), share: share(hit), lengthMetres: length(hit)))
    }
    return (met, tolerated)
  }

  private func zone(_ overlap: Overlap, _ layer: String) -> MetZone {
    MetZone(
      layer: layer, code: overlap.code, name: snapshot.name(of: overlap.feature),
      zoneClass: snapshot.attribute("class", of: overlap.feature),
      areaSquareMetres: area(overlap), share: share(overlap), lengthMetres: length(overlap))
  }

  private func area(_ o: Overlap) -> FEELDecimal? {
    site.form == .point ? nil : FEELDecimal(quantizing: o.areaSquareMetres, fractionDigits: 2)
  }

  private func share(_ o: Overlap) -> FEELDecimal? {
    site.form == .point ? nil : FEELDecimal(quantizing: min(1, o.lengthShare ?? o.share), fractionDigits: 6)
  }

  private func length(_ o: Overlap) -> FEELDecimal? { o.lengthMetres.map { FEELDecimal(quantizing: $0, fractionDigits: 2) } }

  /// Share of the site outside all counties and sea units, of points their fraction; within tolerance it is 0.
  private func outsideShare() -> FEELDecimal {
    if site.form == .point {
      let outside = site.points.count { p in
        snapshot.features(at: p, layer: LayerDescriptor.countyLayer).isEmpty
          && !snapshot.features(at: p, layer: LayerDescriptor.unitLayer).contains { snapshot.code(of: $0).hasPrefix("HY") }
      }
      return Self.share(Double(outside) / Double(max(1, site.points.count)))
    }
    let whole = site.areaSquareMetres(areaMethod)
    let counties = coverage(LayerDescriptor.countyLayer).areaSquareMetres
    let sea = snapshot.coverage(
      site, by: overlay(LayerDescriptor.unitLayer).filter { $0.interiorsIntersect && $0.code.hasPrefix("HY") }, areaMethod: areaMethod)
    let outside = whole - counties - sea.areaSquareMetres
    if outside <= 1 || whole <= 0 { return .zero }
    return Self.share(outside / whole)
  }

  /// A share to the millionth; what is more than nothing never reads as nothing.
  private static func share(_ share: Double) -> FEELDecimal {
    let quantised = FEELDecimal(quantizing: share, fractionDigits: 6)
    return share > 0 && quantised.isZero ? FEELDecimal(quantizing: 1e-6, fractionDigits: 6) : quantised
  }

  private func description(geometry: JSONValue, points: JSONValue?, notes: [String], outside: FEELDecimal) -> SiteDescription {
    var notes = notes
    let joined = "提交的图形有重叠部分，已合并，重叠处只计一次。"
    if site.overlappingPartsWereJoined, !notes.contains(joined) { notes.append(joined) }
    var width: FEELDecimal?
    let kind: SiteDescription.Kind
    switch site.form {
    case .polygon: kind = .polygon
    case .line(let w):
      kind = .line
      width = FEELDecimal(quantizing: w, fractionDigits: 2)
    case .point: kind = .point
    }
    let flat = kind == .point
    return SiteDescription(
      kind: kind, areaSquareMetres: flat ? nil : FEELDecimal(quantizing: site.areaSquareMetres(areaMethod), fractionDigits: 2),
      perimeterMetres: flat ? nil : FEELDecimal(quantizing: site.perimeterMetres, fractionDigits: 2),
      lengthMetres: site.lengthMetres.map { FEELDecimal(quantizing: $0, fractionDigits: 2) }, widthMetres: width, outsideShare: outside,
      geometry: geometry, points: points, notes: notes)
  }

  /// Groups of layers whose nearest feature is always told, however far.
  static let alwaysTold: Set<LayerDescriptor.Group> = [.redline, .shoreline, .source]

  public func nearestFeatures() -> [NearestFeature] {
    layers.values.filter { Self.alwaysTold.contains($0.group) && $0.held && $0.listed && snapshot.holds($0.id) }.sorted(by: order)
      .compactMap { layer in
        guard let n = snapshot.nearest(site, layer: layer.id, waterLayer: layer.waterLayer.flatMap { snapshot.holds($0) ? $0 : nil }) else {
          return nil
        }
        let metres = FEELDecimal(quantizing: n.metres, fractionDigits: 2)
        let bearing = n.metres > 0 ? Self.clockwise(Geodesic.line(n.placeOnSite, n.placeOnFeature).azimuth) : nil
        return NearestFeature(
          layer: layer.id, code: n.code, name: snapshot.name(of: n.feature), distanceMetres: metres,
          bearingDegrees: bearing.map { FEELDecimal(quantizing: $0, fractionDigits: 1) }, from: Self.position(n.placeOnSite),
          to: Self.position(n.placeOnFeature))
      }
  }

  private static func clockwise(_ azimuth: Double) -> Double { azimuth < 0 ? azimuth + 360 : azimuth }

  private static func position(_ p: GridPoint) -> [String] { [GridText.degrees(p.x), GridText.degrees(p.y)] }
}

/// Names of counties and cities by code.
public protocol PlaceDirectory: Sendable {
  func county(_ code: String) -> NamedPlace
  func city(_ code: String) -> NamedPlace
}
