public import Geometry

/// The compiled layers of one edition, mapped from a file that is never rewritten.
///
/// Opening reads header and table, held against their checksum, and every index that queries follow, so that a truncated or
/// foreign file is refused there and no query can leave the mapping, whatever is damaged. Whether coordinates, areas and
/// texts are those that were written is what `verify` reads the whole file for: at publication, and in the background
/// once a plan serves.
public final class CompiledPlan: Sendable {
  public var path: String { file.path }
  /// The ids of its layers, in the order in which they were written.
  public let layerIDs: [String]
  /// The checksum of the file's table, which holds those of all sections: another content has another one.
  public let identity: UInt64
  /// Which content it was compiled from.
  public let source: PlanSource
  /// By layer, where records begin, for who holds words of the layer's cells: a directory in a file.
  let starts: [RecordStarts]
  nonisolated(unsafe) let views: [PlanView]
  private let file: PlanMapping

  /// - Throws: `SegmentRefusal` when the file is absent, no plan, of another version or machine, or damaged.
  public init(opening path: String) throws(SegmentRefusal) {
    file = try PlanMapping(path)
    let sections = try PlanSections(file)
    var names: [String] = []
    var views: [PlanView] = []
    var starts: [RecordStarts] = []
    for layer in 0..<sections.header.layerCount {
      var reader = PlanReader(sections.layer(layer))
      let (name, view) = try reader.read()
      names.append(name)
      views.append(view)
      starts.append(reader.starts)
    }
    identity = sections.identity
    source = sections.header.source
    self.starts = starts
    layerIDs = names
    self.views = views
  }

  /// A plan that must be the one compiled from this content.
  ///
  /// - Throws: `SegmentRefusal`, `foreignPart` when the file is whole and of another content.
  public convenience init(opening path: String, of source: PlanSource) throws(SegmentRefusal) {
    try self.init(opening: path)
    guard self.source == source else { throw .foreignPart(path: path, id: String(source.high, radix: 16)) }
  }

  /// Reads the whole file and holds every section against its checksum.
  ///
  /// - Throws: `SegmentRefusal.damaged` with the first part that is not as it was written: publish the edition again.
  public func verify() throws(SegmentRefusal) { try file.verify() }

  /// The file's size in bytes.
  public var byteCount: Int { file.bytes.count }

  /// A layer by its id, nil where the plan has none of that name.
  public func layer(_ id: String) -> LayerIndex? {
    layerIDs.firstIndex(of: id).map { LayerIndex(plan: self, view: views[$0]) }
  }
}

/// One layer of a compiled plan, ready for queries: a reference to its file and plain pointers into it.
///
/// Take it once a request, not once a query; it may be used from any number of threads.
public struct LayerIndex: Sendable {
  let plan: CompiledPlan
  nonisolated(unsafe) let view: PlanView

  public var kind: GeometryKind { view.kind }
  public var featureCount: Int { view.featureCount }
  /// Vertices as stored: those of a shared border once.
  public var vertexCount: Int { view.vertexCount }
  /// Stretches of border between nodes.
  public var chainCount: Int { view.chainCount }
  /// How many cells the grid has, and the width of one in degrees.
  public var cellCount: Int { view.grid.count }
  public var cellDegrees: Double { Double(Int64(1) << view.grid.shift) / GridPoint.perDegree }
  /// The box of all features; empty where there is none.
  public var box: GridBox { view.chainCount == 0 ? .empty : view.box.onGlobe(from: view.origin) }

  public func code(_ feature: Int) -> String { view.string(3 * feature) }
  public func name(_ feature: Int) -> String { view.string(3 * feature + 1) }
  public func attributes(_ feature: Int) -> [String: String] { AttributeBlock.read(view.bytes(3 * feature + 2)) }
  public func attribute(_ name: String, of feature: Int) -> String? {
    AttributeBlock.value(of: name, in: view.bytes(3 * feature + 2))
  }

  /// The ellipsoidal area of a feature in square metres; 0 for lines and points.
  public func areaSquareMetres(_ feature: Int) -> Double {
    view.kind == .polygon ? FixedArea.squareMetres(view.features[feature].area) : 0
  }
}
