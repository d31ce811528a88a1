import FEEL
import Geometry
import ZoneIndex
import Zoning

extension SiteSurvey {
  /// 同在: whether some ground of the site lies in both layers, beyond the tolerance of either.
  ///
  /// Where one layer does not concern the site, or holds all of it, the other decides. Else the ground in the first is drawn
  /// on the grid and laid over the second; crossing places move by up to 0.8 mm then, so that ground as narrow as that is not
  /// told from a touch and stays unknown.
  func both(_ layer: LayerDescriptor, _ other: String, _ unknown: FEELValue) -> FEELValue {
    let (here, there) = (value(of: MapFact(.in, layer.id)), value(of: MapFact(.in, other)))
    if here == .boolean(false) || there == .boolean(false) { return .boolean(false) }
    guard here == .boolean(true), there == .boolean(true), let second = layers[other] else { return unknown }
    if [layer.id, other].contains(where: { value(of: MapFact(.within, $0)) == .boolean(true) }) { return .boolean(true) }
    if site.form == .point {
      return .boolean(
        site.points.contains { p in
          !snapshot.features(at: p, layer: layer.id).isEmpty && !snapshot.features(at: p, layer: other).isEmpty
        })
    }
    guard layer.kind == .polygon, second.kind == .polygon else { return unknown }
    var isUndecided = false
    for feature in met(layer: layer.id) {
      switch sharesGround(snapshot.intersection(site, feature), layer, second) {
      case true?: return .boolean(true)
      case false?: break
      case nil: isUndecided = true
      }
    }
    return isUndecided ? unknown : .boolean(false)
  }

  /// Whether ground in the first layer lies in the second too; nil where it is too narrow to tell.
  private func sharesGround(_ ground: [GridPolygon], _ first: LayerDescriptor, _ second: LayerDescriptor) -> Bool? {
    guard !ground.isEmpty, let part = try? Site(.polygons(ground)) else { return nil }
    let tolerated = max(first.toleranceAreaSquareMetres, second.toleranceAreaSquareMetres)
    let narrow = max(first.toleranceWidthMetres, second.toleranceWidthMetres)
    var answer: Bool? = false
    for overlap in snapshot.overlay(part, layer: second.id) where overlap.interiorsIntersect {
      let isSmall = tolerated > 0 && overlap.areaSquareMetres <= tolerated && snapshot.meanWidthMetres(part, overlap.feature) <= narrow
      if isSmall { continue }
      if overlap.areaSquareMetres > 0.01 + 1e-3 * part.perimeterMetres { return true }
      answer = nil
    }
    return answer
  }
}
