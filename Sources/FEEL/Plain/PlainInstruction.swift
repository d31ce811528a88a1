/// One step of a plain program, 16 bytes; constants that fit stand in the instruction itself.
struct PlainInstruction: Sendable {
  var operation: Operation
  /// How a comparison compares, how an arithmetic step computes, and the ends of an interval: see the operation.
  var mode: UInt8 = 0
  /// The program's own number of the slot that is read, for `causes` and facts read.
  var bit: UInt8 = 0
  /// Digits after the point of a constant.
  var scale: UInt8 = 0
  /// A slot of the frame, or the place that is jumped to.
  var place: UInt16 = 0
  /// The node whose value this yields, in the order of `FEELNode.descendants`.
  var node: UInt16 = 0
  /// A constant's payload.
  var payload: Int64 = 0

  enum Operation: UInt8 {
    /// Pushes a constant: `mode` is its tag.
    case constant
    /// Pushes the value of a slot.
    case slot
    /// Pushes whether a slot's number compares with the constant (`mode`: the comparison).
    case compareNumber
    /// Pushes whether a slot is the constant text (`mode` 1: is not).
    case compareText
    /// Pushes whether a slot is one of the pool's texts (`mode` 1: written as a list, so that other kinds are false).
    case amongTexts
    /// Pushes whether a code of the slot's list stands below one of the pool's packed codes; `place` slot, `mode` the bit of the cause
    /// where a code is too coarse to tell; `scale` 1: whether every code does, and there is one.
    case prefix
    /// Compares the two topmost (`mode`: the comparison).
    case compare
    /// `mode`: 0 add, 1 subtract, 2 multiply, 3 divide.
    case arithmetic
    case negate, not
    /// Combines the two topmost; jumps to `place` when decided.
    case and, or
    /// Jumps to `place`, keeping the value, when it decides a conjunction (disjunction).
    case jumpIfNo, jumpIfYes
    /// Subject, lower, upper: the interval with both ends.
    case between
    /// After the subject of `in`: opens the disjunction over tests.
    case beginTests
    /// Subject, state, bound: adds one test to the state; jumps to `place` when it holds (`mode`: the comparison).
    case testCompare
    /// Subject, state, target.
    case testMatch
    /// Subject, state, lower, upper (`mode`: bit 0 lower included, bit 1 upper included).
    case testRange
    /// Leaves the state in the subject's place.
    case endTests
    /// Test of `if`: where it is neither true nor unknown, pushes a placeholder and jumps to `place`.
    case branch
    /// After the first branch: jumps to `place` unless the test is unknown.
    case endThen
    case endElse
    /// List, item: `list contains`.
    case listContains
    case count

    /// Whether the topmost value afterwards is that of the instruction's node.
    var yieldsState: Bool { self != .beginTests && self != .branch }
  }
}

extension FEELComparison {
  var plainMode: UInt8 {
    switch self {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 5
    }
  }
}
