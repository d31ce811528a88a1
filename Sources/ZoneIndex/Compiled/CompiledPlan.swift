public import Geometry
internal import Glibc

/// The compiled layers of one edition, mapped from a file that is never rewritten.
///
/// Opening reads the whole file once: checksums of all sections, then every index that queries follow, so that a
/// damaged, truncated or foreign file is refused there and no query can leave the mapping.
public final class CompiledPlan: @unchecked Sendable {
  // Sendable: the mapping is read-only and private, set in init and unmapped in deinit.
  public let path: String
  /// The ids of its layers, in the order in which they were written.
  public let layerIDs: [String]
  /// The checksum of the file's table, which holds those of all sections: another content has another one.
  public let identity: UInt64
  /// Which content it was compiled from.
  public let source: PlanSource
  let views: [PlanView]
  private let mapping: UnsafeRawBufferPointer

  /// - Throws: `SegmentRefusal` when the file is absent, no plan, of another version or machine, or damaged.
  public init(opening path: String) throws(SegmentRefusal) {
    let mapping = try Self.map(path)
    do throws(SegmentRefusal) {
      let reader = PlanReader(path: path, mapping: mapping)
      let read = try reader.layers()
      identity = reader.identity
      source = reader.source
      self.path = path
      self.mapping = mapping
      layerIDs = read.map(\.name)
      views = read.map(\.view)
    } catch {
      munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count)
      throw error
    }
  }

  /// A plan that must be the one compiled from this content.
  ///
  /// - Throws: `SegmentRefusal`, `foreignPart` when the file is whole and of another content.
  public convenience init(opening path: String, of source: PlanSource) throws(SegmentRefusal) {
    try self.init(opening: path)
    guard self.source == source else { throw .foreignPart(path: path, id: String(source.high, radix: 16)) }
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }

  /// The file's size in bytes.
  public var byteCount: Int { mapping.count }

  /// A layer by its id, nil where the plan has none of that name.
  public func layer(_ id: String) -> LayerIndex? {
    layerIDs.firstIndex(of: id).map { LayerIndex(plan: self, view: views[$0]) }
  }

  private static func map(_ path: String) throws(SegmentRefusal) -> UnsafeRawBufferPointer {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    guard status.st_size >= PlanFormat.headerBytes else { throw .notAPlan(path: path) }
    guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    return UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
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
