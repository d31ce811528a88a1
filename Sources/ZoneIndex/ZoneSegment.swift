public import Geometry
internal import Glibc

/// What a segment says about one of its layers.
public struct SegmentLayer: Hashable, Sendable {
  public let id: String
  public let kind: GeometryKind
  public let featureCount: Int
  public let vertexCount: Int
  /// The box of all features; empty where there is none.
  public let box: GridBox
}

/// The compiled layers of one edition, mapped from a file that is never rewritten.
///
/// Attributes and geometry are read when asked for. Bounds are checked once, at opening, so that a damaged file is
/// refused there and no query can leave the mapping.
public final class ZoneSegment: @unchecked Sendable {
  // Sendable: the mapping is read-only and private, set in init and unmapped in deinit.
  public let path: String
  public let layers: [SegmentLayer]
  let views: [LayerView]
  private let mapping: UnsafeRawBufferPointer

  /// - Throws: `SegmentRefusal` when the file is absent, no segment, of another version, or damaged.
  public init(opening path: String) throws(SegmentRefusal) {
    let mapping = try Self.map(path)
    do {
      var reader = SegmentReader(path: path, mapping: mapping)
      let read = try reader.layers()
      self.path = path
      self.mapping = mapping
      layers = read.map(\.0)
      views = read.map(\.1)
    } catch {
      munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count)
      throw error
    }
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count) }

  private static func map(_ path: String) throws(SegmentRefusal) -> UnsafeRawBufferPointer {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_size >= SegmentFormat.headerBytes else { throw .notASegment(path: path) }
    guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    return UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
  }

  /// The position of a layer, if the segment has it.
  public func layerIndex(_ id: String) -> Int? { layers.firstIndex { $0.id == id } }

  public func code(layer: Int, index: Int) -> String { views[layer].string(3 * index) }
  public func name(layer: Int, index: Int) -> String { views[layer].string(3 * index + 1) }
  public func attributes(layer: Int, index: Int) -> [String: String] {
    AttributeBlock.read(views[layer].bytes(3 * index + 2))
  }
  public func attribute(_ name: String, layer: Int, index: Int) -> String? {
    AttributeBlock.value(of: name, in: views[layer].bytes(3 * index + 2))
  }

  public func geometry(layer: Int, index: Int) -> FeatureGeometry {
    let view = views[layer]
    let parts = Int(view.firstPart[index])..<Int(view.firstPart[index + 1])
    func rings(_ part: Int) -> [[GridPoint]] {
      (Int(view.firstRing[part])..<Int(view.firstRing[part + 1])).map { view.outline(of: $0..<($0 + 1)).ring($0).points }
    }
    switch view.kind {
    case .polygon:
      return .polygons(
        parts.map { part in
          let rings = rings(part)
          return GridPolygon(shell: rings[0], holes: Array(rings.dropFirst()))
        })
    case .line: return .lines(parts.flatMap(rings))
    case .point: return .points(parts.flatMap { rings($0).flatMap { $0 } })
    }
  }

  public func feature(layer: Int, index: Int) -> LayerFeature {
    LayerFeature(
      code: code(layer: layer, index: index), name: name(layer: layer, index: index),
      attributes: attributes(layer: layer, index: index), geometry: geometry(layer: layer, index: index))
  }

  /// A whole layer in memory, as it was given to the writer (rings normalised).
  public func content(layer: Int) -> LayerContent {
    LayerContent(
      id: layers[layer].id, kind: layers[layer].kind,
      features: (0..<layers[layer].featureCount).map { feature(layer: layer, index: $0) })
  }
}
