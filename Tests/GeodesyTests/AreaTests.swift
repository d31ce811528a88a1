import Geodesy
import Geometry
import Testing

@Suite("Areas by three methods")
struct AreaTests {
  private static let methods: [AreaMethod] = [.ellipsoid, .landSurvey, .gaussKruger(centralMeridian: 120)]

  private static func star(_ numbers: inout SeededNumbers, radiusDegrees: Double, points: Int) -> [GridPoint] {
    let x = numbers.double(117...121)
    let y = numbers.double(31...35)
    return (0..<points).map { k in
      let angle = (Double(k) + numbers.double(0...0.9)) / Double(points) * 2 * Double.pi
      let (s, c) = SteadyMath.sinCos(angle)
      let r = radiusDegrees * numbers.double(0.3...1)
      return GridPoint(longitude: x + r * c, latitude: y + r * s)
    }
  }

  @Test("the ellipsoidal area agrees with geodesic area of edges split to 10 m")
  func agreesWithGeodesicArea() {
    var numbers = SeededNumbers(11)
    for i in 0..<300 {
      let radius = [2e-4, 5e-3, 3e-2][i % 3]
      let ring = Self.star(&numbers, radiusDegrees: radius, points: 5 + i % 30)
      let ours = AreaIntegral.area(of: [GridPolygon(shell: ring)])
      let theirs = ProjJudge.area(ring.map { ($0.longitude, $0.latitude) })
      #expect(abs(ours - theirs) <= 1e-8 * theirs + 0.003, "ring \(i)")
    }
  }

  @Test("pieces of edges add up to the edge", arguments: methods)
  func piecesAddUp(method: AreaMethod) {
    var numbers = SeededNumbers(12)
    for i in 0..<300 {
      let ring = Self.star(&numbers, radiusDegrees: [3e-3, 0.02, 0.3][i % 3], points: 6)
      let integral = AreaIntegral(method, near: ring[0])
      let whole = integral.ring(ring)
      var sum = 0.0
      for k in ring.indices {
        let (a, b) = (ring[k], ring[(k + 1) % ring.count])
        var t = 0.0
        while t < 1 {
          let next = min(1, t + numbers.double(0.01...0.6))
          sum += integral.piece(a, b, from: t, to: next)
          t = next
        }
      }
      #expect(abs(sum - whole) <= 1e-10 * abs(whole), "ring \(i)")
    }
  }

  @Test("an edge run back takes away what it gave", arguments: methods)
  func reversal(method: AreaMethod) {
    var numbers = SeededNumbers(13)
    for _ in 0..<300 {
      let ring = Self.star(&numbers, radiusDegrees: 0.01, points: 5)
      let integral = AreaIntegral(method, near: ring[0])
      let area = integral.ring(ring)
      #expect(abs(area + integral.ring(ring.reversed())) <= 1e-12 * area)
    }
  }

  @Test("two parts of a ring cut along a line add up to the ring", arguments: methods)
  func partsAddUp(method: AreaMethod) {
    var numbers = SeededNumbers(14)
    for _ in 0..<200 {
      let ring = Self.star(&numbers, radiusDegrees: 0.02, points: 9)
      let integral = AreaIntegral(method, near: ring[0])
      let whole = integral.ring(ring)
      let cut = 3 + Int(numbers.next() % 3)
      let parts = integral.ring(Array(ring[0...cut])) + integral.ring(Array(ring[cut...]) + [ring[0]])
      #expect(abs(parts - whole) <= 1e-9 * whole)
    }
  }

  @Test("the land survey's formula, written out, gives the same")
  func landSurveyFormula() {
    // 国土调查办发〔2008〕32号, with the C constants of CGCS2000; ΔL is the mean longitude of an edge from a meridian.
    let e2 = 0.00669438002290
    let e4 = e2 * e2
    let e6 = e4 * e2
    let e8 = e6 * e2
    let b = 6356752.31414036
    let c = [
      1 + 3.0 / 6 * e2 + 30.0 / 80 * e4 + 35.0 / 112 * e6 + 630.0 / 2304 * e8,
      1.0 / 6 * e2 + 15.0 / 80 * e4 + 21.0 / 112 * e6 + 420.0 / 2304 * e8,
      3.0 / 80 * e4 + 7.0 / 112 * e6 + 180.0 / 2304 * e8, 1.0 / 112 * e6 + 45.0 / 2304 * e8, 5.0 / 2304 * e8,
    ]
    var numbers = SeededNumbers(15)
    for i in 0..<100 {
      let ring = Self.star(&numbers, radiusDegrees: [0.005, 0.05, 0.5][i % 3], points: 12)
      var sum = 0.0
      for k in ring.indices {
        let p = ring[k]
        let q = ring[(k + 1) % ring.count]
        let l = ((p.longitude + q.longitude) / 2 - 118) * Double.pi / 180
        let half = (q.latitude - p.latitude) / 2 * Double.pi / 180
        let middle = (q.latitude + p.latitude) / 2 * Double.pi / 180
        var series = 0.0
        for n in 0..<5 {
          let m = Double(2 * n + 1)
          series += (n % 2 == 0 ? 1 : -1) * c[n] * SteadyMath.sin(m * half) * SteadyMath.cos(m * middle)
        }
        sum += 2 * b * b * l * series
      }
      let ours = AreaIntegral.area(of: [GridPolygon(shell: ring)], .landSurvey)
      #expect(abs(ours - abs(sum)) <= 2e-9 * ours + 1e-3, "ring \(i)")
    }
  }

  @Test("the plane area is the shoelace of projected vertices and split points")
  func planeArea() {
    let plane = GaussKruger(centralMeridian: 120)
    var numbers = SeededNumbers(16)
    for _ in 0..<100 {
      let ring = Self.star(&numbers, radiusDegrees: 0.02, points: 8)
      var points: [(Double, Double)] = []
      for k in ring.indices {
        let (a, b) = (ring[k], ring[(k + 1) % ring.count])
        let n = Int((EdgeLength.shared.piece(a, b) / 250).rounded(.up))
        for j in 0..<n {
          let t = Double(j) / Double(n)
          let p = plane.project(
            longitude: a.longitude + (b.longitude - a.longitude) * t, latitude: a.latitude + (b.latitude - a.latitude) * t)
          points.append((p.easting - 500_000, p.northing - 3_600_000))
        }
      }
      var sum = 0.0
      for k in points.indices {
        let (p, q) = (points[k], points[(k + 1) % points.count])
        sum += (p.0 * q.1 - p.1 * q.0) / 2
      }
      let ours = AreaIntegral.area(of: [GridPolygon(shell: ring)], .gaussKruger(centralMeridian: 120))
      #expect(abs(ours - abs(sum)) <= 1e-9 * ours + 1e-3)
    }
  }

  @Test("the plane inflates with the distance from the meridian as the field knows it")
  func planeInflation() {
    for (offset, excess) in [(0.5, 5e-5), (1.0, 2.2e-4), (1.5, 4.8e-4)] {
      let x = 120 + offset
      let ring = [(x - 0.005, 33.0), (x + 0.005, 33.0), (x + 0.005, 33.01), (x - 0.005, 33.01)]
        .map { GridPoint(longitude: $0.0, latitude: $0.1) }
      let polygon = [GridPolygon(shell: ring)]
      let ratio =
        AreaIntegral.area(of: polygon, .gaussKruger(centralMeridian: 120)) / AreaIntegral.area(of: polygon) - 1
      #expect(abs(ratio - excess) < 0.05 * excess + 3e-6)
    }
  }

  @Test("method names read back", arguments: methods)
  func names(method: AreaMethod) {
    #expect(AreaMethod(name: method.name) == method)
    #expect(AreaMethod(name: "plane") == nil)
  }
}
