/// The states of a program's nodes after a traced run, a byte each; made into sentences only when someone reads them.
public struct PlainTrace: Sendable {
  var states: ContiguousArray<UInt8> = []

  public init() {}

  mutating func reset(_ count: Int) {
    if states.count == count {
      for i in states.indices { states[i] = 0 }
    } else {
      states.removeAll(keepingCapacity: true)
      states.append(contentsOf: repeatElement(0, count: count))
    }
  }

  /// Nodes, in the order of `FEELNode.descendants`.
  public var count: Int { states.count }

  /// The state of a node; nil where it was left out, or was computed as part of the node above it.
  public func state(ofNode place: Int) -> PlainResult.State? {
    guard let tag = PlainValue.Tag(rawValue: states[place] &- 1) else { return nil }
    return PlainResult(value: PlainValue(tag), read: 0).state
  }
}
