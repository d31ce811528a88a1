public import Geometry

extension DistancesToLayer {
  /// The feature nearest to a place; as `nearest` for sites, without preparing one.
  ///
  /// - Complexity: logarithmic in the layer's edges.
  public func nearest(
    _ place: GridPoint, within: Double? = nil, where accepts: ((PlanFeature) -> Bool)? = nil, _ work: inout DistanceWorkspace
  ) -> PlanNearest? {
    if let holder = holder(place, accepts, &work) {
      return PlanNearest(feature: holder, metres: 0, placeOnSite: place, placeOnFeature: place)
    }
    let space = SpacePlace(place)
    let own = (x: Double(place.x), y: Double(place.y))
    var best = Float(min(1e8, within ?? 1e8)) * (1 + 1e-6) + 1e-3
    var metres = within.map { $0.nextUp } ?? .infinity
    var found: (member: Int, chain: UInt32, place: GridPoint)?
    for k in layers.indices {
      let member = members.lowerBound + k
      let layer = layers[k]
      let search = DistanceSearch(layer: layer, accepts: accepts.map { a in { a(PlanFeature(member: member, feature: $0)) } })
      search.gather(space.position, &best, &work)
      for i in 0..<work.candidates.count {
        let candidate = work.candidates[i]
        guard candidate.atLeast <= best, Double(candidate.atLeast) < metres else { continue }
        let block = layer.tree.blocks + Int(candidate.block)
        let lane = Int(candidate.lane)
        let edge = layer.edge(block.pointee, lane)
        let t = block.pointee.from[lane] + (block.pointee.to[lane] - block.pointee.from[lane]) * candidate.t
        let foot = edge.foot(of: space.position, from: Double(t))
        let length = space.geodesic(to: foot.place, own, edge.at(foot.t))
        guard length < metres else { continue }
        metres = length
        found = (member, block.pointee.chain, edge.grid(foot.t))
      }
    }
    guard let found else { return nil }
    let counts = accepts.map { a in { (f: Int) in a(PlanFeature(member: found.member, feature: f)) } }
    let owner = layers[found.member - members.lowerBound].owner(found.chain, counts)
    return PlanNearest(
      feature: PlanFeature(member: UInt32(found.member), owner: owner), metres: metres, placeOnSite: place,
      placeOnFeature: found.place)
  }

  /// The first feature that holds a place. Exact.
  private func holder(_ place: GridPoint, _ accepts: ((PlanFeature) -> Bool)?, _ work: inout DistanceWorkspace) -> PlanFeature? {
    for k in layers.indices where layers[k].index.box.contains(place) {
      layers[k].view.locateExactly(place, &work.set)
      var first: UInt32?
      work.set.forEachOwner { owner in
        guard owner < first ?? .max else { return }
        if accepts?(PlanFeature(member: UInt32(members.lowerBound + k), owner: owner)) ?? true { first = owner }
      }
      if let first { return PlanFeature(member: UInt32(members.lowerBound + k), owner: first) }
    }
    return nil
  }
}
