public import ExactJSON
public import Exchange
public import Zoning

extension ZoningService {
  /// Splits a delivered table of one cell a unit and dimension (清单拆分): every cell beside the clauses proposed for it; nothing is stored.
  public func splitLists(_ name: String, _ bytes: [UInt8], worker: any IsolatedWorker, caller: Caller) async throws(ServiceError)
    -> [SplitCell]
  {
    try await refusing { try await UnitTable.read(bytes, fileName: name, worker: worker) }
  }

  /// The preview as data, with the clauses that the parts would become.
  public static func preview(_ cells: [SplitCell], document: String) -> JSONValue {
    .object([
      "cells": .array(
        cells.map { cell in
          .object([
            "row": .int(cell.row), "unit": .string(cell.unit), "unitName": .text(cell.unitName),
            "dimension": .string(cell.dimension.rawValue), "cell": .string(cell.cell),
            "parts": .array(
              zip(cell.parts, cell.clauses(document: document)).map { part, clause in
                .object([
                  "marks": .string(part.marks), "heading": .text(part.heading), "text": .string(part.text), "id": .string(clause.id),
                  "effect": .string(clause.effect.rawValue), "binding": .string(clause.binding.rawValue),
                  "judgement": .string(clause.judgement.rawValue),
                  "softWords": .array(ClauseWords.standard.softWords(in: clause.fullText).map { .string($0) }),
                ])
              }),
          ])
        }),
      "clauses": .int(cells.reduce(0) { $0 + $1.parts.count }),
    ])
  }

  /// A workbook of clauses that somebody put together from a preview: JSON lines of a list.
  public func workbook(ofLines bytes: [UInt8], caller: Caller) throws(ServiceError) -> [UInt8] {
    try refusing {
      let clauses = try bytes.split(separator: 0x0A).map { try Clause(JSONValue(parsing: $0)) }
      return try Self.listFile(clauses, [], as: .xlsx)
    }
  }

  /// The clauses as a workbook.
  public func workbook(of cells: [SplitCell], document: String, caller: Caller) throws(ServiceError) -> [UInt8] {
    try refusing { try Self.listFile(cells.flatMap { $0.clauses(document: document) }, [], as: .xlsx) }
  }
}
