import FEEL
import Zoning

/// The words in which a project is stated where the catalogue does not offer them (目录外的词), and what a condition may make of them.
///
/// A condition that names such a word knows it. To any other, a word beside the options of its fact may mean the same as one of them
/// (烟煤, 煤炭) or not, so it reads as unknown; a name that no options could exhaust does so where it holds a word of the condition or stands inside
/// one (工业电石, 电石). 其他（…） says that it is none of the options.
struct StatedWords {
  /// Fact id → its value, of those that carry a word beside the options.
  private let facts: [String: (definition: FactDefinition, value: FEELValue)]

  var isEmpty: Bool { facts.isEmpty }

  init(_ project: ProjectFacts, _ catalogue: FactsCatalogue) {
    var facts: [String: (FactDefinition, FEELValue)] = [:]
    for (id, value) in project.values {
      guard let fact = catalogue[id], fact.supplier == .applicant, fact.carriesWords else { continue }
      var found = false
      _ = Self.reading(value, fact) { word, offer in
        if !offer.holds(word) { found = true }
        return false
      }
      if found { facts[id] = (fact, value) }
    }
    self.facts = facts
  }

  /// The facts that a condition reads otherwise than stated, as it reads them.
  func read(by use: WordUse) -> [String: FEELValue] {
    var read: [String: FEELValue] = [:]
    for id in use.facts {
      guard let fact = facts[id] else { continue }
      var isDoubtful = false
      let value = Self.reading(fact.value, fact.definition) { word, offer in
        let doubt = Self.isDoubtful(word, offer, to: use)
        isDoubtful = isDoubtful || doubt
        return doubt
      }
      if isDoubtful { read[id] = value }
    }
    return read
  }

  /// The words of a fact that are unknown to a condition, in the order stated.
  func doubtful(_ id: String, to use: WordUse) -> [String] {
    guard use.facts.contains(id), let fact = facts[id] else { return [] }
    var words: [String] = []
    _ = Self.reading(fact.value, fact.definition) { word, offer in
      if Self.isDoubtful(word, offer, to: use), !words.contains(word) { words.append(word) }
      return false
    }
    return words
  }

  // MARK: One word

  /// The words that a text is offered.
  private struct Offer {
    let options: [FactOption]
    let isOpen: Bool

    /// Whether a word is offered, or says that it is none of what is: 其他, 其他（…）, 无.
    func holds(_ word: String) -> Bool {
      word.hasPrefix("其他") || word.hasPrefix("其它") || word == "无" || options.contains { $0.word == word }
    }
  }

  private static func isDoubtful(_ word: String, _ offer: Offer, to use: WordUse) -> Bool {
    if offer.holds(word) || use.words.contains(word) { return false }
    return offer.isOpen || offer.options.isEmpty ? use.words.contains { overlaps(word, $0) } : true
  }

  /// Whether one of two words stands inside the other; single letters and digits tell nothing.
  private static func overlaps(_ a: String, _ b: String) -> Bool {
    let (short, long) = a.utf8.count <= b.utf8.count ? (a.utf8, b.utf8) : (b.utf8, a.utf8)
    guard short.count > 2 else { return false }
    return ArraySlice(long).contains(short)
  }

  // MARK: All words of a value

  /// The value with every word for which `isUnknown` holds made unknown.
  private static func reading(_ value: FEELValue, _ fact: FactDefinition, isUnknown: (String, Offer) -> Bool) -> FEELValue {
    func text(_ value: FEELValue, _ offer: Offer) -> FEELValue {
      guard case .string(let word) = value, isUnknown(word, offer) else { return value }
      return .unknown(facts: [fact.id])
    }
    let offer = Offer(options: fact.options, isOpen: fact.isOpen)
    switch (fact.type, value) {
    case (.text, _): return text(value, offer)
    case (.texts, .list(let items)): return .list(items.map { text($0, offer) })
    case (.objects(let fields), .list(let records)):
      return .list(
        records.map { record in
          guard case .context(let context) = record else { return record }
          return .context(
            FEELContext(
              zip(context.keys, context.values).map { key, value in
                guard let field = fields.first(where: { $0.feel == key }), field.type == .text else { return (key, value) }
                return (key, text(value, Offer(options: field.options, isOpen: field.isOpen)))
              }))
        })
    default: return value
    }
  }
}
