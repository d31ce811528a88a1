import Geometry
import Testing

@Suite("Validity and repair")
struct ValidityTests {
  private func p(_ x: Int64, _ y: Int64) -> GridPoint { GridPoint(x: x, y: y) }

  @Test("a bow-tie is refused with the place of the crossing")
  func bowTie() {
    #expect(throws: GeometryRefusal.selfCrossing(at: p(5, 5))) {
      try GridPolygon(shell: [p(0, 0), p(10, 10), p(10, 0), p(0, 10)]).checked()
    }
  }

  @Test("a bow-tie through a vertex is a crossing, a touch at a vertex is not")
  func throughVertex() throws {
    #expect(throws: GeometryRefusal.selfCrossing(at: p(5, 5))) {
      try GridPolygon(shell: [p(0, 0), p(5, 5), p(10, 10), p(10, 0), p(5, 5), p(0, 10)]).checked()
    }
    let touching = GridPolygon(shell: [p(0, 0), p(10, 0), p(5, 5), p(10, 10), p(0, 10), p(5, 5)])
    #expect(try touching.checked().touchesItself)
  }

  @Test("a vertex that touches the inside of an edge")
  func touchesEdge() throws {
    let polygon = GridPolygon(shell: [p(0, 0), p(10, 0), p(10, 10), p(5, 0), p(0, 10)])
    #expect(try polygon.checked().touchesItself)
    #expect(try PolygonUnion.split(polygon).count == 2)
  }

  @Test("a spike and a stretch walked twice are refused with their place")
  func spike() {
    #expect(throws: GeometryRefusal.overlappingEdges(at: p(10, 0))) {
      try GridPolygon(shell: [p(0, 0), p(10, 0), p(20, 0), p(10, 0), p(10, 10), p(0, 10)]).checked()
    }
  }

  @Test("too few points, no area, a hole outside")
  func degenerate() {
    #expect(throws: GeometryRefusal.tooFewPoints(near: p(0, 0))) { try GridPolygon(shell: [p(0, 0), p(1, 1), p(0, 0)]).checked() }
    #expect(throws: GeometryRefusal.zeroArea(near: p(0, 0))) {
      try GridPolygon(shell: [p(0, 0), p(5, 5), p(9, 9), p(2, 2)]).checked()
    }
    #expect(throws: GeometryRefusal.holeOutsideShell(at: p(20, 20))) {
      try GridPolygon(shell: [p(0, 0), p(10, 0), p(10, 10), p(0, 10)], holes: [[p(20, 20), p(21, 20), p(20, 21)]]).checked()
    }
  }

  @Test("a hole that crosses the shell is refused")
  func crossingHole() {
    #expect {
      try GridPolygon(shell: [p(0, 0), p(10, 0), p(10, 10), p(0, 10)], holes: [[p(5, 5), p(15, 5), p(5, 7)]]).checked()
    } throws: {
      if case .selfCrossing = $0 as? GeometryRefusal { true } else { false }
    }
  }

  @Test("normalised: shell counter-clockwise, holes clockwise, from the least point")
  func normalised() throws {
    let polygon = GridPolygon(
      shell: [p(10, 10), p(10, 0), p(0, 0), p(0, 10), p(0, 10)], holes: [[p(6, 6), p(4, 6), p(4, 4), p(6, 4)]])
    let (result, touches) = try polygon.checked()
    #expect(!touches)
    #expect(result.shell == [p(0, 0), p(10, 0), p(10, 10), p(0, 10)])
    #expect(result.holes == [[p(4, 4), p(4, 6), p(6, 6), p(6, 4)]])
    #expect(result.doubleArea == 192)
  }

  @Test("self-crossing agrees with GEOS on random rings")
  func agreesOnRandomRings() {
    let judge = GEOSJudge()
    var numbers = SeededNumbers(31)
    var valid = 0
    for i in 0..<2000 {
      let ring = (0..<(4 + i % 5)).map { _ in
        p(Int64(numbers.next() % 12) * 100_000_000, Int64(numbers.next() % 12) * 100_000_000 / 10 * 10)
      }
      guard let closed = try? RingShape.checked(ring) else { continue }
      let polygon = GridPolygon(shell: closed)
      let ours = (try? polygon.checked()).map { !$0.touchesItself } ?? false
      let theirs = judge.isValid(WellKnownText.write(.polygons([polygon])))
      if ours { valid += 1 }
      #expect(ours == theirs, "\(closed)")
    }
    #expect(valid > 100)
  }

  @Test("a repaired bow-tie is valid and keeps both wings")
  func repair() throws {
    let crossed = GridPolygon(shell: [p(0, 0), p(1000, 1000), p(1000, 0), p(0, 1000)])
    let repaired = try PolygonUnion.repaired([crossed])
    #expect(repaired.count == 2)
    #expect(repaired.reduce(0) { $0 + $1.doubleArea } == 2 * 1000 * 500)
    for part in repaired { #expect(try part.checked().touchesItself == false) }
  }

  @Test("overlapping parts are joined, vertices on the grid, area as GEOS has it")
  func union() throws {
    let judge = GEOSJudge()
    var numbers = SeededNumbers(32)
    for _ in 0..<100 {
      let a = Ragged.ring(&numbers, points: 20).normalised
      let b = Ragged.ring(&numbers, points: 20, x: 118.8 + numbers.double(0...0.25)).normalised
      let union = try PolygonUnion.union([a, b])
      for part in union { #expect(try part.checked().polygon == part) }
      let ours = union.reduce(0) { $0 + Double($1.doubleArea) } / 2 / 1e16
      let theirs = judge.unionArea(WellKnownText.write(.polygons([a])), WellKnownText.write(.polygons([b])))
      #expect(abs(ours - theirs) < 1e-9)
    }
  }

  @Test("two halves of a square are the square again")
  func halves() throws {
    let left = GridPolygon(shell: [p(0, 0), p(500, 0), p(500, 1000), p(0, 1000)])
    let right = GridPolygon(shell: [p(500, 0), p(1000, 0), p(1000, 1000), p(500, 1000)])
    let union = try PolygonUnion.union([left, right])
    #expect(union.count == 1 && union[0].doubleArea == 2_000_000)
  }
}
