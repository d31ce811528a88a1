import Foundation

/// What is known beforehand: names of counties, townships and zones, named waters, and recalled places (±3 km).
struct Gazetteer: Sendable {
  struct County: Sendable {
    var code: String
    var name: String
    /// Six digits.
    var cityCode: String
  }

  struct Township: Sendable {
    var code: String
    var name: String
    /// The statistical zone that lists it, where that is not a county of the base map.
    var zone: String?
  }

  struct Zone: Sendable {
    var code: String
    var name: String
  }

  struct Place: Sendable {
    var name: String
    var longitude: Double
    var latitude: Double
    var radiusMetres: Double
    var kind: String
  }

  struct Water: Sendable {
    var id: String
    var name: String
    var kind: String
    var geometryKind: String
    var side: String
    var accuracyMetres: Int
    /// Rings of an area, or one line, or one point; longitude and latitude in degrees.
    var parts: [[(Double, Double)]]
    var isArea: Bool
  }

  /// Counties of the base map, by code.
  let counties: [County]
  let cityNames: [String: String]
  /// By county of the base map, in order of code.
  let townships: [String: [Township]]
  let zones: [String: [Zone]]
  let seats: [String: Place]
  /// Middle of a statistical zone.
  let zoneMiddles: [String: Place]
  let hills: [String: [Place]]
  let towns: [String: [Place]]
  /// Places of some development zones, by code.
  let parks: [String: Place]
  let waters: [Water]

  /// County-level zones of statistics and the county of the base map that they lie in.
  static let statisticalZones: [String: String] = [
    "320371": "320312", "320576": "320506", "320671": "320613", "320771": "320703", "320871": "320812", "320971": "320902",
    "321071": "321003", "321171": "321102", "321371": "321311",
  ]

  static let cityNames: [String: String] = [
    "320100": "南京市", "320200": "无锡市", "320300": "徐州市", "320400": "常州市", "320500": "苏州市", "320600": "南通市",
    "320700": "连云港市", "320800": "淮安市", "320900": "盐城市", "321000": "扬州市", "321100": "镇江市", "321200": "泰州市",
    "321300": "宿迁市",
  ]

  init() throws {
    cityNames = Self.cityNames
    func home(_ code: String) -> String { Self.statisticalZones[code] ?? code }
    var counties: [County] = []
    for row in try Self.rows("jiangsu-counties-2023.csv", columns: 4) where Self.statisticalZones[row[0]] == nil {
      counties.append(County(code: row[0], name: row[1], cityCode: row[2] + "00"))
    }
    self.counties = counties.sorted { $0.code < $1.code }
    var zones: [String: [Zone]] = [:]
    var zoneCodes: Set<String> = []
    for row in try Self.rows("jiangsu-development-zones-2023.csv", columns: 4) {
      zoneCodes.insert(row[0])
      zones[home(row[2]), default: []].append(Zone(code: row[0], name: row[1]))
    }
    var townships: [String: [Township]] = [:]
    for row in try Self.rows("jiangsu-townships-2023.csv", columns: 5) where !zoneCodes.contains(row[0]) {
      guard let name = TownshipName.proper(row[1]) else { continue }
      let zone = Self.statisticalZones[row[2]] == nil ? nil : row[2]
      townships[home(row[2]), default: []].append(Township(code: row[0], name: name, zone: zone))
    }
    for (code, name) in [
      ("320576", "苏州工业园区"), ("320371", "徐州经济技术开发区"), ("320771", "连云港经济技术开发区"),
      ("320871", "淮安经济技术开发区"), ("320971", "盐城经济技术开发区"), ("321071", "扬州经济技术开发区"), ("321171", "镇江新区"),
      ("321371", "宿迁经济技术开发区"), ("320671", "南通经济技术开发区"),
    ] {
      zones[home(code), default: []].append(Zone(code: code + "000", name: name))
    }
    self.townships = townships.mapValues { $0.sorted { $0.code < $1.code } }
    self.zones = zones.mapValues { $0.sorted { $0.code < $1.code } }

    var seats: [String: Place] = [:], middles: [String: Place] = [:]
    var hills: [String: [Place]] = [:], towns: [String: [Place]] = [:], parks: [String: Place] = [:]
    for row in try Self.rows("demo-places.csv", columns: 7) {
      guard let lon = Double(row[3]), let lat = Double(row[4]) else { throw DemonstrationError.resourceMissing("demo-places.csv") }
      let place = Place(name: row[2], longitude: lon, latitude: lat, radiusMetres: (Double(row[5]) ?? 0) * 1000, kind: row[6])
      switch row[0] {
      case "seat": seats[row[1]] = place
      case "zone": middles[row[1]] = place
      case "hill": hills[row[1], default: []].append(place)
      case "town": towns[row[1], default: []].append(place)
      case "park": parks[row[1]] = place
      default: throw DemonstrationError.resourceMissing("demo-places.csv")
      }
    }
    self.seats = seats
    zoneMiddles = middles
    self.hills = hills
    self.towns = towns
    self.parks = parks
    waters = try Self.readWaters()
  }

  static func data(_ name: String) throws -> Data {
    guard let url = Bundle.module.url(forResource: "Resources/" + name, withExtension: nil) else {
      throw DemonstrationError.resourceMissing(name)
    }
    do { return try Data(contentsOf: url) } catch { throw DemonstrationError.resourceMissing(name) }
  }

  private static func rows(_ name: String, columns: Int) throws -> [[String]] {
    let text = String(decoding: try data(name), as: UTF8.self)
    var rows: [[String]] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == columns else { throw DemonstrationError.resourceMissing(name) }
      rows.append(fields)
    }
    return rows
  }

  private struct Collection: Decodable {
    var features: [Feature]
    struct Feature: Decodable {
      var properties: Properties
      var geometry: Place
    }
    struct Properties: Decodable {
      var id: String
      var name: String
      var kind: String
      var geometryKind: String
      var side: String?
      var accuracyMetres: Int?
    }
    enum Place: Decodable {
      case polygon([[[Double]]])
      case line([[Double]])
      case point([Double])
      private enum Key: CodingKey { case type, coordinates }
      init(from decoder: any Decoder) throws {
        let c = try decoder.container(keyedBy: Key.self)
        switch try c.decode(String.self, forKey: .type) {
        case "Polygon": self = .polygon(try c.decode([[[Double]]].self, forKey: .coordinates))
        case "LineString": self = .line(try c.decode([[Double]].self, forKey: .coordinates))
        case "Point": self = .point(try c.decode([Double].self, forKey: .coordinates))
        default: throw DemonstrationError.resourceMissing("named-waters.geojson")
        }
      }
    }
  }

  private static func readWaters() throws -> [Water] {
    let collection: Collection
    do { collection = try JSONDecoder().decode(Collection.self, from: try data("named-waters.geojson")) } catch {
      throw DemonstrationError.resourceMissing("named-waters.geojson")
    }
    func pairs(_ c: [[Double]]) throws -> [(Double, Double)] {
      try c.map {
        guard $0.count >= 2 else { throw DemonstrationError.resourceMissing("named-waters.geojson") }
        return ($0[0], $0[1])
      }
    }
    return try collection.features.map { f in
      let parts: [[(Double, Double)]]
      var area = false
      switch f.geometry {
      case .polygon(let rings):
        parts = try rings.map { try Array(pairs($0).dropLast()) }
        area = true
      case .line(let line): parts = [try pairs(line)]
      case .point(let p): parts = [try pairs([p])]
      }
      return Water(
        id: f.properties.id, name: f.properties.name, kind: f.properties.kind, geometryKind: f.properties.geometryKind,
        side: f.properties.side ?? "", accuracyMetres: f.properties.accuracyMetres ?? 2000, parts: parts, isArea: area)
    }
  }
}
