public import Geodesy
public import Geometry

/// A layer of a plan as it was delivered, on the grid, with everything that was found on the way.
public struct DeliveredLayer: Hashable, Sendable {
  /// The layer's id, its Chinese name.
  public var id: String
  public var features: [DeliveredFeature]
  public var findings: [LayerFinding]
  /// Delivered fields that the mapping does not name; they are kept under their own names.
  public var unmappedFields: [String]
  public var system: CoordinateReferenceSystem
  public var assumed: [SiteAssumption]

  /// Whether nothing stands in the way of publishing it.
  public var isSound: Bool { !findings.contains { $0.isRefusal } }
}

/// One feature of a delivered layer.
public struct DeliveredFeature: Hashable, Sendable {
  /// In the file, counted from 1.
  public var number: Int
  public var code: String
  public var name: String
  /// By our names where mapped, else by the file's; blanks and line breaks at the ends taken off, empty values left out.
  public var attributes: [String: String]
  public var geometry: FeatureGeometry
}

/// Something a person should know about a delivered feature.
public struct LayerFinding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    // In the way of publishing.
    case noCode, duplicateCode, noGeometry, invalidGeometry, unknownValue
    // Worth knowing.
    case trimmed, noName, touchesItself, partsMerged, emptyValue

    var isRefusal: Bool {
      switch self {
      case .noCode, .duplicateCode, .noGeometry, .invalidGeometry, .unknownValue: true
      case .trimmed, .noName, .touchesItself, .partsMerged, .emptyValue: false
      }
    }
  }

  public var kind: Kind
  /// The feature's number in the file, counted from 1.
  public var feature: Int
  public var code: String?
  /// One Chinese sentence.
  public var message: String
  public var isRefusal: Bool { kind.isRefusal }
}
