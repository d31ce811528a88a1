internal import Glibc
public import ZoneIndex

/// A layer's tiles, ready to be cut: mapped from a file that is never rewritten, or held in memory where none can be written.
///
/// Every byte is checked once at opening, and every index that a tile will follow; no tile can leave the bytes then.
public final class TilePyramid: @unchecked Sendable {
  // Sendable: the bytes are read-only and private, set in init and given back in deinit.
  public let set: TileMatrixSet
  public let kind: GeometryKind
  public let featureCount: Int
  /// The attributes' names; `code` and `name` come first.
  public let keys: [String]
  let view: PyramidView
  private let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// - Throws: `TileRefusal` where the file is absent, no pyramid, of another version, or damaged.
  public init(opening path: String) throws(TileRefusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
    guard status.st_size >= PyramidFormat.headerBytes else { throw .notAPyramid(path: path) }
    guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    bytes = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
    isMapped = true
    do {
      view = try PyramidReader(path: path, bytes: bytes).read()
    } catch {
      munmap(base, Int(status.st_size))
      throw error
    }
    // What was read to be checked is not kept resident; tiles bring back what they need.
    madvise(base, Int(status.st_size), Int32(MADV_DONTNEED))
    set = view.set
    kind = view.kind
    featureCount = view.features.count
    keys = view.keyTexts
  }

  /// A pyramid in memory, from the bytes that `PyramidBuilder` made.
  public init(bytes given: [UInt8]) throws(TileRefusal) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: given.count, alignment: PyramidFormat.alignment)
    copy.copyBytes(from: given)
    bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
    do {
      view = try PyramidReader(path: "（内存）", bytes: bytes).read()
    } catch {
      bytes.deallocate()
      throw error
    }
    set = view.set
    kind = view.kind
    featureCount = view.features.count
    keys = view.keyTexts
  }

  deinit {
    if isMapped { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) } else { bytes.deallocate() }
  }

  /// The box of all features in degrees; nil where there are none.
  public var bounds: (west: Double, south: Double, east: Double, north: Double)? {
    var box = TileBox.empty
    for feature in view.features { box.add(feature.box) }
    guard !box.isEmpty else { return nil }
    let northWest = set.degrees(x: Double(box.minX), y: Double(box.minY))
    let southEast = set.degrees(x: Double(box.maxX), y: Double(box.maxY))
    return (northWest.longitude, southEast.latitude, southEast.longitude, northWest.latitude)
  }
}

/// Pointers into a pyramid's bytes, valid as long as the pyramid lives.
struct PyramidView {
  struct Level {
    var ringFirst: UnsafeBufferPointer<UInt32>
    var rings: UnsafeBufferPointer<PyramidFormat.Ring>
    var blocks: UnsafeBufferPointer<PyramidFormat.Block>
    var steps: UnsafeRawBufferPointer

    func rings(of feature: Int) -> Range<Int> { Int(ringFirst[feature])..<Int(ringFirst[feature + 1]) }
    func steps(of ring: Int) -> Range<Int> { Int(rings[ring].stepsAt)..<Int(rings[ring + 1].stepsAt) }
    func blocks(of ring: Int) -> Range<Int> { Int(rings[ring].blocksAt)..<Int(rings[ring + 1].blocksAt) }
  }

  var set: TileMatrixSet
  var kind: GeometryKind
  var features: UnsafeBufferPointer<PyramidFormat.Feature>
  var keyTexts: [String]
  var keys: UnsafeRawBufferPointer
  var keyOffsets: UnsafeBufferPointer<UInt32>
  var values: UnsafeRawBufferPointer
  var valueOffsets: UnsafeBufferPointer<UInt32>
  var tags: UnsafeBufferPointer<UInt32>
  var levels: [Level]

  /// A value's message, by its number less one.
  func value(_ i: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: values[Int(valueOffsets[i])..<Int(valueOffsets[i + 1])])
  }
}

extension TilePyramid {
  /// Whether the features are areas, and not lines or points.
  public var isArea: Bool { kind == .polygon }
}
