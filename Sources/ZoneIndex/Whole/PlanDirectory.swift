internal import Geometry

/// One grid over all members: for each of its smallest cells who is there, as one short list.
///
/// A cell is split into sixteen until every member either has one owner all over it or none, or the borders near it are
/// those of one record. Most members of a province are not near a given place, and most places lie deep inside what they
/// lie in: both are read from one list, and what is left names the record to look into. The cells of all members lie in
/// those of the directory.
///
/// ```
/// top word ── list                     list: n │ entry │ entry │ …  (n words)
///          └─ sixteen words ── list    entry: feature of the whole plan
///                           └─ …              or border bit │ member │ shift, the record's word, the edges' box
/// ```
struct PlanDirectory {
  /// A top word or one of sixteen with this bit names sixteen words further on, another one a list.
  static let isSplit: UInt32 = 1 << 31
  /// An entry with this bit is a border: member, shift of the record's cell; its word; the `EdgeBox` of its edges here.
  static let isBorder: UInt32 = 1 << 31
  static let shiftBits: UInt32 = 6
  static let mostMembers = 1 << 24

  let cornerX: Int64
  let cornerY: Int64
  let shift: Int64
  let columns: Int
  let rows: Int
  let top: UnsafePointer<UInt32>
  let blocks: UnsafePointer<UInt32>
  let lists: UnsafePointer<UInt32>
  /// Which feature of which member an entry's number is.
  let features: UnsafePointer<PlanFeature>
  /// Parts of borders that hang together.
  let islands: IslandGrid

  /// The top cells.
  @inline(__always)
  var grid: CellGrid { CellGrid(cornerX: cornerX, cornerY: cornerY, columns: columns, rows: rows, shift: shift) }

  /// The word of a place's smallest cell: where its list stands; and the logarithm of the cell's width.
  @inline(__always)
  func cell(_ p: GridPoint) -> (list: Int, shift: Int64) {
    var shift = shift
    var word = topWord(p)
    while word & Self.isSplit != 0 {
      shift &-= PlanFormat.splitShift
      word = blocks[Self.part(word, p, shift)]
    }
    return (Int(word), shift)
  }

  /// The word of a place's top cell; outside that of an empty list.
  @inline(__always)
  func topWord(_ p: GridPoint) -> UInt32 {
    let column = (p.x &- cornerX) >> shift
    let row = (p.y &- cornerY) >> shift
    guard UInt64(bitPattern: column) < UInt64(columns), UInt64(bitPattern: row) < UInt64(rows) else { return 0 }
    return top[Int(row) &* columns &+ Int(column)]
  }

  /// Where the word of that sixteenth stands that holds a place.
  @inline(__always)
  static func part(_ word: UInt32, _ p: GridPoint, _ shift: Int64) -> Int {
    Int(word & ~isSplit) &+ Int(((p.y >> shift) & 3) << 2 | ((p.x >> shift) & 3))
  }

  @inline(__always)
  func list(_ at: Int) -> DirectoryList { DirectoryList(at: lists + at) }
}

/// The entries of one cell, read one after another; members ascending, a member's owner or its borders.
struct DirectoryList {
  private var next: UnsafePointer<UInt32>
  private let end: UnsafePointer<UInt32>

  enum Entry {
    /// The number of the feature that has the whole cell.
    case owner(feature: Int)
    case border(member: UInt32, CellWord, EdgeBox)
  }

  @inline(__always)
  init(at list: UnsafePointer<UInt32>) {
    next = list + 1
    end = list + (1 &+ Int(list.pointee))
  }

  @inline(__always)
  mutating func read() -> Entry? {
    guard next < end else { return nil }
    let word = next.pointee
    next += 1
    if word & PlanDirectory.isBorder == 0 { return .owner(feature: Int(word)) }
    let record = next[0]
    let box = EdgeBox(word: next[1])
    next += 2
    let rest = word & ~PlanDirectory.isBorder
    return .border(
      member: rest >> PlanDirectory.shiftBits,
      CellWord(word: record, shift: Int64(rest & (1 << PlanDirectory.shiftBits - 1))), box)
  }
}
