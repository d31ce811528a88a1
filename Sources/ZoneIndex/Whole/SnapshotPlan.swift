internal import Geodesy
internal import Geometry

/// The compiled plan over a snapshot's segments, and which member of it is which layer of which segment.
struct SnapshotPlan: Sendable {
  let whole: WholePlan
  /// Segment and layer of each member.
  private let places: [FeatureReference]

  /// - Parameters:
  ///   - plans: one for each segment, compiled from its layers in their order.
  ///   - directory: where the directory over all of them stands, or is put; one that cannot be written is kept in memory.
  init(_ plans: [CompiledPlan], over segments: [ZoneSegment], directoryAt directory: String?) {
    precondition(
      plans.count == segments.count && zip(plans, segments).allSatisfy { $0.layerIDs == $1.layers.map(\.id) },
      "a plan belongs to each segment")
    let whole = Self.whole(plans, directory)
    self.whole = whole
    places = whole.members.indices.map { m in
      let plan = whole.memberPlans[m]
      // The plan's layers stand in the order of the segment's.
      let layer = plans[plan].layerIDs.firstIndex(of: whole.memberLayers[m])!
      return FeatureReference(segment: plan, layer: layer, index: 0)
    }
  }

  private static func whole(_ plans: [CompiledPlan], _ directory: String?) -> WholePlan {
    guard let directory else { return WholePlan(plans) }
    do { return try WholePlan(plans, directoryAt: directory) } catch { return WholePlan(plans) }
  }

  func reference(_ f: PlanFeature) -> FeatureReference {
    let place = places[Int(f.member)]
    return FeatureReference(segment: place.segment, layer: place.layer, index: Int(f.feature))
  }

  func members(_ layer: String?) -> Range<Int> { layer.map { whole.members(of: $0) } ?? whole.members.indices }

  // MARK: Places

  /// The features of a layer, or of all, that hold a place, boundary included.
  func features(at place: GridPoint, _ layer: String?) -> [PlanFeature] {
    guard let layer else { return whole.features(at: place) }
    return whole.features(at: place, members: whole.members(of: layer))
  }

  // MARK: Ground

  /// What a site has in common with the features of a layer, or of all, without their codes.
  func overlaps(_ site: Site, _ layer: String?, _ method: AreaMethod) -> [(member: Int, overlap: Overlap)] {
    if site.form == .point {
      let met = Set(site.points.flatMap { features(at: $0, layer) }).sorted()
      return met.map {
        (Int($0.member), Overlap(feature: reference($0), share: 1, interiorsIntersect: true))
      }
    }
    var work = PlanWorkspace()
    whole.overlay(site.footprint, members: members(layer), &work)
    let siteArea = site.areaSquareMetres(method)
    var result = (0..<work.partCount).map { k in
      let part = work.part(k)
      return (Int(part.feature.member), overlap(part, site, siteArea, method), part.feature)
    }
    if let route = site.route, let total = site.lengthMetres {
      whole.overlay(route, members: members(layer), &work)
      let lengths = Dictionary(uniqueKeysWithValues: work.parts.map { ($0.feature, $0.part.lengthMetres) })
      for k in result.indices where whole.members[result[k].0].kind == .polygon {
        let length = lengths[result[k].2] ?? 0
        result[k].1.lengthMetres = length
        result[k].1.lengthShare = total > 0 ? length / total : 0
      }
    }
    return result.map { ($0.0, $0.1) }
  }

  private func overlap(_ planPart: PlanPart, _ site: Site, _ siteArea: Double, _ method: AreaMethod) -> Overlap {
    let part = planPart.part
    var overlap = Overlap(feature: reference(planPart.feature), share: 0, interiorsIntersect: !part.touchesOnly)
    let index = whole.members[Int(planPart.feature.member)]
    switch index.kind {
    case .point: break
    case .line: overlap.lengthMetres = part.lengthMetres
    case .polygon:
      // The site as a whole has the area that is printed of it.
      overlap.areaSquareMetres =
        part.share == 1
        ? siteArea
        : method == .ellipsoid || part.touchesOnly
          ? part.areaSquareMetres : index.areaInCommon(site, feature: part.feature, method: method)
      overlap.share = siteArea > 0 ? overlap.areaSquareMetres / siteArea : 0
    }
    return overlap
  }

  // MARK: Distance

  /// The feature of a layer nearest to a site, and the places that are nearest.
  func nearest(_ site: Site, _ layer: String, within: Double?, where accepts: (FeatureReference) -> Bool) -> PlanNearest? {
    guard let distances = whole.distances(to: layer) else { return nil }
    var work = DistanceWorkspace()
    return withoutActuallyEscaping(accepts) { accepts in
      distances.nearest(site.distances, within: within, where: { accepts(reference($0)) }, &work)
    }
  }
}
