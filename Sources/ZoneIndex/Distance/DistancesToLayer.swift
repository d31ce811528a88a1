public import Geometry
internal import Synchronization

/// The feature of a layer that is nearest to a site.
public struct PlanNearest: Hashable, Sendable {
  public var feature: PlanFeature
  /// Metres of the shortest geodesic, right to 1e-3 m; 0 where they share a point, exactly.
  public var metres: Double
  public var placeOnSite: GridPoint
  public var placeOnFeature: GridPoint
}

/// Distances to one layer of a whole plan. Take it once a request; any number of threads may use it.
public struct DistancesToLayer: Sendable {
  let plan: WholePlan
  let members: Range<Int>
  let layers: [LayerDistance]

  /// The nearest feature.
  ///
  /// - Parameters:
  ///   - within: metres; what is farther is not found.
  ///   - accepts: leaves features out.
  /// - Complexity: logarithmic in the layer's edges, times the site's edges near them.
  public func nearest(
    _ site: DistanceSite, within: Double? = nil, where accepts: ((PlanFeature) -> Bool)? = nil,
    _ work: inout DistanceWorkspace
  ) -> PlanNearest? {
    for (k, layer) in layers.enumerated() {
      if let meets = contact(site, layer, members.lowerBound + k, accepts, &work) { return meets }
    }
    var best = Float(min(1e8, within ?? 1e8)) * (1 + 1e-6) + 1e-3
    var metres = within.map { $0.nextUp } ?? .infinity
    var found: PlanNearest?
    let searches = layers.indices.map { k in
      let member = members.lowerBound + k
      return DistanceSearch(layer: layers[k], accepts: accepts.map { a in { a(PlanFeature(member: member, feature: $0)) } })
    }
    // The distance of one corner bounds that of the whole, and is found much sooner.
    for search in searches { search.gather(site.tree.blocks[0].origin, &best, &work) }
    for (k, search) in searches.enumerated() {
      let member = members.lowerBound + k
      search.gather(site, &best, tightens: true, &work)
      for i in 0..<work.candidates.count {
        let candidate = work.candidates[i]
        guard candidate.atLeast <= best, Double(candidate.atLeast) < metres else { continue }
        let (pair, on, from, owner) = search.measure(candidate, site)
        guard pair.metres < metres, owner != 0 else { continue }
        metres = pair.metres
        found = PlanNearest(
          feature: PlanFeature(member: UInt32(member), owner: owner), metres: metres, placeOnSite: from.grid(pair.s),
          placeOnFeature: on.grid(pair.t))
      }
    }
    return found
  }

  /// Every feature within a distance, those that share a point first, then the nearest first: what a buffer of that width
  /// round the site meets, without drawing one.
  public func features(_ site: DistanceSite, within metres: Double, _ work: inout DistanceWorkspace) -> [PlanNearest] {
    var nearest: [PlanFeature: PlanNearest] = [:]
    for (k, layer) in layers.enumerated() {
      let member = members.lowerBound + k
      for owner in owners(meeting: site, layer, &work) {
        let feature = PlanFeature(member: UInt32(member), owner: owner)
        nearest[feature] = contactPlace(site, layer, feature, &work)
      }
      let search = DistanceSearch(layer: layer, accepts: nil)
      var best = Float(metres) * (1 + 1e-6) + 1e-3
      search.gather(site, &best, tightens: false, &work)
      for i in 0..<work.candidates.count {
        let candidate = work.candidates[i]
        let chain = layer.view.chains[Int(layer.tree.blocks[Int(candidate.block)].chain)]
        let owners = [chain.left, chain.right].filter { $0 != 0 }.map { PlanFeature(member: UInt32(member), owner: $0) }
        guard owners.contains(where: { Double(candidate.atLeast) < (nearest[$0]?.metres ?? metres.nextUp) }) else { continue }
        let (pair, on, from, _) = search.measure(candidate, site)
        for owner in owners where pair.metres <= metres && pair.metres < (nearest[owner]?.metres ?? .infinity) {
          nearest[owner] = PlanNearest(
            feature: owner, metres: pair.metres, placeOnSite: from.grid(pair.s), placeOnFeature: on.grid(pair.t))
        }
      }
    }
    return nearest.values.sorted { ($0.metres, $0.feature) < ($1.metres, $1.feature) }
  }

  // MARK: Contact

  /// Features that share a point with the site. Exact.
  private func owners(meeting site: DistanceSite, _ layer: LayerDistance, _ work: inout DistanceWorkspace) -> [UInt32] {
    var found = Set<UInt32>()
    for p in site.points where layer.index.box.contains(p) {
      layer.view.locateExactly(p, &work.set)
      work.set.forEachOwner { found.insert($0) }
    }
    if site.footprint.vertexCount > 0, layer.index.box.meets(site.footprint.box) {
      layer.index.overlay(site.footprint, &work.overlay)
      for k in 0..<work.overlay.parts.count { found.insert(work.overlay.parts[k].feature + 1) }
    }
    return found.sorted()
  }

  private func contact(
    _ site: DistanceSite, _ layer: LayerDistance, _ member: Int, _ accepts: ((PlanFeature) -> Bool)?,
    _ work: inout DistanceWorkspace
  ) -> PlanNearest? {
    for owner in owners(meeting: site, layer, &work) {
      let feature = PlanFeature(member: UInt32(member), owner: owner)
      if accepts?(feature) ?? true { return contactPlace(site, layer, feature, &work) }
    }
    return nil
  }

  /// A place that a site and a feature share, for maps.
  private func contactPlace(
    _ site: DistanceSite, _ layer: LayerDistance, _ feature: PlanFeature, _ work: inout DistanceWorkspace
  ) -> PlanNearest {
    func result(_ p: GridPoint, _ q: GridPoint) -> PlanNearest {
      PlanNearest(feature: feature, metres: 0, placeOnSite: p, placeOnFeature: q)
    }
    for p in [site.somePlace] + site.points {
      layer.view.locateExactly(p, &work.set)
      var holds = false
      work.set.forEachOwner { if $0 == feature.feature + 1 { holds = true } }
      if holds { return result(p, p) }
    }
    // Boundaries that meet come as near as rounding lets them.
    let search = DistanceSearch(layer: layer) { $0 == Int(feature.feature) }
    var best: Float = 1
    search.gather(site, &best, tightens: true, &work)
    var nearest: (metres: Double, place: GridPoint)?
    for i in 0..<work.candidates.count {
      let (pair, on, _, _) = search.measure(work.candidates[i], site)
      if pair.metres < (nearest?.metres ?? 0.01) { nearest = (pair.metres, on.grid(pair.t)) }
    }
    if let nearest { return result(nearest.place, nearest.place) }
    // The feature lies inside the site as a whole.
    let first = layer.view.featureChains[Int(layer.view.featureFirst[Int(feature.feature)])]
    let q = layer.view.global(layer.view.vertices[Int(layer.view.chains[Int(first >> 1)].first)].point)
    return result(q, q)
  }
}

/// What distance questions need of each member, made once when first asked for.
final class DistanceShelf: Sendable {
  /// Guards the members' distances made so far.
  private let made: Mutex<[Int: LayerDistance]> = Mutex([:])

  func distance(_ member: Int, _ index: LayerIndex) -> LayerDistance {
    if let known = made.withLock({ $0[member] }) { return known }
    // Two that ask at once may both make it; one is kept.
    let new = LayerDistance(index)
    return made.withLock { shelf in
      if let known = shelf[member] { return known }
      shelf[member] = new
      return new
    }
  }
}

extension WholePlan {
  /// Distances to a layer; nil where it is not held.
  ///
  /// - Complexity: when first asked for, one pass over the layer's edges, 0.1 µs each.
  public func distances(to layer: String) -> DistancesToLayer? {
    guard holds(layer) else { return nil }
    let range = members(of: layer)
    return DistancesToLayer(plan: self, members: range, layers: range.map { shelf.distance($0, members[$0]) })
  }
}
