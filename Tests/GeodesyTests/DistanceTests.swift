import Geodesy
import Geometry
import Testing

@Suite("Distances and lengths")
struct DistanceTests {
  @Test("geodesics agree with PROJ's, from centimetres to thousands of kilometres")
  func geodesics() {
    var numbers = SeededNumbers(3)
    var worst = 0.0
    for i in 0..<40_000 {
      let a = (numbers.double(73...135), numbers.double(-5...54))
      let reach = [1e-6, 1e-3, 0.1, 5, 60][i % 5]
      let b = (a.0 + numbers.double(-reach...reach), max(-89, min(89, a.1 + numbers.double(-reach / 2...reach / 2))))
      let theirs = ProjJudge.distance(a, b)
      let ours = Geodesic.line(
        Geodesic.Place(longitude: a.0, latitude: a.1), Geodesic.Place(longitude: b.0, latitude: b.1))
      worst = max(worst, abs(ours.length - theirs.length))
      if theirs.length > 100 {
        let turn = abs(ours.azimuth - (theirs.azimuth < 0 ? theirs.azimuth + 360 : theirs.azimuth))
        #expect(min(turn, 360 - turn) < 1e-7)
      }
    }
    #expect(worst < 3e-8)
  }

  @Test("a place is at no distance from itself")
  func zero() {
    let p = GridPoint(longitude: 118.8, latitude: 32.06)
    #expect(Geodesic.distance(p, p) == 0)
    #expect(abs(Geodesic.distance(p, GridPoint(x: p.x + 1, y: p.y)) - 9.4e-4) < 1e-5)
  }

  @Test("the length of an edge is that of its pieces, and of its densified geodesics")
  func edgeLengths() {
    var numbers = SeededNumbers(4)
    for i in 0..<200 {
      let reach = [1e-4, 0.01, 0.3, 3][i % 4]
      let a = GridPoint(longitude: numbers.double(117...121), latitude: numbers.double(31...35))
      let b = GridPoint(
        longitude: a.longitude + numbers.double(-reach...reach), latitude: a.latitude + numbers.double(-reach...reach))
      let whole = EdgeLength.shared.piece(a, b)
      let t = numbers.double(0...1)
      let parts = EdgeLength.shared.piece(a, b, from: 0, to: t) + EdgeLength.shared.piece(a, b, from: t, to: 1)
      #expect(abs(parts - whole) <= 1e-11 * whole)
      var sum = 0.0
      let n = 2000
      for k in 0..<n {
        let p = (
          a.longitude + (b.longitude - a.longitude) * Double(k) / Double(n),
          a.latitude + (b.latitude - a.latitude) * Double(k) / Double(n)
        )
        let q = (
          a.longitude + (b.longitude - a.longitude) * Double(k + 1) / Double(n),
          a.latitude + (b.latitude - a.latitude) * Double(k + 1) / Double(n)
        )
        sum += ProjJudge.distance(p, q).length
      }
      #expect(abs(sum - whole) < 1e-9 * whole + 1e-7)
    }
  }
}
