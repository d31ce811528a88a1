/// A set of tile matrices: how the globe is laid out in square tiles, zoom by zoom.
public enum TileMatrixSet: String, Sendable, CaseIterable {
  /// EPSG:3857, its formulas taken of CGCS2000 coordinates; one tile at zoom 0.
  case webMercator = "WebMercatorQuad"
  /// EPSG:4490 in degrees, as 天地图's set `c`: a tile at zoom z is 360/2^z degrees wide and high, from 180° W, 90° N.
  case degrees = "CGCS2000Quad"

  /// Columns at a zoom, and rows: in degrees the globe is half as high as wide.
  public func size(zoom: Int) -> (columns: Int, rows: Int) {
    let columns = 1 << zoom
    return (columns, self == .webMercator ? columns : max(1, columns / 2))
  }
}

/// One tile of a matrix set; only tiles that exist can be made.
public struct TileAddress: Hashable, Sendable {
  /// The finest zoom that is cut; beyond it clients enlarge.
  public static let finestZoom = 16
  /// Steps of a tile along each side (the extent of Mapbox vector tiles).
  public static let extent = 4096

  public let set: TileMatrixSet
  public let zoom: Int
  public let column: Int
  /// Counted from the north.
  public let row: Int

  /// nil where the zoom is not cut or has no such tile.
  public init?(set: TileMatrixSet = .webMercator, zoom: Int, column: Int, row: Int) {
    guard (0...Self.finestZoom).contains(zoom) else { return nil }
    let size = set.size(zoom: zoom)
    guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return nil }
    self.set = set
    self.zoom = zoom
    self.column = column
    self.row = row
  }

  /// The tile's north-west corner in steps of its zoom.
  var corner: TilePoint { TilePoint(x: Int32(column << 12), y: Int32(row << 12)) }
}

/// A place in steps of some zoom: 4,096 a tile, x to the east, y to the south; below 2^28.
public struct TilePoint: Hashable, BitwiseCopyable, Sendable {
  public var x: Int32
  public var y: Int32

  public init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }

  /// In the order of x, then y, as one word.
  @inline(__always)
  var key: UInt64 { UInt64(UInt32(bitPattern: x) ^ 0x8000_0000) << 32 | UInt64(UInt32(bitPattern: y) ^ 0x8000_0000) }

  @inline(__always)
  init(key: UInt64) {
    x = Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32) ^ 0x8000_0000)
    y = Int32(bitPattern: UInt32(truncatingIfNeeded: key) ^ 0x8000_0000)
  }

  /// Twice the area of the triangle a, b, c; positive where c lies left of a → b with y counted upward.
  @inline(__always)
  static func turn(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint) -> Int64 {
    let (ux, uy) = (Int64(b.x) - Int64(a.x), Int64(b.y) - Int64(a.y))
    let (vx, vy) = (Int64(c.x) - Int64(a.x), Int64(c.y) - Int64(a.y))
    return ux * vy - uy * vx
  }
}

/// A closed box in steps of a zoom.
struct TileBox: BitwiseCopyable, Sendable {
  var minX: Int32
  var minY: Int32
  var maxX: Int32
  var maxY: Int32

  static let empty = TileBox(minX: .max, minY: .max, maxX: .min, maxY: .min)
  var isEmpty: Bool { minX > maxX }

  @inline(__always)
  mutating func add(_ p: TilePoint) {
    minX = min(minX, p.x)
    minY = min(minY, p.y)
    maxX = max(maxX, p.x)
    maxY = max(maxY, p.y)
  }

  mutating func add(_ b: TileBox) {
    guard !b.isEmpty else { return }
    minX = min(minX, b.minX)
    minY = min(minY, b.minY)
    maxX = max(maxX, b.maxX)
    maxY = max(maxY, b.maxY)
  }

  @inline(__always)
  func meets(_ b: TileBox) -> Bool { minX <= b.maxX && b.minX <= maxX && minY <= b.maxY && b.minY <= maxY }
  @inline(__always)
  func holds(_ b: TileBox) -> Bool { minX <= b.minX && b.maxX <= maxX && minY <= b.minY && b.maxY <= maxY }
  @inline(__always)
  func holds(_ p: TilePoint) -> Bool { minX <= p.x && p.x <= maxX && minY <= p.y && p.y <= maxY }
}

/// A polygon in steps of a zoom: rings without the repeated last point, shells of positive area by the surveyor's formula, holes negative.
struct TilePolygon: Sendable {
  var shell: [TilePoint]
  var holes: [[TilePoint]] = []

  /// Twice the area by the surveyor's formula.
  static func doubleArea(_ ring: [TilePoint]) -> Int64 {
    guard var before = ring.last, let origin = ring.first else { return 0 }
    var sum: Int64 = 0
    for p in ring {
      sum += (Int64(before.x) - Int64(origin.x)) * (Int64(p.y) - Int64(origin.y))
      sum -= (Int64(p.x) - Int64(origin.x)) * (Int64(before.y) - Int64(origin.y))
      before = p
    }
    return sum
  }

  var doubleArea: Int64 { holes.reduce(Self.doubleArea(shell)) { $0 + Self.doubleArea($1) } }
}
