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
  public func state(ofNode place: Int) -> PlainResult.State? { PlainResult.State(traced: states[place]) }
}

/// The traces of many runs, one after another in one block of bytes.
public struct PlainTraceLog: Sendable {
  private var states: ContiguousArray<UInt8> = []

  public init() {}

  /// Keeps a trace; returns where it begins.
  public mutating func keep(_ trace: borrowing PlainTrace) -> Int {
    let place = states.count
    states.append(contentsOf: trace.states)
    return place
  }

  public var byteCount: Int { states.count }

  /// The state of a node of the trace that begins at `start`; see `PlainTrace.state`.
  public func state(ofNode place: Int, from start: Int) -> PlainResult.State? { PlainResult.State(traced: states[start + place]) }
}

extension PlainResult.State {
  init?(traced byte: UInt8) {
    guard let tag = PlainValue.Tag(rawValue: byte &- 1) else { return nil }
    self = PlainResult(value: PlainValue(tag), read: 0).state
  }
}
