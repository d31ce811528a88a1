import PlanLifecycle
import Screening
import ZoneIndex
import Zoning

/// The borders of layers in force, and which county a feature belongs to.
struct HeldBorders {
  let state: PlanState

  /// Layers whose borders are those of control units: cut from them or joined of them.
  static let groupsAlongUnits: [LayerDescriptor.Group] = [.administrative, .redline, .ecology, .element, .park, .region, .sea]

  /// - Parameter place: the first digits of the counties that are wanted, nil for all.
  func layer(_ id: String, within place: String? = nil) -> BorderLayer {
    layer(id) { county in place.map { county?.hasPrefix($0) == true } ?? true }
  }

  /// A layer's features of those counties that are wanted.
  func layer(_ id: String, where isWanted: (String?) -> Bool) -> BorderLayer {
    let snapshot = state.snapshot
    let features = snapshot.features(of: id).compactMap { r -> BorderFeature? in
      let county = county(of: r)
      guard isWanted(county) else { return nil }
      return BorderFeature(code: snapshot.code(of: r), name: snapshot.name(of: r), county: county, geometry: snapshot.geometry(of: r))
    }
    return BorderLayer(id: id, features: features)
  }

  func county(of r: FeatureReference) -> String? {
    let code = state.snapshot.code(of: r)
    let isCounty = state.snapshot.layerID(of: r) == LayerDescriptor.countyLayer
    return county(of: code, stated: isCounty ? code : state.snapshot.attribute("county", of: r))
  }

  /// The county that a code or an attribute names, where there is such a county here.
  func county(of code: String, stated: String?) -> String? {
    if let unit = ControlUnitCode(code) { return unit.county }
    if let stated, isCounty(stated) { return stated }
    // Other codes carry the six digits somewhere: HX3201020001.
    let digits = Array(code.utf8)
    guard digits.count >= 6 else { return nil }
    for i in 0...(digits.count - 6) {
      let part = digits[i..<(i + 6)]
      if part.allSatisfy({ (48...57).contains($0) }) {
        let text = String(decoding: part, as: UTF8.self)
        return isCounty(text) ? text : nil
      }
    }
    return nil
  }

  private func isCounty(_ text: String) -> Bool { state.directory.counties[text] != nil }

  /// Layers that are compared with the units without any delivery, in order of their ids.
  var alongUnits: [String] {
    state.rulebook.layers.values
      .filter { d in
        d.held && d.kind == .polygon && d.id != LayerDescriptor.unitLayer && d.id != LayerDescriptor.waterPolygons
          && Self.groupsAlongUnits.contains(d.group) && (d.group != .element || d.tiles) && state.snapshot.holds(d.id)
      }
      .map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// `通州区（320612）`.
  func name(_ key: String) -> String {
    if key.isEmpty { return "不分县的要素" }
    return key.hasSuffix("00") ? state.directory.city(key).name : state.directory.county(key).name
  }
}
