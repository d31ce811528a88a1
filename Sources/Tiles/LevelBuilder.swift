/// The rings of every feature at one zoom, valid on that zoom's grid, neighbours along the same vertices.
struct LevelBuilder {
  let vertices: LayerVertices
  let zoom: Int

  /// Steps of a pixel of a 256-pixel tile.
  static let pixel: Int64 = 16
  /// Parts and holes below a quarter of a pixel's area (as twice the area) are not drawn, except a feature's last.
  static let leastDoubleArea: Int64 = pixel * pixel / 2

  private func shifted(_ vertex: Int) -> TilePoint {
    vertices.places[vertex].coarsened(by: Int32(TileAddress.finestZoom - zoom))
  }

  /// Polygons by feature. A feature of less than a pixel is a square of one about its label's place.
  ///
  /// - Parameter labels: by feature, in steps of the finest zoom.
  func polygons(labels: [TilePoint]) -> [[TilePolygon]] {
    var noder = EdgeNoder(capacity: vertices.places.count / (zoom > 12 ? 1 : 2) + 16)
    var rings: [Int32] = []
    /// The edge that leads to each place of a ring.
    var edges: [Int32] = []
    var starts: [Int] = [0]
    var numberOf = [Int32](repeating: -1, count: vertices.places.count)
    for r in 0..<(vertices.ringStarts.count - 1) {
      let begin = rings.count
      for k in vertices.ringStarts[r]..<vertices.ringStarts[r + 1] {
        let v = Int(vertices.numbers[k])
        guard Int(vertices.firstZoom[v]) <= zoom else { continue }
        if numberOf[v] < 0 { numberOf[v] = noder.number(of: shifted(v)) }
        if rings.count == begin || rings[rings.count - 1] != numberOf[v] { rings.append(numberOf[v]) }
      }
      while rings.count > begin + 1, rings[rings.count - 1] == rings[begin] { rings.removeLast() }
      if rings.count - begin < 3 { rings.removeSubrange(begin...) }
      starts.append(rings.count)
      for k in begin..<rings.count { edges.append(noder.add(rings[k == begin ? rings.count - 1 : k - 1], rings[k])) }
    }
    let wasSplit = noder.node()

    var seen = [Int32](repeating: -1, count: noder.points.count)
    var result: [[TilePolygon]] = []
    result.reserveCapacity(labels.count)
    var way: [Int32] = []
    for feature in labels.indices {
      var ways: [[Int32]] = []
      var isSimple = true
      for r in vertices.featureStarts[feature]..<vertices.featureStarts[feature + 1] {
        let range = starts[r]..<starts[r + 1]
        guard range.count >= 3 else { continue }
        if wasSplit {
          way.removeAll(keepingCapacity: true)
          for k in range { noder.appendWay(along: edges[k], to: rings[k], to: &way) }
          ways.append(way)
        } else {
          ways.append(Array(rings[range]))
        }
        for n in ways[ways.count - 1] {
          if seen[Int(n)] == Int32(feature) { isSimple = false }
          seen[Int(n)] = Int32(feature)
        }
      }
      var polygons: [TilePolygon]
      if ways.count == 1, isSimple {
        var shell = ways[0].map { noder.points[Int($0)] }
        if TilePolygon.doubleArea(shell) < 0 { shell.reverse() }
        polygons = [TilePolygon(shell: shell)]
      } else {
        var sides: [(UInt64, UInt64)] = []
        for w in ways {
          var before = noder.points[Int(w[w.count - 1])].key
          for n in w {
            let key = noder.points[Int(n)].key
            sides.append((before, key))
            before = key
          }
        }
        polygons = RegionTracer.polygons(sides)
      }
      result.append(visible(polygons, label: labels[feature]))
    }
    return result
  }

  private func visible(_ polygons: [TilePolygon], label: TilePoint) -> [TilePolygon] {
    let total = polygons.reduce(0) { $0 + $1.doubleArea }
    guard total >= 2 * Self.pixel * Self.pixel else { return [square(about: label)] }
    var kept: [TilePolygon] = []
    for polygon in polygons where TilePolygon.doubleArea(polygon.shell) >= Self.leastDoubleArea {
      kept.append(TilePolygon(shell: polygon.shell, holes: polygon.holes.filter { -TilePolygon.doubleArea($0) >= Self.leastDoubleArea }))
    }
    return kept.isEmpty ? [square(about: label)] : kept
  }

  /// A pixel's square, clockwise on the screen.
  private func square(about label: TilePoint) -> TilePolygon {
    let centre = label.coarsened(by: Int32(TileAddress.finestZoom - zoom))
    let half = Int32(Self.pixel / 2)
    let last = Int32(TileAddress.extent << zoom) - 1
    let (x0, x1) = (max(0, centre.x - half), min(last, centre.x + half))
    let (y0, y1) = (max(0, centre.y - half), min(last, centre.y + half))
    return TilePolygon(shell: [TilePoint(x: x0, y: y0), TilePoint(x: x1, y: y0), TilePoint(x: x1, y: y1), TilePoint(x: x0, y: y1)])
  }

  /// Lines by feature; one of less than a pixel is a dash of one about its label's place.
  func lines(labels: [TilePoint]) -> [[[TilePoint]]] {
    labels.indices.map { feature in
      var lines: [[TilePoint]] = []
      for r in vertices.featureStarts[feature]..<vertices.featureStarts[feature + 1] {
        var line: [TilePoint] = []
        for k in vertices.ringStarts[r]..<vertices.ringStarts[r + 1] {
          let v = Int(vertices.numbers[k])
          guard Int(vertices.firstZoom[v]) <= zoom else { continue }
          let p = shifted(v)
          if line.last != p { line.append(p) }
        }
        if line.count >= 2 { lines.append(line) }
      }
      var box = TileBox.empty
      for line in lines { for p in line { box.add(p) } }
      if box.isEmpty || max(box.maxX - box.minX, box.maxY - box.minY) < Int32(Self.pixel) {
        let shell = square(about: labels[feature]).shell
        let y = (shell[0].y + shell[2].y) / 2
        lines = [[TilePoint(x: shell[0].x, y: y), TilePoint(x: shell[1].x, y: y)]]
      }
      return lines
    }
  }

  /// Points by feature.
  func points() -> [[TilePoint]] {
    (0..<(vertices.featureStarts.count - 1)).map { feature in
      (vertices.featureStarts[feature]..<vertices.featureStarts[feature + 1]).flatMap { r in
        (vertices.ringStarts[r]..<vertices.ringStarts[r + 1]).map { shifted(Int(vertices.numbers[$0])) }
      }
    }
  }
}
