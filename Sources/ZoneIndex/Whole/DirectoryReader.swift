/// Reads a directory's file and checks everything that queries follow in it, as `PlanReader` does for a layer.
struct DirectoryReader {
  let sections: PlanSections.LayerSections
  let frame: DirectoryFormat.Frame
  let members: [DirectoryFormat.Member]

  init(_ file: PlanMapping) throws(SegmentRefusal) {
    sections = try PlanSections(file).layer(0)
    let frames: UnsafeBufferPointer<DirectoryFormat.Frame> = try sections.read(.directoryFrame)
    guard frames.count == 1 else { throw sections.damaged(.directoryFrame) }
    frame = frames[0]
    let members: UnsafeBufferPointer<DirectoryFormat.Member> = try sections.read(.directoryMembers)
    self.members = Array(members)
    let shifts = UInt32(CellGrid.leastShift)...61
    guard members.count == Int(frame.memberCount), shifts.contains(frame.shift), shifts.contains(frame.islandShift),
      frame.columns > 0, frame.rows > 0, frame.islandColumns > 0, frame.islandRows > 0, abs(frame.cornerX) < 1 << 62,
      abs(frame.cornerY) < 1 << 62, abs(frame.islandCornerX) < 1 << 62, abs(frame.islandCornerY) < 1 << 62
    else { throw sections.damaged(.directoryFrame) }
  }

  /// - Parameters: the members' views, and where their records begin, in the order of the members.
  func read(_ views: UnsafePointer<PlanView>, _ starts: [RecordStarts]) throws(SegmentRefusal) -> PlanDirectory {
    let features: UnsafeBufferPointer<PlanFeature> = try sections.read(.directoryFeatures)
    let top: UnsafeBufferPointer<UInt32> = try sections.read(.directoryTop)
    let blocks: UnsafeBufferPointer<UInt32> = try sections.read(.directoryBlocks)
    let lists: UnsafeBufferPointer<UInt32> = try sections.read(.directoryLists)
    let islands: UnsafeBufferPointer<IslandGrid.Island> = try sections.read(.islands)
    guard starts.count == members.count else { throw sections.damaged(.directoryMembers) }
    for f in features where Int(f.member) >= starts.count || Int(f.feature) >= views[Int(f.member)].featureCount {
      throw sections.damaged(.directoryFeatures)
    }
    let begins = try checkLists(lists, features.count, starts)
    try checkCells(top, blocks, begins)
    let islandCells = Int(frame.islandColumns) * Int(frame.islandRows)
    for island in islands where Int(island.member) >= starts.count { throw sections.damaged(.islands) }
    return PlanDirectory(
      frame, features: try sections.base(features, .directoryFeatures), top: try sections.base(top, .directoryTop),
      blocks: try sections.base(blocks, .directoryBlocks), lists: try sections.base(lists, .directoryLists),
      islandFirst: try sections.offsets(.islandFirst, count: islandCells, end: islands.count),
      islands: try sections.base(islands, .islands))
  }

  /// Every list lies within the section and names what there is; gives where lists begin.
  private func checkLists(
    _ lists: UnsafeBufferPointer<UInt32>, _ featureCount: Int, _ starts: [RecordStarts]
  ) throws(SegmentRefusal) -> PlaceSet {
    var begins = PlaceSet(lists.count)
    guard !lists.isEmpty, lists[0] == 0 else { throw sections.damaged(.directoryLists) }
    var at = 0
    while at < lists.count {
      let end = at + 1 + Int(lists[at])
      guard end <= lists.count else { throw sections.damaged(.directoryLists) }
      begins.insert(at)
      at += 1
      while at < end {
        let word = lists[at]
        if word & PlanDirectory.isBorder == 0 {
          guard Int(word) < featureCount else { throw sections.damaged(.directoryLists) }
          at += 1
        } else {
          let member = Int((word & ~PlanDirectory.isBorder) >> PlanDirectory.shiftBits)
          let shift = Int64(word & (1 << PlanDirectory.shiftBits - 1))
          guard at + 3 <= end, member < starts.count, shift >= CellGrid.leastShift, starts[member].hold(lists[at + 1]) else {
            throw sections.damaged(.directoryLists)
          }
          at += 3
        }
      }
    }
    return begins
  }

  /// Every word names a list, or sixteen words that stand before, not too many within each other.
  private func checkCells(
    _ top: UnsafeBufferPointer<UInt32>, _ blocks: UnsafeBufferPointer<UInt32>, _ begins: PlaceSet
  ) throws(SegmentRefusal) {
    guard top.count == Int(frame.columns) * Int(frame.rows), blocks.count % PlanFormat.splitWords == 0 else {
      throw sections.damaged(.directoryTop)
    }
    var depths = [UInt8](repeating: 0, count: blocks.count / PlanFormat.splitWords)
    let deepest = (Int64(frame.shift) - CellGrid.leastShift) / PlanFormat.splitShift
    /// How many splits lie below a word.
    func depth(_ word: UInt32, before: Int) -> Int64? {
      guard word & PlanDirectory.isSplit != 0 else { return begins.contains(Int(word)) ? 0 : nil }
      let block = Int(word & ~PlanDirectory.isSplit)
      guard block < before, block % PlanFormat.splitWords == 0 else { return nil }
      return Int64(depths[block / PlanFormat.splitWords])
    }
    for block in depths.indices {
      var most: Int64 = 0
      for k in 0..<PlanFormat.splitWords {
        let at = block * PlanFormat.splitWords
        guard let own = depth(blocks[at + k], before: at) else { throw sections.damaged(.directoryBlocks) }
        most = max(most, own)
      }
      guard most < deepest else { throw sections.damaged(.directoryBlocks) }
      depths[block] = UInt8(most + 1)
    }
    for word in top where depth(word, before: blocks.count) == nil { throw sections.damaged(.directoryTop) }
  }
}
