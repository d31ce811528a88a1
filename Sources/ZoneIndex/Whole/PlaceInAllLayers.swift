public import Geometry

/// What holds a place, over all layers; kept from one question to the next, one for each thread.
public struct PlaceFeatures: ~Copyable {
  var found = WorkBuffer<PlanFeature>()
  var set = FeatureSet()

  public init() {}

  public var count: Int { found.count }

  /// The features, members ascending and features ascending within one.
  public subscript(_ k: Int) -> PlanFeature {
    precondition(k >= 0 && k < found.count, "no such feature")
    return found[k]
  }

  public var features: [PlanFeature] { (0..<found.count).map { found[$0] } }
}

extension WholePlan {
  /// The features of all layers that hold a place, boundary included, as `LayerIndex.locate` has them. Exact.
  ///
  /// - Complexity: one list, and the edges near one cell for each member that has a border near the place.
  public func locate(_ place: GridPoint, into result: inout PlaceFeatures) {
    result.found.clear()
    let cell = directory.cell(place)
    if cell >= 0 { gather(place, cell, &result) }
  }

  /// The features of all layers that hold a place.
  public func features(at place: GridPoint) -> [PlanFeature] {
    var result = PlaceFeatures()
    locate(place, into: &result)
    return result.features
  }

  /// Calls with each of many places, in their order, and what holds it.
  ///
  /// Places are taken by blocks, so that the lists of one are fetched while others are answered.
  public func locate(_ places: Span<GridPoint>, _ body: (_ place: Int, borrowing PlaceFeatures) -> Void) {
    var result = PlaceFeatures()
    var cells: [64 of Int] = .init(repeating: -1)
    var start = 0
    while start < places.count {
      let end = min(places.count, start + 64)
      for i in start..<end { cells[i &- start] = directory.cell(places[i]) }
      for i in start..<end {
        result.found.clear()
        let cell = cells[i &- start]
        if cell >= 0 { gather(places[i], cell, &result) }
        body(i, result)
      }
      start = end
    }
  }

  @inline(__always)
  private func gather(_ place: GridPoint, _ cell: Int, _ result: inout PlaceFeatures) {
    for entry in directory.entries(cell) {
      if entry.word & PlanDirectory.mustLook == 0 {
        result.found.append(PlanFeature(member: entry.member, owner: entry.word))
      } else {
        look(place, entry.member, &result)
      }
    }
  }

  private func look(_ place: GridPoint, _ member: UInt32, _ result: inout PlaceFeatures) {
    views[Int(member)].locateExactly(place, &result.set)
    let before = result.found.count
    result.set.forEachOwner { result.found.append(PlanFeature(member: member, owner: $0)) }
    if result.found.count > before + 1 { result.found.sortTail(from: before) { $0.feature < $1.feature } }
  }
}

extension PlanFeature {
  @inline(__always)
  init(member: UInt32, owner: UInt32) {
    self.member = member
    feature = owner &- 1
  }
}
