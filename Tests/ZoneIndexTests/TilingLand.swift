import Foundation
import Geometry
import ZoneIndex

/// A small land that units tile exactly: cells with wiggly shared borders, islands in holes, multipart units.
struct TilingLand {
  let units: LayerContent
  /// The outline of everything.
  let outline: GridPolygon
  let box: GridBox
  private let step: Double

  /// - Parameters: `size` cells a side of `step` degrees; `depth` halvings of each border.
  init(size: Int, seed: UInt64, step: Double = 0.02, depth: Int = 4, x: Double = 118.5, y: Double = 32) {
    self.step = step
    var numbers = SeededNumbers(seed)
    var nodes: [[GridPoint]] = []
    for j in 0...size {
      var row: [GridPoint] = []
      for i in 0...size {
        row.append(
          GridPoint(
            longitude: x + (Double(i) + numbers.double(-0.2...0.2)) * step,
            latitude: y + (Double(j) + numbers.double(-0.2...0.2)) * step))
      }
      nodes.append(row)
    }
    func chain(_ a: GridPoint, _ b: GridPoint, _ depth: Int) -> [GridPoint] {
      guard depth > 0 else { return [a] }
      let offset = numbers.double(-0.08...0.08)
      let dx = Double(b.x - a.x)
      let dy = Double(b.y - a.y)
      let middle = GridPoint(
        x: (a.x + b.x) / 2 + Int64((-dy * offset).rounded()), y: (a.y + b.y) / 2 + Int64((dx * offset).rounded()))
      return chain(a, middle, depth - 1) + chain(middle, b, depth - 1)
    }
    // Chains without their last point; the way back is the reverse with the ends exchanged.
    var east: [[[GridPoint]]] = []
    var north: [[[GridPoint]]] = []
    for j in 0...size {
      var eastRow: [[GridPoint]] = []
      var northRow: [[GridPoint]] = []
      for i in 0...size {
        eastRow.append(i < size ? chain(nodes[j][i], nodes[j][i + 1], depth) : [])
        northRow.append(j < size ? chain(nodes[j][i], nodes[j + 1][i], depth) : [])
      }
      east.append(eastRow)
      north.append(northRow)
    }
    func back(_ chain: [GridPoint], from end: GridPoint) -> [GridPoint] { [end] + chain.dropFirst().reversed() }
    func cell(_ i: Int, _ j: Int) -> [GridPoint] {
      east[j][i] + north[j][i + 1] + back(east[j + 1][i], from: nodes[j + 1][i + 1]) + back(north[j][i], from: nodes[j + 1][i])
    }
    var features: [LayerFeature] = []
    var taken = Set<Int>()
    func code(_ n: Int) -> String { String(format: "ZH320115%d%04d", n % 3 + 1, n) }
    for j in 0..<size {
      for i in 0..<size where !taken.contains(j * size + i) {
        var polygons: [GridPolygon] = []
        func add(_ i: Int, _ j: Int) {
          taken.insert(j * size + i)
          var polygon = GridPolygon(shell: cell(i, j))
          if (i * 7 + j * 3) % 5 == 0 {
            let center = GridPoint(x: (nodes[j][i].x + nodes[j + 1][i + 1].x) / 2, y: (nodes[j][i].y + nodes[j + 1][i + 1].y) / 2)
            let r = Int64(step * 1e8 * 0.15)
            let corners = [(-r, -r), (r, -r), (r, r), (-r, r)].map { GridPoint(x: center.x + $0.0, y: center.y + $0.1) }
            var ring: [GridPoint] = []
            for k in 0..<4 { ring += chain(corners[k], corners[(k + 1) % 4], depth - 1) }
            polygon.holes.append(ring)
            features.append(
              LayerFeature(
                code: code(5000 + features.count), name: "岛", attributes: ["class": "优先"], geometry: .polygons([GridPolygon(shell: ring)])))
          }
          polygons.append(polygon)
        }
        add(i, j)
        if (i + j) % 4 == 0, i + 3 < size, j + 2 < size, !taken.contains((j + 2) * size + i + 3) { add(i + 3, j + 2) }
        features.append(
          LayerFeature(
            code: code(features.count), name: "单元\(i)-\(j)", attributes: ["class": "一般", "county": "320115", "空": ""],
            geometry: .polygons(polygons)))
      }
    }
    units = LayerContent(id: "管控单元", kind: .polygon, features: features)
    var ring: [GridPoint] = []
    for i in 0..<size { ring += east[0][i] }
    for j in 0..<size { ring += north[j][size] }
    for i in (0..<size).reversed() { ring += back(east[size][i], from: nodes[size][i + 1]) }
    for j in (0..<size).reversed() { ring += back(north[j][0], from: nodes[j + 1][0]) }
    outline = GridPolygon(shell: ring)
    box = outline.box
  }

  /// A star-shaped ring about a random place well inside the land.
  func site(_ numbers: inout SeededNumbers, radius: Double, points: Int = 12) -> GridPolygon {
    // The land's own border winds by up to half a cell.
    let margin = 2.2 * radius + step / 2
    let x = numbers.double(Double(box.minX) / 1e8 + margin...Double(box.maxX) / 1e8 - margin)
    let y = numbers.double(Double(box.minY) / 1e8 + margin...Double(box.maxY) / 1e8 - margin)
    return GridPolygon(
      shell: (0..<points).map { k in
        let angle = (Double(k) + numbers.double(0...0.9)) / Double(points) * 2 * Double.pi
        let r = radius * numbers.double(0.3...1)
        return GridPoint(longitude: x + r * cos(angle), latitude: y + r * sin(angle))
      })
  }

  /// Every vertex of every unit.
  var vertices: [GridPoint] {
    units.features.flatMap { feature -> [GridPoint] in
      guard case .polygons(let polygons) = feature.geometry else { return [] }
      return polygons.flatMap { $0.rings.flatMap { $0 } }
    }
  }
}

/// A segment in memory only: its file is unlinked as soon as it is mapped.
struct TemporarySegment: Sendable {
  let bytes: Data
  let segment: ZoneSegment

  init(_ layers: [LayerContent]) throws {
    let path = NSTemporaryDirectory() + "fenqu-segment-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SegmentWriter.write(layers, to: path)
    bytes = try Data(contentsOf: URL(filePath: path))
    segment = try ZoneSegment(opening: path)
  }

  var snapshot: ZoneSnapshot { ZoneSnapshot(segments: [segment]) }
}
