import Foundation
import Geometry
import ZoneIndex

/// Footprints that look for trouble on a land's borders, from a seed.
struct AdversarialFootprints {
  let land: TilingLand
  private let vertices: [GridPoint]
  private let rings: [[GridPoint]]
  private var numbers: SeededNumbers

  enum Kind: Int, CaseIterable {
    /// Stars of any size, mostly across a few borders.
    case ordinary
    /// Corners on the land's own vertices.
    case onVertices
    /// Along a stretch of border and back beside it: shared edges.
    case alongBorder
    /// The same, some grid steps off: near-parallel edges.
    case besideBorder
    /// Needles a few steps wide across borders.
    case needle
    /// A few grid steps in all, at a vertex.
    case tiny
    /// One corner or one edge on the middle of a border edge, where the grid has one.
    case onEdge
    /// Upright boxes through vertices: level and upright edges.
    case box
    /// Two parts and a hole.
    case parts
  }

  init(_ land: TilingLand, seed: UInt64) {
    self.land = land
    vertices = land.vertices
    rings = land.units.features.flatMap { feature -> [[GridPoint]] in
      if case .polygons(let p) = feature.geometry { p.flatMap(\.rings) } else { [] }
    }
    numbers = SeededNumbers(seed)
  }

  private mutating func below(_ n: Int) -> Int { Int(numbers.next() % UInt64(n)) }
  private mutating func steps(_ n: Int64) -> Int64 { Int64(numbers.next() % UInt64(2 * n + 1)) - n }
  private mutating func vertex() -> GridPoint { vertices[below(vertices.count)] }

  private func moved(_ p: GridPoint, _ dx: Int64, _ dy: Int64) -> GridPoint { GridPoint(x: p.x + dx, y: p.y + dy) }

  /// The next valid footprint of a kind.
  mutating func next(_ kind: Kind) -> [GridPolygon] {
    while true {
      let candidate = draw(kind)
      var polygons: [GridPolygon] = []
      for polygon in candidate {
        if let sound = try? polygon.checked().polygon { polygons.append(sound) }
      }
      if polygons.count == candidate.count { return polygons }
    }
  }

  private mutating func draw(_ kind: Kind) -> [GridPolygon] {
    switch kind {
    case .ordinary:
      let radius = 1e-5 * pow(3000, numbers.double(0...1))
      return [land.site(&numbers, radius: radius, points: 4 + below(40))]
    case .onVertices:
      let centre = vertex()
      let near = vertices.filter { abs($0.x - centre.x) < 600_000 && abs($0.y - centre.y) < 600_000 }
      return [GridPolygon(shell: (0..<(3 + below(3))).map { _ in near[below(near.count)] })]
    case .alongBorder, .besideBorder:
      let ring = rings[below(rings.count)]
      let start = below(ring.count)
      let length = 2 + below(min(12, ring.count - 2))
      let offset = kind == .besideBorder ? (steps(3), steps(3)) : (0, 0)
      var shell = (0..<length).map { moved(ring[(start + $0) % ring.count], offset.0, offset.1) }
      shell.append(moved(shell[length - 1], steps(300_000), steps(300_000)))
      return [GridPolygon(shell: shell)]
    case .needle:
      let (a, b) = (vertex(), vertex())
      return [GridPolygon(shell: [moved(a, steps(2), steps(2)), moved(b, steps(4), steps(4)), moved(b, steps(4), steps(4))])]
    case .tiny:
      let v = vertex()
      return [GridPolygon(shell: (0..<(3 + below(2))).map { _ in moved(v, steps(6), steps(6)) })]
    case .onEdge:
      let ring = rings[below(rings.count)]
      let i = below(ring.count)
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      let middle = GridPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
      return [GridPolygon(shell: [middle, moved(middle, steps(90_000), steps(90_000)), moved(b, steps(1), steps(90_000))])]
    case .box:
      let (a, b) = (vertex(), moved(vertex(), 0, 0))
      let far = below(2) == 0 ? b : moved(a, 1 + abs(steps(400_000)), 1 + abs(steps(400_000)))
      let box = GridBox([a, far])
      return [
        GridPolygon(shell: [
          GridPoint(x: box.minX, y: box.minY), GridPoint(x: box.maxX, y: box.minY), GridPoint(x: box.maxX, y: box.maxY),
          GridPoint(x: box.minX, y: box.maxY),
        ])
      ]
    case .parts:
      let v = vertex()
      func square(_ x: Int64, _ y: Int64, _ side: Int64) -> [GridPoint] {
        [moved(v, x, y), moved(v, x + side, y), moved(v, x + side, y + side), moved(v, x, y + side)]
      }
      let side = 200_000 + abs(steps(900_000))
      // The hole's corner is the vertex itself; the second part touches the first in one corner.
      let hole = square(0, 0, side / 3)
      return [
        GridPolygon(shell: square(-side / 3, -side / 3, side), holes: [hole]),
        GridPolygon(shell: square(side - side / 3, side - side / 3, side / 2)),
      ]
    }
  }
}

extension TilingLand {
  /// The same land as careless hands deliver it: corners moved by up to `steps` on one side only, corners left out, so
  /// that neighbours overlap and leave gaps.
  func careless(seed: UInt64, steps: Int64) -> LayerContent {
    var numbers = SeededNumbers(seed)
    var layer = units
    for i in layer.features.indices where numbers.next() % 2 == 0 {
      guard case .polygons(let polygons) = layer.features[i].geometry else { continue }
      var changed: [GridPolygon] = []
      for polygon in polygons {
        var shell: [GridPoint] = []
        for p in polygon.shell {
          let luck = numbers.next() % 10
          if luck == 0 { continue }
          let d = luck < 3 ? steps : 0
          let dx = d == 0 ? 0 : Int64(numbers.next() % UInt64(2 * d + 1)) - d
          let dy = d == 0 ? 0 : Int64(numbers.next() % UInt64(2 * d + 1)) - d
          shell.append(GridPoint(x: p.x + dx, y: p.y + dy))
        }
        let candidate = GridPolygon(shell: shell, holes: polygon.holes)
        changed.append((try? candidate.checked().polygon) ?? polygon)
      }
      layer.features[i].geometry = .polygons(changed)
    }
    return layer
  }
}

/// A compiled plan whose file is unlinked as soon as it is mapped.
func temporaryPlan(_ layers: [LayerContent]) throws -> (bytes: Data, plan: CompiledPlan) {
  let path = NSTemporaryDirectory() + "fenqu-plan-\(UUID().uuidString)"
  try PlanCompiler.write(layers, to: path)
  let result = (try Data(contentsOf: URL(filePath: path)), try CompiledPlan(opening: path))
  try FileManager.default.removeItem(atPath: path)
  return result
}
