public import ExactJSON
public import Zoning

/// How a project stands to one column of a catalogue's row.
public struct ProcedureCellFinding: Hashable, Sendable {
  public var level: ProcedureLevel
  /// The cell as printed.
  public var text: String
  public var state: Applies
  /// What somebody must check before the cell is decided, as printed; empty once it is.
  public var ask: [String]
}

/// One row of a catalogue that the project belongs to, or may belong to.
public struct ProcedureItemFinding: Hashable, Sendable {
  public var item: ProcedureItem
  /// `yes` where an industry of the project stands in the row; `unknown` where only a coarser code or the contents point to it.
  public var match: Applies
  public var cells: [ProcedureCellFinding]
  /// The level, once everything stricter is ruled out; nil while it is open or where no column takes the project.
  public var level: ProcedureLevel?
  /// Whether every column is ruled out, whatever else is still open: the catalogue asks nothing of the project here.
  public var exempt: Bool
}

/// What one catalogue in force says about the project, beside the verdict and without weight in it.
public struct ProcedureFinding: Hashable, Sendable {
  public var catalogue: ProcedureCatalogue
  public var items: [ProcedureItemFinding]
}

extension ProcedureFinding {
  public var json: JSONValue {
    .object([
      "kind": .string(catalogue.kind.rawValue), "catalogue": .string(catalogue.id), "title": .string(catalogue.title),
      "number": .text(catalogue.number), "from": .text(catalogue.validity.from?.description),
      "until": .text(catalogue.validity.until?.description), "items": .array(items.map(\.json)),
    ])
  }
}

extension ProcedureItemFinding {
  var json: JSONValue {
    .object([
      "number": .string(item.number), "section": .string(item.section), "category": .string(item.category),
      "match": .string(match.rawValue), "level": .text(level?.rawValue), "exempt": .bool(exempt),
      "sensitiveAreas": .text(item.sensitiveAreas),
      "cells": .array(
        cells.map {
          .object([
            "level": .string($0.level.rawValue), "text": .string($0.text), "state": .string($0.state.rawValue),
            "ask": .array($0.ask.map { .string($0) }),
          ])
        }),
    ])
  }
}
