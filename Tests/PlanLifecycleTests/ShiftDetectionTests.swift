import Geodesy
import Geometry
import PlanLifecycle
import Testing
import Trials

@Suite("displacements of a delivery are found and named")
struct ShiftDetectionTests {
  static let mesh = BorderMesh()
  /// Inland, with neighbours on every side; and at the edge of the land.
  static let inland = "320202"
  static let coastal = "320101"

  static func middle(_ county: String) -> PlaneMove {
    PlaneMove(aboutMiddleOf: mesh.counties.features.first { $0.county == county }!.geometry.box)
  }

  @Test("an untouched layer is in place, whatever it is compared with")
  func untouched() {
    let m = Self.mesh
    for c in [
      ShiftDetection.compare(m.units, with: m.units, as: .sameLayer), ShiftDetection.compare(m.counties, with: m.units, as: .alongBorders),
      ShiftDetection.compare(m.units, with: m.counties, as: .holdingBorders),
      ShiftDetection.compare(m.units, with: m.units, as: .neighbours),
      ShiftDetection.compare(m.units, with: m.units, as: .neighbours, level: .city),
    ] {
      #expect(c.verdict == .inPlace, "\(c.relation)")
      #expect(c.parts.allSatisfy { $0.state == .inPlace })
      #expect(c.parts.count >= 4)
    }
  }

  @Test(
    "a county's move is found within 0.1 m or 1 %, its neighbours stay",
    arguments: [(0.5, 0.0), (3, -4), (20, 0), (-60, 45), (-150, 280), (1200, -900), (-3500, 2500)], [inland, coastal])
  func countyMoved(_ by: (Double, Double), _ county: String) throws {
    let m = Self.mesh
    let move = Self.middle(county)
    for (layer, name) in [(m.counties, "counties"), (m.units, "units")] {
      let delivered = layer.moved({ $0.county == county }) { move($0, $1) { ($0 + by.0, $1 + by.1) } }
      let c = ShiftDetection.compare(delivered, with: layer, as: .sameLayer)
      #expect(c.verdict == .displaced && c.shifts.count == 1, "\(name)")
      let s = try #require(c.shifts.first)
      #expect(s.parts == [county] && s.slip == nil && !s.coversAll)
      let d = s.displacement
      let length = (by.0 * by.0 + by.1 * by.1).squareRoot()
      let off = ((d.eastMetres - by.0) * (d.eastMetres - by.0) + (d.northMetres - by.1) * (d.northMetres - by.1)).squareRoot()
      #expect(off <= max(0.1, 0.01 * length), "\(name): \(d.eastMetres), \(d.northMetres)")
      #expect(d.isPlainMove)
      #expect(s.isSure && s.agreesAfterMetres > 0.95 * s.borderMetres && s.agreesAfterMetres > s.agreesBeforeMetres)
      #expect(c.parts.filter { $0.state == .inPlace }.count == c.parts.count - 1)
    }
  }

  @Test("a county's turn is found with its angle and its centre", arguments: [0.001, 0.01, -0.1, 0.5, -1.0], [inland, coastal])
  func countyTurned(_ degrees: Double, _ county: String) throws {
    let m = Self.mesh
    let move = Self.middle(county)
    let delivered = m.counties.moved({ $0.county == county }) { move($0, $1, PlaneMove.turn(degrees)) }
    let s = try #require(ShiftDetection.compare(delivered, with: m.counties, as: .sameLayer).shifts.first)
    #expect(s.parts == [county])
    let d = s.displacement
    #expect(abs(d.rotationDegrees - degrees) <= max(2e-5, 0.01 * abs(degrees)), "\(d.rotationDegrees)")
    #expect(d.scale == 1)
    let centre = m.counties.features.first { $0.county == county }!.geometry.box
    #expect(abs((d.fixedLongitude ?? 0) - Double(centre.minX + centre.maxX) / 2e8) < 0.002)
    #expect(abs((d.fixedLatitude ?? 0) - Double(centre.minY + centre.maxY) / 2e8) < 0.002)
  }

  @Test("a scale is told from a turn", arguments: [1.0001, 0.998, 1.03])
  func scaled(_ scale: Double) throws {
    let m = Self.mesh
    let move = Self.middle(Self.inland)
    let delivered = m.counties.moved({ $0.county == Self.inland }) { move($0, $1, PlaneMove.turn(0, scale: scale)) }
    let d = try #require(ShiftDetection.compare(delivered, with: m.counties, as: .sameLayer).shifts.first).displacement
    #expect(abs(d.scale - scale) < 0.01 * abs(scale - 1))
    #expect(d.rotationDegrees == 0)
  }

  /// Each slip, and what makes it of true places.
  static let slips: [(KnownSlip, @Sendable (Double, Double) -> (Double, Double))] = [
    (.gcj02, { ChineseOffset.gcj02(longitude: $0, latitude: $1) }),
    (
      .bd09,
      {
        let g = ChineseOffset.gcj02(longitude: $0, latitude: $1)
        return ChineseOffset.bd09(gcjLongitude: g.longitude, gcjLatitude: g.latitude)
      }
    ),
    (.gcj02UndoneTwice, { ChineseOffset.undoGCJ02(longitude: $0, latitude: $1) }), (.meridian(degreesEast: -3), { ($0 - 3, $1) }),
    (.meridian(degreesEast: 3), { ($0 + 3, $1) }), (.meridian(degreesEast: 1.5), { ($0 + 1.5, $1) }), (.swapped, { ($1, $0) }),
  ]

  @Test("a slip of the reference system is named, for the whole layer and for one city", arguments: slips.indices)
  func slip(_ i: Int) throws {
    let (slip, change) = Self.slips[i]
    let m = Self.mesh
    for (layer, relation) in [(m.counties, ShiftDetection.Relation.sameLayer), (m.units, .sameLayer), (m.counties, .alongBorders)] {
      let c = ShiftDetection.compare(layer.moved { change($0, $1) }, with: relation == .sameLayer ? layer : m.units, as: relation)
      let s = try #require(c.shifts.first)
      #expect(c.shifts.count == 1 && s.slip == slip && s.coversAll, "\(layer.id) \(relation)")
    }
    let one = m.units.moved({ $0.county?.hasPrefix("3203") == true }, change)
    let s = try #require(ShiftDetection.compare(one, with: m.units, as: .sameLayer).shifts.first)
    #expect(s.slip == slip && s.parts == ["320301", "320302", "320303", "320304"] && !s.coversAll)
  }

  @Test("a move of the whole layer is one displacement, in metres or in degrees")
  func wholeMoved() throws {
    let m = Self.mesh
    let plane = PlaneMove()
    for change: (Double, Double) -> (Double, Double) in [
      { plane($0, $1) { ($0 + 62, $1 - 35) } }, { ($0 + 0.0012, $1 - 0.0007) }, { plane($0, $1) { ($0 - 1500, $1 + 900) } },
      { plane($0, $1, PlaneMove.turn(0.01)) },
    ] {
      let c = ShiftDetection.compare(m.units.moved { change($0, $1) }, with: m.units, as: .sameLayer)
      #expect(c.shifts.count == 1)
      let s = try #require(c.shifts.first)
      #expect(s.coversAll && s.slip == nil && s.parts.count == 16)
    }
  }

  @Test("several counties moved differently are told apart, those moved alike together")
  func groups() throws {
    let m = Self.mesh
    let plane = PlaneMove()
    let delivered = m.units.moved({ ["320101", "320102"].contains($0.county) }) { plane($0, $1) { ($0 + 20, $1) } }
      .moved({ $0.county == "320403" }) { plane($0, $1) { ($0 - 8, $1 + 30) } }
      .moved({ $0.county == "320304" }) { plane($0, $1, PlaneMove.turn(0.02)) }
    let c = ShiftDetection.compare(delivered, with: m.units, as: .sameLayer)
    #expect(Set(c.shifts.map(\.parts)) == [["320101", "320102"], ["320403"], ["320304"]])
    let moved = try #require(c.shifts.first { $0.parts.count == 2 }).displacement
    #expect(abs(moved.eastMetres - 20) < 0.2 && abs(moved.northMetres) < 0.2)
    let turned = try #require(c.shifts.first { $0.parts == ["320304"] }).displacement
    #expect(abs(turned.rotationDegrees - 0.02) < 0.0002)
  }

  @Test("with five metres of noise a move is found within a metre, and noise alone is none", arguments: [1.0, 5, 10])
  func noise(_ metres: Double) throws {
    let m = Self.mesh
    var generator = SeededGenerator(seed: 7)
    func shaken(_ layer: BorderLayer) -> BorderLayer {
      layer.moved { λ, φ in
        // The sum of twelve even numbers is a normal one.
        func normal() -> Double { (0..<12).reduce(-6.0) { s, _ in s + Double(generator.below(1_000_000)) / 1e6 } }
        return (λ + normal() * metres / 93_700, φ + normal() * metres / 110_900)
      }
    }
    let quiet = ShiftDetection.compare(shaken(m.counties), with: m.counties, as: .sameLayer)
    #expect(quiet.verdict == .inPlace)
    let plane = PlaneMove()
    for by in [(25.0, -15.0), (300, 200), (-2500, 1000)] {
      let c = ShiftDetection.compare(
        shaken(m.counties.moved { plane($0, $1) { ($0 + by.0, $1 + by.1) } }), with: m.counties, as: .sameLayer)
      let s = try #require(c.shifts.first)
      #expect(s.parts.count == 16, "\(by): \(c.shifts.map(\.parts))")
      let off =
        ((s.displacement.eastMetres - by.0) * (s.displacement.eastMetres - by.0)
        + (s.displacement.northMetres - by.1) * (s.displacement.northMetres - by.1)).squareRoot()
      #expect(off < max(metres / 5, 0.003 * 2700), "\(by): \(s.displacement.eastMetres), \(s.displacement.northMetres)")
    }
  }

  @Test("another digitising of the same ground, with many more vertices, is in place, and its move is found")
  func finer() throws {
    let m = Self.mesh
    let fine = m.counties.drawnFiner(5, offMetres: 3, seed: 3)
    #expect(ShiftDetection.compare(fine, with: m.counties, as: .sameLayer).verdict == .inPlace)
    #expect(ShiftDetection.compare(m.counties, with: fine, as: .sameLayer).verdict == .inPlace)
    let plane = Self.middle(Self.inland)
    let moved = fine.moved({ $0.county == Self.inland }) { plane($0, $1) { ($0 + 400, $1 + 300) } }
    let s = try #require(ShiftDetection.compare(moved, with: m.counties, as: .sameLayer).shifts.first)
    #expect(s.parts == [Self.inland])
    #expect(abs(s.displacement.eastMetres - 400) < 1 && abs(s.displacement.northMetres - 300) < 1)
  }

  @Test("a unit that was really changed, and a plan revised in part, are no displacement")
  func edits() {
    let m = Self.mesh
    let plane = PlaneMove()
    let one = m.units.moved({ $0.code == "ZH32020220001" }) { plane($0, $1) { ($0 + 300, $1 + 100) } }
    #expect(ShiftDetection.compare(one, with: m.units, as: .sameLayer).verdict == .inPlace)
    let other = BorderMesh(seed: 5).units
    var revised = m.units
    for i in revised.features.indices where i % 5 == 0 { revised.features[i].geometry = other.features[i].geometry }
    let c = ShiftDetection.compare(revised, with: m.units, as: .sameLayer)
    #expect(c.shifts.isEmpty && c.verdict == .inPlace)
  }

  @Test("a layer that is simply different has no common displacement, and one elsewhere is elsewhere")
  func different() {
    let m = Self.mesh
    let other = BorderMesh(seed: 99, pieces: 9)
    let c = ShiftDetection.compare(other.counties, with: m.counties, as: .sameLayer)
    #expect(c.verdict == .different && c.shifts.isEmpty)
    let far = ShiftDetection.compare(m.units.moved { ($0 - 6.2, $1 - 9.4) }, with: m.units, as: .sameLayer)
    #expect(far.verdict == .elsewhere)
    #expect((far.distance?.metres ?? 0) > 1_000_000)
  }

  @Test("gaps on one side and overlaps on the other name the part that was moved, not its neighbours")
  func neighbours() throws {
    let m = Self.mesh
    for (by, tolerance) in [(20.0, 0.1), (150, 1.5)] {
      let plane = Self.middle(Self.inland)
      let layer = m.units.moved({ $0.county == Self.inland }) { plane($0, $1) { ($0 + by, $1 - by / 2) } }
      let c = ShiftDetection.compare(layer, with: layer, as: .neighbours)
      #expect(c.shifts.map(\.parts) == [[Self.inland]])
      let d = try #require(c.shifts.first).displacement
      #expect(abs(d.eastMetres - by) < tolerance && abs(d.northMetres + by / 2) < tolerance)
    }
    let plane = PlaneMove()
    let city = m.units.moved({ $0.county?.hasPrefix("3202") == true }) { plane($0, $1) { ($0 - 35, $1 + 12) } }
    let c = ShiftDetection.compare(city, with: city, as: .neighbours, level: .city)
    #expect(c.shifts.map(\.parts) == [["320200"]])
  }

  @Test("nested layers: units among counties, parts of unit borders along units", arguments: [(20.0, 0.0), (-900, 700)])
  func nested(_ by: (Double, Double)) throws {
    let m = Self.mesh
    let plane = Self.middle(Self.inland)
    let units = m.units.moved({ $0.county == Self.inland }) { plane($0, $1) { ($0 + by.0, $1 + by.1) } }
    let held = try #require(ShiftDetection.compare(units, with: m.counties, as: .holdingBorders).shifts.first)
    #expect(held.parts == [Self.inland] && abs(held.displacement.eastMetres - by.0) < max(0.1, 0.01 * abs(by.0)))
    // Every third unit, as a redline that is cut from them.
    let red = BorderLayer(id: "生态保护红线", features: m.units.features.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    let all = PlaneMove()
    let moved = red.moved { all($0, $1) { ($0 + by.0, $1 + by.1) } }
    let s = try #require(ShiftDetection.compare(moved, with: m.units, as: .alongBorders).shifts.first)
    #expect(s.coversAll && abs(s.displacement.northMetres - by.1) < max(0.1, 0.01 * abs(by.1)))
  }

  @Test("the same question has the same answer")
  func deterministic() {
    let m = Self.mesh
    let plane = PlaneMove()
    let delivered = m.units.moved { plane($0, $1) { ($0 + 77, $1 - 13) } }
    let answers = (0..<2).map { _ in ShiftDetection.compare(delivered, with: m.units, as: .sameLayer).shifts.map(\.displacement) }
    #expect(answers[0] == answers[1])
  }

  @Test("winds and lengths are said as people say them")
  func words() {
    #expect(ShiftWords.wind(0) == "北" && ShiftWords.wind(68) == "东北偏东" && ShiftWords.wind(359) == "北" && ShiftWords.wind(247) == "西南偏西")
    #expect(ShiftWords.length(0.5) == "0.50 米" && ShiftWords.length(20) == "20.0 米" && ShiftWords.length(513.4) == "513 米")
    #expect(ShiftWords.length(280_823) == "281 千米" && ShiftWords.fixed(-0.001, 2) == "0.00")
  }
}
