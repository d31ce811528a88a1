/// What one project answers to the slots of a vocabulary, read when first asked for. Belongs to one thread.
public final class PlainFrame {
  private let vocabulary: PlainVocabulary
  /// The vocabulary when this frame was emptied.
  private var view: PlainVocabulary.View
  /// The slots, behind a pointer that never changes: the machine reads it for every condition.
  let slots: UnsafeMutablePointer<Slots>
  /// Items of lists, and each one's packed code (0: none).
  var pool: ContiguousArray<PlainValue> = []
  var packed: ContiguousArray<UInt64> = []
  var wide: ContiguousArray<FEELDecimal> = []
  /// Facts for want of which a slot is unknown.
  private var missing: [Int: [String]] = [:]
  /// Slots that were read, to be forgotten one by one.
  private var filled: ContiguousArray<Int> = []
  /// Texts that no condition mentioned when they were read: negative ids.
  private var texts: [String: Int64] = [:]

  struct Slots {
    var values: UnsafeMutablePointer<PlainValue>
    var count: Int
    /// Texts the vocabulary held when this frame was emptied.
    var knownTexts: Int
  }

  public init(vocabulary: PlainVocabulary) {
    self.vocabulary = vocabulary
    view = vocabulary.view
    slots = .allocate(capacity: 1)
    slots.initialize(to: Slots(values: .allocate(capacity: 1), count: 0, knownTexts: view.texts.count))
  }

  deinit {
    slots.pointee.values.deallocate()
    slots.deallocate()
  }

  /// Makes room for a program's slots; forgets what was read where the program brought new texts.
  func prepare(for program: PlainProgram) {
    if program.textCount > slots.pointee.knownTexts { forget() }
    if program.slotBound > slots.pointee.count { makeRoom(for: program.slotBound) }
  }

  private func makeRoom(for count: Int) {
    let present = slots.pointee.count
    guard count > present else { return }
    let room = max(count, 2 * present)
    let larger = UnsafeMutablePointer<PlainValue>.allocate(capacity: room)
    larger.initialize(repeating: .unread, count: room)
    larger.update(from: slots.pointee.values, count: present)
    slots.pointee.values.deallocate()
    slots.pointee.values = larger
    slots.pointee.count = room
  }

  /// Forgets every answer, to be used for the next project.
  public func forget() {
    view = vocabulary.view
    slots.pointee.knownTexts = view.texts.count
    for place in filled { slots.pointee.values[place] = .unread }
    filled.removeAll(keepingCapacity: true)
    pool.removeAll(keepingCapacity: true)
    packed.removeAll(keepingCapacity: true)
    wide.removeAll(keepingCapacity: true)
    missing.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Reads a slot by the general evaluator.
  public func fill(_ place: Int, from environment: some FEELEnvironment) {
    if place >= view.slots.count { view = vocabulary.view }
    do throws(FEELEvaluationError) {
      fill(place, with: try view.slots[place].part.evaluate(in: environment))
    } catch {
      // Its error is met again, and told, by the general evaluator.
      fill(place, with: nil)
    }
  }

  /// Gives a slot the value that its part has; nil where it fails, so that the general evaluator is asked.
  public func fill(_ place: Int, with value: FEELValue?) {
    makeRoom(for: place + 1)
    filled.append(place)
    slots.pointee.values[place] = value.map { plain($0, slot: place) } ?? .outside
  }

  private func plain(_ value: FEELValue, slot: Int) -> PlainValue {
    switch value {
    case .unknown(let facts):
      missing[slot] = facts
      return PlainValue(.unknown)
    case .list(let items):
      guard items.count <= 10_000 else { return .outside }
      let offset = pool.count
      for item in items {
        guard let value = scalar(item) else { return .outside }
        pool.append(value)
        packed.append(item.stringValue.flatMap(PlainVocabulary.packed) ?? 0)
      }
      return .list(offset: offset, count: items.count)
    default: return scalar(value) ?? .outside
    }
  }

  private func scalar(_ value: FEELValue) -> PlainValue? {
    switch value {
    case .null: return .null
    case .boolean(let value): return PlainValue(boolean: value)
    case .number(let number):
      if let inline = PlainNumbers.inline(number) { return inline }
      wide.append(number)
      return PlainValue(.wide, Int64(wide.count - 1))
    case .string(let text): return PlainValue(.text, id(of: text))
    case .date(let date): return PlainValue(.date, Int64(date.daysSinceEpoch))
    default: return nil
    }
  }

  private func id(of text: String) -> Int64 {
    if let id = texts[text] { return id }
    let id = view.texts[text].map(Int64.init) ?? Int64(-1 - texts.count)
    texts[text] = id
    return id
  }

  /// The facts that the causes of a program's result stand for, sorted, each once.
  func facts(_ causes: Int64, of program: PlainProgram) -> [String] {
    var facts: [String] = []
    for (bit, cause) in program.causes.enumerated() where causes & (1 << Int64(bit)) != 0 {
      switch cause {
      case .slot(let slot): facts = mergeSorted(facts, missing[slot] ?? [])
      case .facts(let names): facts = mergeSorted(facts, names)
      }
    }
    return facts
  }
}
