import Synchronization

/// What the plain programs of one rulebook share: ids of texts, and slots, the parts of conditions that are read from a frame.
///
/// Grows while conditions are compiled and never shrinks; safe to use from several threads.
public final class PlainVocabulary: Sendable {
  /// A function of the environment that asks whether a code of its first argument begins with one of its second (a constant),
  /// and that is unknown for want of `coarse` where a code of the second begins with one of the first.
  public struct PrefixFunction: Sendable {
    public let name: String
    public let coarse: [String]
    /// Whether every code of the first argument must begin so, and there must be one.
    public let asksAll: Bool

    public init(name: String, coarse: [String], asksAll: Bool = false) {
      self.name = name
      self.coarse = coarse
      self.asksAll = asksAll
    }
  }

  /// A part of a condition whose value is the same for all clauses of a project: a fact, a call with constant arguments, or
  /// any other closed part, which the general evaluator computes once a project.
  struct Slot: Sendable {
    /// The part alone; only ever evaluated, never explained.
    let part: FEELExpression
    let isDerived: Bool
  }

  private struct State: ~Copyable {
    var view = View()
    var slotByText: [String: Int] = [:]
  }

  /// What is known at one moment: a frame asks it without a lock.
  struct View: Sendable {
    var texts: [String: Int] = [:]
    var slots: [Slot] = []
  }

  private let state = Mutex(State())
  let prefixFunctions: [String: PrefixFunction]

  public init(prefixFunctions: [PrefixFunction] = []) {
    self.prefixFunctions = Dictionary(prefixFunctions.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The id of a text of a condition.
  func intern(_ text: String) -> Int {
    state.withLock { state in
      if let id = state.view.texts[text] { return id }
      let id = state.view.texts.count
      state.view.texts[text] = id
      return id
    }
  }

  var view: View { state.withLock { $0.view } }
  var textCount: Int { state.withLock { $0.view.texts.count } }
  public var slotCount: Int { state.withLock { $0.view.slots.count } }

  func slot(_ node: FEELNode, source: String, isDerived: Bool) -> Int {
    state.withLock { state in
      if let place = state.slotByText[source] { return place }
      let place = state.view.slots.count
      state.view.slots.append(Slot(part: FEELExpression(text: source, root: node), isDerived: isDerived))
      state.slotByText[source] = place
      return place
    }
  }

  /// The parts that slots from a place on stand for, in their order.
  public func parts(from place: Int) -> [FEELExpression] { state.withLock { $0.view.slots[place...].map(\.part) } }

  /// Up to eight letters and digits as one word, first letter highest; nil for any other text.
  static func packed(_ text: String) -> UInt64? {
    var word: UInt64 = 0
    var count = 0
    for byte in text.utf8 {
      guard count < 8, (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) else { return nil }
      word |= UInt64(byte) << UInt64(56 - 8 * count)
      count += 1
    }
    return count == 0 ? nil : word
  }
}
