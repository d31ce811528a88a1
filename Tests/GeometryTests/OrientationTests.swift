import Geometry
import Testing

@Suite("Exact orientation")
struct OrientationTests {
  @Test("one grid step off a line of a thousand kilometres is seen")
  func oneStep() {
    let a = GridPoint(x: 11_600_000_000, y: 3_000_000_000)
    let b = GridPoint(x: 12_600_000_000, y: 3_500_000_000)
    let middle = GridPoint(x: 12_100_000_000, y: 3_250_000_000)
    #expect(orientation(a, b, middle) == 0)
    #expect(orientation(a, b, GridPoint(x: middle.x, y: middle.y + 1)) == 1)
    #expect(orientation(a, b, GridPoint(x: middle.x, y: middle.y - 1)) == -1)
    #expect(orientation(b, a, GridPoint(x: middle.x + 1, y: middle.y)) == 1)
  }

  @Test("orientation is the same for every cyclic order and turns with a swap")
  func symmetric() {
    var numbers = SeededNumbers(21)
    for _ in 0..<10_000 {
      func point() -> GridPoint {
        GridPoint(x: Int64(numbers.next() % 7) * 1_000_000_000 + Int64(numbers.next() % 3), y: Int64(numbers.next() % 7) * 1_000_000_000)
      }
      let (a, b, c) = (point(), point(), point())
      #expect(orientation(a, b, c) == orientation(b, c, a))
      #expect(orientation(a, b, c) == -orientation(b, a, c))
    }
  }

  @Test("segments: apart, touching, crossing, lying on each other")
  func segments() {
    func p(_ x: Int64, _ y: Int64) -> GridPoint { GridPoint(x: x, y: y) }
    #expect(segmentRelation(p(0, 0), p(10, 10), p(0, 10), p(10, 0)) == .cross)
    #expect(crossingPlace(p(0, 0), p(10, 10), p(0, 10), p(10, 0)) == p(5, 5))
    #expect(segmentRelation(p(0, 0), p(10, 0), p(5, 0), p(5, 9)) == .touch(p(5, 0)))
    #expect(segmentRelation(p(0, 0), p(10, 0), p(10, 0), p(15, 3)) == .touch(p(10, 0)))
    #expect(segmentRelation(p(0, 0), p(10, 0), p(4, 0), p(20, 0)) == .overlap(p(4, 0), p(10, 0)))
    #expect(segmentRelation(p(0, 0), p(10, 0), p(10, 0), p(20, 0)) == .touch(p(10, 0)))
    #expect(segmentRelation(p(0, 0), p(10, 0), p(11, 0), p(20, 0)) == .apart)
    #expect(segmentRelation(p(0, 0), p(10, 1), p(0, 1), p(4, 1)) == .apart)
    #expect(segmentRelation(p(0, 0), p(10, 10), p(5, 5), p(5, 5)) == .touch(p(5, 5)))
  }
}

@Suite("Point in polygon")
struct PointInPolygonTests {
  private func p(_ x: Int64, _ y: Int64) -> GridPoint { GridPoint(x: x, y: y) }

  @Test("inside, boundary and outside, with a hole, whichever way the rings run")
  func square() {
    let shell = [p(0, 0), p(10, 0), p(10, 10), p(0, 10)]
    let hole = [p(4, 4), p(6, 4), p(6, 6), p(4, 6)]
    for polygon in [
      GridPolygon(shell: shell, holes: [hole]), GridPolygon(shell: shell.reversed(), holes: [hole]),
      GridPolygon(shell: shell, holes: [hole.reversed()]),
    ] {
      #expect(polygon.position(of: p(1, 1)) == .inside)
      #expect(polygon.position(of: p(5, 5)) == .outside)
      #expect(polygon.position(of: p(4, 5)) == .boundary)
      #expect(polygon.position(of: p(10, 10)) == .boundary)
      #expect(polygon.position(of: p(10, 5)) == .boundary)
      #expect(polygon.position(of: p(11, 10)) == .outside)
      #expect(polygon.position(of: p(-1, 0)) == .outside)
      #expect(polygon.position(of: p(-1, 4)) == .outside)
      #expect(polygon.position(of: p(2, 4)) == .inside)
    }
  }

  @Test("agrees with GEOS on random places and ragged rings")
  func agrees() {
    let judge = GEOSJudge()
    var numbers = SeededNumbers(22)
    for _ in 0..<40 {
      let polygon = Ragged.ring(&numbers, points: 60)
      let wkt = WellKnownText.write(.polygons([polygon]))
      for _ in 0..<60 {
        let q = GridPoint(longitude: numbers.double(118.7...118.9), latitude: numbers.double(31.9...32.1))
        #expect((polygon.position(of: q) == .inside) == judge.contains(wkt, q))
      }
      for v in polygon.shell { #expect(polygon.position(of: v) == .boundary) }
    }
  }
}

/// Rings for tests: star-shaped about a centre, so that they never cross themselves.
enum Ragged {
  static func ring(_ numbers: inout SeededNumbers, points: Int, x: Double = 118.8, y: Double = 32, radius: Double = 0.09)
    -> GridPolygon
  {
    // Directions on a square, in order, need no trigonometry.
    var ring: [GridPoint] = []
    for k in 0..<points {
      let t = (Double(k) + numbers.double(0...0.9)) / Double(points) * 4
      let side = Int(t)
      let along = (t - Double(side)) * 2 - 1
      let direction = [(along, -1.0), (1.0, along), (-along, 1.0), (-1.0, -along)][side % 4]
      let r = radius * numbers.double(0.2...1)
      ring.append(GridPoint(longitude: x + direction.0 * r, latitude: y + direction.1 * r))
    }
    return GridPolygon(shell: ring)
  }
}
