import ExactJSON
import Geodesy
import Geometry
import Service
import Tiles
import ZoneIndex

extension SpaceGround {
  /// Vector tiles of the control units with all their attributes, none kept: each is cut and written anew.
  func tileCases(_ isWanted: (String) -> Bool) throws -> [SpaceCase] {
    let zooms = [7, 10].filter { isWanted("tile.z\($0)") }
    guard !zooms.isEmpty else { return [] }
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: Self.unitLayer, of: snapshot))
    return zooms.map { tileCase($0, pyramid) }
  }

  private func tileCase(_ zoom: Int, _ pyramid: TilePyramid) -> SpaceCase {
    let tiles = shownTiles(zoom, pyramid)
    self.tiles["z\(zoom)"] = tiles
    let units = units
    let numbers = Dictionary((0..<units.featureCount).map { (units.code($0), $0) }, uniquingKeysWith: { first, _ in first })
    func shown(_ bytes: [UInt8], _ tile: Int) -> [SpaceAnswer] {
      let features = VectorTileReader.features(bytes, key: "code")
      return features.map { SpaceAnswer(site: tile, feature: numbers[$0.value] ?? -1, values: (Double($0.attributes), 0, 0, 0, 0)) }
    }
    var reduced = 0
    var largest = 0
    for tile in tiles {
      let made = pyramid.tile(tile, layer: Self.unitLayer)
      if !made.reduction.isNone { reduced += 1 }
      largest = max(largest, made.bytes.count)
    }
    let (reducedTiles, largestBytes) = (reduced, largest)
    return SpaceCase(
      task: "tile", form: "z\(zoom)", what: "管控单元矢量瓦片，第 \(zoom) 级，含全部属性，逐张新做", unit: "tiles/s", stride: zoom < 9 ? 1 : 8,
      sites: tiles.count,
      answer: { run in
        var bytes = 0
        for k in run { bytes += pyramid.tile(tiles[k], layer: Self.unitLayer).bytes.count }
        withExtendedLifetime(bytes) {}
      },
      answerOne: { { _ = pyramid.tile(tiles[$0], layer: Self.unitLayer) } },
      rivals: [
        .engine(
          PeerTask(
            engine: .postgis, way: "ST_AsMVT，几何已投影并建索引", command: "tile", layer: "units", sites: "z\(zoom)", compared: tiles.count, aim: 20)
        )
      ],
      answers: { count in (0..<count).flatMap { shown(pyramid.tile(tiles[$0], layer: Self.unitLayer).bytes, $0) } },
      read: { bytes in SpacePeer.pieces(bytes).enumerated().flatMap { shown($1, $0) } },
      // How many attributes each feature bears is compared too.
      compare: { SpaceComparison(sites: $0, ours: $1, peers: $2, unit: "项属性") { $0.values.0 } },
      summed: tiles.count,
      checksum: { _ in
        var sum = SpaceChecksum()
        for tile in tiles { for byte in pyramid.tile(tile, layer: Self.unitLayer).bytes { sum.add(Int64(byte)) } }
        return sum.text
      },
      more: { [("tiles", Double(tiles.count)), ("largestBytes", Double(largestBytes)), ("reducedTiles", Double(reducedTiles))] })
  }

  /// The tiles of a zoom that show anything, in rows from the north.
  private func shownTiles(_ zoom: Int, _ pyramid: TilePyramid) -> [TileAddress] {
    guard let bounds = pyramid.bounds else { return [] }
    let across = Double(1 << zoom)
    func column(_ longitude: Double) -> Int { Int((longitude + 180) / 360 * across) }
    func row(_ latitude: Double) -> Int {
      let sine = SteadyMath.sin(latitude * .pi / 180)
      return Int((0.5 - SteadyMath.log((1 + sine) / (1 - sine)) / (4 * .pi)) * across)
    }
    return (row(bounds.north)...row(bounds.south)).flatMap { row in
      (column(bounds.west)...column(bounds.east)).compactMap { column in
        guard let tile = TileAddress(zoom: zoom, column: column, row: row),
          pyramid.tile(tile, layer: Self.unitLayer).features > 0
        else { return nil }
        return tile
      }
    }
  }
}
