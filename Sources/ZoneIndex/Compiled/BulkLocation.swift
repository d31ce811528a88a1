public import Geometry

extension LayerIndex {
  /// What a bulk location says of one place.
  public enum Located {
    /// No feature holds it.
    public static let none: Int32 = -1
    /// More than one feature holds it, or it may lie on a border: ask `locate`.
    public static let several: Int32 = -2
  }

  /// The feature that holds each of many places, `Located.none` or `Located.several`.
  ///
  /// Places are taken by blocks, so that the memory for one is fetched while others wait for theirs: in random order
  /// about twice as fast as one by one.
  ///
  /// - Parameter results: as many as places.
  public func locate(_ places: Span<GridPoint>, into results: inout MutableSpan<Int32>) {
    precondition(results.count >= places.count, "a result for each place")
    var set = FeatureSet()
    guard view.kind == .polygon else {
      for i in 0..<places.count {
        locate(places[i], into: &set)
        results[i] = set.alone
      }
      return
    }
    var touched: Int32 = 0
    var start = 0
    while start < places.count {
      let end = min(places.count, start + 64)
      touched ^= locateBlock(places, start..<end, &results, &set)
      start = end
    }
    keepReading(UInt32(bitPattern: touched))
  }

  private func locateBlock(
    _ places: Span<GridPoint>, _ block: Range<Int>, _ results: inout MutableSpan<Int32>, _ set: inout FeatureSet
  ) -> Int32 {
    let view = view
    var waiting: [64 of Int32] = .init(repeating: 0)
    var words: [64 of UInt32] = .init(repeating: 0)
    var firstEdges: [64 of UInt32] = .init(repeating: 0)
    var count = 0
    for i in block {
      let p = view.local(places[i])
      let cell = view.grid.cell(p.x, p.y)
      let word = cell < 0 ? 0 : view.cells[cell]
      results[i] = Int32(bitPattern: word) &- 1
      words[count] = word
      waiting[count] = Int32(truncatingIfNeeded: i &- block.lowerBound)
      // A branch here would guess wrongly for one place in five.
      count &+= Int(word >> 31)
    }
    for k in 0..<count where words[k] & PlanFormat.isSplit != 0 {
      words[k] = view.finestCell(view.local(places[block.lowerBound &+ Int(waiting[k])])).word
    }
    for k in 0..<count where words[k] & PlanFormat.hasRecord != 0 {
      let record = CellRecord(view, words[k])
      firstEdges[k] = record.runCount > 0 ? record.run(0).firstEdge : 0
    }
    var touched: Int32 = 0
    for k in 0..<count { touched ^= view.vertices[Int(firstEdges[k])].x }
    for k in 0..<count {
      let i = block.lowerBound &+ Int(waiting[k])
      if words[k] & PlanFormat.hasRecord == 0 {
        results[i] = Int32(bitPattern: words[k]) &- 1
        continue
      }
      let zero = view.locate(view.local(places[i]), &set)
      results[i] = zero ? Located.several : set.alone
    }
    return touched
  }
}

extension FeatureSet {
  /// The feature, or what `LayerIndex.Located` says.
  @inline(__always)
  var alone: Int32 {
    var found = LayerIndex.Located.none
    forEachOwner { found = found == LayerIndex.Located.none ? Int32(bitPattern: $0) &- 1 : LayerIndex.Located.several }
    return found
  }
}
