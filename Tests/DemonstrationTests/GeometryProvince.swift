import Demonstration
import Foundation
import Geometry
import ZoneIndex

/// The small province that the tests of the geometry share, made once.
enum GeometryProvince {
  /// Where set-up keeps the base map: FENQU_BASE_MAP, or cache/basemap of this checkout.
  static let folder: String =
    ProcessInfo.processInfo.environment["FENQU_BASE_MAP"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("cache/basemap").path

  /// The base map is fetched by set-up; without it the tests that need it are skipped, and say so.
  static let isThere = FileManager.default.fileExists(atPath: folder + "/320000.geojson")

  static let small: ProvinceGeometry = made(units: 300, lanes: 2)

  static func made(units: Int, seed: UInt64 = 1, lanes: Int) -> ProvinceGeometry {
    do { return try ProvinceGeometry.generate(.init(baseMapFolder: folder, units: units, seed: seed, lanes: lanes)) } catch {
      fatalError("the province cannot be made: \(error)")
    }
  }

  static func features(_ province: ProvinceGeometry, _ layer: String) -> [LayerFeature] {
    province.layers.filter { $0.id == layer }.flatMap(\.features)
  }

  static func polygons(_ feature: LayerFeature) -> [GridPolygon] {
    if case .polygons(let p) = feature.geometry { return p }
    return []
  }
}

/// An undirected edge on the grid.
struct GridEdge: Hashable {
  var low: GridPoint
  var high: GridPoint

  init(_ a: GridPoint, _ b: GridPoint) {
    low = min(a, b)
    high = max(a, b)
  }

  /// How often each edge is used by the polygons' rings.
  static func uses(_ polygons: some Sequence<GridPolygon>) -> [GridEdge: Int] {
    var count: [GridEdge: Int] = [:]
    for p in polygons {
      for ring in p.rings {
        for i in ring.indices { count[GridEdge(ring[i], ring[(i + 1) % ring.count]), default: 0] += 1 }
      }
    }
    return count
  }
}

/// Twice the area of polygons in square grid steps, exact.
func doubledArea(_ polygons: some Sequence<GridPolygon>) -> Int128 {
  var sum: Int128 = 0
  for p in polygons {
    for ring in p.rings {
      let o = ring[0]
      for i in ring.indices {
        let a = ring[i], b = ring[(i + 1) % ring.count]
        sum += Int128(a.x - o.x) * Int128(b.y - o.y) - Int128(b.x - o.x) * Int128(a.y - o.y)
      }
    }
  }
  return sum
}

/// A digest of everything in the province: any moved point, name or attribute changes it.
func fingerprint(_ province: ProvinceGeometry) -> UInt64 {
  var h: UInt64 = 0xcbf2_9ce4_8422_2325
  func mix(_ v: UInt64) {
    h = (h ^ v) &* 0x0000_0100_0000_01b3
    h ^= h >> 29
  }
  func mix(_ text: String) { for b in text.utf8 { mix(UInt64(b)) } }
  func mix(_ points: [GridPoint]) {
    for p in points {
      mix(UInt64(bitPattern: p.x))
      mix(UInt64(bitPattern: p.y))
    }
  }
  for u in province.units {
    mix("\(u.code) \(u.name) \(u.kind) \(u.township) \(u.taihuLevels) \(u.canalParts) \(u.tongyuLevels) \(u.sourceLevels) \(u.regions)")
    for p in u.polygons { for ring in p.rings { mix(ring) } }
  }
  for layer in province.layers {
    mix(layer.id + layer.owner)
    for f in layer.features {
      mix(f.code + f.name)
      for key in f.attributes.keys.sorted() { mix(key + f.attributes[key]!) }
      switch f.geometry {
      case .polygons(let polygons): for p in polygons { for ring in p.rings { mix(ring) } }
      case .lines(let lines): for l in lines { mix(l) }
      case .points(let points): mix(points)
      }
    }
  }
  return h
}
