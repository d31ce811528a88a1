/// How chains hang together: the nodes at their ends, and the parts of the plan that no node joins.
struct ChainGraph {
  private(set) var startNode: [UInt32] = []
  private(set) var endNode: [UInt32] = []
  private(set) var nodeCount = 0
  /// Chains at each node, those that end where they begin twice.
  private(set) var nodeFirst: [UInt32] = []
  private(set) var nodeChains: [UInt32] = []
  private(set) var component: [UInt32] = []
  /// One chain of each component.
  private(set) var firstChain: [UInt32] = []

  init(_ borders: BorderChains) {
    var nodes: [UInt64: UInt32] = [:]
    func node(_ v: GridVertex) -> UInt32 {
      if let known = nodes[v.key] { return known }
      let new = UInt32(nodes.count)
      nodes[v.key] = new
      return new
    }
    for chain in borders.chains {
      startNode.append(node(borders.vertices[chain.points.lowerBound]))
      endNode.append(node(borders.vertices[chain.points.upperBound - 1]))
    }
    nodeCount = nodes.count
    nodeFirst = [UInt32](repeating: 0, count: nodeCount + 1)
    for n in startNode + endNode { nodeFirst[Int(n) + 1] += 1 }
    for n in 0..<nodeCount { nodeFirst[n + 1] += nodeFirst[n] }
    nodeChains = [UInt32](repeating: 0, count: startNode.count * 2)
    var at = nodeFirst
    for c in startNode.indices {
      for n in [Int(startNode[c]), Int(endNode[c])] {
        nodeChains[Int(at[n])] = UInt32(c)
        at[n] += 1
      }
    }
    findComponents()
  }

  private mutating func findComponents() {
    let none = UInt32.max
    component = [UInt32](repeating: none, count: startNode.count)
    var stack: [Int] = []
    for c in startNode.indices where component[c] == none {
      let id = UInt32(firstChain.count)
      firstChain.append(UInt32(c))
      component[c] = id
      stack.append(c)
      while let chain = stack.popLast() {
        for n in [Int(startNode[chain]), Int(endNode[chain])] {
          for k in Int(nodeFirst[n])..<Int(nodeFirst[n + 1]) where component[Int(nodeChains[k])] == none {
            component[Int(nodeChains[k])] = id
            stack.append(Int(nodeChains[k]))
          }
        }
      }
    }
  }
}
