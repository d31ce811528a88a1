import Foundation
import Geometry
import Tiles
import ZoneIndex

/// Invented land: columns × rows of fields with wavy borders, some with a neighbour inside a hole, dealt out to two files.
struct WavyLand {
  /// A small generator whose seed is printed with a failure.
  struct Numbers {
    var state: UInt64
    mutating func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
  }

  var features: [LayerFeature] = []

  /// - Parameters:
  ///   - step: the width of a field in grid steps (1e-8 degree).
  ///   - bends: vertices on each side of a field.
  init(columns: Int, rows: Int, step: Int64, bends: Int, seed: UInt64, origin: GridPoint = GridPoint(longitude: 118.7, latitude: 32)) {
    var numbers = Numbers(state: seed)
    func corner(_ c: Int, _ r: Int) -> GridPoint { GridPoint(x: origin.x + Int64(c) * step, y: origin.y + Int64(r) * step) }
    var sides: [String: [GridPoint]] = [:]
    /// The vertices strictly between two corners, from the first.
    func side(_ a: (Int, Int), _ b: (Int, Int)) -> [GridPoint] {
      let name = "\(a) \(b)"
      if let known = sides[name] { return known }
      let (p, q) = (corner(a.0, a.1), corner(b.0, b.1))
      let made = (1...bends).map { k -> GridPoint in
        let wave = Int64(numbers.next(Int(step / 5))) - step / 10
        let (dx, dy) = (q.x - p.x, q.y - p.y)
        let along = GridPoint(x: p.x + dx * Int64(k) / Int64(bends + 1), y: p.y + dy * Int64(k) / Int64(bends + 1))
        return dx == 0 ? GridPoint(x: along.x + wave, y: along.y) : GridPoint(x: along.x, y: along.y + wave)
      }
      sides[name] = made
      sides["\(b) \(a)"] = made.reversed()
      return made
    }
    for r in 0..<rows {
      for c in 0..<columns {
        var shell: [GridPoint] = []
        let corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)]
        for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) { shell += [corner(a.0, a.1)] + side(a, b) }
        var holes: [[GridPoint]] = []
        let name = "F\(c)-\(r)"
        if (c + r) % 3 == 0 {
          let middle = GridPoint(x: origin.x + Int64(c) * step + step / 2, y: origin.y + Int64(r) * step + step / 2)
          let hole = (0..<12).map { k -> GridPoint in
            let angle = Double(k) / 12 * 2 * .pi
            let radius = Double(step) / 9 * (1 + Double(numbers.next(100)) / 200)
            return GridPoint(x: middle.x + Int64(radius * cos(angle)), y: middle.y + Int64(radius * sin(angle)))
          }
          holes = [hole]
          features.append(
            LayerFeature(
              code: "I\(c)-\(r)", name: "飞地\(c)-\(r)", attributes: ["class": "key", "所在地": "示范县"],
              geometry: .polygons([GridPolygon(shell: hole)])))
        }
        features.append(
          LayerFeature(
            code: name, name: "地块\(c)-\(r)", attributes: ["class": "general", "所在地": "示范县"],
            geometry: .polygons([GridPolygon(shell: shell, holes: holes)])))
      }
    }
  }

  /// The snapshot of the features dealt out to so many files by turns.
  static func snapshot(_ features: [LayerFeature], kind: GeometryKind = .polygon, files: Int = 2) throws -> ZoneSnapshot {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-tiles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var segments: [ZoneSegment] = []
    for i in 0..<files {
      let own = features.enumerated().filter { $0.offset % files == i }.map(\.element)
      let path = folder.appendingPathComponent("\(i).segment").path
      _ = try SegmentWriter.write([LayerContent(id: "地块", kind: kind, features: own)], to: path)
      segments.append(try ZoneSegment(opening: path))
    }
    return ZoneSnapshot(segments: segments)
  }

  /// Every tile of a zoom that the pyramid's bounds touch, decoded.
  static func tiles(_ pyramid: TilePyramid, zoom: Int) throws -> [(address: TileAddress, layers: [TileDecoder.Layer])] {
    guard let b = pyramid.bounds else { return [] }
    let n = Double(1 << zoom)
    func column(_ longitude: Double) -> Int { Int((longitude + 180) / 360 * n) }
    func row(_ latitude: Double) -> Int { Int((0.5 - atanh(sin(latitude * .pi / 180)) / (2 * .pi)) * n) }
    var result: [(TileAddress, [TileDecoder.Layer])] = []
    for x in column(b.west)...column(b.east) {
      for y in row(b.north)...row(b.south) {
        guard let address = TileAddress(zoom: zoom, column: x, row: y) else { continue }
        result.append((address, try TileDecoder.layers(pyramid.tile(address, layer: "地块").bytes)))
      }
    }
    return result
  }
}
