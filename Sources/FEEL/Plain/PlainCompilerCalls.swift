/// `in`, and the functions that have instructions.
extension PlainCompiler {
  mutating func member(_ subject: FEELNode, _ tests: [FEELNode], _ node: FEELNode) throws(PlainProgram.Refusal) {
    if node.descendants.contains(where: { $0.kind == .variable("?") }) { throw .readsInput }
    if try amongTexts(subject, tests, node) { return }
    try compile(subject)
    try emit(PlainInstruction(operation: .beginTests), subject, 1)
    var jumps: [Int] = []
    for test in tests {
      var end: PlainInstruction
      var used = 1
      switch test.kind {
      case .test(let sign, let bound):
        try compile(bound)
        end = PlainInstruction(operation: .testCompare, mode: sign.plainMode)
      case .range(let lower, let lowerIncluded, let upper, let upperIncluded):
        try compile(lower)
        try compile(upper)
        end = PlainInstruction(operation: .testRange, mode: (lowerIncluded ? 1 : 0) | (upperIncluded ? 2 : 0))
        used = 2
      default:
        try compile(test)
        end = PlainInstruction(operation: .testMatch)
      }
      end.place = 0
      jumps.append(code.count)
      try emit(end, node, -used)
    }
    land(jumps)
    try emit(PlainInstruction(operation: .endTests), node, -1)
  }

  /// `fact in ("a", "b")` and `fact in ["a", "b"]` as one instruction.
  private mutating func amongTexts(_ subject: FEELNode, _ tests: [FEELNode], _ node: FEELNode) throws(PlainProgram.Refusal) -> Bool {
    guard let isDerived = slotKind(subject) else { return false }
    let isList: Bool
    let items: [FEELNode]
    if tests.count == 1, case .list(let inner) = tests[0].kind { (items, isList) = (inner, true) } else { (items, isList) = (tests, false) }
    guard !items.isEmpty, let texts = Self.texts(items) else { return false }
    let offset = pool.count
    pool += texts.map { PlainValue(.text, Int64(vocabulary.intern($0))) }
    let (place, bit) = try slot(subject, isDerived: isDerived)
    try emit(
      PlainInstruction(
        operation: .amongTexts, mode: isList ? 1 : 0, bit: bit, place: place,
        payload: PlainValue.list(offset: offset, count: texts.count).payload), node, 1)
    return true
  }

  private static func texts(_ nodes: [FEELNode]) -> [String]? {
    var texts: [String] = []
    for node in nodes {
      guard case .literal(.string(let text)) = node.kind else { return nil }
      texts.append(text)
    }
    return texts
  }

  mutating func call(
    _ callee: FEELCallee, _ arguments: [FEELNode.Argument], _ node: FEELNode
  ) throws(PlainProgram.Refusal) {
    let values = arguments.map(\.value)
    if !callee.isBuiltin, values.allSatisfy({ isConstant($0) }) { return try pushSlot(node, isDerived: false) }
    if let function = vocabulary.prefixFunctions[callee.name], !callee.isBuiltin, try prefix(function, values, node) { return }
    guard arguments.allSatisfy({ $0.name == nil }) else { return try pushSlot(node, isDerived: true) }
    switch callee.builtin {
    case .listContains where values.count == 2:
      try compile(values[0])
      try compile(values[1])
      try emit(PlainInstruction(operation: .listContains), node, -1)
    case .count where values.count == 1:
      try compile(values[0])
      try emit(PlainInstruction(operation: .count), node, 0)
    default: try pushSlot(node, isDerived: true)
    }
  }

  /// A prefix function over a fact and constant codes.
  private mutating func prefix(
    _ function: PlainVocabulary.PrefixFunction, _ arguments: [FEELNode], _ node: FEELNode
  ) throws(PlainProgram.Refusal) -> Bool {
    guard arguments.count == 2, case .name = arguments[0].kind else { return false }
    let items: [FEELNode] = if case .list(let inner) = arguments[1].kind { inner } else { [arguments[1]] }
    guard let texts = Self.texts(items) else { return false }
    let codes = texts.compactMap { PlainVocabulary.packed($0) }
    guard codes.count == texts.count else { return false }
    let offset = pool.count
    pool += codes.map { PlainValue(.number, Int64(bitPattern: $0)) }
    let (place, bit) = try slot(arguments[0], isDerived: false)
    let coarse = try cause(.facts(function.coarse.sorted()))
    try emit(
      PlainInstruction(
        operation: .prefix, mode: coarse, bit: bit, scale: function.asksAll ? 1 : 0, place: place,
        payload: PlainValue.list(offset: offset, count: codes.count).payload),
      node, 1)
    return true
  }
}
