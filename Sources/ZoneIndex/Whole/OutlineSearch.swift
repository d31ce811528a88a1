internal import Geometry

/// Finds, in one walk along a footprint's outline, the borders of all members near it, and which members have anything
/// within; the memory is kept from one footprint to the next.
///
/// A member without borders near the outline and without an island inside has the same owner all over the footprint: that
/// of its first corner, or none.
struct OutlineSearch: ~Copyable {
  /// What the walk found of one member.
  struct Seen: BitwiseCopyable {
    var query: UInt32
    /// The first and the last border near the outline, −1 for none.
    var first: Int32
    var last: Int32
    /// The member's cell at the first corner.
    var start: CellWord
    /// Whether something of it may lie within without coming near the outline.
    var mayLieInside: Bool

    /// Whether one owner has the whole footprint.
    var isWhole: Bool { first < 0 && !mayLieInside && start.word & PlanFormat.hasRecord == 0 && start.word != 0 }
  }

  /// The members met, ascending.
  private(set) var members = WorkBuffer<UInt32>()
  private(set) var borders = WorkBuffer<NearBorder>(capacity: 256)
  private(set) var seen = WorkBuffer<Seen>()
  private var query: UInt32 = 0
  /// Whether members are noted wherever the outline passes, since more than one ring must be looked at.
  private var notesAll = false

  mutating func find(_ footprint: Footprint, _ range: Range<Int>, _ plan: WholePlan) {
    begin(plan.members.count)
    notesAll = footprint.ringStarts.count > 2
    noteStart(footprint.points[0], range, plan)
    footprint.points.withUnsafeBufferPointer { points in
      for r in 0..<(footprint.ringStarts.count - 1) {
        walk(points, footprint.ringStarts[r]..<footprint.ringStarts[r + 1], footprint.isRoute, range, plan)
      }
    }
    if !footprint.isRoute { findIslands(footprint.box, range, plan) }
    members.sort { $0 < $1 }
    fetch(plan)
  }

  /// Reads once, for all members in steps, what their overlays will read: one by one most time would go into waiting for
  /// memory.
  private mutating func fetch(_ plan: WholePlan) {
    var touched: UInt32 = 0
    for k in 0..<members.count {
      let view = plan.views + Int(members[k])
      var at = seen[Int(members[k])].first
      while at >= 0 {
        touched ^= view.pointee.records[PlanFormat.place(borders[Int(at)].word)]
        at = borders[Int(at)].next
      }
    }
    for k in 0..<members.count {
      let view = plan.views + Int(members[k])
      var at = seen[Int(members[k])].first
      var before: UInt32 = 0
      while at >= 0 {
        let border = borders[Int(at)]
        if border.word != before {
          let record = CellRecord(view.pointee, border.word)
          if record.runCount > 0 {
            let edge = Int(record.run(0).firstEdge)
            touched ^= UInt32(bitPattern: view.pointee.vertices[edge].x)
            touched ^= UInt32(truncatingIfNeeded: view.pointee.sums[edge])
          }
          before = border.word
        }
        at = border.next
      }
    }
    keepReading(touched)
  }

  private mutating func begin(_ count: Int) {
    members.clear()
    borders.clear()
    if query == .max {
      seen = WorkBuffer()
      query = 0
    }
    query += 1
    seen.extend(
      to: count, with: Seen(query: 0, first: -1, last: -1, start: CellWord(word: 0, shift: 0), mayLieInside: false))
  }

  /// The state of a member, noted as met if it is new.
  @inline(__always)
  private mutating func meet(_ member: UInt32) -> UnsafeMutablePointer<Seen> {
    let at = seen.base + Int(member)
    if at.pointee.query != query {
      at.pointee = Seen(query: query, first: -1, last: -1, start: CellWord(word: 0, shift: 0), mayLieInside: notesAll)
      members.append(member)
    }
    return at
  }

  private mutating func noteStart(_ place: GridPoint, _ range: Range<Int>, _ plan: WholePlan) {
    var list = plan.directory.list(plan.directory.cell(place).list)
    while let entry = list.read() {
      switch entry {
      case .owner(let number):
        let feature = plan.directory.features[number]
        if range.contains(Int(feature.member)) {
          meet(feature.member).pointee.start = CellWord(word: feature.feature &+ 1, shift: 0)
        }
      case .border(let member, let cell, _):
        if range.contains(Int(member)) { meet(member).pointee.start = cell }
      }
    }
  }

  /// Walks one ring, or one line of a route, through the cells.
  private mutating func walk(
    _ points: UnsafeBufferPointer<GridPoint>, _ ring: Range<Int>, _ isRoute: Bool, _ range: Range<Int>, _ plan: WholePlan
  ) {
    let directory = plan.directory
    var a = points[ring.lowerBound]
    var cell = directory.cell(a)
    for i in isRoute ? ring.dropLast() : ring {
      let b = points[i &+ 1 == ring.upperBound ? ring.lowerBound : i &+ 1]
      if ((a.x ^ b.x) | (a.y ^ b.y)) >> cell.shift == 0 {
        // Both ends in one cell, and with them the edge.
        let corner = GridPoint(x: (a.x >> cell.shift) << cell.shift, y: (a.y >> cell.shift) << cell.shift)
        note(cell.list, corner, cell.shift, i, a, b, range, plan)
      } else {
        if ((a.x ^ b.x) | (a.y ^ b.y)) >> directory.shift == 0 {
          let corner = GridPoint(
            x: (a.x >> directory.shift) << directory.shift, y: (a.y >> directory.shift) << directory.shift)
          visit(directory.topWord(a), CellSquare(corner: corner, shift: directory.shift), i, a, b, range, plan)
        } else {
          directory.grid.forEachCell(a, b, margin: 1) { row, columns in
            for column in columns {
              visit(directory.top[row &* directory.columns &+ column], directory.grid.square(row, column), i, a, b, range, plan)
            }
          }
        }
        cell = directory.cell(b)
      }
      a = b
    }
  }

  /// What an edge of the outline meets in one cell of the directory.
  private mutating func visit(
    _ word: UInt32, _ square: CellSquare, _ edge: Int, _ a: GridPoint, _ b: GridPoint, _ range: Range<Int>, _ plan: WholePlan
  ) {
    guard word & PlanDirectory.isSplit != 0 else {
      if word != 0 { note(Int(word), square.corner, square.shift, edge, a, b, range, plan) }
      return
    }
    let parts = plan.directory.blocks + Int(word & ~PlanDirectory.isSplit)
    square.grid.forEachCell(a, b, margin: 1) { row, columns in
      for column in columns {
        let k = row << 2 | column
        visit(parts[k], square.part(k), edge, a, b, range, plan)
      }
    }
  }

  @inline(__always)
  private mutating func note(
    _ at: Int, _ corner: GridPoint, _ shift: Int64, _ edge: Int, _ a: GridPoint, _ b: GridPoint, _ range: Range<Int>,
    _ plan: WholePlan
  ) {
    var list = plan.directory.list(at)
    while let entry = list.read() {
      switch entry {
      case .owner(let number):
        guard notesAll else { continue }
        let member = plan.directory.features[number].member
        if range.contains(Int(member)) { _ = meet(member) }
      case .border(let member, let cell, let box):
        guard range.contains(Int(member)) else { continue }
        if notesAll { _ = meet(member) }
        guard box.meets(a, b, in: corner, shift) else { continue }
        if cell.word & PlanFormat.isSplit == 0 {
          add(cell.word, member, edge)
        } else {
          // The member's cell is the directory's own.
          let view = plan.views + Int(member)
          let square = CellSquare(corner: view.pointee.local(corner), shift: cell.shift)
          addParts(cell.word, square, view, member, edge, view.pointee.local(a), view.pointee.local(b))
        }
      }
    }
  }

  /// The records of a member's split cell near an edge of the outline, both in the member's steps.
  private mutating func addParts(
    _ word: UInt32, _ square: CellSquare, _ view: UnsafePointer<PlanView>, _ member: UInt32, _ edge: Int, _ a: GridPoint,
    _ b: GridPoint
  ) {
    let parts = view.pointee.records + PlanFormat.place(word)
    square.grid.forEachCell(a, b, margin: 1) { row, columns in
      for column in columns {
        let k = row << 2 | column
        let word = parts[k]
        guard word & PlanFormat.hasRecord != 0 else { continue }
        if word & PlanFormat.isSplit == 0 {
          let part = square.part(k)
          if CellRecord(view.pointee, word).box.meets(a, b, in: part.corner, part.shift) { add(word, member, edge) }
        } else {
          addParts(word, square.part(k), view, member, edge, a, b)
        }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ word: UInt32, _ member: UInt32, _ edge: Int) {
    let new = NearBorder(edge: UInt32(truncatingIfNeeded: edge), word: word, next: -1)
    let at = meet(member)
    let place = Int32(truncatingIfNeeded: borders.count)
    if at.pointee.first < 0 {
      at.pointee.first = place
    } else {
      let last = borders.base + Int(at.pointee.last)
      // Neighbouring cells of the directory may name one record.
      if last.pointee.edge == new.edge && last.pointee.word == word { return }
      last.pointee.next = place
    }
    at.pointee.last = place
    borders.append(new)
  }

  /// Members of which a part that hangs together lies within the footprint's box.
  private mutating func findIslands(_ box: GridBox, _ range: Range<Int>, _ plan: WholePlan) {
    plan.directory.islands.forEach(within: box) { member in
      if range.contains(Int(member)) { meet(member).pointee.mayLieInside = true }
    }
  }
}
