/// An industry that a row's category names, and what the category says of it.
public struct ProcedureClass: Hashable, Sendable {
  /// Canonical, `C261`.
  public var industry: String
  /// What the category takes out of it (`不含供应工程`), and where it must be produced (`*`).
  public var condition: ProcedurePhrase?

  public init(industry: String, condition: ProcedurePhrase?) {
    self.industry = industry
    self.condition = condition
  }

  /// The industries of a printed category, by code, or by whole name where it prints none; empty where it names a kind of works.
  static func all(in category: String, _ mentions: IndustryMentions) -> [ProcedureClass] {
    let characters = Array(category)
    let found = mentions.mentions(in: characters)
    if found.isEmpty {
      return BracketedText.parts(category, at: "；;").flatMap { part in
        let (head, notes) = BracketedText.closing(part)
        return mentions.code(named: head).map { [ProcedureClass(industry: $0, condition: condition(ProcedureNote(notes, mentions)))] } ?? []
      }
    }
    // A note on 均 speaks of every industry of the row.
    var common: [ProcedurePhrase] = []
    var classes: [ProcedureClass] = []
    for (i, mention) in found.enumerated() {
      let end = i + 1 < found.count ? found[i + 1].digits.lowerBound : characters.count
      let after = String(characters[mention.digits.upperBound..<end])
      var own: [String] = []
      for part in Self.brackets(after).flatMap({ BracketedText.parts($0, at: "；;，,") }) {
        if part.contains("均不含") { common += ProcedureNote([part], mentions).excluded } else { own.append(part) }
      }
      var condition = Self.condition(ProcedureNote(own, mentions))
      if after.hasPrefix("*") {
        condition = condition.map { .both($0, ProcedureCondition.industrialBuilding) } ?? ProcedureCondition.industrialBuilding
      }
      classes.append(ProcedureClass(industry: mention.code, condition: condition))
    }
    return classes.map { c in
      common.isEmpty ? c : ProcedureClass(industry: c.industry, condition: (c.condition ?? .all).without(common))
    }
  }

  private static func condition(_ note: ProcedureNote) -> ProcedurePhrase? {
    note.excluded.isEmpty && note.narrowed.isEmpty ? nil : note.laid(on: .all)
  }

  /// Brackets that follow a code at once, and not those in the next class's name.
  private static func brackets(_ after: String) -> [String] {
    let text = after.drop { $0 == "*" }
    guard let first = text.first, "（(".contains(first) else { return [] }
    var depth = 0
    var end = text.startIndex
    for i in text.indices {
      depth += BracketedText.step(text[i], depth)
      if depth == 0 {
        end = text.index(after: i)
        break
      }
    }
    return BracketedText.closing(String(text[..<end])).notes
  }
}
