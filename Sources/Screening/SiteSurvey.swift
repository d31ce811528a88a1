public import ExactJSON
public import FEEL
public import Geodesy
import Geometry
import Synchronization
public import ZoneIndex
public import Zoning

/// A site on the map of one legal state: answers map facts and finds what an assessment prints, all quantised at the door.
public final class SiteSurvey: MapFactSource {
  public let site: Site
  let snapshot: ZoneSnapshot
  let layers: [String: LayerDescriptor]
  let areaMethod: AreaMethod
  private let overlays = Mutex<[String: [Overlap]]>([:])

  public init(site: Site, snapshot: ZoneSnapshot, layers: [String: LayerDescriptor], areaMethod: AreaMethod = .ellipsoid) {
    self.site = site
    self.snapshot = snapshot
    self.layers = layers
    self.areaMethod = areaMethod
  }

  func overlay(_ layer: String) -> [Overlap] {
    if let known = overlays.withLock({ $0[layer] }) { return known }
    let found = snapshot.overlay(site, layer: layer, areaMethod: areaMethod)
    overlays.withLock { $0[layer] = found }
    return found
  }

  // MARK: Tolerance

  /// How an overlap counts: ground that is shared beyond tolerance, within it, or only a touch.
  enum Weight {
    case met, tolerated, touch
  }

  func weight(_ overlap: Overlap, _ layer: LayerDescriptor?) -> Weight {
    guard overlap.interiorsIntersect else { return .touch }
    if site.form == .point { return .met }
    guard let layer, layer.toleranceAreaSquareMetres > 0 else { return .met }
    if layer.kind == .line { return (overlap.lengthMetres ?? 0) <= Self.toleratedLengthMetres ? .tolerated : .met }
    // A tiny site still lies where most of it lies, and a line is in a zone by its length, however narrow it is.
    if overlap.share >= 0.5 || (overlap.lengthMetres ?? 0) > Self.toleratedLengthMetres { return .met }
    let small = overlap.areaSquareMetres <= layer.toleranceAreaSquareMetres && overlap.meanWidthMetres <= layer.toleranceWidthMetres
    return small ? .tolerated : .met
  }

  /// Lines up to this length inside a zone are tolerated, metres.
  static let toleratedLengthMetres = 0.1

  // MARK: Map facts

  public func value(of fact: MapFact) -> FEELValue {
    let unknown = FEELValue.unknown(facts: [fact.id])
    guard let layer = layers[fact.layer], layer.held, snapshot.holds(fact.layer) else { return unknown }
    switch fact.kind {
    case .in:
      if layer.kind == .line { return .boolean(distance(layer).map { $0 <= 0 } ?? false) }
      return .boolean(overlay(fact.layer).contains { weight($0, layer) == .met })
    case .within: return .boolean(isWithin(layer))
    case .area:
      guard site.form != .point else { return unknown }
      return .number(
        FEELDecimal(quantizing: snapshot.coverage(site, layer: layer.id, areaMethod: areaMethod).areaSquareMetres, fractionDigits: 2))
    case .share:
      guard site.form != .point else { return unknown }
      let coverage = snapshot.coverage(site, layer: layer.id, areaMethod: areaMethod)
      return .number(FEELDecimal(quantizing: min(1, coverage.lengthShare ?? coverage.share), fractionDigits: 6))
    case .length:
      guard let metres = snapshot.coverage(site, layer: layer.id, areaMethod: areaMethod).lengthMetres else { return unknown }
      return .number(FEELDecimal(quantizing: metres, fractionDigits: 2))
    case .distance:
      guard let metres = distance(layer) else { return unknown }
      // In the water the distance is 0; where the water is not held, nobody can tell.
      if metres > 0, let water = layer.waterLayer, layers[water]?.held == false || !snapshot.holds(water) { return unknown }
      return .number(FEELDecimal(quantizing: metres, fractionDigits: 2))
    case .nearest:
      guard let found = snapshot.nearest(site, layer: layer.id, waterLayer: nil) else { return unknown }
      return .string(snapshot.name(of: found.feature))
    case .both: return both(layer, fact.detail ?? "", unknown)
    case .attribute:
      let texts = met(layer: layer.id).map { snapshot.attribute(fact.detail ?? "", of: $0) }
      // A feature that does not state it may have any.
      guard texts.allSatisfy({ $0 != nil }) else { return unknown }
      return .list(Set(texts.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .string($0) })
    // A river's chainage is no layer of the snapshot yet.
    case .reach: return unknown
    }
  }

  /// 同在: decided where one of the two does not concern the site, or one holds all of it; else the ground that they share is not known.
  private func both(_ layer: LayerDescriptor, _ other: String, _ unknown: FEELValue) -> FEELValue {
    let (here, there) = (value(of: MapFact(.in, layer.id)), value(of: MapFact(.in, other)))
    if here == .boolean(false) || there == .boolean(false) { return .boolean(false) }
    guard here == .boolean(true), there == .boolean(true) else { return unknown }
    let whole = [layer.id, other].contains { value(of: MapFact(.within, $0)) == .boolean(true) }
    return whole ? .boolean(true) : unknown
  }

  /// 全在: nothing of the site but tolerance lies outside the union of the layer's zones.
  private func isWithin(_ layer: LayerDescriptor) -> Bool {
    let coverage = snapshot.coverage(site, layer: layer.id, areaMethod: areaMethod)
    if site.form == .point { return coverage.share >= 1 }
    let outside = max(0, site.areaSquareMetres(areaMethod) - coverage.areaSquareMetres)
    if outside <= 1e-4 { return coverage.areaSquareMetres > 0 }
    // Tolerance is for the edge of what lies inside: never for most of a tiny site, nor for a length of a line.
    if coverage.share < 0.5 { return false }
    if let inside = coverage.lengthMetres, let whole = site.lengthMetres, whole - inside > Self.toleratedLengthMetres { return false }
    return outside <= layer.toleranceAreaSquareMetres && 2 * outside / max(site.perimeterMetres, 1e-9) <= layer.toleranceWidthMetres
  }

  private func distance(_ layer: LayerDescriptor) -> Double? {
    snapshot.nearest(site, layer: layer.id, waterLayer: layer.waterLayer.flatMap { snapshot.holds($0) ? $0 : nil })?.metres
  }

  /// The features of a layer that the site meets beyond tolerance.
  public func met(layer: String) -> [FeatureReference] {
    overlay(layer).filter { weight($0, layers[layer]) == .met }.map(\.feature)
  }

  // MARK: Findings

  /// What an assessment prints of the place.
  public func findings(directory: some PlaceDirectory, registers: Registers, geometry: JSONValue, notes: [String]) -> SiteFindings {
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
      site: description(geometry: geometry, notes: notes, outside: outsideShare()), areaMethod: areaMethod.name, units: units.met,
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
    let counties = snapshot.coverage(site, layer: LayerDescriptor.countyLayer, areaMethod: areaMethod).areaSquareMetres
    let sea = snapshot.coverage(site, layer: LayerDescriptor.unitLayer, areaMethod: areaMethod) { [snapshot] in
      snapshot.code(of: $0).hasPrefix("HY")
    }
    let outside = whole - counties - sea.areaSquareMetres
    if outside <= 1 || whole <= 0 { return .zero }
    return Self.share(outside / whole)
  }

  /// A share to the millionth; what is more than nothing never reads as nothing.
  private static func share(_ share: Double) -> FEELDecimal {
    let quantised = FEELDecimal(quantizing: share, fractionDigits: 6)
    return share > 0 && quantised.isZero ? FEELDecimal(quantizing: 1e-6, fractionDigits: 6) : quantised
  }

  private func description(geometry: JSONValue, notes: [String], outside: FEELDecimal) -> SiteDescription {
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
      geometry: geometry, notes: notes)
  }

  // MARK: Nearest

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

  // MARK: Registers

  /// Captures 区域.* from the counties and 园区.* from the parks that the site meets; a fact on which they differ stays unknown.
  ///
  /// Where part of the site lies in no park, that part counts as one more place, which has none of what a park has: what is true of
  /// the park alone is not known of the site, and `park.within` is false.
  private func registry(_ registers: Registers, counties: [Overlap], units: [MetUnit]) -> [String: FEELValue] {
    let county = layers[LayerDescriptor.countyLayer]
    let met = counties.filter { weight($0, county) == .met }.map(\.code)
    let codes = met.isEmpty ? units.map(\.county.code) : met
    var facts = Self.agreed(codes.map { (registers.regions[$0] ?? [:]).mapValues { FEELValue.boolean($0) } })
    guard let layer = layers[LayerDescriptor.parkLayer], layer.held else { return facts }
    let parks = overlay(layer.id).filter { weight($0, layer) == .met }.map { parkFacts(snapshot.attributes(of: $0.feature)) }
    let none: [String: FEELValue] = [
      "park.recognised": .boolean(false), "park.chemical": .boolean(false), "park.planEIA": .boolean(false), "park.positioning": .list([]),
      "park.level": .string("不在园区"), "park.within": .boolean(false), "park.infrastructure": .boolean(false),
      "park.accessMet": .boolean(false), "park.sewage": .boolean(false), "park.heating": .boolean(false), "park.trades": .list([]),
      "park.safetyLevel": .string("不在园区"),
    ]
    let isWhole = !parks.isEmpty && isWithin(layer)
    facts.merge(Self.agreed(isWhole ? parks : parks + [none])) { _, park in park }
    facts["park.within"] = .boolean(isWhole)
    return facts
  }

  /// The facts that every place states alike.
  private static func agreed(_ places: [[String: FEELValue]]) -> [String: FEELValue] {
    guard let first = places.first else { return [:] }
    return first.filter { id, value in places.allSatisfy { $0[id] == value } }
  }

  private func parkFacts(_ attributes: [String: String]) -> [String: FEELValue] {
    var facts: [String: FEELValue] = ["park.within": .boolean(true)]
    for key in ["recognised", "chemical", "planEIA", "infrastructure", "accessMet", "sewage", "heating"] {
      if let text = attributes[key] { facts["park.\(key)"] = .boolean(text == "1") }
    }
    for key in ["positioning", "trades"] {
      if let text = attributes[key] { facts["park.\(key)"] = .list(text.split(separator: ",").map { .string(String($0)) }) }
    }
    for key in ["level", "safetyLevel"] {
      if let text = attributes[key] { facts["park.\(key)"] = .string(text) }
    }
    for (key, value) in attributes where key.hasPrefix("quota.") {
      if let d = FEELDecimal(value) { facts["park.\(key)"] = .number(d) }
    }
    return facts
  }
}

/// Names of counties and cities by code.
public protocol PlaceDirectory: Sendable {
  func county(_ code: String) -> NamedPlace
  func city(_ code: String) -> NamedPlace
}

/// Grid coordinates as canonical decimal degrees.
public enum GridText {
  public static func degrees(_ grid: Int64) -> String {
    let whole = grid.magnitude / 100_000_000
    var fraction = String(grid.magnitude % 100_000_000)
    fraction = String(repeating: "0", count: 8 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (grid < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
