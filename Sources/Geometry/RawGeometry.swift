/// A position as it was given, in whatever reference system: x first.
public struct RawPoint: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A geometry as it was read, before its reference system is known. Rings are open; `rings[0]` is the shell.
public enum RawGeometry: Hashable, Sendable {
  case polygons([[[RawPoint]]])
  case lines([[RawPoint]])
  case points([RawPoint])

  /// Every position, in reading order.
  public var points: [RawPoint] {
    switch self {
    case .polygons(let polygons): polygons.flatMap { $0.flatMap { $0 } }
    case .lines(let lines): lines.flatMap { $0 }
    case .points(let points): points
    }
  }

  /// Every position replaced, nothing else.
  public func mapped<E: Error>(_ change: (RawPoint) throws(E) -> RawPoint) throws(E) -> RawGeometry {
    func each(_ line: [RawPoint]) throws(E) -> [RawPoint] {
      var result: [RawPoint] = []
      result.reserveCapacity(line.count)
      for p in line { result.append(try change(p)) }
      return result
    }
    switch self {
    case .polygons(let polygons):
      var result: [[[RawPoint]]] = []
      for polygon in polygons {
        var rings: [[RawPoint]] = []
        for ring in polygon { rings.append(try each(ring)) }
        result.append(rings)
      }
      return .polygons(result)
    case .lines(let lines):
      var result: [[RawPoint]] = []
      for line in lines { result.append(try each(line)) }
      return .lines(result)
    case .points(let points):
      return .points(try each(points))
    }
  }

  /// Several geometries of one kind as one.
  ///
  /// - Throws: `GeometryRefusal.empty`, `.mixedKinds`.
  public static func collected(_ parts: [RawGeometry]) throws(GeometryRefusal) -> RawGeometry {
    guard var result = parts.first else { throw .empty }
    for part in parts.dropFirst() {
      switch (result, part) {
      case (.polygons(let a), .polygons(let b)): result = .polygons(a + b)
      case (.lines(let a), .lines(let b)): result = .lines(a + b)
      case (.points(let a), .points(let b)): result = .points(a + b)
      default: throw .mixedKinds
      }
    }
    return result
  }

  /// A ring as files give it, closed by repeating its first position, made open.
  ///
  /// - Throws: `GeometryRefusal.unclosedRing`, `.tooFewPoints`.
  public static func opened(_ ring: [RawPoint]) throws(GeometryRefusal) -> [RawPoint] {
    guard let first = ring.first, let last = ring.last, ring.count >= 4 else { throw .tooFewPoints(near: nil) }
    guard first == last else {
      throw .unclosedRing(first: "\(first.x), \(first.y)", last: "\(last.x), \(last.y)")
    }
    return Array(ring.dropLast())
  }
}
