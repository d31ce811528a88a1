public import ExactJSON
import FEEL
import Zoning

/// A record of findings that cannot be read back.
public struct RecordFault: Error, Hashable, Sendable {
  public var what: String

  public init(what: String) { self.what = what }
}

extension JSONValue {
  static func decimal(_ d: FEELDecimal?) -> JSONValue { d.map { .number($0.description) } ?? .null }

  func required(_ key: String) throws(RecordFault) -> JSONValue {
    guard let v = self[key] else { throw RecordFault(what: "missing \(key)") }
    return v
  }

  func string(_ key: String) throws(RecordFault) -> String {
    guard let s = try required(key).stringValue else { throw RecordFault(what: "\(key) is no string") }
    return s
  }

  func decimal(_ key: String) throws(RecordFault) -> FEELDecimal? {
    let v = try required(key)
    if v.isNull { return nil }
    guard let t = v.numberText, let d = FEELDecimal(t) else { throw RecordFault(what: "\(key) is no number") }
    return d
  }

  func array(_ key: String) throws(RecordFault) -> [JSONValue] {
    guard let a = try required(key).arrayValue else { throw RecordFault(what: "\(key) is no array") }
    return a
  }
}

extension NamedPlace {
  public var json: JSONValue { .object(["code": .string(code), "name": .string(name)]) }

  init(_ json: JSONValue) throws(RecordFault) { self.init(code: try json.string("code"), name: try json.string("name")) }
}

extension SiteDescription {
  /// The site as records and assessments write it; `points` only where they say more than the geometry.
  public var json: JSONValue {
    let points = points.map { [JSONMember(key: "points", value: $0)] } ?? []
    return .object(
      [
        JSONMember(key: "kind", value: .string(kind.rawValue)), JSONMember(key: "areaSquareMetres", value: .decimal(areaSquareMetres)),
        JSONMember(key: "perimeterMetres", value: .decimal(perimeterMetres)),
        JSONMember(key: "lengthMetres", value: .decimal(lengthMetres)), JSONMember(key: "widthMetres", value: .decimal(widthMetres)),
        JSONMember(key: "outsideShare", value: .decimal(outsideShare)), JSONMember(key: "geometry", value: geometry),
      ] + points + [JSONMember(key: "notes", value: .array(notes.map { .string($0) }))])
  }
}

extension SiteFindings {
  /// The findings as they are kept in a record.
  public var json: JSONValue {
    .object([
      "site": site.json,
      "areaMethod": .string(areaMethod),
      "units": .array(
        units.map {
          .object([
            "code": .string($0.code.text), "name": .string($0.name), "county": $0.county.json, "city": $0.city.json,
            "areaSquareMetres": .decimal($0.areaSquareMetres), "share": .decimal($0.share), "lengthMetres": .decimal($0.lengthMetres),
          ])
        }),
      "zones": .array(zones.map(\.json)), "tolerated": .array(tolerated.map(\.json)),
      "nearest": .array(
        nearest.map {
          .object([
            "layer": .string($0.layer), "code": .string($0.code), "name": .string($0.name), "distanceMetres": .decimal($0.distanceMetres),
            "bearingDegrees": .decimal($0.bearingDegrees), "from": .array($0.from.map { .number($0) }),
            "to": .array($0.to.map { .number($0) }),
          ])
        }),
      "registry": JSONValue.object(registry.map { JSONMember(key: $0.key, value: Self.register($0.value)) }).sortedByKey,
      "insideProvince": .bool(insideProvince),
    ])
  }

  /// Reads findings back from a record; throws where the record is not one of ours.
  public init(_ json: JSONValue) throws(RecordFault) {
    let s = try json.required("site")
    guard let kind = SiteDescription.Kind(rawValue: try s.string("kind")), let outside = try s.decimal("outsideShare") else {
      throw RecordFault(what: "site")
    }
    let site = SiteDescription(
      kind: kind, areaSquareMetres: try s.decimal("areaSquareMetres"), perimeterMetres: try s.decimal("perimeterMetres"),
      lengthMetres: try s.decimal("lengthMetres"), widthMetres: try s.decimal("widthMetres"), outsideShare: outside,
      geometry: try s.required("geometry"), points: s["points"], notes: try s.array("notes").compactMap(\.stringValue))
    var registry: [String: FEELValue] = [:]
    for m in try json.required("registry").objectValue ?? [] { registry[m.key] = try Self.registered(m.value) }
    self.init(
      site: site, areaMethod: try json.string("areaMethod"),
      units: try json.array("units").map { (u) throws(RecordFault) in
        guard let code = ControlUnitCode(try u.string("code")) else { throw RecordFault(what: "unit code") }
        return MetUnit(
          code: code, name: try u.string("name"), unitClass: code.unitClass, county: try NamedPlace(try u.required("county")),
          city: try NamedPlace(try u.required("city")), areaSquareMetres: try u.decimal("areaSquareMetres"), share: try u.decimal("share"),
          lengthMetres: try u.decimal("lengthMetres"))
      },
      zones: try json.array("zones").map { (z) throws(RecordFault) in try MetZone(z) },
      tolerated: try json.array("tolerated").map { (z) throws(RecordFault) in try MetZone(z) },
      nearest: try json.array("nearest").map { (n) throws(RecordFault) in
        guard let metres = try n.decimal("distanceMetres") else { throw RecordFault(what: "distance") }
        return NearestFeature(
          layer: try n.string("layer"), code: try n.string("code"), name: try n.string("name"), distanceMetres: metres,
          bearingDegrees: try n.decimal("bearingDegrees"), from: try n.array("from").compactMap(\.numberText),
          to: try n.array("to").compactMap(\.numberText))
      },
      registry: registry, insideProvince: try json.required("insideProvince").boolValue ?? false)
  }

  static func register(_ value: FEELValue) -> JSONValue {
    switch value {
    case .boolean(let b): .bool(b)
    case .number(let d): .number(d.description)
    case .string(let s): .string(s)
    case .list(let items): .array(items.map(register))
    default: .null
    }
  }

  static func registered(_ json: JSONValue) throws(RecordFault) -> FEELValue {
    switch json {
    case .null: return .null
    case .bool(let b): return .boolean(b)
    case .number(let n):
      guard let d = FEELDecimal(n) else { throw RecordFault(what: "register number") }
      return .number(d)
    case .string(let s): return .string(s)
    case .array(let items): return .list(try items.map { (i) throws(RecordFault) in try registered(i) })
    case .object: throw RecordFault(what: "register object")
    }
  }
}

extension MetZone {
  var json: JSONValue {
    .object([
      "layer": .string(layer), "code": .string(code), "name": .string(name), "class": .text(zoneClass),
      "areaSquareMetres": .decimal(areaSquareMetres),
      "share": .decimal(share), "lengthMetres": .decimal(lengthMetres),
    ])
  }

  init(_ z: JSONValue) throws(RecordFault) {
    self.init(
      layer: try z.string("layer"), code: try z.string("code"), name: try z.string("name"), zoneClass: z["class"]?.stringValue,
      areaSquareMetres: try z.decimal("areaSquareMetres"), share: try z.decimal("share"), lengthMetres: try z.decimal("lengthMetres"))
  }
}
