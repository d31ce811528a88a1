/// Comparison, arithmetic and membership of any two plain values; `outside` for kinds that only the general evaluator handles.
extension PlainMachine {
  /// −1, 0 or 1 of two numbers.
  func order(_ a: PlainValue, _ b: PlainValue) -> Int {
    if a.tag == .number, b.tag == .number { return PlainNumbers.order(a.payload, a.scale, b.payload, b.scale) }
    return FEELDecimal.compare(decimal(a), decimal(b))
  }

  func decimal(_ value: PlainValue) -> FEELDecimal {
    value.tag == .wide ? wide[Int(value.payload)] : FEELDecimal(short: value.payload, exponent: -Int(value.scale))
  }

  func plain(_ number: FEELDecimal?) -> PlainValue {
    guard let number else { return .null }
    if let inline = PlainNumbers.inline(number) { return inline }
    return keep(number)
  }

  func compare(_ mode: UInt8, _ a: PlainValue, _ b: PlainValue) -> PlainValue {
    if a.isNumber, b.isNumber { return PlainValue(boolean: SlotTests.holds(mode, order(a, b))) }
    if a.isUnknown || b.isUnknown { return .unknown(a, b) }
    if a.tag == .date, b.tag == .date {
      return PlainValue(boolean: SlotTests.holds(mode, a.payload < b.payload ? -1 : (a.payload == b.payload ? 0 : 1)))
    }
    if mode < 2 { return mode == 0 ? equal(a, b) : equal(a, b).opposed }
    return a.tag == .text && b.tag == .text ? .outside : .null
  }

  private func equal(_ a: PlainValue, _ b: PlainValue) -> PlainValue {
    if a.tag == .null || b.tag == .null { return PlainValue(boolean: a.tag == b.tag) }
    if a.isBoolean, b.isBoolean { return PlainValue(boolean: a.tag == b.tag) }
    if a.tag == .text, b.tag == .text { return PlainValue(boolean: a.payload == b.payload) }
    return a.tag == .list && b.tag == .list ? .outside : .null
  }

  func arithmetic(_ mode: UInt8, _ a: PlainValue, _ b: PlainValue) -> PlainValue {
    guard a.isNumber, b.isNumber else {
      if a.isUnknown || b.isUnknown { return .unknown(a, b) }
      let kinds: [PlainValue.Tag] = [a.tag, b.tag]
      // Dates and texts have arithmetic of their own.
      return kinds.contains(.date) || kinds == [.text, .text] ? .outside : .null
    }
    if a.tag == .number, b.tag == .number {
      switch mode {
      case 0 where a.scale == b.scale:
        let (sum, overflow) = a.payload.addingReportingOverflow(b.payload)
        if !overflow { return PlainValue(.number, sum, scale: a.scale) }
      case 1 where a.scale == b.scale:
        let (difference, overflow) = a.payload.subtractingReportingOverflow(b.payload)
        if !overflow { return PlainValue(.number, difference, scale: a.scale) }
      case 2 where Int(a.scale) + Int(b.scale) <= PlainNumbers.largestScale:
        let (product, overflow) = a.payload.multipliedReportingOverflow(by: b.payload)
        if !overflow { return PlainValue(.number, product, scale: a.scale + b.scale) }
      default: break
      }
    }
    let (x, y) = (decimal(a), decimal(b))
    switch mode {
    case 0: return plain(x.adding(y))
    case 1: return plain(x.adding(-y))
    case 2: return plain(x.multiplied(by: y))
    default: return plain(x.divided(by: y))
    }
  }

  func opposite(_ value: PlainValue) -> PlainValue {
    if value.isNumber { return plain(-decimal(value)) }
    return value.isUnknown ? value : .null
  }

  /// Both branches of an unknown test: their value where they are equal and known.
  func merged(_ test: PlainValue, _ a: PlainValue, _ b: PlainValue) -> PlainValue {
    let unknown = PlainValue(.unknown, test.causes | a.causes | b.causes)
    if a.isUnknown || b.isUnknown { return unknown }
    if a.tag == .list && b.tag == .list { return .outside }
    if a.isNumber, b.isNumber { return order(a, b) == 0 ? a : unknown }
    return a == b ? a : unknown
  }

  /// `list contains`: members of another kind are not it.
  func contains(_ list: PlainValue, _ item: PlainValue, _ frame: PlainFrame) -> PlainValue {
    if list.isUnknown { return .unknown(list, item) }
    guard list.tag == .list, item.tag != .list else { return .outside }
    return any(of: list, item, frame)
  }

  private func any(of list: PlainValue, _ item: PlainValue, _ frame: PlainFrame) -> PlainValue {
    var state = PlainValue(.no)
    for i in 0..<list.listCount {
      let member = frame.pool[list.listOffset + i]
      if member.tag == .wide { return .outside }
      let same = compare(0, member, item)
      if same.tag == .outside { return .outside }
      if same.tag == .null { continue }
      state = PlainValue.or(state, same)
      if state.tag == .yes { break }
    }
    return state
  }

  // MARK: Tests of `in`

  /// Adds one test to the state below its bounds; the place to go on at, nil for the general evaluator.
  func test(_ instruction: PlainInstruction, _ at: Int, _ top: inout Int, _ frame: PlainFrame) -> Int? {
    let used = instruction.operation == .testRange ? 2 : 1
    let value = stack[top - used - 1]
    let found: PlainValue
    switch instruction.operation {
    case .testCompare: found = compare(instruction.mode, value, stack[top])
    case .testMatch: found = matches(value, stack[top], frame)
    default: found = within(value, stack[top - 1], stack[top], instruction.mode)
    }
    if found.tag == .outside { return nil }
    top -= used
    stack[top] = PlainValue.or(stack[top], found)
    return stack[top].tag == .yes ? Int(instruction.place) : at
  }

  private func matches(_ value: PlainValue, _ target: PlainValue, _ frame: PlainFrame) -> PlainValue {
    if target.isUnknown || value.isUnknown { return .unknown(value, target) }
    guard target.tag == .list else { return compare(0, value, target) }
    return value.tag == .list ? .outside : any(of: target, value, frame)
  }

  private func within(_ value: PlainValue, _ lower: PlainValue, _ upper: PlainValue, _ mode: UInt8) -> PlainValue {
    if lower.isUnknown || upper.isUnknown { return PlainValue(.unknown, value.causes | lower.causes | upper.causes) }
    if lower.tag == .text || upper.tag == .text { return .outside }
    let isOrdered = compare(FEELComparison.lessOrEqual.plainMode, lower, upper)
    // No such interval: null, which only null equals.
    guard isOrdered.tag == .yes else { return isOrdered.tag == .outside ? isOrdered : compare(0, value, .null) }
    let (low, high): (FEELComparison, FEELComparison) = (mode & 1 != 0 ? .greaterOrEqual : .greater, mode & 2 != 0 ? .lessOrEqual : .less)
    return PlainValue.and(compare(low.plainMode, value, lower), compare(high.plainMode, value, upper))
  }
}

extension PlainValue {
  @inline(__always) var isBoolean: Bool { tag == .yes || tag == .no }
  /// The negation; what must go to the general evaluator stays so.
  var opposed: PlainValue { tag == .outside ? self : negated }
}
