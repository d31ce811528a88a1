import FEEL

/// One project under the plain machine: its frame, and which facts each of the frame's slots reads.
struct PlainReading {
  let machine = PlainMachine()
  let frame: PlainFrame
  /// Slot → ids noted when it was read.
  var ids: [Int: Set<String>] = [:]

  init(_ vocabulary: PlainVocabulary) { frame = PlainFrame(vocabulary: vocabulary) }
}

extension FactReader {
  /// Runs a compiled condition and notes the facts it read, just as the general evaluator reads them; nil where that one must be asked.
  func evaluate(_ program: PlainProgram, _ vocabulary: PlainVocabulary) -> EvaluatedCondition? {
    var reading = plain ?? PlainReading(vocabulary)
    // Held here alone while it changes, so that its table is not copied.
    plain = nil
    defer { plain = reading }
    var result = reading.machine.run(program, reading.frame)
    while let slot = result.unreadSlot {
      let before = used
      used = []
      reading.frame.fill(slot, from: self)
      reading.ids[slot] = used
      used.formUnion(before)
      result = reading.machine.run(program, reading.frame)
    }
    for slot in program.slots(readBy: result) { used.formUnion(reading.ids[slot] ?? []) }
    return reading.machine.value(of: result, reading.frame, program).map { EvaluatedCondition($0) }
  }
}
