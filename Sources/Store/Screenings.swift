public import ExactJSON
public import Sealing
import Zoning

/// A screening to be kept: who, when and which assessment.
public struct NewScreening: Sendable {
  public var id: String
  /// City of the site, the chain that the audit entry goes to.
  public var jurisdiction: String
  /// Civil day of the number, `20261125`.
  public var day: String
  public var disclosure: String
  public var name: String?
  public var projectCode: String?
  public var description: String?
  public var knownAtMicroseconds: Int64
  public var assessment: Digest
  public var legalState: Digest
  public var conclusion: String
  public var record: JSONValue
  public var jsonDigest: Digest

  public init(
    id: String, jurisdiction: String, day: String, disclosure: String, name: String?, projectCode: String?, description: String?,
    knownAtMicroseconds: Int64, assessment: Digest, legalState: Digest, conclusion: String, record: JSONValue, jsonDigest: Digest
  ) {
    self.id = id
    self.jurisdiction = jurisdiction
    self.day = day
    self.disclosure = disclosure
    self.name = name
    self.projectCode = projectCode
    self.description = description
    self.knownAtMicroseconds = knownAtMicroseconds
    self.assessment = assessment
    self.legalState = legalState
    self.conclusion = conclusion
    self.record = record
    self.jsonDigest = jsonDigest
  }
}

/// A screening as it is kept, with the record of its assessment.
public struct StoredScreening: Sendable {
  public var id: String
  public var jurisdiction: String
  public var number: String
  public var atMicroseconds: Int64
  public var principal: String
  public var disclosure: String
  public var name: String?
  public var projectCode: String?
  public var description: String?
  public var knownAtMicroseconds: Int64
  public var assessment: Digest
  public var jsonDigest: Digest
  public var record: JSONValue
}

extension Repository {
  /// Keeps a screening: number, record (once per assessment), screening and audit entry in one transaction. Returns the number.
  public func record(_ screening: NewScreening, audit: AuditStamp) throws -> String {
    try database.write { db in try record(screening, audit: audit, in: db) }
  }

  /// The same within a transaction; `differs` is thrown before anything was changed.
  func record(_ screening: NewScreening, audit: AuditStamp, in db: any Statements) throws -> String {
    let known = try db.query("SELECT json_digest FROM assessments WHERE id = ?", [.text(screening.assessment.description)]).first
    if let known {
      // The same facts under the same law give the same bytes, or the engine rules were not bumped.
      guard try known.text(0) == screening.jsonDigest.description else {
        throw StoreError.differs("assessment \(screening.assessment) came to other bytes than before")
      }
    }
    let number = "FQ-\(screening.day)-" + Self.padded(try next("FQ-\(screening.day)", in: db))
    if known == nil {
      try db.execute(
        "INSERT INTO assessments (id, legal_state, conclusion, record, json_digest) VALUES (?, ?, ?, ?, ?)",
        [
          .text(screening.assessment.description), .text(screening.legalState.description), .text(screening.conclusion),
          .text(screening.record.canonicalText), .text(screening.jsonDigest.description),
        ])
    }
    try db.execute(
      """
      INSERT INTO screenings (jurisdiction, id, number, at_microseconds, principal, disclosure, name, project_code, description,
        known_at_microseconds, assessment, json_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(screening.jurisdiction), .text(screening.id), .text(number), .integer(audit.atMicroseconds), .text(audit.principal),
        .text(screening.disclosure), .optional(screening.name), .optional(screening.projectCode), .optional(screening.description),
        .integer(screening.knownAtMicroseconds), .text(screening.assessment.description), .text(screening.jsonDigest.description),
      ])
    try AuditTrail.append(
      AuditEntry(
        jurisdiction: screening.jurisdiction, atMicroseconds: audit.atMicroseconds, principal: audit.principal, act: "screening.recorded",
        subject: screening.id,
        detail: .object([
          "number": .string(number), "assessment": .string(screening.assessment.description),
          "json": .string(screening.jsonDigest.description),
        ])), in: db)
    return number
  }

  /// A screening by its unguessable id, nil where there is none.
  public func screening(_ id: String) throws -> StoredScreening? {
    try database.read { db in
      guard
        let row = try db.query(
          """
          SELECT s.jurisdiction, s.number, s.at_microseconds, s.principal, s.disclosure, s.name, s.project_code, s.description,
            s.known_at_microseconds, s.assessment, s.json_digest, a.record
          FROM screenings s JOIN assessments a ON a.id = s.assessment WHERE s.id = ?
          """, [.text(id)]
        ).first
      else { return nil }
      guard let assessment = Digest(try row.text(9)), let json = Digest(try row.text(10)) else {
        throw StoreError.damaged("screening \(id)")
      }
      return StoredScreening(
        id: id, jurisdiction: try row.text(0), number: try row.text(1), atMicroseconds: try row.integer(2), principal: try row.text(3),
        disclosure: try row.text(4), name: try row.optionalText(5), projectCode: try row.optionalText(6),
        description: try row.optionalText(7),
        knownAtMicroseconds: try row.integer(8), assessment: assessment, jsonDigest: json, record: try JSONValue(parsing: try row.text(11)))
    }
  }

  /// Ids and numbers of all screenings in order of time, for the export of records.
  public func screeningIDs() throws -> [String] {
    try database.read { db in try db.query("SELECT id FROM screenings ORDER BY number", []).map { try $0.text(0) } }
  }

  private func next(_ counter: String, in db: any Statements) throws -> Int64 {
    let row = try db.query("SELECT value FROM counters WHERE name = ?", [.text(counter)]).first
    guard let row else {
      try db.execute("INSERT INTO counters (name, value) VALUES (?, ?)", [.text(counter), .integer(1)])
      return 1
    }
    let value = try row.integer(0)
    guard
      try db.execute("UPDATE counters SET value = ? WHERE name = ? AND value = ?", [.integer(value + 1), .text(counter), .integer(value)])
        == 1
    else { throw StoreError.busy }
    return value + 1
  }

  private static func padded(_ n: Int64) -> String {
    let s = String(n)
    return String(repeating: "0", count: max(0, 6 - s.count)) + s
  }
}
