import ExactJSON
import FEEL
import Geometry
import Screening
import Service
import Testing
import ZoneIndex
import Zoning

@Suite("Unknown keeps its promise on the whole law")
struct SoundnessTests {
  let state: PlanState

  init() throws {
    state = try PlanLibrary(folder: SmallProvince.folder).state(asOf: CivilDate("2026-11-25")!)
  }

  /// Sites over the province with projects that supply every fact, from a printed seed.
  struct Case {
    var project: ProjectFacts
    var site: Site
    var geometry: FeatureGeometry
  }

  static let seed: UInt64 = 7

  func cases(_ count: Int) throws -> [Case] {
    var random = SplitMix(state: Self.seed)
    var cases: [Case] = []
    let units = state.snapshot.features(of: LayerDescriptor.unitLayer)
    while cases.count < count {
      // Around a border vertex, so that most sites meet several units and belts.
      let unit = state.snapshot.geometry(of: units[random.below(units.count)])
      guard case .polygons(let polygons) = unit else { continue }
      let ring = polygons[0].shell
      let corner = ring[random.below(ring.count)]
      let half = Int64(20_000 + random.below(600_000))
      let geometry = FeatureGeometry.polygons([
        GridPolygon(shell: [
          GridPoint(x: corner.x - half, y: corner.y - half), GridPoint(x: corner.x + half, y: corner.y - half + 7),
          GridPoint(x: corner.x + half - 11, y: corner.y + half), GridPoint(x: corner.x - half, y: corner.y + half - 3),
        ])
      ])
      cases.append(Case(project: try ProjectFacts(recorded: project(&random)), site: try Site(geometry), geometry: geometry))
    }
    return cases
  }

  func project(_ random: inout SplitMix) -> [JSONMember] {
    FactsCatalogue.standard.facts.filter { $0.supplier == .applicant }.map { fact in
      let value: JSONValue
      switch fact.type {
      case .boolean: value = .bool(random.below(2) == 0)
      case .number:
        let fit = ["0", "0.01", "1.2", "30", "900", "50000"].filter { text in
          guard let d = FEELDecimal(text) else { return false }
          return (fact.minimum.map { $0 <= d } ?? true) && (fact.maximum.map { d <= $0 } ?? true)
        }
        value = .number(fit[random.below(fit.count)])
      case .enumeration: value = .string(fact.options[random.below(fact.options.count)].code)
      case .industries: value = .array([.string(["C2614", "C1713", "C3360", "C2211", "A0313", "H6210", "C3963"][random.below(7)])])
      case .texts:
        value = .array(fact.options.isEmpty || random.below(3) == 0 ? [] : [.string(fact.options[random.below(fact.options.count)].word)])
      case .objects(let fields):
        value = random.below(2) == 0 ? .array([]) : .array([.object([JSONMember(key: fields[0].key, value: .string("省级人民政府批准文件"))])])
      case .text: value = .string("关停甲厂")
      }
      return JSONMember(key: fact.id, value: value)
    }
  }

  func findings(_ c: Case, _ rulebook: Rulebook) -> (SiteFindings, SiteSurvey) {
    let survey = SiteSurvey(site: c.site, snapshot: state.snapshot, layers: rulebook.layers)
    return (survey.findings(directory: state.directory, registers: rulebook.registersOfDay, geometry: .null, notes: []), survey)
  }

  func outcomes(_ a: Assessment) -> [String: Outcome] { Dictionary(uniqueKeysWithValues: a.clauses.map { ($0.clause.id, $0.outcome) }) }

  /// What an outcome may turn into when something is taken away.
  func mayBecome(_ before: Outcome, _ after: Outcome) -> Bool {
    // Whether it concerns the project may become open while the answer is kept either way.
    after == before || after == .undetermined || (before == .notApplicable && after == .kept)
  }

  @Test("a register fact that is taken away leaves an outcome or makes it undetermined")
  func registers() throws {
    var became = 0
    for c in try cases(40) {
      let (findings, survey) = findings(c, state.rulebook)
      guard findings.insideProvince else { continue }
      let assessor = Assessor(rulebook: state.rulebook)
      let whole = outcomes(try assessor.assess(project: c.project, findings: findings, map: survey, assumed: []).assessment)
      for id in findings.registry.keys.sorted() {
        var less = findings
        less.registry[id] = nil
        for (clause, after) in outcomes(try assessor.assess(project: c.project, findings: less, map: survey, assumed: []).assessment) {
          let before = try #require(whole[clause])
          #expect(mayBecome(before, after), "without \(id), \(clause) went from \(before) to \(after) (seed \(Self.seed))")
          if before != after { became += 1 }
        }
      }
    }
    #expect(became > 0, "no register fact mattered at all")
  }

  @Test("a register fact on which the counties or parks of a site differ is unknown, and one on which they agree is theirs")
  func differingPlaces() throws {
    var differed = 0
    var agreed = 0
    for c in try cases(150) {
      let registry = findings(c, state.rulebook).0.registry
      func states(_ layer: String, _ read: (FeatureReference) -> Bool?) -> Set<Bool?> {
        Set(
          state.snapshot.overlay(c.site, layer: layer).filter {
            $0.areaSquareMetres > 1_000 && state.snapshot.meanWidthMetres(c.site, $0.feature) > 1
          }.map { read($0.feature) })
      }
      let counties = states(LayerDescriptor.countyLayer) {
        state.rulebook.registers.regions[state.snapshot.code(of: $0)]?["region.waterAttained"]
      }
      let parks = states(LayerDescriptor.parkLayer) { state.snapshot.attribute("recognised", of: $0).map { $0 == "1" } }
      for (id, found) in [("region.waterAttained", counties), ("park.recognised", parks)] where !found.isEmpty {
        if found.count > 1 || found == [nil] {
          #expect(registry[id] == nil, "\(id) (seed \(Self.seed))")
          differed += 1
        } else if let value = registry[id] {
          #expect([value] == found.map { $0.map { .boolean($0) } })
          agreed += 1
        }
      }
    }
    #expect(differed > 0 && agreed > 0)
  }

  @Test("a layer that is not held leaves an outcome or makes it undetermined, and never lets a project conform")
  func layers() throws {
    var became = 0
    for c in try cases(12) {
      let (findings, survey) = findings(c, state.rulebook)
      guard findings.insideProvince else { continue }
      let whole = try Assessor(rulebook: state.rulebook).assess(project: c.project, findings: findings, map: survey, assumed: []).assessment
      for layer in state.rulebook.layers.values where layer.held && layer.group != .unit && layer.group != .administrative {
        let rulebook = state.rulebook.withoutLayers([layer.id])
        let (less, blind) = self.findings(c, rulebook)
        let after = outcomes(
          try Assessor(rulebook: rulebook).assess(project: c.project, findings: less, map: blind, assumed: []).assessment)
        for (clause, before) in outcomes(whole) {
          let now = try #require(after[clause], "without \(layer.id), \(clause) is no longer in scope")
          #expect(mayBecome(before, now), "without \(layer.id), \(clause) went from \(before) to \(now) (seed \(Self.seed))")
          if before != now { became += 1 }
        }
      }
    }
    #expect(became > 0, "no layer mattered at all")
  }

  @Test("without the layer of units nothing conforms")
  func withoutUnits() throws {
    let rulebook = state.rulebook.withoutLayers([LayerDescriptor.unitLayer])
    let c = try #require(try cases(1).first)
    let (less, blind) = findings(c, rulebook)
    #expect(
      try Assessor(rulebook: rulebook).assess(project: c.project, findings: less, map: blind, assumed: []).assessment.conclusion
        <= .undetermined)
  }
}

/// SplitMix64.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ n: Int) -> Int { Int(next() % UInt64(n)) }
}
