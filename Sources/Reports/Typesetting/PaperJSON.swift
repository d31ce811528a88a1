package import ExactJSON

/// What the template reads: the document as JSON of words only, never spliced into markup.
extension ReportDocument {
  package var paperJSON: JSONValue {
    .object([
      "head": head.paperJSON, "verdict": verdict.paperJSON, "parts": .array(parts.map(\.paperJSON)),
      "verification": .object([
        "address": .text(verification.address),
        "lines": .array(verification.lines.map { .array([.string($0.label), .string($0.value)]) }),
      ]),
    ])
  }
}

extension ReportDocument.Head {
  var paperJSON: JSONValue {
    .object([
      "title": .string(title), "project": .string(project), "number": .string(number), "demonstration": .bool(isDemonstration),
      "asOf": .string(asOf), "shortHash": .string(shortHash), "date": .array(date.map { .int($0) }),
      "description": .string(fileDescription),
      "keywords": .array(keywords.map { .string($0) }),
    ])
  }
}

extension Verdict {
  var paperJSON: JSONValue {
    .object([
      "word": .string(word), "tone": .string(tone.rawValue), "asOf": .string(asOf), "answer": .string(answer),
      "paragraph": paragraph.paperJSON,
      "counts": .array(counts.map { .array([.string($0.sign), .string($0.word), .string(String($0.count))]) }), "sum": .string(sum),
    ])
  }
}

extension Part {
  var paperJSON: JSONValue { .object(["title": .string(title), "blocks": .array(blocks.map(\.paperJSON))]) }
}

extension Block {
  var paperJSON: JSONValue {
    switch self {
    case .heading(let text): .object(["kind": .string("heading"), "text": .string(text)])
    case .paragraph(let words): .object(["kind": .string("paragraph"), "words": words.paperJSON])
    case .numbered(let items): .object(["kind": .string("numbered"), "items": .array(items.map(\.paperJSON))])
    case .table(let table): table.paperJSON
    case .pairs(let caption, let rows):
      .object([
        "kind": .string("pairs"), "caption": .string(caption),
        "rows": .array(rows.map { .array([.string($0.label), .string($0.value), .bool($0.isWide)]) }),
      ])
    case .map(let caption, let description):
      .object(["kind": .string("map"), "caption": .string(caption), "description": .string(description)])
    case .clauses(let caption, let rows):
      .object(["kind": .string("clauses"), "caption": .string(caption), "rows": .array(rows.map(\.paperJSON))])
    case .margins(let caption, let rows):
      .object(["kind": .string("margins"), "caption": .string(caption), "rows": .array(rows.map(\.paperJSON))])
    }
  }
}

extension ReportTable {
  /// Short tables stay whole; one with very long cells may break inside its rows.
  var paperJSON: JSONValue {
    let longest = rows.reduce(0) { longest, row in
      if case .cells(let cells) = row { max(longest, cells.reduce(0) { max($0, $1.plain.count) }) } else { longest }
    }
    return .object([
      "kind": .string("table"), "caption": .string(caption), "tight": .bool(isTight),
      "whole": .bool(rows.count <= (isTight ? 34 : 12) && longest <= 80),
      "long": .bool(longest > 600),
      "columns": .array(
        columns.map {
          .object(["title": .string($0.title), "align": .string($0.alignment.rawValue), "width": $0.width.map { .int($0) } ?? .null])
        }),
      "rows": .array(
        rows.map { row in
          switch row {
          case .cells(let cells): .object(["cells": .array(cells.map(\.paperJSON))])
          case .band(let text): .object(["band": .string(text)])
          case .total(let label, let span, let sums):
            .object(["total": .string(label), "span": .int(span), "sums": .array(sums.map { .string($0) })])
          }
        }),
    ])
  }
}

extension ClauseRow {
  /// A row longer than this may be taller than a page and is allowed to break.
  static let longestUnbroken = 900

  var paperJSON: JSONValue {
    switch self {
    case .tier(let text): .object(["tier": .string(text)])
    case .dimension(let text): .object(["dimension": .string(text)])
    case .clause(let c):
      .object([
        "number": .string(String(c.number)), "id": .string(c.id), "text": .string(c.text), "source": .string(c.source),
        "situation": .string(c.situation), "sign": .string(c.sign), "word": .string(c.word), "tone": .string(c.tone.rawValue),
        "long": .bool(max(c.text.count + c.source.count, c.situation.count) > Self.longestUnbroken),
      ])
    }
  }
}

extension MarginRow {
  var paperJSON: JSONValue {
    // Thousandths of the limit, so that the only binary number on its way to paper is the length of a bar.
    let thousandths: JSONValue = ratio.map { .int(Int(($0.magnitude.isFinite ? min(max($0, 0), 9) : 9) * 1000)) } ?? .null
    return .object([
      "clause": .string(clause), "quantity": .string(quantity), "actual": .string(actual), "limit": .string(limit), "room": .string(room),
      "ratio": thousandths, "short": .bool(isShort), "borderline": .bool(isBorderline),
    ])
  }
}

extension Words {
  /// A plain text, or a list of pairs of a mark and a text.
  var paperJSON: JSONValue {
    if case .plain(let s)? = pieces.first, pieces.count == 1 { return .string(s) }
    return .array(
      pieces.map {
        switch $0 {
        case .plain(let s): .array([.string("plain"), .string(s)])
        case .strong(let s): .array([.string("strong"), .string(s)])
        case .close(let s): .array([.string("close"), .string(s)])
        }
      })
  }
}
