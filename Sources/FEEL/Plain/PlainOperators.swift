/// The steps that conditions take less often: each nil where a kind is met that only the general evaluator handles.
extension PlainMachine {
  /// Runs one instruction; the place to go on at, nil for the general evaluator.
  @inline(never)
  func rare(_ instruction: PlainInstruction, _ at: Int, _ top: inout Int, _ frame: PlainFrame) -> Int? {
    var result: PlainValue
    var used = 0
    switch instruction.operation {
    case .compare:
      used = 1
      result = compare(instruction.mode, stack[top - 1], stack[top])
    case .arithmetic:
      used = 1
      result = arithmetic(instruction.mode, stack[top - 1], stack[top])
    case .negate: result = opposite(stack[top])
    case .between:
      used = 2
      let low = compare(FEELComparison.greaterOrEqual.plainMode, stack[top - 2], stack[top - 1])
      let high = compare(FEELComparison.lessOrEqual.plainMode, stack[top - 2], stack[top])
      if low.tag == .outside || high.tag == .outside { return nil }
      result = PlainValue.and(low, high)
    case .beginTests:
      top += 1
      result = PlainValue(.no)
    case .testCompare, .testMatch, .testRange: return test(instruction, at, &top, frame)
    case .endTests:
      used = 1
      result = stack[top]
    case .branch:
      if stack[top].tag == .yes || stack[top].tag == .unknown { return at }
      // The place of the first branch's value, which the second finds below its own.
      top += 1
      stack[top] = .null
      return Int(instruction.place)
    case .endThen:
      if stack[top - 1].tag == .unknown { return at }
      stack[top - 1] = stack[top]
      top -= 1
      return Int(instruction.place)
    case .endElse:
      used = 2
      result = stack[top - 2].isUnknown ? merged(stack[top - 2], stack[top - 1], stack[top]) : stack[top]
    case .listContains:
      used = 1
      result = contains(stack[top - 1], stack[top], frame)
    case .count:
      let list = stack[top]
      result = list.tag == .list ? PlainValue(.number, Int64(list.listCount)) : (list.isUnknown ? list : .outside)
    default: preconditionFailure("the frequent operations are run before")
    }
    if result.tag == .outside { return nil }
    top -= used
    stack[top] = result
    return at
  }
}
