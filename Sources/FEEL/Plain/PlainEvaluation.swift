/// Conditions evaluated by the plain machine, with what a caller needs to answer as the general evaluator does.
extension PlainMachine {
  /// Runs a program, reading slots from an environment as they are asked for; nil where the general evaluator must be asked.
  public func evaluate(_ program: PlainProgram, _ frame: PlainFrame, in environment: some FEELEnvironment) -> FEELValue? {
    var result = run(program, frame)
    while let slot = result.unreadSlot {
      frame.fill(slot, from: environment)
      result = run(program, frame)
    }
    return value(of: result, frame, program)
  }

  /// The value that a run came to; nil where the general evaluator must be asked: for texts and lists too, which no condition comes to.
  public func value(of result: PlainResult, _ frame: PlainFrame, _ program: PlainProgram) -> FEELValue? {
    if result.isOutside { return nil }
    return switch result.value.tag {
    case .yes: .boolean(true)
    case .no: .boolean(false)
    case .null: .null
    case .unknown: .unknown(frame.facts(result.value.payload, of: program))
    case .number, .wide: .number(decimal(result.value))
    case .date: FEELDate(daysSinceEpoch: Int(result.value.payload)).map { .date($0) }
    case .text, .list, .outside, .unread: nil
    }
  }
}

extension PlainProgram {
  /// The slots that a run read, by the bits of its result, in the order the condition first names them.
  public func slots(read: Int64) -> [Int] {
    var slots: [Int] = []
    for (bit, cause) in causes.enumerated() where read & (1 << Int64(bit)) != 0 {
      if case .slot(let slot) = cause { slots.append(slot) }
    }
    return slots
  }
}
