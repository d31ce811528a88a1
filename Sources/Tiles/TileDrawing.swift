internal import ZoneIndex

/// A tile's features as shapes, for whoever draws them: places in steps of the tile, the tile's corner at 0, 0.
public struct TileDrawing: Sendable {
  public struct Shape: Sendable {
    public var value: String?
    /// Closed rings or open lines; single places of points.
    public var parts: [[TilePoint]]
  }

  public struct Label: Sendable {
    public var place: TilePoint
    /// The square root of the feature's area in steps of the tile.
    public var size: Float
    public var text: String
    public var value: String?
    public var rank: Int
  }

  public var shapes: [Shape] = []
  /// Those that stand within `reach` of the tile, the largest features first.
  public var labels: [Label] = []
}

extension TilePyramid {
  /// What a picture of a tile shows.
  ///
  /// - Parameters:
  ///   - classKey: the attribute whose value chooses the look.
  ///   - labelKey: the attribute that is written; nil for none.
  ///   - reach: how far outside the tile a label may stand, in steps, so that neighbours draw its other half.
  public func drawing(_ address: TileAddress, classKey: String?, labelKey: String?, reach: Int) -> TileDrawing {
    var result = TileDrawing()
    let corner = address.corner
    let classColumn = classKey.flatMap { view.keyTexts.firstIndex(of: $0) }
    let labelColumn = labelKey.flatMap { view.keyTexts.firstIndex(of: $0) }
    func text(_ feature: Int, _ column: Int?) -> String? {
      guard let column else { return nil }
      let value = Int(view.tags[feature * view.keyTexts.count + column])
      return value > 0 ? view.text(value - 1) : nil
    }
    let cut = TileCut(view, address)
    cut.forEach { feature, geometry in
      var parts: [[TilePoint]]
      switch geometry {
      case .whole(let rings): parts = cut.vertices(rings).map(\.places)
      case .polygons(let polygons): parts = polygons.flatMap { [$0.shell] + $0.holes }
      case .lines(let lines): parts = lines
      case .points(let points): parts = points.map { [$0] }
      }
      for i in parts.indices {
        for k in parts[i].indices { parts[i][k] = TilePoint(x: parts[i][k].x - corner.x, y: parts[i][k].y - corner.y) }
      }
      result.shapes.append(TileDrawing.Shape(value: text(feature, classColumn), parts: parts))
    }
    guard labelColumn != nil else { return result }
    let shift = Int32(TileAddress.finestZoom - address.zoom)
    let (least, most) = (Int32(-reach), Int32(TileAddress.extent + reach))
    for i in view.features.indices {
      let feature = view.features[i]
      let place = TilePoint(x: (feature.label.x >> shift) - corner.x, y: (feature.label.y >> shift) - corner.y)
      guard place.x >= least, place.y >= least, place.x < most, place.y < most, let words = text(i, labelColumn) else { continue }
      result.labels.append(
        TileDrawing.Label(
          place: place, size: feature.size / Float(1 << shift), text: words, value: text(i, classColumn), rank: Int(feature.rank)))
    }
    result.labels.sort { $0.rank < $1.rank }
    return result
  }
}

extension PyramidView {
  /// A value's text, by its number less one.
  func text(_ i: Int) -> String {
    // A value's message is one field: its tag, the length as a varint, the bytes.
    let bytes = value(i)
    var at = 1
    while at < bytes.count, bytes[at] & 0x80 != 0 { at += 1 }
    guard at + 1 <= bytes.count else { return "" }
    return String(decoding: bytes[(at + 1)...], as: UTF8.self)
  }
}
