import Geometry
import Testing
import ZoneIndex

@Suite("Display levels")
struct DisplayTests {
  private struct Side: Hashable {
    let a: GridPoint
    let b: GridPoint
    init(_ p: GridPoint, _ q: GridPoint) { (a, b) = p < q ? (p, q) : (q, p) }
  }

  private func sides(_ layer: LayerContent) -> [Side: Int] {
    var count: [Side: Int] = [:]
    for feature in layer.features {
      guard case .polygons(let polygons) = feature.geometry else { continue }
      for ring in polygons.flatMap(\.rings) {
        for i in ring.indices { count[Side(ring[i], ring[(i + 1) % ring.count]), default: 0] += 1 }
      }
    }
    return count
  }

  @Test("neighbours still meet: every inner edge is there twice, the outer ones once")
  func neighboursMeet() {
    let land = TilingLand(size: 8, seed: 71, step: 0.1, depth: 6)
    let outer = Set(land.outline.shell)
    for level in DisplayGeneraliser.levels(of: land.units) where level.zoom >= 9 {
      for (side, count) in sides(level.layer) {
        if count == 1 { #expect(outer.contains(side.a) && outer.contains(side.b)) } else { #expect(count == 2) }
      }
    }
  }

  @Test("levels grow with the zoom, keep every feature, and only use delivered vertices")
  func levels() {
    let land = TilingLand(size: 8, seed: 72, step: 0.05, depth: 6)
    let all = Set(land.vertices)
    var last = 0
    let levels = DisplayGeneraliser.levels(of: land.units)
    #expect(levels.map(\.zoom) == [7, 8, 9, 10, 11, 12, 13])
    for level in levels {
      let count = level.layer.features.reduce(0) { $0 + $1.geometry.vertexCount }
      #expect(count >= last)
      last = count
      #expect(level.layer.features.map(\.code) == land.units.features.map(\.code))
      for feature in level.layer.features {
        guard case .polygons(let polygons) = feature.geometry else { continue }
        #expect(!polygons.isEmpty)
        for ring in polygons.flatMap(\.rings) {
          #expect(ring.count >= 3)
          #expect(ring.allSatisfy(all.contains))
        }
      }
    }
    let full = land.units.features.reduce(0) { $0 + $1.geometry.vertexCount }
    #expect(levels[0].layer.features.reduce(0) { $0 + $1.geometry.vertexCount } < full / 20)
  }

  @Test("no dropped vertex strays from the drawn border by more than half a pixel")
  func deviation() {
    let land = TilingLand(size: 4, seed: 73, step: 0.1, depth: 7)
    for level in DisplayGeneraliser.levels(of: land.units, zooms: [10, 12]) {
      // One 256-pixel tile is 360°/2^zoom of longitude.
      let pixel = 360e8 / (256 * Double(1 << level.zoom))
      for (full, thin) in zip(land.units.features, level.layer.features) {
        guard case .polygons(let a) = full.geometry, case .polygons(let b) = thin.geometry, a.count == b.count else { continue }
        for (ring, kept) in zip(a.map(\.shell), b.map(\.shell)) {
          for p in ring {
            let distance =
              kept.indices.map { i -> Double in
                let (q, r) = (kept[i], kept[(i + 1) % kept.count])
                let (dx, dy) = (Double(r.x - q.x), Double(r.y - q.y) * 1.18)
                let (px, py) = (Double(p.x - q.x), Double(p.y - q.y) * 1.18)
                let t = min(1, max(0, (px * dx + py * dy) / (dx * dx + dy * dy)))
                return ((px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy)).squareRoot()
              }.min() ?? 0
            #expect(distance <= 0.51 * pixel)
          }
        }
      }
    }
  }

  @Test("lines keep their ends, points pass through")
  func linesAndPoints() {
    var numbers = SeededNumbers(74)
    let line = (0..<2000).map { GridPoint(longitude: 118 + Double($0) * 0.0005, latitude: 32 + numbers.double(-0.001...0.001)) }
    let layer = LayerContent(id: "线", kind: .line, features: [LayerFeature(code: "L", name: "", geometry: .lines([line]))])
    for level in DisplayGeneraliser.levels(of: layer) {
      guard case .lines(let lines) = level.layer.features[0].geometry else { continue }
      #expect(lines[0].first == line.first && lines[0].last == line.last)
    }
    let points = LayerContent(id: "点", kind: .point, features: [LayerFeature(code: "P", name: "", geometry: .points(line))])
    #expect(DisplayGeneraliser.levels(of: points)[0].layer.features[0].geometry == .points(line))
  }
}
