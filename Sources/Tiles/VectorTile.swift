internal import ZoneIndex

/// What of a tile gave way so that it stays below the limit.
public struct TileReduction: Hashable, Sendable {
  /// Attributes other than code, name and class were left out.
  public var withoutAttributes = false
  /// Labels of features below so many pixels in size were left out; 0 where none were.
  public var labelsBelowPixels = 0
  /// Zooms from which coarser geometry was taken above the tile's own.
  public var coarserBy = 0
  /// Features below a pixel that were left out, the smallest first.
  public var featuresLeftOut = 0

  public init() {}

  public var isNone: Bool { self == TileReduction() }
}

/// A cut tile: the message's bytes, and what gave way.
public struct VectorTile: Sendable {
  public var bytes: [UInt8]
  public var features: Int
  public var reduction: TileReduction
}

extension TilePyramid {
  /// No tile is larger, uncompressed.
  public static let tileByteLimit = 500_000

  /// The tile as a message of the Mapbox vector tile specification 2.1; without bytes where it shows nothing.
  ///
  /// What gives way above the limit, in this order: attributes but code, name and class; labels of features too small
  /// to bear one; vertices, by coarser geometry; at last features below a pixel, the smallest first. `reduction` tells.
  public func tile(_ address: TileAddress, layer: String, limit: Int = TilePyramid.tileByteLimit) -> VectorTile {
    var reduction = TileReduction()
    var tile = VectorTileWriter(view, address, layer: layer, reduction: reduction).write()
    func isSmall() -> Bool { tile.bytes.count <= limit }
    func again() { tile = VectorTileWriter(view, address, layer: layer, reduction: reduction).write() }
    guard !isSmall() else { return tile }
    reduction.withoutAttributes = true
    again()
    for pixels in [1, 2, 4, 8, 16] where !isSmall() {
      reduction.labelsBelowPixels = pixels
      again()
    }
    while !isSmall(), reduction.coarserBy < min(4, address.zoom) {
      reduction.coarserBy += 1
      again()
    }
    while !isSmall() {
      // The size grows with the number of features: leave out as many as the rest must shrink.
      let kept = tile.features * limit / tile.bytes.count * 95 / 100
      reduction.featuresLeftOut += max(1, tile.features - kept)
      again()
    }
    return tile
  }
}

/// Writes one tile.
struct VectorTileWriter {
  private let view: PyramidView
  private let address: TileAddress
  private let layer: String
  private let reduction: TileReduction
  private let cut: TileCut
  private let shift: Int32
  private let corner: TilePoint

  init(_ view: PyramidView, _ address: TileAddress, layer: String, reduction: TileReduction) {
    self.view = view
    self.address = address
    self.layer = layer
    self.reduction = reduction
    cut = TileCut(view, address, coarser: reduction.coarserBy)
    shift = Int32(address.zoom - cut.source)
    corner = address.corner
  }

  func write() -> VectorTile {
    var layerWriter = LayerWriter(view, columns: reduction.withoutAttributes ? leastColumns : Array(view.keyTexts.indices))
    let leftOut = smallest(reduction.featuresLeftOut)
    var geometry: [UInt8] = []
    cut.forEach { feature, shape in
      guard leftOut.isEmpty || !leftOut.contains(feature) else { return }
      geometry.removeAll(keepingCapacity: true)
      let type = append(shape, to: &geometry)
      guard !geometry.isEmpty else { return }
      layerWriter.add(feature, type: type, geometry: geometry)
    }
    var bytes: [UInt8] = []
    let count = layerWriter.count
    layerWriter.finish(name: layer, to: &bytes)
    writeLabels(to: &bytes)
    return VectorTile(bytes: bytes, features: count, reduction: reduction)
  }

  private var leastColumns: [Int] { view.keyTexts.indices.filter { ["code", "name", "class"].contains(view.keyTexts[$0]) } }

  /// So many of the smallest features that the tile would show.
  private func smallest(_ count: Int) -> Set<Int> {
    guard count > 0 else { return [] }
    var shown: [Int] = []
    cut.forEach { feature, _ in shown.append(feature) }
    shown.sort { view.features[$0].rank > view.features[$1].rank }
    return Set(shown.prefix(count))
  }

  // MARK: Labels

  /// One point a feature, in the one tile that holds it.
  private func writeLabels(to bytes: inout [UInt8]) {
    var labels = LayerWriter(view, columns: leastColumns, extraKey: "rank")
    let shift = Int32(TileAddress.finestZoom - address.zoom)
    let least = Float(reduction.labelsBelowPixels * Int(LevelBuilder.pixel) << Int(shift))
    let extent = Int32(TileAddress.extent)
    var geometry: [UInt8] = []
    for i in view.features.indices {
      let feature = view.features[i]
      let (x, y) = ((feature.label.x >> shift) - corner.x, (feature.label.y >> shift) - corner.y)
      guard x >= 0, y >= 0, x < extent, y < extent, feature.size >= least else { continue }
      geometry.removeAll(keepingCapacity: true)
      geometry.append(9)
      Varint.append(Varint.zigzag(x), to: &geometry)
      Varint.append(Varint.zigzag(y), to: &geometry)
      labels.add(i, type: 1, geometry: geometry, extra: UInt64(feature.rank))
    }
    labels.finish(name: layer + "·标注", to: &bytes)
  }

  // MARK: Geometry

  private func append(_ shape: CutGeometry, to bytes: inout [UInt8]) -> UInt8 {
    var cursor = TilePoint(x: 0, y: 0)
    switch shape {
    case .whole(let rings):
      let level = view.levels[cut.source]
      for r in rings {
        let ring = level.rings[r]
        if shift == 0 {
          move(to: ring.first, &cursor, &bytes)
          command(2, Int(ring.count) - 1, &bytes)
          bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: level.steps[level.steps(of: r)]))
          cursor = TilePoint(x: ring.last.x - corner.x, y: ring.last.y - corner.y)
          if view.kind == .polygon { bytes.append(15) }
        } else {
          append(cut.vertices(r..<(r + 1))[0].places, closed: view.kind == .polygon, &cursor, &bytes)
        }
      }
      return view.kind == .polygon ? 3 : 2
    case .polygons(let polygons):
      for polygon in polygons {
        append(polygon.shell, closed: true, &cursor, &bytes)
        for hole in polygon.holes { append(hole, closed: true, &cursor, &bytes) }
      }
      return 3
    case .lines(let lines):
      for line in lines { append(line, closed: false, &cursor, &bytes) }
      return 2
    case .points(let points):
      command(1, points.count, &bytes)
      for p in points { step(to: p, &cursor, &bytes) }
      return 1
    }
  }

  private func append(_ places: [TilePoint], closed: Bool, _ cursor: inout TilePoint, _ bytes: inout [UInt8]) {
    guard let first = places.first, places.count >= (closed ? 3 : 2) else { return }
    move(to: first, &cursor, &bytes)
    command(2, places.count - 1, &bytes)
    for p in places.dropFirst() { step(to: p, &cursor, &bytes) }
    if closed { bytes.append(15) }
  }

  private func command(_ id: UInt64, _ count: Int, _ bytes: inout [UInt8]) { Varint.append(UInt64(count) << 3 | id, to: &bytes) }

  private func move(to p: TilePoint, _ cursor: inout TilePoint, _ bytes: inout [UInt8]) {
    command(1, 1, &bytes)
    step(to: p, &cursor, &bytes)
  }

  @inline(__always)
  private func step(to p: TilePoint, _ cursor: inout TilePoint, _ bytes: inout [UInt8]) {
    let place = TilePoint(x: (p.x << shift) - corner.x, y: (p.y << shift) - corner.y)
    Varint.step(from: cursor, to: place, &bytes)
    cursor = place
  }
}
