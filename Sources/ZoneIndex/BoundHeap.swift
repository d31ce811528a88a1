/// A binary heap of search nodes, the smallest bound first.
struct BoundHeap {
  enum Kind {
    case tree(level: Int, index: Int)
    case feature(Int)
    case pair(Int)
    case ring(feature: Int, ring: Int, level: Int, index: Int)
  }

  struct Node {
    var bound: Double
    var source: Int
    var kind: Kind
  }

  private var nodes: [Node] = []

  mutating func push(_ node: Node) {
    nodes.append(node)
    var i = nodes.count - 1
    while i > 0 {
      let parent = (i - 1) / 2
      guard nodes[i].bound < nodes[parent].bound else { return }
      nodes.swapAt(i, parent)
      i = parent
    }
  }

  mutating func pop() -> Node? {
    guard let top = nodes.first else { return nil }
    let last = nodes.removeLast()
    guard !nodes.isEmpty else { return top }
    nodes[0] = last
    var i = 0
    while true {
      let left = 2 * i + 1
      guard left < nodes.count else { break }
      let child = left + 1 < nodes.count && nodes[left + 1].bound < nodes[left].bound ? left + 1 : left
      guard nodes[child].bound < nodes[i].bound else { break }
      nodes.swapAt(i, child)
      i = child
    }
    return top
  }
}
