import Foundation
import Geometry
import Testing
import Tiles
import ZoneIndex

@Suite("tiles")
struct PyramidTests {
  @Test("every ring is valid at every zoom", arguments: [UInt64(1), 2, 3, 4, 5])
  func valid(seed: UInt64) throws {
    let land = WavyLand(columns: 5, rows: 4, step: 2_000_000 >> (seed % 3), bends: 24, seed: seed)
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    for zoom in 0...13 {
      for (address, layers) in try WavyLand.tiles(pyramid, zoom: zoom) {
        for layer in layers {
          #expect(layer.version == 2 && layer.extent == 4096)
          for feature in layer.features where feature.type == 3 {
            let fault = RingJudge.fault(feature.parts)
            #expect(fault == nil, "seed \(seed), \(address), \(feature.attributes): \(fault ?? "")")
          }
        }
      }
    }
  }

  /// Inside a tile an edge of one feature is an edge of its neighbour in the other direction, or the land ends there.
  @Test("neighbours from different files meet along the same vertices", arguments: [UInt64(1), 2, 3])
  func meet(seed: UInt64) throws {
    let columns = 5
    let land = WavyLand(columns: columns, rows: 4, step: 3_000_000, bends: 30, seed: seed)
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features, files: 3)))
    var shared = 0
    for zoom in 8...13 {
      for (address, layers) in try WavyLand.tiles(pyramid, zoom: zoom) {
        guard let layer = layers.first(where: { $0.name == "地块" }) else { continue }
        var edges: [Set<TilePoint>: Int] = [:]
        for feature in layer.features {
          for ring in feature.parts {
            for (p, q) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
              let inside = isInner(p) && isInner(q)
              if inside { edges[[p, q], default: 0] += 1 }
            }
          }
        }
        shared += edges.values.filter { $0 == 2 }.count
        #expect(edges.values.allSatisfy { $0 <= 2 }, "seed \(seed), \(address)")
        // The land's own outline is the only border with one side: in a tile wholly inside there is none.
        // Where borders cross each other near a corner, a part below a quarter of a pixel may not be drawn.
        if try liesInside(address, pyramid) {
          let oneSided = edges.filter { $0.value == 1 }.keys
          #expect(oneSided.allSatisfy(isShort), "seed \(seed), \(address)")
          #expect(oneSided.count <= 6 + edges.count / 100, "seed \(seed), \(address)")
        }
      }
    }
    #expect(shared > 1000)
  }

  /// Whether a place lies in a tile or its margin, but not where it was cut.
  private func isInner(_ p: TilePoint) -> Bool {
    let range: Range<Int32> = -63..<4160
    return range.contains(p.x) && range.contains(p.y)
  }

  private func isShort(_ ends: Set<TilePoint>) -> Bool {
    let xs = ends.map(\.x)
    let ys = ends.map(\.y)
    return (xs.max() ?? 0) - (xs.min() ?? 0) < 16 && (ys.max() ?? 0) - (ys.min() ?? 0) < 16
  }

  /// Whether a tile lies inside the land, well away from its outline.
  private func liesInside(_ address: TileAddress, _ pyramid: TilePyramid) throws -> Bool {
    let b = try #require(pyramid.bounds)
    let margin = 0.006
    let width = 4096 * Double(1 << (TileAddress.finestZoom - address.zoom))
    let x = Double(address.column) * width
    let y = Double(address.row) * width
    let northWest = TileMatrixSet.webMercator.degrees(x: x, y: y)
    let southEast = TileMatrixSet.webMercator.degrees(x: x + width, y: y + width)
    return northWest.longitude > b.west + margin && southEast.longitude < b.east - margin && northWest.latitude < b.north - margin
      && southEast.latitude > b.south + margin
  }

  @Test("the same features in another order and with rings begun elsewhere give the same drawing")
  func deterministic() throws {
    let land = WavyLand(columns: 4, rows: 3, step: 2_500_000, bends: 20, seed: 9)
    var other = land.features.reversed().map { $0 }
    for i in other.indices {
      guard case .polygons(let polygons) = other[i].geometry else { continue }
      other[i].geometry = .polygons(
        polygons.map { p in GridPolygon(shell: Array(p.shell.dropFirst(7) + p.shell.prefix(7)), holes: p.holes.map { Array($0.reversed()) })
        })
    }
    let a = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    let b = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(other, files: 1)))
    for zoom in [7, 9, 11] {
      func drawn(_ pyramid: TilePyramid) throws -> [String: Set<[TilePoint]>] {
        var result: [String: Set<[TilePoint]>] = [:]
        for (address, layers) in try WavyLand.tiles(pyramid, zoom: zoom) {
          for feature in layers.flatMap(\.features) where feature.type == 3 {
            // A ring from its least vertex on.
            let rings = feature.parts.map { ring -> [TilePoint] in
              let least = ring.indices.min { (ring[$0].x, ring[$0].y) < (ring[$1].x, ring[$1].y) } ?? 0
              return Array(ring[least...] + ring[..<least])
            }
            result["\(address.column) \(address.row) \(feature.attributes["code"] ?? "")"] = Set(rings)
          }
        }
        return result
      }
      #expect(try drawn(a) == drawn(b))
    }
  }

  @Test("every unit is seen at every zoom, and has one label in one tile")
  func visible() throws {
    var land = WavyLand(columns: 3, rows: 3, step: 4_000_000, bends: 10, seed: 4)
    let tiny = GridPoint(longitude: 118.9, latitude: 31.9)
    land.features.append(
      LayerFeature(
        code: "T", name: "小地块",
        geometry: .polygons([
          GridPolygon(shell: [tiny, GridPoint(x: tiny.x + 300, y: tiny.y), GridPoint(x: tiny.x + 150, y: tiny.y + 400)])
        ])))
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    let all = Set(land.features.map(\.code))
    for zoom in 0...TileAddress.finestZoom where zoom < 13 || zoom == 16 {
      var seen: Set<String> = []
      var labels: [String: Int] = [:]
      for (_, layers) in try WavyLand.tiles(pyramid, zoom: zoom) {
        for layer in layers {
          for feature in layer.features {
            let code = feature.attributes["code"] ?? ""
            if layer.name == "地块·标注" {
              labels[code, default: 0] += 1
              #expect(feature.attributes["rank"] != nil && feature.type == 1)
            } else {
              seen.insert(code)
            }
          }
        }
      }
      #expect(seen == all, "zoom \(zoom)")
      #expect(labels == Dictionary(uniqueKeysWithValues: all.map { ($0, 1) }), "zoom \(zoom)")
    }
  }

  @Test("a label stands on its feature's ground and in no hole of it")
  func labels() throws {
    let land = WavyLand(columns: 4, rows: 3, step: 4_000_000, bends: 10, seed: 11)
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    var checked = 0
    for (address, layers) in try WavyLand.tiles(pyramid, zoom: 12) {
      for label in layers.filter({ $0.name == "地块·标注" }).flatMap(\.features) {
        let code = label.attributes["code"] ?? ""
        let ground = layers.first { $0.name == "地块" }?.features.first { $0.attributes["code"] == code }
        let rings = try #require(ground, "\(address)").parts
        let place = label.parts[0][0]
        let around = rings.filter { RingJudge.surrounds($0, place) }.count
        #expect(around % 2 == 1, "\(code)")
        checked += 1
      }
    }
    #expect(checked == land.features.count)
  }

  @Test("attributes are whole, Chinese names and values too, and the larger feature has the lower rank")
  func attributes() throws {
    let land = WavyLand(columns: 3, rows: 1, step: 4_000_000, bends: 4, seed: 2)
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    #expect(Set(pyramid.keys) == ["code", "name", "class", "所在地"])
    let layers = try WavyLand.tiles(pyramid, zoom: 6).flatMap(\.layers)
    let island = try #require(layers.flatMap(\.features).first { $0.attributes["code"] == "I0-0" && $0.type == 3 })
    #expect(island.attributes == ["code": "I0-0", "name": "飞地0-0", "class": "key", "所在地": "示范县"])
    #expect(island.id == FeatureID.of(layer: "地块", code: "I0-0"))
    let ranks = layers.filter { $0.name == "地块·标注" }.flatMap(\.features)
      .reduce(into: [String: Int]()) { $0[$1.attributes["code"] ?? ""] = Int($1.attributes["rank"] ?? "") }
    #expect((ranks["F1-0"] ?? 0) < (ranks["I0-0"] ?? 0))
  }

  @Test("a file that is damaged anywhere, cut short or foreign is refused by name")
  func damage() throws {
    let land = WavyLand(columns: 2, rows: 2, step: 4_000_000, bends: 12, seed: 8)
    let whole = try PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features))
    #expect(throws: TileRefusal.notAPyramid(path: "（内存）")) { try TilePyramid(bytes: Array(whole.prefix(40))) }
    #expect(throws: TileRefusal.self) { try TilePyramid(bytes: Array(whole.dropLast(8))) }
    var numbers = WavyLand.Numbers(state: 5)
    for _ in 0..<300 {
      var bytes = whole
      let at = numbers.next(bytes.count)
      bytes[at] ^= UInt8(1 + numbers.next(255))
      // Only bytes between sections, which nothing reads, may be anything.
      if let opened = try? TilePyramid(bytes: bytes) {
        #expect(opened.featureCount == land.features.count && whole[at] == 0, "byte \(at)")
      }
    }
  }

  @Test("tiles exist from zoom 0 to 16 and within their zoom's rows and columns")
  func addresses() {
    #expect(TileAddress(zoom: 0, column: 0, row: 0) != nil)
    #expect(TileAddress(zoom: 16, column: 65535, row: 65535) != nil)
    #expect(TileAddress(zoom: 17, column: 0, row: 0) == nil)
    #expect(TileAddress(zoom: -1, column: 0, row: 0) == nil)
    #expect(TileAddress(zoom: 3, column: 8, row: 0) == nil)
    #expect(TileAddress(zoom: 3, column: 0, row: -1) == nil)
    #expect(TileAddress(set: .degrees, zoom: 3, column: 7, row: 3) != nil)
    #expect(TileAddress(set: .degrees, zoom: 3, column: 7, row: 4) == nil)
  }

  @Test("a tile too large gives way in order and says what it left out")
  func limit() throws {
    let land = WavyLand(columns: 12, rows: 12, step: 600_000, bends: 30, seed: 6)
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(land.features)))
    let most = try WavyLand.tiles(pyramid, zoom: 9).max { ($0.layers.first?.features.count ?? 0) < ($1.layers.first?.features.count ?? 0) }
    let address = try #require(most).address
    let full = pyramid.tile(address, layer: "地块")
    #expect(full.reduction.isNone && full.features > 100)
    var last = full.bytes.count
    for share in [90, 60, 30, 5] {
      let limit = full.bytes.count * share / 100
      let tile = pyramid.tile(address, layer: "地块", limit: limit)
      #expect(tile.bytes.count <= limit && tile.bytes.count <= last)
      #expect(!tile.reduction.isNone)
      #expect(tile.features + tile.reduction.featuresLeftOut == full.features || tile.reduction.coarserBy > 0)
      last = tile.bytes.count
    }
  }

  @Test("lines and points are cut, kept visible and named")
  func linesAndPoints() throws {
    let start = GridPoint(longitude: 118.5, latitude: 32.2)
    let river = (0..<400).map { GridPoint(x: start.x + Int64($0) * 200_000, y: start.y + Int64(($0 % 7) * 30_000)) }
    let short = [GridPoint(longitude: 119, latitude: 32), GridPoint(longitude: 119.000_001, latitude: 32)]
    let lines = [
      LayerFeature(code: "L", name: "长河", geometry: .lines([river])), LayerFeature(code: "S", name: "短河", geometry: .lines([short])),
    ]
    let pyramid = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(lines, kind: .line)))
    for zoom in [0, 5, 9, 12] {
      let features = try WavyLand.tiles(pyramid, zoom: zoom).flatMap(\.layers).filter { $0.name == "地块" }.flatMap(\.features)
      #expect(Set(features.compactMap { $0.attributes["code"] }) == ["L", "S"])
      #expect(features.allSatisfy { $0.type == 2 && $0.parts.allSatisfy { $0.count >= 2 } })
    }
    let points = [LayerFeature(code: "P", name: "取水口", geometry: .points([start]))]
    let dots = try TilePyramid(bytes: PyramidBuilder.build(layer: "地块", of: WavyLand.snapshot(points, kind: .point, files: 1)))
    for zoom in [0, 7, 16] {
      let found = try WavyLand.tiles(dots, zoom: zoom).flatMap(\.layers).filter { $0.name == "地块" }.flatMap(\.features)
      #expect(found.count == 1 && found[0].type == 1)
    }
  }
}
