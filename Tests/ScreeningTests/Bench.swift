import ExactJSON
import FEEL
import Screening
import Sealing
import Zoning

/// A small law for tests: one unit, the lists that a test writes, and map facts as given.
struct Bench {
  static let documents = registry([
    LegalDocument(id: "示范清单", title: "示范准入清单"),
    LegalDocument(
      id: "旧法", title: "旧法", validity: Validity(until: CivilDate("2026-08-15")), successor: "法典", articleSuccessors: ["第一条": "第六十条"]),
    LegalDocument(id: "法典", title: "生态环境法典", validity: Validity(from: CivilDate("2026-08-15"))),
    LegalDocument(id: "已废", title: "已废规定", validity: Validity(until: CivilDate("2020-01-01"))),
  ])
  static let layers =
    ["长江干支流岸线", "化工园区", "产业园区", "生态保护红线", "滨河生态空间"].map {
      LayerDescriptor(id: $0, kind: $0 == "长江干支流岸线" ? .line : .polygon, group: .belt, basis: ClauseSource(document: "示范清单", article: nil))
    } + [LayerDescriptor(id: "地下水禁采区", kind: .polygon, group: .element, basis: ClauseSource(document: "示范清单", article: nil), held: false)]

  static func registry(_ documents: [LegalDocument]) -> DocumentRegistry {
    do { return try DocumentRegistry(documents) } catch { preconditionFailure("the test's registry is sound: \(error)") }
  }

  static let unit = ControlUnitCode("ZH32010220001")!

  struct Lists: ClauseSourceByOwner {
    var byOwner: [String: [Clause]]
    func clauses(ofOwner owner: String) -> [Clause]? { byOwner[owner] }
    func owners(ofTier tier: Tier) -> [String] { byOwner.filter { $0.value.first?.tier == tier }.keys.sorted() }
  }

  var clauses: [Clause]
  var asOf = CivilDate("2026-11-25")!
  var map: [MapFact: FEELValue] = [:]
  var project = "{}"
  var outsideShare = FEELDecimal.zero
  var unitHasList = true
  /// Square metres of the site in the unit; the site has 1,000.
  var unitArea = FEELDecimal(1000)
  /// Whether a second edition, of a city, describes the redline layer as held; nil where it does not speak of it.
  var cityHoldsRedline: Bool?
  var registry: [String: FEELValue] = [:]

  var suspensions: [ApprovalSuspension] = []
  /// The catalogues that are held.
  var catalogues: [DatedCatalogue] = []

  init(_ clauses: Clause...) { self.clauses = clauses }

  func run() throws -> Assessment {
    let (assessor, findings) = prepared()
    return try assessor.assess(
      project: try ProjectFacts(try JSONValue(parsing: project)), findings: findings, map: RecordedMapFacts(map), assumed: []
    ).assessment
  }

  /// The trees and deciding facts that a reader may open, by clause.
  func traces() throws -> JSONValue {
    let (assessor, findings) = prepared()
    return try assessor.traces(
      project: try ProjectFacts(try JSONValue(parsing: project)), findings: findings, map: RecordedMapFacts(map))
  }

  private func prepared() -> (Assessor, SiteFindings) {
    var byOwner: [String: [Clause]] = unitHasList ? [Self.unit.text: []] : [:]
    for c in clauses { byOwner[c.owner, default: []].append(c) }
    let digest = Digest(of: "x".utf8)
    let edition = Edition(
      issuer: "320000", serial: 1, name: "示范",
      instrument: Instrument(body: "厅", documentNumber: nil, date: CivilDate("2024-06-01")!, consentingGovernment: nil),
      validity: Validity(from: CivilDate("2024-07-01")), recordedAtMicroseconds: 0, layers: digest, lists: digest, descriptors: digest)
    let state = LegalState(asOf: asOf, editions: [edition], documents: digest, registers: digest, catalogues: [])
    var editions = [EditionInForce(edition: edition, lists: Lists(byOwner: byOwner), layers: Self.layers)]
    if let held = cityHoldsRedline, var redline = Self.layers.first(where: { $0.id == "生态保护红线" }) {
      redline.held = held
      var city = edition
      city.issuer = "320100"
      editions.append(EditionInForce(edition: city, lists: Lists(byOwner: [:]), layers: [redline]))
    }
    let shelf: CatalogueShelf
    do { shelf = try CatalogueShelf(catalogues) } catch { preconditionFailure("the test's catalogues are sound: \(error)") }
    let rulebook = Rulebook(
      asOf: asOf, editions: editions, documents: Self.documents,
      registers: Registers(regions: [:], suspensions: suspensions, source: ""), legalState: state,
      compiler: ConditionCompiler(catalogue: .standard), shelf: shelf)
    let findings = SiteFindings(
      site: SiteDescription(
        kind: .polygon, areaSquareMetres: FEELDecimal(1000), perimeterMetres: FEELDecimal(130), lengthMetres: nil, widthMetres: nil,
        outsideShare: outsideShare,
        geometry: .object(["type": .string("Polygon")]), notes: []),
      areaMethod: "ellipsoid",
      units: [
        MetUnit(
          code: Self.unit, name: "甲", unitClass: .key, county: NamedPlace(code: "320102", name: "玄武区"),
          city: NamedPlace(code: "320100", name: "南京市"),
          areaSquareMetres: unitArea, share: .one, lengthMetres: nil)
      ], zones: [], tolerated: [], nearest: [], registry: registry, insideProvince: true)
    return (Assessor(rulebook: rulebook), findings)
  }
}

extension Clause {
  static func make(
    _ effect: Effect, applies: String? = nil, kept: String? = nil, except: String? = nil, judgement: Judgement = .machine,
    binding: Binding = .project,
    id: String = "T-1", tier: Tier = .unit, owner: String = Bench.unit.text, document: String = "示范清单", article: String? = nil,
    from: String? = nil,
    until: String? = nil
  ) -> Clause {
    Clause(
      id: id, tier: tier, owner: owner, dimension: .spatial, effect: effect, binding: binding, judgement: judgement, text: "示范条款。",
      source: ClauseSource(document: document, article: article),
      validity: Validity(from: from.flatMap { CivilDate($0) }, until: until.flatMap { CivilDate($0) }), applies: applies, kept: kept,
      except: except)
  }
}
