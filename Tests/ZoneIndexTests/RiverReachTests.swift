import Geodesy
import Geometry
import Testing
import ZoneIndex

@Suite("A river between two distances upstream of its mouth")
struct RiverReachTests {
  private static func place(_ x: Double, _ y: Double) -> GridPoint { GridPoint(longitude: x, latitude: y) }

  /// A stem from the mouth north, an island round which it parts, and a tributary that joins inside a line.
  private static let mouth = place(119, 32)
  private static let stem = [place(119, 32), place(119.01, 32.03), place(119, 32.06), place(119, 32.1)]
  private static let west = [place(119, 32.1), place(118.98, 32.12), place(119, 32.14)]
  private static let east = [place(119, 32.14), place(119.03, 32.12), place(119, 32.1)]
  private static let upper = [place(119, 32.3), place(119, 32.2), place(119, 32.14)]
  private static let tributary = [place(118.9, 32.06), place(119, 32.06)]
  private static let river = [stem, west, east, upper, tributary]

  private static func length(_ line: [GridPoint]) -> Double { EdgeLength.shared.length(of: line, closed: false) }

  private func reach(_ from: Double, _ to: Double) throws -> RiverReach {
    try RiverReach(Self.river, mouth: Self.mouth, fromMetres: from, toMetres: to)
  }

  private func site(_ x: Double, _ y: Double) throws -> Site { try Site(.points([Self.place(x, y)])) }

  @Test("lengths: the stem alone, the stem and its tributary, everything; the direction of lines does not matter")
  func lengths() throws {
    let toFork = Self.length(Array(Self.stem.prefix(3)))
    #expect(abs(try reach(0, toFork).lengthMetres - toFork) < 0.01)
    #expect(abs(try reach(1000, toFork).lengthMetres - (toFork - 1000)) < 0.01)
    // 500 m up the stem and 500 m up the tributary.
    #expect(abs(try reach(toFork, toFork + 500).lengthMetres - 1000) < 0.01)
    let all = Self.river.reduce(0) { $0 + Self.length($1) }
    #expect(abs(try reach(0, 100_000).lengthMetres - all) < 0.05)
    let turned = try RiverReach(Self.river.map { $0.reversed() }, mouth: Self.mouth, fromMetres: 300, toMetres: 9000)
    #expect(abs(turned.lengthMetres - (try reach(300, 9000).lengthMetres)) < 0.01)
  }

  @Test("round an island the station is that of the shorter way, from both ends")
  func island() throws {
    let base = Self.length(Self.stem)
    let (w, e) = (Self.length(Self.west), Self.length(Self.east))
    let reach = try reach(base, base + (w + e) / 2 - 1)
    // Both arms, from the lower end and down again from the upper one, less a metre at each side of the farthest place;
    // what lies above the island as far as the same station; and the tributary from where its station is the island's.
    let tributary = Self.length(Array(Self.stem.prefix(3))) + Self.length(Self.tributary) - base
    #expect(tributary > 0)
    #expect(abs(reach.lengthMetres - (w + e - 2 + (e - w) / 2 - 1 + tributary)) < 0.05)
    let top = try #require(try self.reach(0, 50_000).position(of: site(119, 32.2)))
    #expect(top.metres < 0.01 && abs(top.stationMetres - base - w - Self.length([Self.place(119, 32.14), Self.place(119, 32.2)])) < 0.05)
  }

  @Test("both banks within the distance, neither beyond it, nothing below or above the reach")
  func membership() throws {
    let reach = try reach(8000, 10_000)
    let middle = try #require(try self.reach(0, 50_000).position(of: site(119.002, 32.085)))
    #expect((8000...10_000).contains(middle.stationMetres))
    for x in [118.99, 119.01] {
      let bank = try site(x, 32.085)
      let position = try #require(reach.position(of: bank))
      let expected = Geodesic.distance(Self.place(x, 32.085), Self.place(119, 32.085))
      #expect(abs(position.metres - expected) < 0.01)
      #expect(reach.holds(bank, withinMetres: expected + 0.01) && !reach.holds(bank, withinMetres: expected - 0.01))
    }
    // Beside the river, but nearer to the mouth than the reach: the distance is to the reach's end.
    let below = try #require(reach.position(of: site(119.005, 32.02)))
    #expect(below.metres > 3000 && abs(below.stationMetres - 8000) < 0.01)
    let across = try Site(
      .polygons([GridPolygon(shell: [Self.place(118.99, 32.08), Self.place(119.01, 32.08), Self.place(119, 32.09)])]))
    #expect(reach.position(of: across)?.metres == 0)
  }

  @Test("no river, a mouth elsewhere, an empty range and a river too short are refused in words")
  func refused() {
    func message(_ river: [[GridPoint]], _ mouth: GridPoint, _ from: Double, _ to: Double) -> String? {
      do {
        _ = try RiverReach(river, mouth: mouth, fromMetres: from, toMetres: to)
        return nil
      } catch { return error.message }
    }
    #expect(message([], Self.mouth, 0, 10)?.contains("没有给出河流") == true)
    #expect(message(Self.river, Self.place(119, 31.9), 0, 10)?.contains("超过 100 米") == true)
    #expect(message(Self.river, Self.mouth, 10, 10)?.contains("不成立") == true)
    #expect(message(Self.river, Self.mouth, .nan, 10)?.contains("不成立") == true)
    #expect(message(Self.river, Self.mouth, 90_000, 99_000)?.contains("够不到") == true)
  }
}
