internal import Geodesy
internal import Geometry
public import ZoneIndex

/// Makes a layer's pyramid: which vertices are drawn from which zoom, valid rings for every zoom, labels and attributes.
public enum PyramidBuilder {
  /// A pyramid as the bytes of its file.
  ///
  /// - Complexity: n log n in the vertices, for each zoom again in those that it draws.
  public static func build(layer: String, of snapshot: ZoneSnapshot, set: TileMatrixSet = .webMercator) throws(TileRefusal) -> [UInt8] {
    let references = snapshot.features(of: layer)
    let kind = snapshot.kind(of: layer) ?? .polygon
    var parts: [[[GridPoint]]] = []
    parts.reserveCapacity(references.count)
    for r in references { parts.append(rings(of: snapshot.geometry(of: r))) }
    let vertices = LayerVertices(parts, closed: kind == .polygon, set: set)
    let features = described(references.map { (layer, snapshot.code(of: $0)) }, parts, vertices, kind, set)
    parts = []

    var file = PyramidWriter(set: set, kind: kind, featureCount: features.count)
    file.add(features, .features)
    var attributes = AttributeTable()
    for r in references { attributes.add(code: snapshot.code(of: r), name: snapshot.name(of: r), snapshot.attributes(of: r)) }
    attributes.write(to: &file)
    let labels = features.map(\.label)
    for zoom in 0...TileAddress.finestZoom {
      let level = LevelBuilder(vertices: vertices, zoom: zoom)
      var rings = RingSections()
      switch kind {
      case .polygon: for polygons in level.polygons(labels: labels) { rings.add(polygons) }
      case .line: for lines in level.lines(labels: labels) { rings.add(lines: lines) }
      case .point: for points in level.points() { rings.add(points: points) }
      }
      try rings.write(to: &file, zoom: zoom, layer: layer)
    }
    return file.finish()
  }

  private static func rings(of geometry: FeatureGeometry) -> [[GridPoint]] {
    switch geometry {
    case .polygons(let polygons): polygons.flatMap(\.rings)
    case .lines(let lines): lines
    case .points(let points): points.map { [$0] }
    }
  }

  /// Box, label and rank of every feature.
  private static func described(
    _ names: [(layer: String, code: String)], _ parts: [[[GridPoint]]], _ vertices: LayerVertices, _ kind: GeometryKind,
    _ set: TileMatrixSet
  ) -> [PyramidFormat.Feature] {
    var features: [PyramidFormat.Feature] = []
    for i in parts.indices {
      var box = TileBox.empty
      var rings: [[TilePoint]] = []
      for r in vertices.featureStarts[i]..<vertices.featureStarts[i + 1] {
        let ring = (vertices.ringStarts[r]..<vertices.ringStarts[r + 1]).map { vertices.places[Int(vertices.numbers[$0])] }
        for p in ring { box.add(p) }
        rings.append(ring)
      }
      if box.isEmpty { box = TileBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
      let (label, size) = label(rings, kind)
      features.append(
        PyramidFormat.Feature(id: FeatureID.of(layer: names[i].layer, code: names[i].code), box: box, label: label, rank: 0, size: size))
    }
    let order = features.indices.sorted {
      features[$0].size == features[$1].size
        ? names[$0].code.utf8.lexicographicallyPrecedes(names[$1].code.utf8) : features[$0].size > features[$1].size
    }
    for (rank, i) in order.enumerated() { features[i].rank = UInt32(rank + 1) }
    return features
  }

  private static func label(_ rings: [[TilePoint]], _ kind: GeometryKind) -> (TilePoint, Float) {
    let none = TilePoint(x: 0, y: 0)
    switch kind {
    case .point: return (rings.first?.first ?? none, 0)
    case .line:
      let lengths = rings.map(length)
      guard let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }) else { return (none, 0) }
      return (middle(rings[longest], lengths[longest] / 2), Float(lengths.reduce(0, +) / 2))
    case .polygon:
      // Rows count downwards, so that shells delivered counter-clockwise may come clockwise: the sum tells.
      let whole = rings.reduce(0.0) { $0 + Double(TilePolygon.doubleArea($1)) }
      let polygons = RegionTracer.nest(whole < 0 ? rings.map { $0.reversed() } : rings)
      guard let largest = polygons.max(by: { $0.doubleArea < $1.doubleArea }) else { return (rings.first?.first ?? none, 0) }
      let all = [largest.shell] + largest.holes
      // A thousand vertices tell where the middle is; the place must lie within all of them.
      let stride = max(1, all.reduce(0) { $0 + $1.count } / 1000)
      let few = all.map { ring in ring.count < 8 * stride ? ring : ring.indices.filter { $0 % stride == 0 }.map { ring[$0] } }
      var place = LabelPlace.of(few).place
      let holds = { (p: TilePoint) in
        all.enumerated().allSatisfy { i, ring in
          RegionTracer.strictlyInside(ring, Int64(p.x) * 2, Int64(p.y) * 2) == (i == 0)
        }
      }
      if stride > 1, !holds(place) { place = LabelPlace.of(all).place }
      return (place, Float((abs(whole) / 2).squareRoot()))
    }
  }

  private static func length(_ line: [TilePoint]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
  }

  private static func distance(_ a: TilePoint, _ b: TilePoint) -> Double {
    let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The place so far along a line.
  private static func middle(_ line: [TilePoint], _ way: Double) -> TilePoint {
    var rest = way
    for (a, b) in zip(line, line.dropFirst()) {
      let d = distance(a, b)
      if d >= rest, d > 0 {
        let t = rest / d
        return TilePoint(
          x: a.x + Int32(((Double(b.x) - Double(a.x)) * t).rounded()), y: a.y + Int32(((Double(b.y) - Double(a.y)) * t).rounded()))
      }
      rest -= d
    }
    return line.last ?? TilePoint(x: 0, y: 0)
  }
}

/// Numbers of features in tiles: the same for a layer and code in every edition, whole in a script's numbers (below 2^53).
public enum FeatureID {
  public static func of(layer: String, code: String) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in Array(layer.utf8) + [0] + Array(code.utf8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (value ^ (value >> 53)) & ((1 << 53) - 1)
  }
}
