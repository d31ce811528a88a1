internal import Geometry

/// A vertex as it is stored: grid steps from its layer's or site's origin.
struct GridVertex {
  var x: Int32
  var y: Int32
}

/// A closed box as it is stored, in the same steps.
struct CompactBox {
  var minX: Int32
  var minY: Int32
  var maxX: Int32
  var maxY: Int32

  static let empty = CompactBox(minX: .max, minY: .max, maxX: .min, maxY: .min)

  init(minX: Int32, minY: Int32, maxX: Int32, maxY: Int32) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// A box of the globe seen from an origin, cut to what can be stored: it meets the same stored boxes.
  init(_ box: GridBox, from origin: GridPoint) {
    minX = Int32(clamping: box.minX - origin.x)
    minY = Int32(clamping: box.minY - origin.y)
    maxX = Int32(clamping: box.maxX - origin.x)
    maxY = Int32(clamping: box.maxY - origin.y)
  }

  mutating func add(_ v: GridVertex) {
    minX = min(minX, v.x)
    minY = min(minY, v.y)
    maxX = max(maxX, v.x)
    maxY = max(maxY, v.y)
  }

  mutating func add(_ b: CompactBox) {
    minX = min(minX, b.minX)
    minY = min(minY, b.minY)
    maxX = max(maxX, b.maxX)
    maxY = max(maxY, b.maxY)
  }

  @inline(__always)
  func meets(_ b: CompactBox) -> Bool {
    minX <= b.maxX && b.minX <= maxX && minY <= b.maxY && b.minY <= maxY
  }

  func onGlobe(from origin: GridPoint) -> GridBox {
    GridBox(
      minX: origin.x + Int64(minX), minY: origin.y + Int64(minY), maxX: origin.x + Int64(maxX),
      maxY: origin.y + Int64(maxY))
  }
}

/// Boxes over a sequence of items in which neighbours lie near each other: one box over each 16 items, one over each
/// 16 of those, and so on up to one over all.
///
/// The edges of a ring follow each other, and features are put in Hilbert order, so that nothing but the boxes is
/// stored and a query skips whole stretches. Boxes of the lowest rung come first.
struct BoxLadder {
  let boxes: UnsafePointer<CompactBox>
  /// How many items the lowest rung covers.
  let items: Int

  static let shift = 4
  static let fan = 1 << shift

  /// How many boxes a ladder over so many items has.
  static func boxCount(items: Int) -> Int {
    guard items > 0 else { return 0 }
    var n = items
    var total = 0
    repeat {
      n = (n + fan - 1) >> shift
      total += n
    } while n > 1
    return total
  }

  /// The number of rungs, the first box and the size of each, from the lowest.
  @inline(__always)
  static func rungs(items: Int) -> (count: Int, first: [8 of Int], size: [8 of Int]) {
    var first: [8 of Int] = .init(repeating: 0)
    var size: [8 of Int] = .init(repeating: 0)
    var n = items
    var offset = 0
    var count = 0
    repeat {
      n = (n + fan - 1) >> shift
      first[count] = offset
      size[count] = n
      offset += n
      count += 1
    } while n > 1
    return (count, first, size)
  }

  /// Appends the boxes over items whose own boxes are given.
  static func build(items: Int, into boxes: inout [CompactBox], box: (Int) -> CompactBox) {
    guard items > 0 else { return }
    var below = boxes.count
    var n = (items + fan - 1) >> shift
    for g in 0..<n {
      var b = CompactBox.empty
      for i in (g << shift)..<min(items, (g + 1) << shift) { b.add(box(i)) }
      boxes.append(b)
    }
    while n > 1 {
      let m = (n + fan - 1) >> shift
      for g in 0..<m {
        var b = CompactBox.empty
        for i in (g << shift)..<min(n, (g + 1) << shift) { b.add(boxes[below + i]) }
        boxes.append(b)
      }
      below += n
      n = m
    }
  }

  /// The box over everything.
  var whole: CompactBox { items == 0 ? .empty : boxes[Self.boxCount(items: items) - 1] }

  /// Calls with each group of up to 16 items whose box meets the query, in order.
  @inline(__always)
  func forEachGroup(meeting query: CompactBox, _ body: (Range<Int>) -> Void) {
    guard items > 0 else { return }
    if items <= Self.fan {
      if boxes[0].meets(query) { body(0..<items) }
      return
    }
    let (count, first, size) = Self.rungs(items: items)
    // Depth first, left to right: `index` runs along the rung `level`; a met box is entered, others are stepped over.
    var level = count - 1
    var index = 0
    while true {
      if boxes[first[level] + index].meets(query) {
        if level > 0 {
          level -= 1
          index <<= Self.shift
          continue
        }
        body((index << Self.shift)..<min(items, (index + 1) << Self.shift))
      }
      index += 1
      while index & (Self.fan - 1) == 0 || index >= size[level] {
        // The group is done: step up and on.
        level += 1
        guard level < count else { return }
        index = (index + Self.fan - 1) >> Self.shift
        if index < size[level] && index & (Self.fan - 1) != 0 { break }
      }
    }
  }
}
