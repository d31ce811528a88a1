/// The tests of single slots, as the general evaluator makes them: null between kinds, false against null where equality is asked.
enum SlotTests {
  @inline(__always)
  static func holds(_ mode: UInt8, _ order: Int) -> Bool {
    switch mode {
    case 0: order == 0
    case 1: order != 0
    case 2: order < 0
    case 3: order <= 0
    case 4: order > 0
    default: order >= 0
    }
  }

  /// `mode` below 2 asks for equality, under which null is different from everything else.
  @inline(__always)
  private static func mismatch(_ value: PlainValue, _ mode: UInt8) -> PlainValue {
    value.tag == .null && mode < 2 ? PlainValue(boolean: mode == 1) : .null
  }

  @inline(__always)
  static func number(_ value: PlainValue, _ instruction: PlainInstruction) -> PlainValue {
    guard value.tag == .number else { return mismatch(value, instruction.mode) }
    let order = PlainNumbers.order(value.payload, value.scale, instruction.payload, instruction.scale)
    return PlainValue(boolean: holds(instruction.mode, order))
  }

  @inline(__always)
  static func text(_ value: PlainValue, _ instruction: PlainInstruction) -> PlainValue {
    guard value.tag == .text else { return mismatch(value, instruction.mode) }
    return PlainValue(boolean: (value.payload == instruction.payload) == (instruction.mode == 0))
  }

  @inline(__always)
  static func among(_ value: PlainValue, _ instruction: PlainInstruction, _ pool: ContiguousArray<PlainValue>) -> PlainValue {
    let isList = instruction.mode == 1
    switch value.tag {
    case .text:
      let texts = PlainValue(.list, instruction.payload)
      let offset = texts.listOffset
      for i in 0..<texts.listCount where pool[offset + i].payload == value.payload { return PlainValue(.yes) }
      return PlainValue(.no)
    case .null: return PlainValue(.no)
    case .list where isList: return .outside
    default: return isList ? PlainValue(.no) : .null
    }
  }

  /// Whether any code of a list begins with any of the constant ones.
  @inline(__always)
  static func prefix(
    _ value: PlainValue, _ instruction: PlainInstruction, _ pool: ContiguousArray<PlainValue>, _ packed: ContiguousArray<UInt64>
  ) -> PlainValue {
    switch value.tag {
    case .list: break
    case .text: return .outside
    default: return .null
    }
    let wanted = PlainValue(.list, instruction.payload)
    var isCoarse = false
    for i in 0..<value.listCount where packed[value.listOffset + i] == 0 { return .outside }
    if instruction.scale == 1 { return everyPrefix(value, instruction, wanted, pool, packed) }
    for i in 0..<value.listCount {
      let have = packed[value.listOffset + i]
      for j in 0..<wanted.listCount {
        let want = UInt64(bitPattern: pool[wanted.listOffset + j].payload)
        let difference = have ^ want
        if difference & letters(want) == 0 { return PlainValue(.yes) }
        if difference & letters(have) == 0 { isCoarse = true }
      }
    }
    return isCoarse ? PlainValue(.unknown, 1 << Int64(instruction.mode)) : PlainValue(.no)
  }

  /// Whether every code of a list begins with any of the constant ones; none does where there is no code.
  private static func everyPrefix(
    _ value: PlainValue, _ instruction: PlainInstruction, _ wanted: PlainValue, _ pool: ContiguousArray<PlainValue>,
    _ packed: ContiguousArray<UInt64>
  ) -> PlainValue {
    if value.listCount == 0 { return PlainValue(.no) }
    var isOpen = false
    for i in 0..<value.listCount {
      let have = packed[value.listOffset + i]
      var (isListed, isCoarse) = (false, false)
      for j in 0..<wanted.listCount {
        let want = UInt64(bitPattern: pool[wanted.listOffset + j].payload)
        if (have ^ want) & letters(want) == 0 { isListed = true }
        if (have ^ want) & letters(have) == 0 { isCoarse = true }
      }
      if !isListed {
        if !isCoarse { return PlainValue(.no) }
        isOpen = true
      }
    }
    return isOpen ? PlainValue(.unknown, 1 << Int64(instruction.mode)) : PlainValue(.yes)
  }

  /// The bytes of a packed code that are letters.
  @inline(__always)
  private static func letters(_ code: UInt64) -> UInt64 { ~UInt64(0) << UInt64(code.trailingZeroBitCount & ~7) }
}
