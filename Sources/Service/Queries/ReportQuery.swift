import ExactJSON
import Exchange
import Geometry
import Reports
import Screening
import ZoneIndex
import Zoning

extension ZoningService {
  /// The assessment report (研判报告) of a stored screening as PDF, from its record.
  public func report(id: String, caller: Caller) async throws(ServiceError) -> [UInt8] {
    guard let reports else { throw ServiceError(.internalFault, "报告排版服务没有启动，请用 ./run 启动系统后重试。", context: "no renderer") }
    let view = try screening(id: id, hash: nil, caller: caller).json
    let (_, record) = try stored(id)
    let map = try siteMap(view, record)
    return try await refusing { try await reports.assessmentReport(view, map: map, publicURL: publicURL) }
  }
}

extension ZoningService {
  /// What lies around a stored site, for the map in its report: full geometry, clipped by the drawing.
  private func siteMap(_ view: JSONValue, _ record: ScreeningRecord) throws(ServiceError) -> SiteMapContent {
    let frame = try refusing { try SiteMapFrame(view: view) }
    let state = try state(of: record)
    let snapshot = state.snapshot
    // Beyond this scale the thinned geometry is finer than the pen.
    let display = frame.scaleDenominator >= 200_000 ? state.display : nil
    func features(_ layer: String) -> [LayerFeature] {
      guard let display else { return snapshot.features(in: frame.box, layer: layer).map { snapshot.feature($0) } }
      return display.features(in: frame.box, layer: DisplayLayers.id(layer, zoom: 11)).map { display.feature($0) }
    }
    let units = features(LayerDescriptor.unitLayer).compactMap { f in
      ControlUnitCode(f.code).map { SiteMapContent.Unit(code: f.code, name: f.name, unitClass: $0.unitClass, geometry: f.geometry) }
    }
    let drawn: Set<LayerDescriptor.Group> = [.redline, .ecology, .park, .belt, .source, .shoreline]
    let zones = state.rulebook.layers.values
      .filter { drawn.contains($0.group) && $0.held && $0.listed && snapshot.holds($0.id) }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      .flatMap { layer in
        features(layer.id).map {
          SiteMapContent.Zone(group: layer.group, layerTitle: layer.title, code: $0.code, name: $0.name, geometry: $0.geometry)
        }
      }
    let waters = [LayerDescriptor.waterPolygons, LayerDescriptor.waterLines].flatMap { features($0) }
      .map { SiteMapContent.Water(name: $0.name, geometry: $0.geometry) }
    let county = record.findings.units.first?.county.code
    let counties = snapshot.features(of: LayerDescriptor.countyLayer)
      .filter { snapshot.code(of: $0) == county || snapshot.geometry(of: $0).box.meets(frame.box) }
      .map { SiteMapContent.County(code: snapshot.code(of: $0), name: snapshot.name(of: $0), geometry: snapshot.geometry(of: $0)) }
    return SiteMapContent(
      frame: frame, units: units, zones: zones, waters: waters, counties: counties, locatorCounty: county,
      isDemonstration: !library.demonstration.isEmpty)
  }
}
