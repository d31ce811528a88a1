/// The shipped migrations, in order; they are never edited, use strings and know no application types.
///
/// Column types are TEXT, BIGINT and BYTES; a driver maps them to its own.
enum Migrations {
  static let all: [(id: String, statements: [String])] = [
    (
      "0001-house",
      [
        "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
        """
        CREATE TABLE attachments (
          digest TEXT NOT NULL, part BIGINT NOT NULL, parts BIGINT NOT NULL, bytes BYTES NOT NULL, PRIMARY KEY (digest, part))
        """,
        """
        CREATE TABLE editions (
          issuer TEXT NOT NULL, ordinal BIGINT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), body TEXT NOT NULL, document_number TEXT,
          document_date TEXT NOT NULL, consenting_government TEXT, effective_from TEXT, effective_until TEXT,
          recorded_at_microseconds BIGINT NOT NULL, layers_digest TEXT NOT NULL, lists_digest TEXT NOT NULL,
          descriptors_digest TEXT NOT NULL, PRIMARY KEY (issuer, ordinal))
        """,
        """
        CREATE TABLE register_versions (
          kind TEXT NOT NULL, ordinal BIGINT NOT NULL, digest TEXT NOT NULL, recorded_at_microseconds BIGINT NOT NULL,
          PRIMARY KEY (kind, ordinal))
        """,
        "CREATE TABLE counters (name TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)",
        """
        CREATE TABLE assessments (
          id TEXT NOT NULL PRIMARY KEY, legal_state TEXT NOT NULL, conclusion TEXT NOT NULL, record TEXT NOT NULL, json_digest TEXT NOT NULL)
        """,
        """
        CREATE TABLE screenings (
          jurisdiction TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, at_microseconds BIGINT NOT NULL, principal TEXT NOT NULL,
          disclosure TEXT NOT NULL, name TEXT CHECK (name <> ''), project_code TEXT CHECK (project_code <> ''),
          description TEXT CHECK (description <> ''), known_at_microseconds BIGINT NOT NULL, assessment TEXT NOT NULL,
          json_digest TEXT NOT NULL, PRIMARY KEY (jurisdiction, id))
        """,
        "CREATE UNIQUE INDEX screenings_by_id ON screenings (id)",
        "CREATE UNIQUE INDEX screenings_by_number ON screenings (number)",
        """
        CREATE TABLE audit_heads (jurisdiction TEXT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL, digest TEXT NOT NULL)
        """,
        """
        CREATE TABLE audit_entries (
          jurisdiction TEXT NOT NULL, sequence BIGINT NOT NULL, at_microseconds BIGINT NOT NULL, principal TEXT NOT NULL, act TEXT NOT NULL,
          subject TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (jurisdiction, sequence))
        """,
      ]
    ),
    (
      "0002-list-scenarios",
      [
        """
        CREATE TABLE list_scenarios (issuer TEXT NOT NULL, ordinal BIGINT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (issuer, ordinal))
        """
      ]
    ),
    (
      "0003-jobs",
      [
        """
        CREATE TABLE jobs (
          jurisdiction TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, principal TEXT NOT NULL,
          disclosure TEXT NOT NULL, title TEXT CHECK (title <> ''), input TEXT NOT NULL, options TEXT NOT NULL, total BIGINT NOT NULL,
          done BIGINT NOT NULL, refused BIGINT NOT NULL, parts BIGINT NOT NULL, created_at_microseconds BIGINT NOT NULL,
          started_at_microseconds BIGINT, finished_at_microseconds BIGINT, expires_at_microseconds BIGINT NOT NULL, failure TEXT,
          results TEXT, PRIMARY KEY (jurisdiction, id))
        """,
        "CREATE UNIQUE INDEX jobs_by_id ON jobs (id)",
        "CREATE INDEX jobs_by_state ON jobs (state, kind)",
        """
        CREATE TABLE job_parts (
          jurisdiction TEXT NOT NULL, job TEXT NOT NULL, part BIGINT NOT NULL, first_row BIGINT NOT NULL, row_count BIGINT NOT NULL,
          state TEXT NOT NULL, attempts BIGINT NOT NULL, lease_owner TEXT, lease_until_microseconds BIGINT, at_row BIGINT, fault TEXT,
          done_at_microseconds BIGINT, tally TEXT, results TEXT, PRIMARY KEY (jurisdiction, job, part))
        """,
        "CREATE INDEX job_parts_by_state ON job_parts (jurisdiction, job, state, part)",
        "CREATE INDEX job_parts_by_lease ON job_parts (lease_owner)",
        """
        CREATE TABLE job_inputs (
          jurisdiction TEXT NOT NULL, job TEXT NOT NULL, part BIGINT NOT NULL, bytes BYTES NOT NULL, PRIMARY KEY (jurisdiction, job, part))
        """,
        """
        CREATE TABLE job_rows (
          jurisdiction TEXT NOT NULL, job TEXT NOT NULL, row_number BIGINT NOT NULL, part BIGINT NOT NULL, priority BIGINT NOT NULL,
          label TEXT CHECK (label <> ''), screening TEXT, number TEXT, summary TEXT NOT NULL, json_digest TEXT,
          PRIMARY KEY (jurisdiction, job, row_number))
        """,
        "CREATE INDEX job_rows_by_priority ON job_rows (jurisdiction, job, priority, row_number)",
      ]
    ),
  ]

  /// Brings a database to today's schema; refuses one that a newer program wrote.
  static func run(on database: some Database, atMicroseconds now: Int64) throws {
    try database.write { db in
      try db.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (id TEXT NOT NULL PRIMARY KEY, applied_at_microseconds BIGINT NOT NULL)", [])
      let applied = try db.query("SELECT id FROM schema_migrations ORDER BY id", []).map { try $0.text(0) }
      if let alien = applied.first(where: { id in !all.contains { $0.id == id } }) { throw StoreError.newerSchema(alien) }
      for migration in all where !applied.contains(migration.id) {
        for statement in migration.statements { try db.execute(statement, []) }
        try db.execute("INSERT INTO schema_migrations (id, applied_at_microseconds) VALUES (?, ?)", [.text(migration.id), .integer(now)])
      }
    }
  }
}
