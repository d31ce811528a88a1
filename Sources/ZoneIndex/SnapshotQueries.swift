public import Geodesy
public import Geometry

/// Queries: pure functions of the files and the site.
extension ZoneSnapshot {
  /// The features that hold a place, boundary included: a shared border meets both sides.
  ///
  /// - Parameter layer: nil for all layers. Lines and points are met where the place lies on them exactly.
  public func features(at place: GridPoint, layer: String? = nil) -> [FeatureReference] {
    if let planned {
      // Members stand in the order of layers.
      var met = planned.features(at: place, layer)[...]
      var result: [FeatureReference] = []
      while let first = met.first {
        let ofLayer = met.prefix { planned.whole.layerID($0) == planned.whole.layerID(first) }
        result += inOrderOfCodes(ofLayer.map(planned.reference))
        met = met.dropFirst(ofLayer.count)
      }
      return result
    }
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
    if let planned {
      return inOrderOfCodes(planned.overlaps(site, layer, areaMethod).map(\.overlap))
    }
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
    return inOrderOfCodes(result)
  }

  /// What a site meets of every layer, by layer; layers that it does not meet are left out.
  public func overlay(_ site: Site, areaMethod: AreaMethod = .ellipsoid) -> [String: [Overlap]] {
    var result: [String: [Overlap]] = [:]
    if let planned {
      for (member, overlap) in planned.overlaps(site, nil, areaMethod) {
        result[planned.whole.memberLayers[member], default: []].append(overlap)
      }
      return result.mapValues(inOrderOfCodes)
    }
    for id in layerIDs {
      let met = overlay(site, layer: id, areaMethod: areaMethod)
      if !met.isEmpty { result[id] = met }
    }
    return result
  }

  private func inOrderOfCodes(_ overlaps: [Overlap]) -> [Overlap] {
    overlaps.map { overlap in
      var overlap = overlap
      overlap.code = code(of: overlap.feature)
      return overlap
    }.sorted { $0.code == $1.code ? $0.feature < $1.feature : $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
  }

  private func overlap(
    _ site: Site, _ feature: OutlineView, _ kind: GeometryKind, _ reference: FeatureReference, _ integral: AreaIntegral,
    _ siteArea: Double
  ) -> Overlap? {
    var overlap = Overlap(feature: reference, share: 0, interiorsIntersect: false)
    switch (site.form, kind) {
    case (.point, _):
      guard site.points.contains(where: { feature.position(of: $0) != .outside }) else { return nil }
      overlap.interiorsIntersect = true
      overlap.share = 1
    case (_, .point):
      guard feature.rings.contains(where: { site.outline.position(of: feature.ring($0).point(0)) != .outside }) else { return nil }
      overlap.interiorsIntersect = true
    case (_, .line):
      let line = LineOverlay(line: feature, polygon: site.outline)
      guard line.meets else { return nil }
      overlap.interiorsIntersect = line.interiorsIntersect
      overlap.lengthMetres = line.interiorsIntersect ? line.length : 0
    case (_, .polygon):
      let part = PolygonOverlay(site: site.outline, feature: feature, integral: integral, wantsParts: false)
      guard part.meets else { return nil }
      overlap.interiorsIntersect = part.interiorsIntersect
      overlap.areaSquareMetres = max(0, part.area)
      overlap.share = siteArea > 0 ? overlap.areaSquareMetres / siteArea : 0
      if let lines = site.lineOutline, let total = site.lengthMetres {
        let length = LineOverlay(line: lines, polygon: feature).length
        overlap.lengthMetres = length
        overlap.lengthShare = total > 0 ? length / total : 0
      }
    }
    return overlap
  }

  /// 2 × area ÷ perimeter of the largest connected part that a site and a polygon have in common, metres; 0 where they share
  /// no ground.
  public func meanWidthMetres(_ site: Site, _ ref: FeatureReference) -> Double {
    let view = segments[ref.segment].views[ref.layer]
    guard view.kind == .polygon, site.form != .point else { return 0 }
    let part = PolygonOverlay(site: site.outline, feature: view.outline(ref.index), integral: site.integral(.ellipsoid))
    guard let largest = part.parts.first, largest.perimeter > 0 else { return 0 }
    return max(0, 2 * largest.area / largest.perimeter)
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
    let met = overlay(site, layer: layer, areaMethod: areaMethod).filter { $0.interiorsIntersect && accepts($0.feature) }
    return coverage(site, by: met, areaMethod: areaMethod)
  }

  /// The same by overlaps that are known, of polygons that share ground with the site.
  public func coverage(_ site: Site, by met: [Overlap], areaMethod: AreaMethod = .ellipsoid) -> Coverage {
    let siteArea = site.areaSquareMetres(areaMethod)
    let outlines = met.map { segments[$0.feature.segment].views[$0.feature.layer].outline($0.feature.index) }
    // One that holds the whole site, or stands alone, needs no union.
    let sole = met.count == 1 ? met[0] : met.first { $0.areaSquareMetres >= siteArea }
    let union = UnionCoverage(outlines)
    let area = met.isEmpty ? 0 : sole?.areaSquareMetres ?? union.area(of: site.outline, site.integral(areaMethod))
    var result = Coverage(areaSquareMetres: area, share: siteArea > 0 ? area / siteArea : 0)
    if let lines = site.lineOutline, let total = site.lengthMetres {
      let length = met.isEmpty ? 0 : sole?.lengthMetres ?? union.length(of: lines)
      result.lengthMetres = length
      result.lengthShare = total > 0 ? length / total : 0
    }
    return result
  }
}
