public import ExactJSON
public import Sealing

/// Where a job stands.
public enum JobState: String, Hashable, Sendable, CaseIterable {
  /// Its parts are being put down; nobody sees it yet.
  case receiving
  /// Read and shown, not yet started.
  case draft
  case waiting
  case running
  case done
  case cancelled
  /// Ended because one part failed again and again.
  case failed
  /// Taken away; what is left of it is swept.
  case erased

  /// Whether runners may take parts of it.
  public var isActive: Bool { self == .waiting || self == .running }
  /// Whether it can be taken up again where it stopped.
  public var isResumable: Bool { self == .cancelled || self == .failed }
}

/// Names a job; jurisdiction first, as in every large key.
public struct JobKey: Hashable, Sendable {
  public var jurisdiction: String
  /// UUIDv7 text, unguessable: who has it may see the job.
  public var id: String

  public init(jurisdiction: String, id: String) {
    self.jurisdiction = jurisdiction
    self.id = id
  }

  var arguments: [SQLValue] { [.text(jurisdiction), .text(id)] }
}

/// Long work as it is kept (长任务): what is asked, how far it is, how it ended.
public struct Job: Hashable, Sendable {
  public var key: JobKey
  /// `screening.batch`.
  public var kind: String
  public var state: JobState
  public var principal: String
  public var disclosure: String
  public var title: String?
  /// Of the bytes that were handed in.
  public var input: Digest
  public var options: JSONValue
  public var total: Int
  /// Rows whose result is kept, refused ones included.
  public var done: Int
  public var refused: Int
  public var parts: Int
  public var createdAtMicroseconds: Int64
  public var startedAtMicroseconds: Int64?
  public var finishedAtMicroseconds: Int64?
  /// From when it is swept, unless it is active.
  public var expiresAtMicroseconds: Int64
  /// `{"reason": …, "row": 17}` of a failed one.
  public var failure: JSONValue?
  /// Over the results of all parts, once it is done.
  public var results: Digest?
}

/// A job to be put down.
public struct NewJob: Sendable {
  public var key: JobKey
  public var kind: String
  public var principal: String
  public var disclosure: String
  public var title: String?
  public var input: Digest
  public var options: JSONValue
  public var createdAtMicroseconds: Int64
  public var expiresAtMicroseconds: Int64

  public init(
    key: JobKey, kind: String, principal: String, disclosure: String, title: String?, input: Digest, options: JSONValue,
    createdAtMicroseconds: Int64, expiresAtMicroseconds: Int64
  ) {
    self.key = key
    self.kind = kind
    self.principal = principal
    self.disclosure = disclosure
    self.title = title
    self.input = input
    self.options = options
    self.createdAtMicroseconds = createdAtMicroseconds
    self.expiresAtMicroseconds = expiresAtMicroseconds
  }
}

/// A run of rows that is done whole or not at all: the checkpoint of a job.
public struct NewJobPart: Sendable {
  public var firstRow: Int
  public var rowCount: Int
  public var input: [UInt8]

  public init(firstRow: Int, rowCount: Int, input: [UInt8]) {
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.input = input
  }
}

/// A part that a runner has taken upon itself until its lease ends.
public struct JobClaim: Sendable {
  public var job: Job
  public var part: Int
  public var firstRow: Int
  public var rowCount: Int
  public var input: [UInt8]
  /// Names this lease and no other; whoever finishes must still hold it.
  public var token: String
  /// How often it was taken without getting on, this time included.
  public var attempts: Int
  /// The row that was under way when an earlier holder ended; rows after it are noted before they are begun.
  public var atRow: Int?
}

/// The result of one row as it is kept.
public struct JobRow: Hashable, Sendable {
  public var row: Int
  /// What is dealt with first has the smaller rank.
  public var rank: Int
  public var label: String?
  /// Id and number of the stored screening, where the row was stored.
  public var screening: String?
  public var number: String?
  public var summary: JSONValue
  /// Of the whole assessment; nil where the row was refused.
  public var jsonDigest: Digest?

  public init(
    row: Int, rank: Int, label: String?, screening: String? = nil, number: String? = nil, summary: JSONValue, jsonDigest: Digest?
  ) {
    self.row = row
    self.rank = rank
    self.label = label
    self.screening = screening
    self.number = number
    self.summary = summary
    self.jsonDigest = jsonDigest
  }
}
