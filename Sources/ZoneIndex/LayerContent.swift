public import Geometry

/// What a layer's geometry is made of.
public enum GeometryKind: String, Sendable, CaseIterable {
  case polygon, line, point
}

/// One delivered feature of a layer.
public struct LayerFeature: Sendable {
  /// The delivered code, unique in its layer; for control units the unit code.
  public var code: String
  public var name: String
  /// Delivered attributes by name (`class`, `county`, `level` …), in no particular order.
  public var attributes: [String: String]
  public var geometry: FeatureGeometry

  public init(code: String, name: String, attributes: [String: String] = [:], geometry: FeatureGeometry) {
    self.code = code
    self.name = name
    self.attributes = attributes
    self.geometry = geometry
  }
}

/// One layer of one edition, as it goes into a segment.
public struct LayerContent: Sendable {
  /// The layer's id, its Chinese FEEL name; `管控单元` is the layer of control units.
  public var id: String
  public var kind: GeometryKind
  public var features: [LayerFeature]

  public init(id: String, kind: GeometryKind, features: [LayerFeature]) {
    self.id = id
    self.kind = kind
    self.features = features
  }
}
