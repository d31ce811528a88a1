import ExactJSON
import FEEL
import Geometry
import Screening
import Service
import Testing
import ZoneIndex
import Zoning

@Suite("Tolerance is for edges, never for most of a site")
struct NarrowSiteTests {
  let state: PlanState
  /// A point well inside a park.
  let inside: GridPoint
  let layer = LayerDescriptor.parkLayer

  init() throws {
    state = try PlanLibrary(folder: SmallProvince.folder).state(asOf: CivilDate("2026-11-25")!)
    var found: GridPoint?
    for park in state.snapshot.features(of: LayerDescriptor.parkLayer) where found == nil {
      guard case .polygons(let polygons) = state.snapshot.geometry(of: park) else { continue }
      let box = polygons[0].box
      let middle = GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
      // Half a kilometre of park all round.
      let around = GridPolygon(shell: [
        GridPoint(x: middle.x - 500_000, y: middle.y - 500_000), GridPoint(x: middle.x + 500_000, y: middle.y - 500_000),
        GridPoint(x: middle.x + 500_000, y: middle.y + 500_000), GridPoint(x: middle.x - 500_000, y: middle.y + 500_000),
      ])
      if state.snapshot.coverage(try Site(.polygons([around])), layer: LayerDescriptor.parkLayer).share > 0.999 { found = middle }
    }
    inside = try #require(found)
  }

  func survey(_ site: Site) -> SiteSurvey { SiteSurvey(site: site, snapshot: state.snapshot, layers: state.rulebook.layers) }

  /// A line eastward of so many grid steps (some 0.95 mm each).
  func line(from start: GridPoint, steps: Int64, width: Double) throws -> Site {
    try Site(.lines([[start, GridPoint(x: start.x + steps, y: start.y)]]), widthMetres: width)
  }

  @Test("a cable of ten centimetres that lies in a park is in it and wholly in it; one that lies outside is neither")
  func narrowLine() throws {
    let within = survey(try line(from: inside, steps: 8_000, width: 0.1))
    #expect(within.value(of: MapFact(.in, layer)) == .boolean(true))
    #expect(within.value(of: MapFact(.within, layer)) == .boolean(true))
    var outside = inside
    while !state.snapshot.features(at: outside, layer: layer).isEmpty { outside = GridPoint(x: outside.x + 1_000_000, y: outside.y) }
    let beyond = survey(try line(from: outside, steps: 8_000, width: 0.1))
    #expect(beyond.value(of: MapFact(.in, layer)) == .boolean(false))
    #expect(beyond.value(of: MapFact(.within, layer)) == .boolean(false))
  }

  @Test("a narrow line that runs nine metres into a park is in it, whatever the area")
  func nineMetres() throws {
    var outside = inside
    while !state.snapshot.features(at: outside, layer: layer).isEmpty { outside = GridPoint(x: outside.x + 1_000, y: outside.y) }
    let start = GridPoint(x: outside.x - 10_000, y: outside.y)
    let survey = survey(try line(from: start, steps: 500_000, width: 0.1))
    #expect(survey.value(of: MapFact(.in, layer)) == .boolean(true))
    #expect(survey.value(of: MapFact(.within, layer)) == .boolean(false))
  }

  @Test("of several points, those beyond the province are listed and keep the project from conforming")
  func pointBeyond() throws {
    let site = try Site(.points([inside, GridPoint(x: inside.x - 1_500_000_000, y: inside.y)]))
    let findings = survey(site).findings(directory: state.directory, registers: state.rulebook.registersOfDay, geometry: .null, notes: [])
    #expect(findings.site.outsideShare == FEELDecimal("0.5"))
  }
}
