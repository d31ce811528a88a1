import ExactJSON
import Foundation
import Geometry
import Reports
import Zoning

/// The sample screening of these tests, and ways to change it.
enum Sample {
  /// Thirty-one clauses of every outcome, three units, six zones, a ten-cornered site on the Yangtze; 示范数据.
  static let view: JSONValue = {
    guard let url = Bundle.module.url(forResource: "Fixtures/screening", withExtension: "json"),
      let bytes = FileManager.default.contents(atPath: url.path)
    else { preconditionFailure("the sample screening is not beside the tests") }
    do { return try JSONValue(parsing: bytes) } catch { preconditionFailure("\(error)") }
  }()

  static let address = "https://fenqu.example"

  static func document(_ view: JSONValue, figures: FigureStyle = .paper) throws -> JSONValue {
    var composer = try ReportComposer(view, publicURL: address, isDemonstration: true, figures: figures)
    return composer.document().paperJSON
  }

  static func text(_ view: JSONValue, columns: Int = 80) throws -> String {
    try TextReport.render(view, publicURL: address, isDemonstration: true, columns: columns)
  }

  /// The view with as many clauses as wanted, ids made different.
  static func withClauses(_ count: Int) -> JSONValue {
    let base = view["clauses"]?.arrayValue ?? []
    return view.setting(
      "clauses",
      .array((0..<count).map { base[$0 % base.count].setting("id", .string("C-\($0)")) }))
  }

  static func withSite(_ geometry: JSONValue, kind: String = "polygon") -> JSONValue {
    let site = (view["site"] ?? .null).setting("geometry", geometry).setting("kind", .string(kind))
    return view.setting("site", site)
  }

  static func ring(_ points: [(Double, Double)]) -> JSONValue {
    func number(_ d: Double) -> JSONValue { .number(GridPoint.text(d)) }
    let closed = points + points.prefix(1)
    return .object([
      "type": .string("Polygon"), "coordinates": .array([.array(closed.map { .array([number($0.0), number($0.1)]) })]),
    ])
  }

  static func map(_ view: JSONValue = view) throws -> SiteMapContent {
    var map = SiteMapContent(frame: try SiteMapFrame(view: view), isDemonstration: true)
    func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> FeatureGeometry {
      .polygons([
        GridPolygon(shell: [
          GridPoint(longitude: west, latitude: south), GridPoint(longitude: east, latitude: south),
          GridPoint(longitude: east, latitude: north),
          GridPoint(longitude: west, latitude: north),
        ])
      ])
    }
    map.units = [
      .init(code: "ZH32128220003", name: "示范沿江化工产业园（北片）", unitClass: .key, geometry: box(120.2, 32.003, 120.4, 32.2)),
      .init(code: "ZH32128220001", name: "示范沿江化工产业园（南片）", unitClass: .key, geometry: box(120.2, 31.8, 120.3285, 32.003)),
      .init(code: "ZH32128210002", name: "示范港清水通道维护区", unitClass: .priority, geometry: box(120.3285, 31.8, 120.4, 32.003)),
    ]
    map.waters = [.init(name: "长江", geometry: box(120.0, 31.7, 120.6, 31.994))]
    map.zones = [
      .init(
        group: .shoreline, layerTitle: "长江干支流岸线", code: "CJ-01", name: "北岸",
        geometry: .lines([
          [
            GridPoint(longitude: 120, latitude: 31.994), GridPoint(longitude: 120.6, latitude: 31.994),
          ]
        ])),
      .init(group: .redline, layerTitle: "生态保护红线", code: "HX-1", name: "示范红线", geometry: box(120.335, 32.007, 120.34, 32.01)),
      .init(group: .element, layerTitle: "水环境管控分区", code: "YS-1", name: "不画的图层", geometry: box(120, 31, 121, 33)),
    ]
    map.counties = [.init(code: "321282", name: "靖江市", geometry: box(120.05, 31.9, 120.55, 32.15))]
    map.locatorCounty = "321282"
    return map
  }
}

extension GridPoint {
  /// Degrees as canonical decimal text.
  static func text(_ degrees: Double) -> String {
    let steps = Int64((degrees * perDegree).rounded())
    let digits = String(steps.magnitude + 100_000_000 * 1000).dropFirst(1)
    let padded = String(repeating: "0", count: max(0, 11 - digits.count)) + digits
    var text = String(padded.dropLast(8)) + "." + padded.suffix(8)
    while text.hasPrefix("0"), !text.hasPrefix("0.") { text.removeFirst() }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return (steps < 0 ? "-" : "") + text
  }
}

extension JSONValue {
  /// The object with one member replaced or added.
  func setting(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var members) = self else { return .object([JSONMember(key: key, value: value)]) }
    if let i = members.firstIndex(where: { $0.key == key }) {
      members[i].value = value
    } else {
      members.append(JSONMember(key: key, value: value))
    }
    return .object(members)
  }

  func removing(_ key: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != key })
  }

  /// Each clause that the change is meant for, changed.
  func changingClauses(_ change: (JSONValue) -> JSONValue) -> JSONValue {
    setting("clauses", .array((self["clauses"]?.arrayValue ?? []).map(change)))
  }
}

/// Numbers that are the same in each run of a seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
