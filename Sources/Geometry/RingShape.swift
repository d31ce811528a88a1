/// Measures and repairs of one ring of grid points, open: the first point is not repeated.
public enum RingShape {
  /// Twice the signed area in square grid steps, positive counter-clockwise. Exact.
  public static func doubleArea(_ ring: [GridPoint]) -> Int128 {
    guard let origin = ring.first else { return 0 }
    var sum: Int128 = 0
    for i in ring.indices.dropFirst() {
      let a = ring[i - 1]
      let b = ring[i]
      sum += Int128(a.x - origin.x) * Int128(b.y - origin.y) - Int128(a.y - origin.y) * Int128(b.x - origin.x)
    }
    return sum
  }

  public static func isCounterClockwise(_ ring: [GridPoint]) -> Bool { doubleArea(ring) > 0 }

  /// The ring without repeated neighbours and without a repeated closing point.
  public static func withoutRepeats(_ ring: [GridPoint]) -> [GridPoint] {
    var result: [GridPoint] = []
    result.reserveCapacity(ring.count)
    for p in ring where p != result.last { result.append(p) }
    while result.count > 1, result.first == result.last { result.removeLast() }
    return result
  }

  /// The ring turned counter-clockwise (or clockwise), otherwise unchanged.
  public static func turned(_ ring: [GridPoint], counterClockwise: Bool) -> [GridPoint] {
    isCounterClockwise(ring) == counterClockwise ? ring : ring.reversed()
  }

  /// The ring beginning at its least point, so that equal rings are equal arrays.
  public static func rotatedToLeast(_ ring: [GridPoint]) -> [GridPoint] {
    guard let least = ring.indices.min(by: { ring[$0] < ring[$1] }), least != 0 else { return ring }
    return Array(ring[least...] + ring[..<least])
  }

  /// A ring that encloses something: at least three distinct points and an area.
  ///
  /// - Throws: `GeometryRefusal.tooFewPoints`, `.zeroArea`.
  public static func checked(_ ring: [GridPoint]) throws(GeometryRefusal) -> [GridPoint] {
    let ring = withoutRepeats(ring)
    guard ring.count >= 3, Set(ring.prefix(16)).count >= 3 || Set(ring).count >= 3 else {
      throw .tooFewPoints(near: ring.first)
    }
    // Points on one line enclose nothing, and neither does a way out and back.
    guard ring.dropFirst(2).contains(where: { crossProduct(ring[0], ring[1], $0) != 0 }) else {
      throw .zeroArea(near: ring[0])
    }
    return ring
  }
}

extension GridPolygon {
  /// Shell counter-clockwise, holes clockwise, no repeated points, each ring from its least point, holes in order.
  public var normalised: GridPolygon {
    func form(_ ring: [GridPoint], _ counterClockwise: Bool) -> [GridPoint] {
      RingShape.rotatedToLeast(RingShape.turned(RingShape.withoutRepeats(ring), counterClockwise: counterClockwise))
    }
    return GridPolygon(
      shell: form(shell, true),
      holes: holes.map { form($0, false) }.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Twice the area in square grid steps, holes taken out, whichever way the rings run. Exact.
  public var doubleArea: Int128 {
    Int128(RingShape.doubleArea(shell).magnitude)
      - holes.reduce(0) { $0 + Int128(RingShape.doubleArea($1).magnitude) }
  }
}
