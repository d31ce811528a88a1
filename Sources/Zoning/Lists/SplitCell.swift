/// One cell of a delivered table with the clauses proposed for it.
public struct SplitCell: Hashable, Sendable {
  /// Row of the table, from 1.
  public var row: Int
  public var unit: String
  public var unitName: String?
  public var dimension: Dimension
  public var cell: String
  public var parts: [CellPart]

  public init(row: Int, unit: String, unitName: String?, dimension: Dimension, cell: String) {
    self.row = row
    self.unit = unit
    self.unitName = unitName
    self.dimension = dimension
    self.cell = cell
    parts = CellSplit(cell).parts
  }

  /// One id for all parts: `ZH32011520012-KJ`.
  public var originID: String { "\(unit)-\(Self.letters(dimension))" }

  /// The clauses as they are proposed: nothing is judged by machine before somebody has written a condition.
  ///
  /// - Parameters:
  ///   - document: id of the document that the list was issued with; empty where the author must name it.
  ///   - sentences: whether a part that holds several matters becomes a clause each; all keep the part's place in the cell.
  public func clauses(document: String, sentences: Bool = false, words: ClauseWords = .standard) -> [Clause] {
    parts.enumerated().flatMap { i, part in
      let pieces = CompoundSentence(heading: part.heading, text: part.text, words: words).pieces
      guard sentences, pieces.count > 1 else { return [clause(i, part.heading, part.text, document, words)] }
      return pieces.enumerated().map { k, piece in
        var clause = clause(i, piece.heading, piece.text, document, words)
        clause.id += "-\(k + 1)"
        return clause
      }
    }
  }

  private func clause(_ i: Int, _ heading: String?, _ text: String, _ document: String, _ words: ClauseWords) -> Clause {
    Clause(
      id: "\(originID)\(i < 9 ? "0" : "")\(i + 1)", tier: .unit, owner: unit, dimension: dimension,
      effect: words.proposedEffect(heading: heading, text: text), binding: words.proposedBinding(heading: heading, text: text),
      judgement: .person, text: text, source: ClauseSource(document: document, article: nil), heading: heading,
      limits: SentenceDistances(heading: heading, text: text).limits, origin: ClauseOrigin(id: originID, text: cell, part: i + 1))
  }

  static func letters(_ dimension: Dimension) -> String {
    switch dimension {
    case .spatial: "KJ"
    case .discharge: "PF"
    case .risk: "FX"
    case .resource: "ZY"
    }
  }
}
