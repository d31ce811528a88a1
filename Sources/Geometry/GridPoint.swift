/// A position on the storage grid: integers of 1e-8 degree, longitude first, EPSG:4490.
///
/// Everything that decides a verdict is computed from these integers, so that orientation is exact
/// and neighbours that share a border share it to the last digit.
public struct GridPoint: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// Longitude in 1e-8 degree.
  public var x: Int64
  /// Latitude in 1e-8 degree.
  public var y: Int64

  public init(x: Int64, y: Int64) {
    self.x = x
    self.y = y
  }

  /// The grid position nearest to a longitude and latitude in degrees, half away from zero.
  public init(longitude: Double, latitude: Double) {
    self.init(
      x: Int64((longitude * Self.perDegree).rounded()),
      y: Int64((latitude * Self.perDegree).rounded()))
  }

  /// Grid steps in one degree.
  public static let perDegree = 1e8

  /// Longitude in degrees.
  public var longitude: Double { Double(x) / Self.perDegree }
  /// Latitude in degrees.
  public var latitude: Double { Double(y) / Self.perDegree }

  /// West to east, then south to north.
  public static func < (a: GridPoint, b: GridPoint) -> Bool { a.x != b.x ? a.x < b.x : a.y < b.y }
}

/// A closed box on the grid; its edges belong to it.
public struct GridBox: Hashable, Sendable {
  public var minX: Int64
  public var minY: Int64
  public var maxX: Int64
  public var maxY: Int64

  public init(minX: Int64, minY: Int64, maxX: Int64, maxY: Int64) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box of no points: it meets nothing and grows to whatever is added.
  public static let empty = GridBox(minX: .max, minY: .max, maxX: .min, maxY: .min)

  public init(_ points: some Sequence<GridPoint>) {
    self = .empty
    for p in points { add(p) }
  }

  public var isEmpty: Bool { minX > maxX }

  public mutating func add(_ p: GridPoint) {
    minX = min(minX, p.x)
    minY = min(minY, p.y)
    maxX = max(maxX, p.x)
    maxY = max(maxY, p.y)
  }

  public mutating func add(_ b: GridBox) {
    minX = min(minX, b.minX)
    minY = min(minY, b.minY)
    maxX = max(maxX, b.maxX)
    maxY = max(maxY, b.maxY)
  }

  public func meets(_ b: GridBox) -> Bool {
    minX <= b.maxX && b.minX <= maxX && minY <= b.maxY && b.minY <= maxY
  }

  public func contains(_ p: GridPoint) -> Bool {
    minX <= p.x && p.x <= maxX && minY <= p.y && p.y <= maxY
  }
}
