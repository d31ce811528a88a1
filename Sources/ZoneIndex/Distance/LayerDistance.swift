internal import Geodesy
internal import Geometry

/// Edges as chords in space under boxes, and how to come back from a chord to its edge.
protocol SpaceOutline {
  var tree: SpaceTree { get }
  /// The edge of one piece of a block.
  func edge(_ block: SegmentBlock, _ lane: Int) -> GridEdge
  /// To whom a block's chain belongs, as index + 1, if that counts; 0 otherwise.
  func owner(_ chain: UInt32, _ accepts: ((Int) -> Bool)?) -> UInt32
}

/// The borders, lines or points of one member as chords in space under boxes; made when first asked for.
final class LayerDistance: SpaceOutline, Sendable {
  let index: LayerIndex
  let tree: SpaceTree
  var view: PlanView { index.view }

  init(_ index: LayerIndex) {
    self.index = index
    let view = index.view
    var blocks = SegmentBlocks()
    for c in 0..<view.chainCount {
      let chain = view.chains[c]
      let count = view.kind == .point ? 1 : Int(chain.count)
      let first = Int(chain.first)
      blocks.add((first..<(first + count)).map { view.global(view.vertices[$0].point) }, chain: c, firstEdge: first)
    }
    let keys = blocks.blocks.map { block -> UInt32 in
      var box = CompactBox.empty
      box.add(view.vertices[Int(block.edge[0])])
      return HilbertOrder.key(of: box, in: view.box)
    }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    tree = SpaceTree(order.map { blocks.blocks[$0] })
  }

  @inline(__always)
  func edge(_ block: SegmentBlock, _ lane: Int) -> GridEdge {
    let i = Int(block.edge[lane])
    return GridEdge(view.global(view.vertices[i].point), view.global(view.vertices[i + 1].point))
  }

  /// The first feature on either side of a chain that counts, as index + 1; 0 for none.
  @inline(__always)
  func owner(_ chain: UInt32, _ accepts: ((Int) -> Bool)?) -> UInt32 {
    let c = view.chains[Int(chain)]
    let (a, b) = c.left == 0 ? (c.right, 0) : c.right == 0 ? (c.left, 0) : (min(c.left, c.right), max(c.left, c.right))
    guard let accepts else { return a }
    if a != 0 && accepts(Int(a) - 1) { return a }
    return b != 0 && accepts(Int(b) - 1) ? b : 0
  }
}
