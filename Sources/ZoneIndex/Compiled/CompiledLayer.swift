internal import Geodesy
internal import Geometry

/// The flat arrays of one layer, made from its features.
struct CompiledLayer {
  var frame = PlanFormat.Frame()
  var name: [UInt8] = []
  var stringOffsets: [UInt32] = [0]
  var strings: [UInt8] = []
  var borders: BorderChains
  var sums: [Int64] = []
  var chains: [PlanFormat.Chain] = []
  var nodeFirst: [UInt32] = []
  var nodeChains: [UInt32] = []
  var components: [PlanFormat.Component] = []
  var componentBoxes: [CompactBox] = []
  var cells: CellTable
  var featureFirst: [UInt32] = []
  /// Chain × 2, + 1 where the feature lies on its right.
  var featureChains: [UInt32] = []
  var features: [PlanFormat.Feature] = []

  /// - Throws: `SegmentRefusal`.
  init(_ layer: LayerContent) throws(SegmentRefusal) {
    var box = GridBox.empty
    for feature in layer.features where feature.geometry.vertexCount > 0 { box.add(feature.geometry.box) }
    if box.isEmpty { box = GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
    guard box.maxX - box.minX < 4_000_000_000, box.maxY - box.minY < 4_000_000_000 else {
      throw .layerTooWide(layer: layer.id)
    }
    let origin = GridPoint(x: Self.origin((box.minX + box.maxX) / 2), y: Self.origin((box.minY + box.maxY) / 2))
    borders = try Self.borders(of: layer, origin: origin)
    guard borders.vertices.count < Int(Int32.max) else { throw .layerTooLarge(layer: layer.id) }
    var whole = CompactBox.empty
    for v in borders.vertices { whole.add(v) }
    if borders.vertices.isEmpty { whole = CompactBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
    let grid = CellGrid(over: whole, edges: borders.vertices.count - borders.chains.count)
    cells = try CellTable(borders, grid, hasOwners: layer.kind == .polygon, layer: layer.id)

    name = Array(layer.id.utf8)
    frame.kind = layer.kind == .polygon ? 0 : layer.kind == .line ? 1 : 2
    frame.featureCount = UInt32(layer.features.count)
    frame.originX = origin.x
    frame.originY = origin.y
    frame.cornerX = grid.cornerX
    frame.cornerY = grid.cornerY
    frame.columns = UInt32(grid.columns)
    frame.rows = UInt32(grid.rows)
    frame.cellShift = UInt32(grid.shift)
    // Layers of one province count from the same latitude, so that a site's own sums serve them all.
    frame.referenceY = (Double(origin.y) / 5e8).rounded() == 0 ? 0 : Int64((Double(origin.y) / 5e8).rounded()) * 500_000_000
    addChains(ChainGraph(borders), origin)
    addFeatures(layer)
    try addStrings(layer)
  }

  /// The multiple of 2²⁸ nearest to a layer's middle: wider than any cell, so that the cells of all layers lie in each
  /// other, and near enough that every vertex fits 32 bits.
  private static func origin(_ middle: Int64) -> Int64 { ((middle + 1 << 27) >> 28) << 28 }

  private static func borders(of layer: LayerContent, origin: GridPoint) throws(SegmentRefusal) -> BorderChains {
    var polygons: [[GridPolygon]] = []
    var lines: [[[GridPoint]]] = []
    for feature in layer.features {
      switch (feature.geometry, layer.kind) {
      case (.polygons(let parts), .polygon):
        do {
          polygons.append(try SoundGround.polygons(parts))
        } catch {
          throw .entangled(layer: layer.id, code: feature.code, error)
        }
      case (.lines(let parts), .line): lines.append(parts)
      case (.points(let points), .point): lines.append(points.map { [$0] })
      default: throw .wrongKind(layer: layer.id, code: feature.code)
      }
    }
    return layer.kind == .polygon ? BorderChains(polygons, origin: origin) : BorderChains(lines: lines, origin: origin)
  }

  private mutating func addChains(_ graph: ChainGraph, _ origin: GridPoint) {
    frame.nodeCount = UInt32(graph.nodeCount)
    nodeFirst = graph.nodeFirst
    nodeChains = graph.nodeChains
    sums = [Int64](repeating: 0, count: borders.vertices.count)
    let integral = AreaIntegral(.ellipsoid, near: GridPoint(x: origin.x, y: frame.referenceY))
    let length = EdgeLength.shared
    var longest: Int64 = 0
    for (c, chain) in borders.chains.enumerated() {
      var box = CompactBox.empty
      // Finer than what is kept, so that roundings do not add up.
      var sum: Int128 = 0
      for i in chain.points {
        box.add(borders.vertices[i])
        sums[i] = Int64(truncatingIfNeeded: (sum &+ (1 << 19)) >> 20)
        guard i + 1 < chain.points.upperBound else { continue }
        let (a, b) = (borders.vertices[i].point, borders.vertices[i + 1].point)
        longest = max(longest, abs(b.x - a.x), abs(b.y - a.y))
        let from = GridPoint(x: origin.x + a.x, y: origin.y + a.y)
        let to = GridPoint(x: origin.x + b.x, y: origin.y + b.y)
        let value = frame.kind == 0 ? integral.piece(from, to) : length.piece(from, to)
        sum += Int128((value * FixedArea.perSquareMetre * 1_048_576).rounded())
      }
      chains.append(
        PlanFormat.Chain(
          first: UInt32(chain.points.lowerBound), count: UInt32(chain.points.count), left: chain.left, right: chain.right,
          startNode: graph.startNode[c], endNode: graph.endNode[c], component: graph.component[c], box: box))
    }
    frame.longestEdge = longest
    addComponents(graph)
  }

  /// Components stand in Hilbert order, so that a ladder of boxes finds those within a footprint.
  private mutating func addComponents(_ graph: ChainGraph) {
    var boxes = [CompactBox](repeating: .empty, count: graph.firstChain.count)
    for chain in chains { boxes[Int(chain.component)].add(chain.box) }
    var frameBox = CompactBox.empty
    for b in boxes { frameBox.add(b) }
    let keys = boxes.map { HilbertOrder.sizedKey(of: $0, in: frameBox) }
    let order = boxes.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var place = [UInt32](repeating: 0, count: boxes.count)
    for (k, old) in order.enumerated() {
      place[old] = UInt32(k)
      components.append(PlanFormat.Component(box: boxes[old], chain: graph.firstChain[old]))
    }
    for c in chains.indices { chains[c].component = place[Int(chains[c].component)] }
    BoxLadder.build(items: components.count, into: &componentBoxes) { components[$0].box }
  }

  private mutating func addFeatures(_ layer: LayerContent) {
    var lists = [[UInt32]](repeating: [], count: layer.features.count)
    features = [PlanFormat.Feature](repeating: PlanFormat.Feature(box: .empty, area: 0), count: layer.features.count)
    for (c, chain) in chains.enumerated() {
      let total = sums[Int(chain.first + chain.count) - 1]
      for (owner, isRight) in [(chain.left, false), (chain.right, true)] where owner != 0 {
        let f = Int(owner) - 1
        lists[f].append(UInt32(c) << 1 | (isRight ? 1 : 0))
        features[f].box.add(chain.box)
        features[f].area &+= isRight ? 0 &- total : total
      }
    }
    featureFirst = [0]
    for list in lists {
      featureChains += list
      featureFirst.append(UInt32(featureChains.count))
    }
  }

  private mutating func addStrings(_ layer: LayerContent) throws(SegmentRefusal) {
    for feature in layer.features {
      strings.append(contentsOf: feature.code.utf8)
      stringOffsets.append(UInt32(strings.count))
      strings.append(contentsOf: feature.name.utf8)
      stringOffsets.append(UInt32(strings.count))
      AttributeBlock.append(feature.attributes, to: &strings)
      guard strings.count < Int(UInt32.max) else { throw .layerTooLarge(layer: layer.id) }
      stringOffsets.append(UInt32(strings.count))
    }
  }
}
