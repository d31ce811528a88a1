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
  /// Places are taken by blocks, and what a block must read is fetched in steps for all its places at once: one by one
  /// nearly all time would go into waiting for memory.
  public func locate(_ places: Span<GridPoint>, _ body: (_ place: Int, borrowing PlaceFeatures) -> Void) {
    var result = PlaceFeatures()
    var asked = WorkBuffer<Question>(capacity: 1024)
    var touched: UInt32 = 0
    var start = 0
    while start < places.count {
      let end = min(places.count, start &+ Self.block)
      touched ^= ask(places, start..<end, &asked)
      var k = 0
      for i in start..<end {
        result.found.clear()
        while k < asked.count, asked[k].place == i {
          let question = asked[k]
          k &+= 1
          if question.word == 0 { continue }
          if question.word & PlanFormat.hasRecord == 0 {
            result.found.append(PlanFeature(member: question.member, owner: question.word))
          } else {
            look(places[i], question.member, &result)
          }
        }
        body(i, result)
      }
      start = end
    }
    keepReading(touched)
  }

  private static let block = 64

  /// What one member must say of one place: its owner, or where its cell's record lies.
  private struct Question: BitwiseCopyable {
    var place: Int
    var member: UInt32
    var word: UInt32
    var edge: UInt32
  }

  /// Lists the questions of a block; what their answers need has then been read once.
  private func ask(_ places: Span<GridPoint>, _ block: Range<Int>, _ asked: inout WorkBuffer<Question>) -> UInt32 {
    var cells: [64 of Int] = .init(repeating: -1)
    var touched: UInt32 = 0
    for i in block {
      let cell = directory.cell(places[i])
      cells[i &- block.lowerBound] = cell
      if cell >= 0 { touched ^= directory.first[cell] }
    }
    asked.clear()
    for i in block {
      let cell = cells[i &- block.lowerBound]
      guard cell >= 0 else { continue }
      for entry in directory.entries(cell) {
        asked.append(Question(place: i, member: entry.member, word: entry.word, edge: 0))
      }
    }
    var kept = 0
    for k in 0..<asked.count {
      var question = asked[k]
      if question.word == PlanDirectory.mustLook {
        let view = views + Int(question.member)
        let p = view.pointee.local(places[question.place])
        let cell = view.pointee.grid.cell(p.x, p.y)
        question.word = cell < 0 ? 0 : view.pointee.cells[cell]
      }
      asked[kept] = question
      kept &+= question.word == 0 ? 0 : 1
    }
    asked.shorten(to: kept)
    for k in 0..<kept where asked[k].word & PlanFormat.isSplit != 0 {
      let view = views + Int(asked[k].member)
      touched ^= view.pointee.records[PlanFormat.place(asked[k].word)]
    }
    for k in 0..<kept where asked[k].word & PlanFormat.isSplit != 0 {
      let view = views + Int(asked[k].member)
      asked.base[k].word = view.pointee.finestCell(view.pointee.local(places[asked[k].place])).word
    }
    for k in 0..<kept where asked[k].word & PlanFormat.hasRecord != 0 {
      let view = views + Int(asked[k].member)
      let record = view.pointee.records + PlanFormat.place(asked[k].word)
      let owners = Int(record.pointee >> 20)
      // A record has owners or runs; the last word of either names an edge or an owner, which is as good to read.
      asked.base[k].edge = record[1 &+ owners &* (record.pointee & 0xFFFFF == 0 ? 0 : 1)]
    }
    for k in 0..<kept where asked[k].word & PlanFormat.hasRecord != 0 {
      let view = views + Int(asked[k].member)
      touched ^= UInt32(bitPattern: view.pointee.vertices[min(Int(asked[k].edge), view.pointee.vertexCount &- 1)].x)
    }
    return touched
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

/// Keeps a read that only fetches memory from being left out.
@inline(never)
private func keepReading(_ value: UInt32) { withExtendedLifetime(value) {} }
