import ExactJSON
public import Sealing
public import Zoning

/// What is kept, over any database that speaks the portable set.
public struct Repository: Sendable {
  let database: any Database

  /// Opens the store and brings its schema up to date; `now` is microseconds since 1970 UTC.
  public init(_ database: any Database, migratingAtMicroseconds now: Int64) throws {
    self.database = database
    try Migrations.run(on: database, atMicroseconds: now)
  }

  /// Opens a store that is only read.
  public init(reading database: any Database) { self.database = database }

  // MARK: Editions

  /// What a publication brings: an edition still without digests, and the bytes behind them.
  public struct EditionDraft: Sendable {
    public var issuer: String
    public var name: String
    public var instrument: Instrument
    public var validity: Validity
    public var layers: [UInt8]
    public var lists: [UInt8]
    public var descriptors: [UInt8]
    /// The issuer's last serial that the draft was made from; where another edition came meanwhile, `busy` is thrown and nothing is lost. nil asks for nothing.
    public var following: Int?
    /// Scenarios of the lists, one a line; nil where there are none.
    public var scenarios: [UInt8]?

    public init(
      issuer: String, name: String, instrument: Instrument, validity: Validity, layers: [UInt8], lists: [UInt8], descriptors: [UInt8],
      following: Int? = nil, scenarios: [UInt8]? = nil
    ) {
      self.scenarios = scenarios
      self.following = following
      self.issuer = issuer
      self.name = name
      self.instrument = instrument
      self.validity = validity
      self.layers = layers
      self.lists = lists
      self.descriptors = descriptors
    }
  }

  /// Records editions and registers in one transaction with their audit entries; nothing is ever replaced.
  ///
  /// A later edition takes the place of an earlier one from its first day on (`EditionTimeline`); no row is changed for that.
  @discardableResult
  public func publish(_ drafts: [EditionDraft], documents: [UInt8]?, registers: [UInt8]?, meta: [String: String] = [:], audit: AuditStamp)
    throws -> [Edition]
  {
    try database.write { db in
      var published: [Edition] = []
      for draft in drafts {
        let layers = try addAttachment(draft.layers, in: db)
        let lists = try addAttachment(draft.lists, in: db)
        let descriptors = try addAttachment(draft.descriptors, in: db)
        let last = try db.query("SELECT MAX(ordinal) FROM editions WHERE issuer = ?", [.text(draft.issuer)]).first?.values.first
        var serial: Int64 = 1
        if case .integer(let n)? = last { serial = n + 1 }
        if let following = draft.following, serial != Int64(following) + 1 { throw StoreError.busy }
        try db.execute(
          """
          INSERT INTO editions (issuer, ordinal, name, body, document_number, document_date, consenting_government, effective_from,
            effective_until, recorded_at_microseconds, layers_digest, lists_digest, descriptors_digest)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            .text(draft.issuer), .integer(serial), .text(draft.name), .text(draft.instrument.body),
            .optional(draft.instrument.documentNumber),
            .text(draft.instrument.date.description), .optional(draft.instrument.consentingGovernment),
            .optional(draft.validity.from?.description),
            .optional(draft.validity.until?.description), .integer(audit.atMicroseconds), .text(layers.description),
            .text(lists.description),
            .text(descriptors.description),
          ])
        if let scenarios = draft.scenarios {
          try db.execute(
            "INSERT INTO list_scenarios (issuer, ordinal, digest) VALUES (?, ?, ?)",
            [.text(draft.issuer), .integer(serial), .text(try addAttachment(scenarios, in: db).description)])
        }
        published.append(
          Edition(
            issuer: draft.issuer, serial: Int(serial), name: draft.name, instrument: draft.instrument, validity: draft.validity,
            recordedAtMicroseconds: audit.atMicroseconds, layers: layers, lists: lists, descriptors: descriptors))
        try AuditTrail.append(
          AuditEntry(
            jurisdiction: draft.issuer, atMicroseconds: audit.atMicroseconds, principal: audit.principal, act: "edition.published",
            subject: "\(draft.issuer)/\(serial)",
            detail: .object(["layers": .string(layers.description), "lists": .string(lists.description)])), in: db)
      }
      for (kind, bytes) in [("documents", documents), ("registers", registers)] {
        if let bytes { try addRegister(kind, bytes, audit: audit, in: db) }
      }
      for (name, value) in meta.sorted(by: { $0.key < $1.key }) { try setMeta(name, value, in: db) }
      return published
    }
  }

  /// Records a version of a register with attachments that it names, in one transaction with its audit entry.
  ///
  /// Throws `busy`, with nothing kept, where another version than `following` is the newest by then.
  public func record(register kind: String, _ bytes: [UInt8], following: Digest?, attachments: [[UInt8]], entry: AuditEntry) throws {
    try database.write { db in
      let newest = try db.query("SELECT digest FROM register_versions WHERE kind = ? ORDER BY ordinal DESC", [.text(kind)]).first
      guard try newest?.text(0) == following?.description else { throw StoreError.busy }
      for attachment in attachments { _ = try addAttachment(attachment, in: db) }
      try addRegister(kind, bytes, audit: AuditStamp(principal: entry.principal, atMicroseconds: entry.atMicroseconds), in: db)
      try AuditTrail.append(entry, in: db)
    }
  }

  private func addRegister(_ kind: String, _ bytes: [UInt8], audit: AuditStamp, in db: any Statements) throws {
    let digest = try addAttachment(bytes, in: db)
    var serial: Int64 = 1
    if case .integer(let n)? = try db.query("SELECT MAX(ordinal) FROM register_versions WHERE kind = ?", [.text(kind)]).first?.values.first
    {
      serial = n + 1
    }
    try db.execute(
      "INSERT INTO register_versions (kind, ordinal, digest, recorded_at_microseconds) VALUES (?, ?, ?, ?)",
      [.text(kind), .integer(serial), .text(digest.description), .integer(audit.atMicroseconds)])
  }

  /// Every edition ever recorded, by issuer and serial.
  public func editions() throws -> [Edition] {
    try database.read { db in
      try db.query(
        """
        SELECT issuer, ordinal, name, body, document_number, document_date, consenting_government, effective_from, effective_until,
          recorded_at_microseconds, layers_digest, lists_digest, descriptors_digest FROM editions ORDER BY issuer, ordinal
        """, []
      ).map { row in
        guard let date = CivilDate(try row.text(5)), let layers = Digest(try row.text(10)), let lists = Digest(try row.text(11)),
          let descriptors = Digest(try row.text(12))
        else { throw StoreError.damaged("edition \(row)") }
        return Edition(
          issuer: try row.text(0), serial: Int(try row.integer(1)), name: try row.text(2),
          instrument: Instrument(
            body: try row.text(3), documentNumber: try row.optionalText(4), date: date, consentingGovernment: try row.optionalText(6)),
          validity: Validity(
            from: try row.optionalText(7).flatMap { CivilDate($0) }, until: try row.optionalText(8).flatMap { CivilDate($0) }),
          recordedAtMicroseconds: try row.integer(9), layers: layers, lists: lists, descriptors: descriptors)
      }
    }
  }

  /// The scenarios recorded with an edition's lists, nil where there are none.
  public func scenarios(of edition: Edition) throws -> [UInt8]? {
    let digest = try database.read { db in
      try db.query(
        "SELECT digest FROM list_scenarios WHERE issuer = ? AND ordinal = ?", [.text(edition.issuer), .integer(Int64(edition.serial))]
      )
      .first.flatMap { Digest(try $0.text(0)) }
    }
    return try digest.map { try attachment($0) }
  }

  /// Digest of the newest version of a register (`documents`, `registers`), nil where there is none.
  public func register(_ kind: String) throws -> Digest? {
    try database.read { db in
      guard let row = try db.query("SELECT digest FROM register_versions WHERE kind = ? ORDER BY ordinal DESC", [.text(kind)]).first else {
        return nil
      }
      return Digest(try row.text(0))
    }
  }

  // MARK: Meta

  func setMeta(_ name: String, _ value: String, in db: any Statements) throws {
    if try db.execute("UPDATE meta SET value = ? WHERE name = ?", [.text(value), .text(name)]) == 0 {
      try db.execute("INSERT INTO meta (name, value) VALUES (?, ?)", [.text(name), .text(value)])
    }
  }

  public func meta(_ name: String) throws -> String? {
    try database.read { db in try db.query("SELECT value FROM meta WHERE name = ?", [.text(name)]).first.map { try $0.text(0) } }
  }

  /// Whether the audit chain of a jurisdiction is whole.
  public func auditIsWhole(_ jurisdiction: String) throws -> Bool {
    try database.read { db in try AuditTrail.isWhole(jurisdiction, in: db) }
  }
}

/// Who wrote, and when.
public struct AuditStamp: Sendable {
  public var principal: String
  public var atMicroseconds: Int64

  public init(principal: String, atMicroseconds: Int64) {
    self.principal = principal
    self.atMicroseconds = atMicroseconds
  }
}
