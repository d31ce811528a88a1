internal import Geometry

extension LayerIndex {
  /// The layer as it would be delivered: its features with their places as compiled.
  ///
  /// - Parameter id: the layer's id, which the index itself does not know.
  public func content(id: String) -> LayerContent {
    LayerContent(
      id: id, kind: kind,
      features: (0..<featureCount).map { f in
        LayerFeature(code: code(f), name: name(f), attributes: attributes(f), geometry: geometry(f))
      })
  }
}

extension LayerContent {
  /// The same ground with every edge halved so many times: twice, four times, eight times the vertices; to measure that the
  /// cost of a footprint follows its outline and not the borders inside.
  ///
  /// A middle between two grid places goes to the nearest, the same from both sides, so that neighbours still share their
  /// borders.
  public func denser(byHalving times: Int) -> LayerContent {
    var denser = self
    for f in denser.features.indices {
      for _ in 0..<max(0, times) {
        switch denser.features[f].geometry {
        case .polygons(let polygons):
          denser.features[f].geometry = .polygons(
            polygons.map { GridPolygon(shell: Self.halved($0.shell, closed: true), holes: $0.holes.map { Self.halved($0, closed: true) }) })
        case .lines(let lines): denser.features[f].geometry = .lines(lines.map { Self.halved($0, closed: false) })
        case .points: break
        }
      }
    }
    return denser
  }

  private static func halved(_ line: [GridPoint], closed: Bool) -> [GridPoint] {
    var result: [GridPoint] = []
    for (i, a) in line.enumerated() {
      result.append(a)
      guard closed || i + 1 < line.count else { break }
      let b = line[(i + 1) % line.count]
      let middle = GridPoint(x: (a.x + b.x) >> 1, y: (a.y + b.y) >> 1)
      if middle != a && middle != b { result.append(middle) }
    }
    return result
  }
}
