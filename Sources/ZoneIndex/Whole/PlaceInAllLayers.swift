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
    var list = directory.list(directory.cell(place).list)
    while let entry = list.read() { answer(entry, place, &result) }
  }

  /// The same for some members, such as those of one layer.
  public func locate(_ place: GridPoint, members range: Range<Int>, into result: inout PlaceFeatures) {
    result.found.clear()
    var list = directory.list(directory.cell(place).list)
    while let entry = list.read() {
      let member =
        switch entry {
        case .owner(let feature): directory.features[feature].member
        case .border(let member, _, _): member
        }
      if range.contains(Int(member)) { answer(entry, place, &result) }
    }
  }

  /// The features of all layers that hold a place.
  public func features(at place: GridPoint) -> [PlanFeature] {
    var result = PlaceFeatures()
    locate(place, into: &result)
    return result.features
  }

  /// The features of some members that hold a place.
  public func features(at place: GridPoint, members range: Range<Int>) -> [PlanFeature] {
    var result = PlaceFeatures()
    locate(place, members: range, into: &result)
    return result.features
  }

  /// Calls with each of many places, in their order, and what holds it.
  ///
  /// Places are taken by blocks, and what a block must read is fetched in steps for all its places at once: one by one
  /// nearly all time would go into waiting for memory.
  public func locate(_ places: Span<GridPoint>, _ body: (_ place: Int, borrowing PlaceFeatures) -> Void) {
    var result = PlaceFeatures()
    var borders = WorkBuffer<Border>(capacity: 512)
    var lists: [64 of Int] = .init(repeating: 0)
    var touched: UInt32 = 0
    var start = 0
    while start < places.count {
      let end = min(places.count, start &+ Self.block)
      touched ^= fetch(places, start..<end, &lists, &borders)
      for i in start..<end {
        result.found.clear()
        var list = directory.list(lists[i &- start])
        while let entry = list.read() { answer(entry, places[i], &result) }
        body(i, result)
      }
      start = end
    }
    keepReading(touched)
  }

  private static let block = 64

  /// A record that one place of a block must look into, and where its first edge stands.
  private struct Border: BitwiseCopyable {
    var place: Int
    var member: UInt32
    var word: UInt32
    var shift: UInt32
  }

  /// Finds the list of each place of a block; what the answers need has then been read once.
  private func fetch(
    _ places: Span<GridPoint>, _ block: Range<Int>, _ lists: inout [64 of Int], _ borders: inout WorkBuffer<Border>
  ) -> UInt32 {
    let first = block.lowerBound
    var touched: UInt32 = 0
    var splits: [64 of UInt32] = .init(repeating: 0)
    for i in block { splits[i &- first] = directory.topWord(places[i]) }
    var shift = directory.shift
    var isSplit = true
    while isSplit {
      isSplit = false
      shift &-= PlanFormat.splitShift
      for i in block where splits[i &- first] & PlanDirectory.isSplit != 0 {
        let word = directory.blocks[PlanDirectory.part(splits[i &- first], places[i], shift)]
        splits[i &- first] = word
        isSplit = isSplit || word & PlanDirectory.isSplit != 0
      }
    }
    for i in block {
      lists[i &- first] = Int(splits[i &- first])
      touched ^= directory.lists[Int(splits[i &- first])]
    }
    borders.clear()
    for i in block {
      var list = directory.list(lists[i &- first])
      while let entry = list.read() {
        if case .border(let member, let cell, _) = entry {
          borders.append(Border(place: i, member: member, word: cell.word, shift: UInt32(truncatingIfNeeded: cell.shift)))
        }
      }
    }
    for k in 0..<borders.count where borders[k].word & PlanFormat.isSplit == 0 {
      let view = views + Int(borders[k].member)
      let record = CellRecord(view.pointee, borders[k].word)
      let isNear = record.runCount > 0 && record.box.meetsWay(to: view.pointee.local(places[borders[k].place]), Int64(borders[k].shift))
      borders.base[k].word = isNear ? record.run(0).firstEdge : 0
    }
    for k in 0..<borders.count where borders[k].word != 0 {
      let view = views + Int(borders[k].member)
      touched ^= UInt32(bitPattern: view.pointee.vertices[min(Int(borders[k].word), view.pointee.vertexCount &- 1)].x)
    }
    return touched
  }

  @inline(__always)
  private func answer(_ entry: DirectoryList.Entry, _ place: GridPoint, _ result: inout PlaceFeatures) {
    switch entry {
    case .owner(let feature): result.found.append(directory.features[feature])
    case .border(let member, let cell, _): look(place, member, cell, &result)
    }
  }

  private func look(_ place: GridPoint, _ member: UInt32, _ cell: CellWord, _ result: inout PlaceFeatures) {
    (views + Int(member)).pointee.locateExactly(place, in: cell, &result.set)
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

/// Keeps a read that only fetches memory from being left out.
@inline(never) @_optimize(none)
func keepReading(_ value: UInt32) { withExtendedLifetime(value) {} }
