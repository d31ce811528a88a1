/// Translates a condition's tree to plain instructions, in the order the general evaluator would visit it.
struct PlainCompiler {
  let expression: FEELExpression
  let vocabulary: PlainVocabulary
  var code: [PlainInstruction] = []
  var pool: [PlainValue] = []
  var causes: [PlainProgram.Cause] = []
  var isWhollyPlain = true
  private var bitOfSlot: [Int: UInt8] = [:]
  private let numbers: [ObjectIdentifier: Int]
  private let isShallow: Bool
  /// Values on the stack where the next instruction stands, and the most there are.
  private var depth = 0

  /// Most nodes of a condition, and most values on the machine's stack.
  static let nodeLimit = 2_000
  static let stackLimit = 120

  var nodeCount: Int { numbers.count }

  init(_ expression: FEELExpression, _ vocabulary: PlainVocabulary) {
    self.expression = expression
    self.vocabulary = vocabulary
    isShallow = expression.root.height <= 100
    let all = isShallow ? expression.root.descendants : []
    numbers = Dictionary(all.enumerated().map { (ObjectIdentifier($0.element), $0.offset) }) { first, _ in first }
  }

  mutating func program() throws(PlainProgram.Refusal) -> PlainProgram {
    guard isShallow else { throw .tooDeep }
    guard numbers.count <= Self.nodeLimit else { throw .tooLong }
    try compile(expression.root)
    return PlainProgram(self)
  }

  // MARK: Emitting

  /// Appends an instruction that changes the stack by `change` and yields the value of `node`.
  mutating func emit(_ instruction: PlainInstruction, _ node: FEELNode, _ change: Int) throws(PlainProgram.Refusal) {
    var instruction = instruction
    instruction.node = UInt16(numbers[ObjectIdentifier(node)] ?? 0)
    code.append(instruction)
    if code.count > Int(UInt16.max) { throw .tooLong }
    depth += change
    if depth > Self.stackLimit { throw .tooDeep }
  }

  /// Lets a jump land at the next instruction.
  mutating func land(_ jumps: [Int]) { for jump in jumps { code[jump].place = UInt16(code.count) } }

  mutating func slot(_ node: FEELNode, isDerived: Bool) throws(PlainProgram.Refusal) -> (place: UInt16, bit: UInt8) {
    if isDerived {
      guard !node.descendants.contains(where: { $0.kind == .variable("?") }) else { throw .readsInput }
      isWhollyPlain = false
    }
    let place = vocabulary.slot(node, source: expression.source(of: node), isDerived: isDerived)
    guard let number = UInt16(exactly: place) else { throw .tooManyFacts }
    if let bit = bitOfSlot[place] { return (number, bit) }
    let bit = try cause(.slot(place))
    bitOfSlot[place] = bit
    return (number, bit)
  }

  mutating func cause(_ cause: PlainProgram.Cause) throws(PlainProgram.Refusal) -> UInt8 {
    guard causes.count < 62 else { throw .tooManyFacts }
    causes.append(cause)
    return UInt8(causes.count - 1)
  }

  mutating func pushSlot(_ node: FEELNode, isDerived: Bool) throws(PlainProgram.Refusal) {
    let (place, bit) = try slot(node, isDerived: isDerived)
    try emit(PlainInstruction(operation: .slot, bit: bit, place: place), node, 1)
  }

  // MARK: Nodes

  mutating func compile(_ node: FEELNode) throws(PlainProgram.Refusal) {
    switch node.kind {
    case .literal(let value):
      guard let constant = constant(value) else { return try pushSlot(node, isDerived: false) }
      try emit(
        PlainInstruction(operation: .constant, mode: constant.tag.rawValue, scale: constant.scale, payload: constant.payload), node, 1)
    case .name: try pushSlot(node, isDerived: false)
    case .and(let operands): try junction(operands, node, .and, .jumpIfNo)
    case .or(let operands): try junction(operands, node, .or, .jumpIfYes)
    case .not(let operand):
      try compile(operand)
      try emit(PlainInstruction(operation: .not), node, 0)
    case .negate(let operand):
      try compile(operand)
      try emit(PlainInstruction(operation: .negate), node, 0)
    case .comparison(let sign, let left, let right): try comparison(sign, left, right, node)
    case .arithmetic(let sign, let left, let right):
      let modes: [FEELArithmetic: UInt8] = [.add: 0, .subtract: 1, .multiply: 2, .divide: 3]
      guard let mode = modes[sign] else { return try pushSlot(node, isDerived: true) }
      try compile(left)
      try compile(right)
      try emit(PlainInstruction(operation: .arithmetic, mode: mode), node, -1)
    case .between(let subject, let lower, let upper):
      try compile(subject)
      try compile(lower)
      try compile(upper)
      try emit(PlainInstruction(operation: .between), node, -2)
    case .member(let subject, let tests): try member(subject, tests, node)
    case .conditional(let test, let then, let otherwise): try conditional(test, then, otherwise, node)
    case .call(let callee, let arguments): try call(callee, arguments, node)
    case .variable, .unaryTests: throw .readsInput
    case .list where isConstant(node): try pushSlot(node, isDerived: false)
    default: try pushSlot(node, isDerived: true)
    }
  }

  /// A scalar that stands in an instruction; nil for wide numbers and other kinds, which become slots.
  func constant(_ value: FEELValue) -> PlainValue? {
    switch value {
    case .null: .null
    case .boolean(let value): PlainValue(boolean: value)
    case .number(let number): PlainNumbers.inline(number)
    case .string(let text): PlainValue(.text, Int64(vocabulary.intern(text)))
    case .date(let date): PlainValue(.date, Int64(date.daysSinceEpoch))
    default: nil
    }
  }

  private mutating func junction(
    _ operands: [FEELNode], _ node: FEELNode, _ combine: PlainInstruction.Operation, _ jump: PlainInstruction.Operation
  ) throws(PlainProgram.Refusal) {
    guard operands.count > 1 else { return try pushSlot(node, isDerived: true) }
    var jumps: [Int] = []
    try compile(operands[0])
    jumps.append(code.count)
    try emit(PlainInstruction(operation: jump), node, 0)
    for operand in operands.dropFirst() {
      try compile(operand)
      jumps.append(code.count)
      try emit(PlainInstruction(operation: combine), node, -1)
    }
    land(jumps)
  }

  private mutating func comparison(
    _ sign: FEELComparison, _ left: FEELNode, _ right: FEELNode, _ node: FEELNode
  ) throws(PlainProgram.Refusal) {
    if try fused(sign, left, right, node) { return }
    if try fused(sign.mirrored, right, left, node) { return }
    try compile(left)
    try compile(right)
    try emit(PlainInstruction(operation: .compare, mode: sign.plainMode), node, -1)
  }

  /// One instruction for a fact against a number or text.
  private mutating func fused(
    _ sign: FEELComparison, _ fact: FEELNode, _ limit: FEELNode, _ node: FEELNode
  ) throws(PlainProgram.Refusal) -> Bool {
    guard case .literal(let literal) = limit.kind, let constant = constant(literal), let isDerived = slotKind(fact) else { return false }
    let operation: PlainInstruction.Operation
    switch constant.tag {
    case .number: operation = .compareNumber
    case .text where sign == .equal || sign == .notEqual: operation = .compareText
    default: return false
    }
    let (place, bit) = try slot(fact, isDerived: isDerived)
    let test = PlainInstruction(
      operation: operation, mode: sign.plainMode, bit: bit, scale: constant.scale, place: place, payload: constant.payload)
    try emit(test, node, 1)
    return true
  }

  /// Whether a node is read as a slot as it stands, and whether that slot is a derived one; nil where it has instructions of its own.
  func slotKind(_ node: FEELNode) -> Bool? {
    switch node.kind {
    case .name: false
    case .call(let callee, let arguments) where !callee.isBuiltin && arguments.allSatisfy({ isConstant($0.value) }): false
    default: nil
    }
  }

  func isConstant(_ node: FEELNode) -> Bool {
    switch node.kind {
    case .literal: true
    case .list(let items): items.allSatisfy { isConstant($0) }
    default: false
    }
  }

  private mutating func conditional(
    _ test: FEELNode, _ then: FEELNode, _ otherwise: FEELNode, _ node: FEELNode
  ) throws(PlainProgram.Refusal) {
    try compile(test)
    let branch = code.count
    try emit(PlainInstruction(operation: .branch), test, 0)
    try compile(then)
    let end = code.count
    try emit(PlainInstruction(operation: .endThen), node, 0)
    land([branch])
    // Beside an unknown test the first branch's value lies below the second's.
    try compile(otherwise)
    try emit(PlainInstruction(operation: .endElse), node, -2)
    land([end])
  }
}
