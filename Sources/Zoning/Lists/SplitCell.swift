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
  /// - Parameter document: id of the document that the list was issued with; empty where the author must name it.
  public func clauses(document: String, words: ClauseWords = .standard) -> [Clause] {
    parts.enumerated().map { i, part in
      Clause(
        id: "\(originID)\(i < 9 ? "0" : "")\(i + 1)", tier: .unit, owner: unit, dimension: dimension,
        effect: words.proposedEffect(heading: part.heading, text: part.text),
        binding: words.proposedBinding(heading: part.heading, text: part.text), judgement: .person, text: part.text,
        source: ClauseSource(document: document, article: nil), heading: part.heading,
        origin: ClauseOrigin(id: originID, text: cell, part: i + 1))
    }
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
