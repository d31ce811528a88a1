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
  /// What the site meets of every layer; measured when first asked for.
  private let overlays = Mutex<[String: [Overlap]]?>(nil)
  private let coverages = Mutex<[String: ZoneSnapshot.Coverage]>([:])

  public init(site: Site, snapshot: ZoneSnapshot, layers: [String: LayerDescriptor], areaMethod: AreaMethod = .ellipsoid) {
    self.site = site
    self.snapshot = snapshot
    self.layers = layers
    self.areaMethod = areaMethod
  }

  func overlay(_ layer: String) -> [Overlap] {
    overlays.withLock { known in
      if let known { return known[layer] ?? [] }
      let found = snapshot.overlay(site, areaMethod: areaMethod)
      known = found
      return found[layer] ?? []
    }
  }

  /// What the layer's zones cover of the site together.
  func coverage(_ layer: String) -> ZoneSnapshot.Coverage {
    if let known = coverages.withLock({ $0[layer] }) { return known }
    let found =
      site.form == .point
      ? snapshot.coverage(site, layer: layer, areaMethod: areaMethod)
      : snapshot.coverage(site, by: overlay(layer).filter(\.interiorsIntersect), areaMethod: areaMethod)
    coverages.withLock { $0[layer] = found }
    return found
  }

  // MARK: Tolerance

  /// How an overlap counts: ground that is shared beyond tolerance, within it, or only a touch.
  public enum Weight {
    case met, tolerated, touch
  }

  public func weight(_ overlap: Overlap, _ layer: LayerDescriptor?) -> Weight {
    guard overlap.interiorsIntersect else { return .touch }
    if site.form == .point { return .met }
    guard let layer, layer.toleranceAreaSquareMetres > 0 else { return .met }
    if layer.kind == .line { return (overlap.lengthMetres ?? 0) <= Self.toleratedLengthMetres ? .tolerated : .met }
    // A tiny site still lies where most of it lies, and a line is in a zone by its length, however narrow it is.
    if overlap.share >= 0.5 || (overlap.lengthMetres ?? 0) > Self.toleratedLengthMetres { return .met }
    guard overlap.areaSquareMetres <= layer.toleranceAreaSquareMetres else { return .met }
    return snapshot.meanWidthMetres(site, overlap.feature) <= layer.toleranceWidthMetres ? .tolerated : .met
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
        FEELDecimal(quantizing: coverage(layer.id).areaSquareMetres, fractionDigits: 2))
    case .share:
      guard site.form != .point else { return unknown }
      let coverage = coverage(layer.id)
      return .number(FEELDecimal(quantizing: min(1, coverage.lengthShare ?? coverage.share), fractionDigits: 6))
    case .length:
      guard let metres = coverage(layer.id).lengthMetres else { return unknown }
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
    case .reach: return reach(layer, fact.detail ?? "", unknown)
    }
  }

  /// 全在: nothing of the site but tolerance lies outside the union of the layer's zones.
  func isWithin(_ layer: LayerDescriptor) -> Bool {
    let coverage = coverage(layer.id)
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
}
