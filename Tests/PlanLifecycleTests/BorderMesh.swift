import Geodesy
import Geometry
import PlanLifecycle
import Trials

/// A tiling of land like a province's: counties of some kilometres whose borders are shared to the last digit, cut into units.
///
/// A lattice of nodes is shaken, every edge between two nodes is drawn as one rough line of many vertices, used by both sides.
struct BorderMesh {
  var counties: BorderLayer
  var units: BorderLayer

  static let middle = (longitude: 119.4, latitude: 32.6)

  /// - Parameters:
  ///   - side: counties along one side.
  ///   - cells: units along one side of a county.
  init(seed: UInt64 = 1, side: Int = 4, cells: Int = 2, cellMetres: Double = 9000, pieces: Int = 24) {
    var generator = SeededGenerator(seed: seed)
    let n = side * cells
    func noise(_ metres: Double) -> Double { (Double(generator.below(20_001)) / 10_000 - 1) * metres }
    let plane = GaussKruger(centralMeridian: Self.middle.longitude)
    let origin = plane.project(longitude: Self.middle.longitude, latitude: Self.middle.latitude)
    func grid(_ x: Double, _ y: Double) -> GridPoint {
      let p = plane.unproject(easting: origin.easting + x, northing: origin.northing + y)
      return GridPoint(longitude: p.longitude, latitude: p.latitude)
    }
    var nodes: [[(Double, Double)]] = []
    for r in 0...n {
      nodes.append(
        (0...n).map { c in
          (
            (Double(c) - Double(n) / 2) * cellMetres + noise(cellMetres * 0.22),
            (Double(r) - Double(n) / 2) * cellMetres + noise(cellMetres * 0.22)
          )
        })
    }
    /// The rough line between two nodes, without its last place.
    func line(_ a: (Double, Double), _ b: (Double, Double)) -> [GridPoint] {
      var bend = 0.0
      return (0..<pieces).map { k in
        let t = Double(k) / Double(pieces)
        bend = k == 0 ? 0 : bend * 0.7 + noise(cellMetres * 0.035)
        let taper = 4 * t * (1 - t)
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        let length = (dx * dx + dy * dy).squareRoot()
        return grid(a.0 + dx * t - dy / length * bend * taper, a.1 + dy * t + dx / length * bend * taper)
      }
    }
    var across: [[[GridPoint]]] = []
    var up: [[[GridPoint]]] = []
    for r in 0...n {
      across.append((0..<n).map { c in line(nodes[r][c], nodes[r][c + 1]) })
      if r < n { up.append((0...n).map { c in line(nodes[r][c], nodes[r + 1][c]) }) }
    }
    func node(_ r: Int, _ c: Int) -> GridPoint { grid(nodes[r][c].0, nodes[r][c].1) }
    func back(_ line: [GridPoint], _ end: GridPoint) -> [GridPoint] { [end] + line.dropFirst().reversed() }
    func ring(_ r0: Int, _ c0: Int, _ r1: Int, _ c1: Int) -> [GridPoint] {
      var ring: [GridPoint] = []
      for c in c0..<c1 { ring += across[r0][c] }
      for r in r0..<r1 { ring += up[r][c1] }
      for c in (c0..<c1).reversed() { ring += back(across[r1][c], node(r1, c + 1)) }
      for r in (r0..<r1).reversed() { ring += back(up[r][c0], node(r + 1, c0)) }
      return ring
    }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    var counties: [BorderFeature] = []
    var units: [BorderFeature] = []
    for r in 0..<side {
      for c in 0..<side {
        // A row of counties is a city.
        let code = "320\(r + 1)\(two(c + 1))"
        let shape = ring(r * cells, c * cells, (r + 1) * cells, (c + 1) * cells)
        counties.append(BorderFeature(code: code, name: code, county: code, geometry: .polygons([GridPolygon(shell: shape)])))
        for i in 0..<cells {
          for j in 0..<cells {
            let own = ring(r * cells + i, c * cells + j, r * cells + i + 1, c * cells + j + 1)
            units.append(
              BorderFeature(
                code: "ZH\(code)2\(two(i))\(two(j + 1))", name: code, county: code, geometry: .polygons([GridPolygon(shell: own)])))
          }
        }
      }
    }
    self.counties = BorderLayer(id: "县级行政区", features: counties)
    self.units = BorderLayer(id: "管控单元", features: units)
  }
}

extension BorderLayer {
  /// The same layer with the places of some features changed, degrees in and out.
  func moved(_ change: (Double, Double) -> (Double, Double)) -> BorderLayer { moved({ _ in true }, change) }

  func moved(_ isMoved: (BorderFeature) -> Bool, _ change: (Double, Double) -> (Double, Double)) -> BorderLayer {
    var copy = self
    for i in features.indices where isMoved(features[i]) {
      guard case .polygons(let polygons) = features[i].geometry else { continue }
      func ring(_ points: [GridPoint]) -> [GridPoint] {
        points.map {
          let p = change($0.longitude, $0.latitude)
          return GridPoint(longitude: p.0, latitude: p.1)
        }
      }
      copy.features[i].geometry = .polygons(polygons.map { GridPolygon(shell: ring($0.shell), holes: $0.holes.map(ring)) })
    }
    return copy
  }

  /// More vertices on every edge, none of them quite on it, as another digitising of the same ground has.
  func drawnFiner(_ pieces: Int, offMetres: Double, seed: UInt64) -> BorderLayer {
    var generator = SeededGenerator(seed: seed)
    func noise() -> Double { (Double(generator.below(20_001)) / 10_000 - 1) * offMetres / 1.1e-3 }
    var copy = self
    for i in features.indices {
      guard case .polygons(let polygons) = features[i].geometry else { continue }
      copy.features[i].geometry = .polygons(
        polygons.map { p in
          let shell = p.shell.indices.flatMap { k -> [GridPoint] in
            let (a, b) = (p.shell[k], p.shell[(k + 1) % p.shell.count])
            return (0..<pieces).map { j in
              let t = Double(j) / Double(pieces)
              return GridPoint(
                x: a.x + Int64(Double(b.x - a.x) * t + noise()), y: a.y + Int64(Double(b.y - a.y) * t + noise()))
            }
          }
          return GridPolygon(shell: shell)
        })
    }
    return copy
  }
}

/// A displacement in the plane about the mesh's middle or another place.
struct PlaneMove {
  let plane: GaussKruger
  let origin: (easting: Double, northing: Double)

  init(longitude: Double = BorderMesh.middle.longitude, latitude: Double = BorderMesh.middle.latitude) {
    plane = GaussKruger(centralMeridian: longitude)
    origin = plane.project(longitude: longitude, latitude: latitude)
  }

  init(aboutMiddleOf box: GridBox) {
    self.init(longitude: Double(box.minX + box.maxX) / 2e8, latitude: Double(box.minY + box.maxY) / 2e8)
  }

  func callAsFunction(_ λ: Double, _ φ: Double, _ change: (Double, Double) -> (Double, Double)) -> (Double, Double) {
    let p = plane.project(longitude: λ, latitude: φ)
    let q = change(p.easting - origin.easting, p.northing - origin.northing)
    let r = plane.unproject(easting: origin.easting + q.0, northing: origin.northing + q.1)
    return (r.longitude, r.latitude)
  }

  static func turn(_ degrees: Double, scale: Double = 1) -> (Double, Double) -> (Double, Double) {
    let (s, c) = SteadyMath.sinCos(degrees * Double.radiansPerDegree)
    return { (scale * (c * $0 - s * $1), scale * (s * $0 + c * $1)) }
  }
}
