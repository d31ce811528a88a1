import ExactJSON
import FEEL
import Geodesy
import Geometry
import Screening
import ZoneIndex
import Zoning

/// Writes what a site has in common with layers; figures are quantised as everywhere, with the bounds they are right to.
struct OverlayAnswer {
  let site: Site
  let state: PlanState
  let request: OverlayRequest
  private let overlaps: [String: [Overlap]]

  init(site: Site, state: PlanState, request: OverlayRequest) {
    self.site = site
    self.state = state
    self.request = request
    overlaps = state.snapshot.overlay(site, areaMethod: request.method)
  }

  private var isFlat: Bool { site.form == .point }

  /// What areas and distances are right to (docs/decisions/0007).
  static func bounds(_ method: AreaMethod) -> JSONValue {
    .object([
      "areaSquareMetres": .number(method == .ellipsoid ? "0.0001" : "0.001"), "areaShareOfSite": .number("0.000000001"),
      "lengthMetres": .number("0.0001"), "distanceMetres": .number("0.001"),
    ])
  }

  var siteValue: JSONValue {
    .object([
      "areaSquareMetres": isFlat ? .null : Measured.area(site.areaSquareMetres(request.method)),
      "perimeterMetres": isFlat ? .null : Measured.area(site.perimeterMetres),
      "lengthMetres": site.lengthMetres.map(Measured.area) ?? .null,
      "overlappingPartsWereJoined": .bool(site.overlappingPartsWereJoined),
    ])
  }

  private func counts(_ code: String) -> Bool { request.codes?.contains(code) ?? true }

  /// A layer that the site meets: what it covers together, and each feature.
  func met(_ layer: LayerDescriptor) -> JSONValue? {
    let found = (overlaps[layer.id] ?? []).filter { counts($0.code) }
    guard !found.isEmpty else { return nil }
    let sharing = found.filter(\.interiorsIntersect)
    let isGround = layer.kind == .polygon && !isFlat
    let coverage = isGround ? state.snapshot.coverage(site, by: sharing, areaMethod: request.method) : nil
    return .object([
      "layer": .string(layer.id), "title": .string(layer.title), "count": .int(found.count),
      "areaSquareMetres": coverage.map { Measured.area($0.areaSquareMetres) } ?? .null,
      "share": coverage.map { Self.share($0.lengthShare ?? $0.share) } ?? .null,
      "lengthMetres": coverage?.lengthMetres.map(Measured.area) ?? .null,
      "features": .array(found.map { feature($0, isGround) }),
    ])
  }

  private func feature(_ overlap: Overlap, _ isGround: Bool) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember(key: "code", value: .string(overlap.code)),
      JSONMember(key: "name", value: .string(state.snapshot.name(of: overlap.feature))),
      JSONMember(key: "class", value: .text(state.snapshot.attribute("class", of: overlap.feature))),
      JSONMember(key: "areaSquareMetres", value: isGround ? Measured.area(overlap.areaSquareMetres) : .null),
      JSONMember(key: "share", value: isGround ? Self.share(overlap.lengthShare ?? overlap.share) : .null),
      JSONMember(key: "lengthMetres", value: overlap.lengthMetres.map(Measured.area) ?? .null),
      JSONMember(key: "touchesOnly", value: .bool(overlap.touchesOnly)),
    ]
    if request.wantsGeometry, isGround {
      let common = overlap.touchesOnly ? [] : state.snapshot.intersection(site, overlap.feature)
      members.append(JSONMember(key: "geometry", value: common.isEmpty ? .null : GeoJSON.value(.polygons(common))))
    }
    return .object(members)
  }

  /// A layer of which something lies within the distance; the nearest first.
  func near(_ layer: LayerDescriptor, _ metres: Double) -> JSONValue? {
    // What is printed as the distance itself is within it.
    let found = state.snapshot.near(site, layer: layer.id, within: metres + 0.005).filter { counts($0.code) }
    guard !found.isEmpty else { return nil }
    return .object([
      "layer": .string(layer.id), "title": .string(layer.title), "count": .int(found.count),
      "features": .array(
        found.map { near in
          .object([
            "code": .string(near.code), "name": .string(state.snapshot.name(of: near.feature)),
            "distanceMetres": Measured.area(near.metres), "from": GeoJSON.position(near.placeOnSite),
            "to": GeoJSON.position(near.placeOnFeature),
          ])
        }),
    ])
  }

  /// Whether the site lies along the stretch, on whichever bank; null where a river's mouth cannot be told.
  func reach(_ layer: LayerDescriptor, _ reach: OverlayRequest.Reach) -> JSONValue {
    let figures = [reach.fromMetres, reach.toMetres, reach.besideMetres].map { FEELDecimal(quantizing: $0, fractionDigits: 2).description }
    let survey = SiteSurvey(site: site, snapshot: state.snapshot, layers: state.rulebook.layers, areaMethod: request.method)
    let holds: JSONValue =
      switch survey.value(of: MapFact(.reach, layer.id, detail: figures.joined(separator: "|"))) {
      case .boolean(let holds): .bool(holds)
      default: .null
      }
    return .object([
      "layer": .string(layer.id), "fromMetres": .number(figures[0]), "toMetres": .number(figures[1]),
      "besideMetres": .number(figures[2]), "holds": holds,
    ])
  }

  private static func share(_ share: Double) -> JSONValue {
    .number(FEELDecimal(quantizing: min(1, share), fractionDigits: 6).description)
  }
}
