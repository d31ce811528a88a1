public import ExactJSON
import FEEL
import Geodesy
import Geometry
import Screening
import ZoneIndex
public import Zoning

extension ZoningService {
  /// What holds at a point (一点查询): units, zones with their basis, clauses by tier and dimension, on land and at sea.
  ///
  /// - Parameters:
  ///   - longitude: degrees, or easting where `crs` is a plane.
  ///   - crs: EPSG:4490 when nil, and then listed under `assumed`.
  public func at(longitude: Double, latitude: Double, crs: String?, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let system = try refusing { try crs.map { try CoordinateReferenceSystem(parsing: $0) } ?? .cgcs2000 }
    guard longitude.isFinite, latitude.isFinite else { throw ServiceError(.badInput, "经度和纬度应为有限的数值。", field: "lon") }
    let point = try refusing { try system.gridPoint(RawPoint(longitude, latitude)) }
    return try at(point, crs: crs, state: state)
  }

  private func at(_ point: GridPoint, crs: String?, state: PlanState) throws(ServiceError) -> JSONValue {
    let snapshot = state.snapshot
    let hits = snapshot.features(at: point, layer: nil)
    let units = hits.filter { snapshot.layerID(of: $0) == LayerDescriptor.unitLayer }
      .compactMap { r in ControlUnitCode(snapshot.code(of: r)).map { ($0, r) } }
      .sorted { $0.0 < $1.0 }
    guard !units.isEmpty || hits.contains(where: { snapshot.layerID(of: $0) == LayerDescriptor.countyLayer }) else {
      throw ServiceError(
        .badInput, "（\(GridText.degrees(point.x))，\(GridText.degrees(point.y))）不在江苏省管控范围内，请核对坐标是否写反、坐标系是否选对。", field: "lon",
        details: swapHint(point, state))
    }
    // Along the coast land wins.
    let land = units.filter { $0.0.domain == .land }
    let met = land.isEmpty ? units : land
    let domain: Domain = met.first?.0.domain ?? .land
    let county =
      met.first.map { state.directory.county($0.0.county) }
      ?? hits.first { snapshot.layerID(of: $0) == LayerDescriptor.countyLayer }.map {
        NamedPlace(code: snapshot.code(of: $0), name: snapshot.name(of: $0))
      }!
    let city = state.directory.city(String(county.code.prefix(4)) + "00")

    let zones = hits.filter { r in
      let id = snapshot.layerID(of: r)
      guard let layer = state.rulebook.layers[id] else { return false }
      return layer.listed && layer.held && id != LayerDescriptor.unitLayer && id != LayerDescriptor.countyLayer
    }
    let owners =
      [("000000", "国家"), ("320000", "全省")]
      + hits.map { snapshot.layerID(of: $0) }.filter { state.rulebook.layers[$0]?.group == .region }.uniqued().map { ($0, $0) }
      + [(city.code, city.name)] + met.map { ($0.0.text, snapshot.name(of: $0.1)) }
    let listed = try clauses(of: owners, state)
    return .object([
      "legalState": state.rulebook.legalState.json, "domain": .string(domain.rawValue), "county": county.json, "city": city.json,
      "point": .object(["lon": .number(GridText.degrees(point.x)), "lat": .number(GridText.degrees(point.y)), "crs": .string("EPSG:4490")]),
      "assumed": .array(
        crs == nil ? [.object(["what": .string("crs"), "value": .string("EPSG:4490"), "why": .string("没有说明坐标系，按 CGCS2000 经纬度读取。")])] : []),
      "units": .array(
        met.map { code, r in
          .object([
            "code": .string(code.text), "name": .string(snapshot.name(of: r)), "class": .string(code.unitClass.rawValue),
            "areaSquareMetres": Measured.area(snapshot.areaSquareMetres(of: r)), "href": .string("/units/\(code.text)"),
          ])
        }),
      "zones": .array(try zones.map { (r) throws(ServiceError) in try zone(r, state) }),
      "nearest": .array(
        try refusing { SiteSurvey(site: try Site(.points([point])), snapshot: snapshot, layers: state.rulebook.layers).nearestFeatures() }
          .map(\.json)),
      "matrix": .array(matrix(listed)),
      "clauses": .array(listed.map(\.json)),
    ])
  }

  /// Where a swapped pair of axes would lie in the province, says so.
  private func swapHint(_ point: GridPoint, _ state: PlanState) -> [JSONMember] {
    let swapped = GridPoint(x: point.y, y: point.x)
    guard !state.snapshot.features(at: swapped, layer: LayerDescriptor.countyLayer).isEmpty else { return [] }
    return [JSONMember(key: "hint", value: .string("经度和纬度可能写反了：对调后在省内。"))]
  }

  func zone(_ r: FeatureReference, _ state: PlanState) throws(ServiceError) -> JSONValue {
    let snapshot = state.snapshot
    let layer = state.rulebook.layers[snapshot.layerID(of: r)]
    let basis = try refusing { try layer.map { try state.rulebook.documents.cite($0.basis, on: state.asOf).text } }
    return .object([
      "layer": .string(snapshot.layerID(of: r)), "layerTitle": .string(layer?.title ?? snapshot.layerID(of: r)),
      "group": .text(layer?.group.rawValue),
      "code": .string(snapshot.code(of: r)), "name": .string(snapshot.name(of: r)), "class": .text(snapshot.attributes(of: r)["class"]),
      "basis": .text(basis),
    ])
  }
}
