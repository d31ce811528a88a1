import ExactJSON

// A list is the same from every kind of file: no blanks at the ends of its texts, LF between lines, nothing instead of an empty text.

extension Clause {
  /// The clause with its texts as lists keep them.
  public var tidied: Clause {
    var c = self
    c.id = id.tidied
    c.owner = owner.tidied
    c.text = text.tidied
    c.source = ClauseSource(document: source.document.tidied, article: source.article?.tidiedOrNil)
    c.applies = applies?.tidiedOrNil
    c.kept = kept?.tidiedOrNil
    c.except = except?.tidiedOrNil
    c.notes = notes?.tidiedOrNil
    c.heading = heading?.tidiedOrNil
    c.limits = limits.map {
      ClauseLimit(
        feature: $0.feature.tidied.split(whereSeparator: \.isNewline).joined(separator: " "), metres: $0.metres, inclusive: $0.inclusive,
        from: $0.from)
    }
    c.origin = origin.map { ClauseOrigin(id: $0.id.tidied, text: $0.text.tidied, part: $0.part) }
    return c
  }
}

extension ClauseScenario {
  /// The scenario with its texts as lists keep them.
  public var tidied: ClauseScenario {
    ClauseScenario(name: name.tidied, facts: facts, expected: expected.map { ($0.clause.tidied, $0.outcome.tidied) })
  }
}

extension String {
  fileprivate var tidied: String {
    let plain = contains("\r\n") || contains("\r") ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
    return String(plain.trimmingBlanks)
  }

  fileprivate var tidiedOrNil: String? {
    let text = tidied
    return text.isEmpty ? nil : text
  }
}
