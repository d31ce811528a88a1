public import Geodesy
public import Geometry

/// The compiled layers of all editions in force, seen as one.
///
/// A layer may have its features in several segments, as the control units of thirteen cities. All queries are pure
/// functions of the files and answer in the order of codes, whatever the order of the segments. Places, ground and distances
/// are asked of the compiled plan where there is one; without it outlines are walked one by one, with the same answers.
public struct ZoneSnapshot: Sendable {
  public let segments: [ZoneSegment]
  /// The ids of all layers, in order of their bytes.
  public let layerIDs: [String]
  let places: [String: [(segment: Int, layer: Int)]]
  let planned: SnapshotPlan?

  /// The compiled plan behind the queries.
  public var plan: WholePlan? { planned?.whole }

  /// - Parameters:
  ///   - plans: one for each segment, compiled from its layers in their order; none for few questions.
  ///   - directory: the file of the directory over all plans, made where it does not stand; nil keeps it in memory.
  public init(segments: [ZoneSegment], plans: [CompiledPlan]? = nil, directoryAt directory: String? = nil) {
    self.segments = segments
    planned = plans.map { SnapshotPlan($0, over: segments, directoryAt: directory) }
    var places: [String: [(segment: Int, layer: Int)]] = [:]
    for (s, segment) in segments.enumerated() {
      for (l, layer) in segment.layers.enumerated() { places[layer.id, default: []].append((s, l)) }
    }
    self.places = places
    layerIDs = places.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Layers and features

  public func holds(_ layer: String) -> Bool { places[layer] != nil }

  public func kind(of layer: String) -> GeometryKind? {
    places[layer]?.first.map { segments[$0.segment].layers[$0.layer].kind }
  }

  public func featureCount(of layer: String) -> Int {
    (places[layer] ?? []).reduce(0) { $0 + segments[$1.segment].layers[$1.layer].featureCount }
  }

  /// The box of a layer, or of everything.
  public func box(of layer: String? = nil) -> GridBox {
    var box = GridBox.empty
    for place in located(layer) {
      let b = segments[place.segment].layers[place.layer].box
      if !b.isEmpty { box.add(b) }
    }
    return box
  }

  /// Every feature of a layer, in delivered order, segment by segment.
  public func features(of layer: String) -> [FeatureReference] {
    (places[layer] ?? []).flatMap { place in
      (0..<segments[place.segment].layers[place.layer].featureCount).map {
        FeatureReference(segment: place.segment, layer: place.layer, index: $0)
      }
    }
  }

  public func layerID(of ref: FeatureReference) -> String { segments[ref.segment].layers[ref.layer].id }
  public func code(of ref: FeatureReference) -> String { segments[ref.segment].code(layer: ref.layer, index: ref.index) }
  public func name(of ref: FeatureReference) -> String { segments[ref.segment].name(layer: ref.layer, index: ref.index) }
  public func attributes(of ref: FeatureReference) -> [String: String] {
    segments[ref.segment].attributes(layer: ref.layer, index: ref.index)
  }
  public func attribute(_ name: String, of ref: FeatureReference) -> String? {
    segments[ref.segment].attribute(name, layer: ref.layer, index: ref.index)
  }
  public func geometry(of ref: FeatureReference) -> FeatureGeometry {
    segments[ref.segment].geometry(layer: ref.layer, index: ref.index)
  }
  public func feature(_ ref: FeatureReference) -> LayerFeature {
    segments[ref.segment].feature(layer: ref.layer, index: ref.index)
  }

  /// The area of a feature in square metres; 0 for lines and points.
  public func areaSquareMetres(of ref: FeatureReference, _ method: AreaMethod = .ellipsoid) -> Double {
    guard case .polygons(let polygons) = geometry(of: ref) else { return 0 }
    return AreaIntegral.area(of: polygons, method)
  }

  func located(_ layer: String?) -> [(segment: Int, layer: Int)] {
    guard let layer else { return layerIDs.flatMap { places[$0] ?? [] } }
    return places[layer] ?? []
  }

  func inOrderOfCodes(_ references: [FeatureReference]) -> [FeatureReference] {
    guard references.count > 1 else { return references }
    return references.map { (code(of: $0), $0) }.sorted { a, b in
      a.0 == b.0 ? a.1 < b.1 : a.0.utf8.lexicographicallyPrecedes(b.0.utf8)
    }.map(\.1)
  }
}
