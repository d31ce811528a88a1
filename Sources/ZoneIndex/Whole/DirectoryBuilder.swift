internal import Geometry

/// Makes the directory of a whole plan from its members' own grids.
struct DirectoryBuilder {
  private(set) var cornerX: Int64 = 0
  private(set) var cornerY: Int64 = 0
  private(set) var shift: Int64 = CellGrid.leastShift
  private(set) var columns = 1
  private(set) var rows = 1
  private(set) var top: [UInt32] = []
  /// Sixteen words for each split cell, those within before those about them.
  private(set) var blocks: [UInt32] = []
  /// The list at 0 is empty.
  private(set) var lists: [UInt32] = [0]

  private let views: UnsafePointer<PlanView>
  /// The number of each member's first feature.
  private let firstFeature: [UInt32]
  /// What the cells being split know of the members, one cell's after another's.
  private var known: [Known] = []
  private var knownLists = ListTable()
  private var scratch: [UInt32] = []
  private var set = FeatureSet()

  /// What is known of one member's ground in a cell.
  private struct Known {
    var member: UInt32
    var word: UInt32
    /// The logarithm of the width of the member's cell of which the word is.
    var shift: Int64
  }

  /// Several cells of the member lie within.
  private static let unresolved = UInt32.max
  /// Cells narrower than this are not split, unless a member's own are narrower.
  private static let leastSplit: Int64 = 15
  private static let mostTop: Int64 = 1 << 20

  init(_ views: UnsafePointer<PlanView>, count: Int) {
    self.views = views
    var first: [UInt32] = []
    var features = 0
    var box = GridBox.empty
    var edges: Int64 = 0
    var root = CellGrid.leastShift
    for m in 0..<count {
      first.append(UInt32(clamping: features))
      features += views[m].featureCount
      guard views[m].chainCount > 0 else { continue }
      box.add(views[m].gridBox)
      edges += Int64(views[m].vertexCount)
      root = max(root, views[m].grid.shift)
    }
    firstFeature = first
    precondition(features < Int(PlanDirectory.isBorder) && count < PlanDirectory.mostMembers, "more than a directory can number")
    guard !box.isEmpty else {
      top = [0]
      return
    }
    let most = min(Self.mostTop, max(256, edges / 5))
    while ((box.maxX - box.minX) >> shift + 1) * ((box.maxY - box.minY) >> shift + 1) > most { shift += PlanFormat.splitShift }
    while root < shift { root += PlanFormat.splitShift }
    cornerX = (box.minX >> shift) << shift
    cornerY = (box.minY >> shift) << shift
    columns = Int((box.maxX - cornerX) >> shift) + 1
    rows = Int((box.maxY - cornerY) >> shift) + 1
    top = [UInt32](repeating: 0, count: columns * rows)
    for y in (box.minY >> root)...(box.maxY >> root) {
      for x in (box.minX >> root)...(box.maxX >> root) {
        known.removeAll(keepingCapacity: true)
        let corner = GridPoint(x: x << root, y: y << root)
        for m in 0..<count where views[m].chainCount > 0 {
          note(Known(member: UInt32(m), word: Self.unresolved, shift: views[m].grid.shift), CellSquare(corner: corner, shift: root))
        }
        spread(CellSquare(corner: corner, shift: root), 0..<known.count)
      }
    }
  }

  /// Cells wider than the top ones.
  private mutating func spread(_ square: CellSquare, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if square.shift == shift {
      let column = Int((square.corner.x - cornerX) >> shift)
      let row = Int((square.corner.y - cornerY) >> shift)
      if (0..<columns).contains(column), (0..<rows).contains(row) { top[row * columns + column] = word(square, range) }
      return
    }
    for k in 0..<PlanFormat.splitWords {
      let start = known.count
      enter(square.part(k), k, range)
      spread(square.part(k), start..<known.count)
      known.removeSubrange(start...)
    }
  }

  /// The word of a top cell or of one below.
  private mutating func word(_ square: CellSquare, _ range: Range<Int>) -> UInt32 {
    var isFinal = true
    for k in range {
      let word = known[k].word
      if word == Self.unresolved || (word >= PlanFormat.hasRecord | PlanFormat.isSplit && square.shift > Self.leastSplit) {
        isFinal = false
        break
      }
    }
    if isFinal { return list(square, range) }
    var parts: [16 of UInt32] = .init(repeating: 0)
    var isOne = true
    for k in 0..<PlanFormat.splitWords {
      let start = known.count
      let part = square.part(k)
      enter(part, k, range)
      parts[k] = start == known.count ? 0 : word(part, start..<known.count)
      known.removeSubrange(start...)
      isOne = isOne && parts[k] == parts[0]
    }
    if isOne && parts[0] & PlanDirectory.isSplit == 0 { return parts[0] }
    let at = blocks.count
    precondition(at < Int(PlanDirectory.isSplit) - 64, "more than eight gigabytes of cells")
    for k in 0..<PlanFormat.splitWords { blocks.append(parts[k]) }
    return PlanDirectory.isSplit | UInt32(at)
  }

  /// Notes what is known of a sixteenth.
  private mutating func enter(_ part: CellSquare, _ k: Int, _ range: Range<Int>) {
    for i in range {
      var entry = known[i]
      if entry.word != Self.unresolved && entry.word & PlanFormat.hasRecord != 0 {
        let view = views + Int(entry.member)
        if entry.word & PlanFormat.isSplit != 0, entry.shift > part.shift {
          entry.word = view.pointee.records[PlanFormat.place(entry.word) + k]
          entry.shift = part.shift
          if entry.word == 0 { continue }
        } else if entry.word & PlanFormat.isSplit == 0, !comesNear(view, entry, part) {
          // The record's borders are all in other sixteenths.
          guard let owner = soleOwner(view, entry, part.centre) else {
            known.append(entry)
            continue
          }
          if owner == 0 { continue }
          entry.word = owner
        }
        known.append(entry)
      } else {
        note(entry, part)
      }
    }
  }

  /// Notes an entry that has one owner or several cells within, as far as it reaches this cell.
  @inline(__always)
  private mutating func note(_ given: Known, _ square: CellSquare) {
    var entry = given
    if entry.word == Self.unresolved {
      let view = views + Int(entry.member)
      if entry.shift == square.shift {
        let p = view.pointee.local(square.corner)
        let cell = view.pointee.grid.cell(p.x, p.y)
        entry.word = cell < 0 ? 0 : view.pointee.cells[cell]
        if entry.word == 0 { return }
      } else {
        let side = Int64(1) << square.shift
        let own = view.pointee.gridBox
        guard square.corner.x <= own.maxX, square.corner.y <= own.maxY, square.corner.x + side > own.minX,
          square.corner.y + side > own.minY
        else { return }
      }
    }
    known.append(entry)
  }

  private func comesNear(_ view: UnsafePointer<PlanView>, _ entry: Known, _ part: CellSquare) -> Bool {
    let own = CellSquare(corner: view.pointee.local(part.corner), shift: part.shift)
    let record = CellRecord(view.pointee, entry.word)
    for k in 0..<record.runCount {
      for i in record.run(k).edges where own.isNear(view.pointee.vertices[i].point, view.pointee.vertices[i + 1].point) {
        return true
      }
    }
    return false
  }

  /// The one owner of a place that no border is near, 0 for no one; nil for more.
  private mutating func soleOwner(_ view: UnsafePointer<PlanView>, _ entry: Known, _ place: GridPoint) -> UInt32? {
    guard view.pointee.kind == .polygon else { return 0 }
    set.clear()
    _ = view.pointee.locate(view.pointee.local(place), CellWord(word: entry.word, shift: entry.shift), &set)
    var owner: UInt32 = 0
    var count = 0
    set.forEachOwner {
      owner = $0
      count += 1
    }
    return count > 1 ? nil : owner
  }

  /// Writes the list of a cell, unless the same stands there.
  private mutating func list(_ square: CellSquare, _ range: Range<Int>) -> UInt32 {
    var hasBorders = false
    scratch.removeAll(keepingCapacity: true)
    scratch.append(0)
    for k in range {
      let entry = known[k]
      if entry.word & PlanFormat.hasRecord == 0 {
        scratch.append(firstFeature[Int(entry.member)] + entry.word - 1)
      } else {
        scratch.append(PlanDirectory.isBorder | entry.member << PlanDirectory.shiftBits | UInt32(entry.shift))
        scratch.append(entry.word)
        scratch.append(edgeBox(entry, square).word)
        hasBorders = true
      }
    }
    if scratch.count == 1 { return 0 }
    scratch[0] = UInt32(scratch.count - 1)
    guard hasBorders else { return knownLists.place(scratch, &lists) }
    // Hardly two cells have the same borders near.
    precondition(lists.count + scratch.count < Int(PlanDirectory.isSplit), "more than eight gigabytes of lists")
    lists += scratch
    return UInt32(lists.count - scratch.count)
  }

  /// The box of what a record's edges have in a cell; of a split cell the whole.
  private func edgeBox(_ entry: Known, _ square: CellSquare) -> EdgeBox {
    guard entry.word & PlanFormat.isSplit == 0 else { return .whole }
    let view = views + Int(entry.member)
    let own = CellSquare(corner: view.pointee.local(square.corner), shift: square.shift)
    let record = CellRecord(view.pointee, entry.word)
    var box = EdgeBox.Sides()
    for k in 0..<record.runCount {
      for i in record.run(k).edges {
        let (a, b) = (view.pointee.vertices[i].point, view.pointee.vertices[i + 1].point)
        if own.isNear(a, b) { box.add(a, b, own) }
      }
    }
    return EdgeBox(box)
  }
}
