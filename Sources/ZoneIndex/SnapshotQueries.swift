public import Geodesy
public import Geometry

/// Queries: pure functions of the files and the site.
extension ZoneSnapshot {
  /// The features that hold a place, boundary included: a shared border meets both sides.
  ///
  /// - Parameter layer: nil for all layers. Lines and points are met where the place lies on them exactly.
  public func features(at place: GridPoint, layer: String? = nil) -> [FeatureReference] {
    let box = GridBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
    var result: [FeatureReference] = []
    for id in layer.map({ [$0] }) ?? layerIDs {
      var met: [FeatureReference] = []
      for at in places[id] ?? [] {
        let view = segments[at.segment].views[at.layer]
        view.forEachFeature(meeting: box) { index, _ in
          if view.outline(index).position(of: place) != .outside {
            met.append(FeatureReference(segment: at.segment, layer: at.layer, index: index))
          }
        }
      }
      result += inOrderOfCodes(met)
    }
    return result
  }

  /// The features whose boxes meet a box, for maps.
  public func features(in box: GridBox, layer: String) -> [FeatureReference] {
    var result: [FeatureReference] = []
    for at in located(layer) {
      segments[at.segment].views[at.layer].forEachFeature(meeting: box) { index, _ in
        result.append(FeatureReference(segment: at.segment, layer: at.layer, index: index))
      }
    }
    return result.sorted()
  }

  /// Every feature of a layer that the site meets, those that it only touches included.
  ///
  /// Areas over a tiling layer add up to the site's to 1e-9; whether ground is shared is decided exactly.
  public func overlay(_ site: Site, layer: String, areaMethod: AreaMethod = .ellipsoid) -> [Overlap] {
    let integral = site.integral(areaMethod)
    let siteArea = site.areaSquareMetres(areaMethod)
    var result: [Overlap] = []
    for at in located(layer) {
      let view = segments[at.segment].views[at.layer]
      view.forEachFeature(meeting: site.box) { index, _ in
        let reference = FeatureReference(segment: at.segment, layer: at.layer, index: index)
        if let overlap = overlap(site, view.outline(index), view.kind, reference, integral, siteArea) {
          result.append(overlap)
        }
      }
    }
    return result.sorted {
      $0.code == $1.code ? $0.feature < $1.feature : $0.code.utf8.lexicographicallyPrecedes($1.code.utf8)
    }
  }

  private func overlap(
    _ site: Site, _ feature: OutlineView, _ kind: GeometryKind, _ reference: FeatureReference, _ integral: AreaIntegral,
    _ siteArea: Double
  ) -> Overlap? {
    var overlap = Overlap(
      feature: reference, code: "", areaSquareMetres: 0, share: 0, lengthMetres: nil, lengthShare: nil,
      meanWidthMetres: 0, partCount: 0, interiorsIntersect: false)
    switch (site.form, kind) {
    case (.point, _):
      guard site.points.contains(where: { feature.position(of: $0) != .outside }) else { return nil }
      overlap.interiorsIntersect = true
      overlap.share = 1
      overlap.partCount = 1
    case (_, .point):
      let inside = feature.rings.filter { site.outline.position(of: feature.ring($0).point(0)) != .outside }
      guard !inside.isEmpty else { return nil }
      overlap.interiorsIntersect = true
      overlap.partCount = inside.count
    case (_, .line):
      let line = LineOverlay(line: feature, polygon: site.outline)
      guard line.meets else { return nil }
      overlap.interiorsIntersect = line.interiorsIntersect
      overlap.lengthMetres = line.interiorsIntersect ? line.length : 0
      overlap.partCount = 1
    case (_, .polygon):
      let part = PolygonOverlay(site: site.outline, feature: feature, integral: integral)
      guard part.meets else { return nil }
      overlap.interiorsIntersect = part.interiorsIntersect
      overlap.areaSquareMetres = max(0, part.area)
      overlap.share = siteArea > 0 ? overlap.areaSquareMetres / siteArea : 0
      overlap.partCount = part.parts.count
      if let largest = part.parts.first, largest.perimeter > 0 {
        overlap.meanWidthMetres = max(0, 2 * largest.area / largest.perimeter)
      }
      if let lines = site.lineOutline, let total = site.lengthMetres {
        let length = LineOverlay(line: lines, polygon: feature).length
        overlap.lengthMetres = length
        overlap.lengthShare = total > 0 ? length / total : 0
      }
    }
    overlap.code = code(of: reference)
    return overlap
  }

  /// The common ground of a site and a feature as polygons on the grid, for maps; never for verdicts.
  public func intersection(_ site: Site, _ ref: FeatureReference) -> [GridPolygon] {
    let view = segments[ref.segment].views[ref.layer]
    guard view.kind == .polygon, site.form != .point else { return [] }
    let part = PolygonOverlay(site: site.outline, feature: view.outline(ref.index), integral: site.integral(.ellipsoid))
    return part.parts.compactMap { part in
      let rings = part.rings.map(RingShape.withoutRepeats).filter { $0.count >= 3 }
      guard let shell = rings.first else { return nil }
      return GridPolygon(shell: shell, holes: Array(rings.dropFirst())).normalised
    }
  }

  /// The area, share and length of a site that the union of a layer's polygons covers.
  ///
  /// - Parameter accepts: leaves features out, say those below a tolerance or of another level.
  public func coverage(
    _ site: Site, layer: String, areaMethod: AreaMethod = .ellipsoid, where accepts: (FeatureReference) -> Bool = { _ in true }
  ) -> Coverage {
    if site.form == .point {
      let covered = site.points.filter { p in features(at: p, layer: layer).contains(where: accepts) }
      return Coverage(areaSquareMetres: 0, share: Double(covered.count) / Double(site.points.count))
    }
    let integral = site.integral(areaMethod)
    let siteArea = site.areaSquareMetres(areaMethod)
    var met: [OutlineView] = []
    var area = 0.0
    for at in located(layer) {
      let view = segments[at.segment].views[at.layer]
      guard view.kind == .polygon else { continue }
      view.forEachFeature(meeting: site.box) { index, _ in
        guard accepts(FeatureReference(segment: at.segment, layer: at.layer, index: index)) else { return }
        let part = PolygonOverlay(
          site: site.outline, feature: view.outline(index), integral: integral, wantsParts: false)
        guard part.interiorsIntersect else { return }
        met.append(view.outline(index))
        area += part.area
      }
    }
    let union = UnionCoverage(met)
    if met.count > 1 { area = union.area(of: site.outline, integral) }
    area = max(0, area)
    var result = Coverage(areaSquareMetres: area, share: siteArea > 0 ? area / siteArea : 0)
    if let lines = site.lineOutline, let total = site.lengthMetres {
      let length = union.length(of: lines)
      result.lengthMetres = length
      result.lengthShare = total > 0 ? length / total : 0
    }
    return result
  }

  /// The feature of a layer nearest to a site, by geodesic distance; 0 where they share a point.
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
    let at = located(layer)
    func reference(_ source: Int, _ index: Int, _ places: [(segment: Int, layer: Int)]) -> FeatureReference {
      FeatureReference(segment: places[source].segment, layer: places[source].layer, index: index)
    }
    var water: (feature: FeatureReference, place: GridPoint)?
    if let waterLayer {
      let waters = located(waterLayer)
      var search = NearestSearch(site.outline, box: site.box, within: 0)
      search.run(waters.map { segments[$0.segment].views[$0.layer] }) { _, _ in true }
      if let found = search.found, found.closest.metres == 0 {
        water = (reference(found.source, found.feature, waters), found.closest.onFirst)
      }
    }
    var search = NearestSearch(site.outline, box: site.box, within: water == nil ? within : nil)
    search.run(at.map { segments[$0.segment].views[$0.layer] }) { accepts(reference($0, $1, at)) }
    guard let found = search.found else { return nil }
    let feature = reference(found.source, found.feature, at)
    var nearest = Nearest(
      feature: feature, code: code(of: feature), metres: found.closest.metres, placeOnSite: found.closest.onFirst,
      placeOnFeature: found.closest.onSecond, inWater: nil)
    if let water, nearest.metres > 0 {
      nearest.metres = 0
      nearest.inWater = water.feature
      nearest.placeOnSite = water.place
      nearest.placeOnFeature = water.place
    }
    return nearest
  }
}
