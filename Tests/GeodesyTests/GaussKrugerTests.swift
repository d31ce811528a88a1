import Geodesy
import Geometry
import Testing

@Suite("Gauss–Krüger")
struct GaussKrugerTests {
  @Test("the known point of the 120° zone")
  func knownPoint() throws {
    let p = CoordinateReferenceSystem.gaussKruger(centralMeridian: 120, zonePrefixed: false)
      .position(longitude: 118.8, latitude: 32.06)
    // pyproj 3.7.2, EPSG:4490 → EPSG:4549.
    #expect(abs(p.x - 386678.4886546149) < 1e-8)
    #expect(abs(p.y - 3549135.639673961) < 1e-8)
  }

  @Test("agrees with PROJ within 10° of the meridian, both ways", arguments: [117, 120])
  func agreesWithProj(meridian: Int) {
    let judge = ProjJudge(to: "EPSG:\(meridian == 117 ? 4548 : 4549)")
    let ours = GaussKruger(centralMeridian: Double(meridian))
    var numbers = SeededNumbers(UInt64(meridian))
    var worst = 0.0
    var worstBack = 0.0
    for _ in 0..<20_000 {
      let longitude = Double(meridian) + numbers.double(-10...10)
      let latitude = numbers.double(0...60)
      let theirs = judge.forward(longitude, latitude)
      let p = ours.project(longitude: longitude, latitude: latitude)
      worst = max(worst, abs(p.easting - theirs.0), abs(p.northing - theirs.1))
      let back = ours.unproject(easting: p.easting, northing: p.northing)
      worstBack = max(worstBack, abs(back.longitude - longitude), abs(back.latitude - latitude))
    }
    #expect(worst < 1e-8)
    #expect(worstBack < 2e-13)
  }

  @Test(
    "EPSG codes and zone prefixes",
    arguments: [(117, false, 4548), (120, false, 4549), (117, true, 4527), (120, true, 4528), (75, true, 4513), (135, false, 4554)])
  func codes(meridian: Int, prefixed: Bool, code: Int) throws {
    let system = CoordinateReferenceSystem.gaussKruger(centralMeridian: meridian, zonePrefixed: prefixed)
    #expect(system.epsg == code)
    #expect(try CoordinateReferenceSystem(parsing: "EPSG:\(code)") == system)
    let p = system.position(longitude: Double(meridian) + 0.5, latitude: 32)
    #expect(prefixed == (p.x > 1e7))
    let back = try system.degrees(p)
    #expect(abs(back.longitude - Double(meridian) - 0.5) < 1e-12)
    #expect(abs(back.latitude - 32) < 1e-12)
  }
}
