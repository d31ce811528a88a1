public import ExactJSON
import Sealing

/// What was done, by whom, to what; one entry in the chain of its jurisdiction.
public struct AuditEntry: Sendable {
  public var jurisdiction: String
  public var atMicroseconds: Int64
  public var principal: String
  /// `screening.recorded`, `edition.published` …
  public var act: String
  public var subject: String
  public var detail: JSONValue

  public init(jurisdiction: String, atMicroseconds: Int64, principal: String, act: String, subject: String, detail: JSONValue) {
    self.jurisdiction = jurisdiction
    self.atMicroseconds = atMicroseconds
    self.principal = principal
    self.act = act
    self.subject = subject
    self.detail = detail
  }
}

/// The audit chain (审计链): each jurisdiction has its own, its head advanced by compare-and-set in the writer's transaction.
enum AuditTrail {
  /// The digest before the first entry.
  static let origin = Digest(of: "fenqu audit".utf8).description

  static func append(_ entry: AuditEntry, in db: any Statements) throws {
    let head = try db.query("SELECT sequence, digest FROM audit_heads WHERE jurisdiction = ?", [.text(entry.jurisdiction)]).first
    let sequence = try head.map { try $0.integer(0) } ?? 0
    let previous = try head.map { try $0.text(1) } ?? origin
    let detail = entry.detail.canonicalText
    let digest = link(entry, sequence: sequence + 1, detail: detail, previous: previous)
    try db.execute(
      "INSERT INTO audit_entries (jurisdiction, sequence, at_microseconds, principal, act, subject, detail, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .text(entry.jurisdiction), .integer(sequence + 1), .integer(entry.atMicroseconds), .text(entry.principal), .text(entry.act),
        .text(entry.subject), .text(detail), .text(previous), .text(digest),
      ])
    if head == nil {
      try db.execute(
        "INSERT INTO audit_heads (jurisdiction, sequence, digest) VALUES (?, ?, ?)",
        [.text(entry.jurisdiction), .integer(1), .text(digest)])
    } else {
      let moved = try db.execute(
        "UPDATE audit_heads SET sequence = ?, digest = ? WHERE jurisdiction = ? AND sequence = ? AND digest = ?",
        [.integer(sequence + 1), .text(digest), .text(entry.jurisdiction), .integer(sequence), .text(previous)])
      guard moved == 1 else { throw StoreError.busy }
    }
  }

  static func link(_ entry: AuditEntry, sequence: Int64, detail: String, previous: String) -> String {
    Digest(
      of: JSONValue.array([
        .string(entry.jurisdiction), .number(String(sequence)), .number(String(entry.atMicroseconds)), .string(entry.principal),
        .string(entry.act), .string(entry.subject), .string(detail), .string(previous),
      ]).canonicalBytes
    ).description
  }

  /// Whether every entry of a jurisdiction follows from the one before it and the head is the last.
  static func isWhole(_ jurisdiction: String, in db: any Statements) throws -> Bool {
    var previous = origin
    var expected: Int64 = 1
    for row in try db.query(
      "SELECT sequence, at_microseconds, principal, act, subject, detail, previous, digest FROM audit_entries WHERE jurisdiction = ? ORDER BY sequence",
      [.text(jurisdiction)])
    {
      let entry = AuditEntry(
        jurisdiction: jurisdiction, atMicroseconds: try row.integer(1), principal: try row.text(2), act: try row.text(3),
        subject: try row.text(4),
        detail: .null)
      let digest = try row.text(7)
      guard try row.integer(0) == expected, try row.text(6) == previous,
        link(entry, sequence: expected, detail: try row.text(5), previous: previous) == digest
      else { return false }
      previous = digest
      expected += 1
    }
    let head = try db.query("SELECT sequence, digest FROM audit_heads WHERE jurisdiction = ?", [.text(jurisdiction)]).first
    guard let head else { return expected == 1 }
    return try head.integer(0) == expected - 1 && head.text(1) == previous
  }
}
