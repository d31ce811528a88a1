public import Geometry

/// A feature whose borders are compared: its code, the county it belongs to where that is known, and its ground.
public struct BorderFeature: Sendable {
  public var code: String
  public var name: String
  /// Six digits; nil where the feature belongs to no county, as a basin.
  public var county: String?
  public var geometry: FeatureGeometry

  public init(code: String, name: String, county: String?, geometry: FeatureGeometry) {
    self.code = code
    self.name = name
    self.county = county
    self.geometry = geometry
  }
}

/// The borders of one layer, delivered or held.
public struct BorderLayer: Sendable {
  /// The layer's id, its Chinese name.
  public var id: String
  public var features: [BorderFeature]

  public init(id: String, features: [BorderFeature]) {
    self.id = id
    self.features = features
  }

  public var box: GridBox {
    var box = GridBox.empty
    for f in features { box.add(f.geometry.box) }
    return box
  }
}

/// The parts of a layer that may have been displaced on their own: features by county or by city, or the whole layer.
public enum ShiftLevel: String, Sendable {
  case county, city, layer

  /// The part that a feature belongs to.
  func key(of feature: BorderFeature) -> String {
    switch self {
    case .county: feature.county ?? ""
    case .city: feature.county.map { String($0.prefix(4)) + "00" } ?? ""
    case .layer: ""
    }
  }
}

extension BorderLayer {
  /// Indices of features by part, parts in order of their keys; an empty key holds what belongs to no county.
  func parts(_ level: ShiftLevel) -> [(key: String, features: [Int])] {
    var byKey: [String: [Int]] = [:]
    for (i, f) in features.enumerated() where !f.geometry.box.isEmpty { byKey[level.key(of: f), default: []].append(i) }
    return byKey.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
  }
}
