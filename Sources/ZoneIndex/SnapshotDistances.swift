extension ZoneSnapshot {
  /// The feature of a layer nearest to a site, by geodesic distance; 0 where they share a point. Of several that are equally
  /// near, the first in the order of codes.
  ///
  /// - Parameters:
  ///   - within: metres; what is farther is not found.
  ///   - waterLayer: polygons of the water that the layer is the shore of: a site that reaches into one is at 0.
  ///   - accepts: leaves features out.
  /// - Complexity: logarithmic in the vertices of the layer, times the site's vertices near it.
  public func nearest(
    _ site: Site, layer: String, within: Double? = nil, waterLayer: String? = nil,
    where accepts: (FeatureReference) -> Bool = { _ in true }
  ) -> Nearest? {
    let water = waterLayer.flatMap { found(site, $0, within: 0) { _ in true } }
    guard var nearest = found(site, layer, within: water == nil ? within : nil, where: accepts) else { return nil }
    if let water, nearest.metres > 0 {
      nearest.metres = 0
      nearest.inWater = water.feature
      nearest.placeOnSite = water.placeOnSite
      nearest.placeOnFeature = water.placeOnSite
    }
    return nearest
  }

  private func found(_ site: Site, _ layer: String, within: Double?, where accepts: (FeatureReference) -> Bool) -> Nearest? {
    guard var nearest = anyNearest(site, layer, within: within, where: accepts) else { return nil }
    let rivals =
      nearest.metres == 0 ? overlay(site, layer: layer).map(\.feature) : features(at: nearest.placeOnFeature, layer: layer)
    if let first = inOrderOfCodes(rivals.filter { $0 != nearest.feature && accepts($0) } + [nearest.feature]).first {
      nearest.feature = first
    }
    nearest.code = code(of: nearest.feature)
    if nearest.metres == 0 {
      let outline = segments[nearest.feature.segment].views[nearest.feature.layer].outline(nearest.feature.index)
      if let place = commonPlace(site.outline, outline) {
        nearest.placeOnSite = place
        nearest.placeOnFeature = place
      }
    }
    return nearest
  }

  /// One of the features that are nearest, without its code.
  private func anyNearest(_ site: Site, _ layer: String, within: Double?, where accepts: (FeatureReference) -> Bool) -> Nearest? {
    if let planned {
      return planned.nearest(site, layer, within: within, where: accepts).map {
        Nearest(
          feature: planned.reference($0.feature), code: "", metres: $0.metres, placeOnSite: $0.placeOnSite,
          placeOnFeature: $0.placeOnFeature, inWater: nil)
      }
    }
    let at = located(layer)
    func reference(_ source: Int, _ index: Int) -> FeatureReference {
      FeatureReference(segment: at[source].segment, layer: at[source].layer, index: index)
    }
    var search = NearestSearch(site.outline, box: site.box, within: within)
    search.run(at.map { segments[$0.segment].views[$0.layer] }) { accepts(reference($0, $1)) }
    return search.found.map {
      Nearest(
        feature: reference($0.source, $0.feature), code: "", metres: $0.closest.metres, placeOnSite: $0.closest.onFirst,
        placeOnFeature: $0.closest.onSecond, inWater: nil)
    }
  }

  /// Every feature of a layer within a distance of a site, the nearest first, equals in the order of codes: what a buffer of
  /// that width would meet, without drawing one.
  public func near(_ site: Site, layer: String, within metres: Double) -> [Nearest] {
    let found: [Nearest]
    if let planned {
      var work = DistanceWorkspace()
      found = (planned.whole.distances(to: layer)?.features(site.distances, within: metres, &work) ?? []).map {
        Nearest(
          feature: planned.reference($0.feature), code: "", metres: $0.metres, placeOnSite: $0.placeOnSite,
          placeOnFeature: $0.placeOnFeature, inWater: nil)
      }
    } else {
      found = features(of: layer).compactMap { feature in anyNearest(site, layer, within: metres) { $0 == feature } }
    }
    return found.map { near in
      var near = near
      near.code = code(of: near.feature)
      return near
    }.sorted { $0.metres == $1.metres ? $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) : $0.metres < $1.metres }
  }
}
