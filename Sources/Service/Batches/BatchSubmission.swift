public import ExactJSON
public import Exchange
import Sealing
import Store
public import Zoning

/// What a person asks with a batch.
public struct BatchRequest: Sendable {
  /// 法律时点; today when nil.
  public var asOf: CivilDate?
  /// Each row becomes a stored screening with a number.
  public var stores: Bool
  /// Facts that all rows share, as a project file has them.
  public var common: JSONValue?
  public var title: String?
  /// Begins at once; else it waits as a draft to be looked at.
  public var starts: Bool

  public init(asOf: CivilDate? = nil, stores: Bool = false, common: JSONValue? = nil, title: String? = nil, starts: Bool = true) {
    self.asOf = asOf
    self.stores = stores
    self.common = common
    self.title = title
    self.starts = starts
  }
}

extension ZoningService {
  static let batchKind = "screening.batch"
  /// The province's chain: a batch reaches over cities.
  static let batchJurisdiction = "320000"
  /// How long results are kept after the end, and a draft after it was read.
  public static let batchKeepingDays = 30
  static let draftKeepingDays = 1
  /// Batches that may wait or run at a time.
  static let activeBatchLimit = 50
  /// Drafts that may lie about at a time.
  static let draftLimit = 200
  private static let day: Int64 = 86_400_000_000

  func batchExpiry(_ now: Int64) -> Int64 { now + Int64(Self.batchKeepingDays) * Self.day }

  /// Reads a batch file in a child process; nothing is kept.
  public func readBatch(_ upload: BatchUpload, caller: Caller) async throws(ServiceError) -> BatchReading {
    do { return try await BatchReader().read(upload) } catch {
      var refusal = ServiceError(translating: error)
      if refusal.field == "footprint" { refusal.field = "file" }
      throw refusal
    }
  }

  /// Puts a batch down as a job (批量研判), its rows in parts; the id of the job.
  ///
  /// Blocks while it writes. Throws `busy` where too many wait already.
  public func submitBatch(_ reading: BatchReading, upload: BatchUpload, request: BatchRequest, caller: Caller) throws(ServiceError)
    -> String
  {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    guard try refusing({ try repository.countJobs(kind: Self.batchKind, in: [.waiting, .running]) }) < Self.activeBatchLimit else {
      throw ServiceError(.busy, "排队和进行中的批次已有 \(Self.activeBatchLimit) 个，请等一些完成后再提交；已有批次不受影响。")
    }
    guard try refusing({ try repository.countJobs(kind: Self.batchKind, in: [.draft, .receiving]) }) < Self.draftLimit else {
      throw ServiceError(.busy, "没有确认的批次已有 \(Self.draftLimit) 个，请先确认或删去自己的，或明天再提交；已有批次不受影响。")
    }
    if let common = request.common { try Self.check(common: common) }
    let state = try state(request.asOf)
    let now = clock.now()
    let key = JobKey(jurisdiction: Self.batchJurisdiction, id: identifiers.next(atMicroseconds: now))
    let options = BatchOptions(
      stores: request.stores, common: request.common, fileName: upload.fileName.map { String($0.prefix(120)) },
      reading: .object([
        "format": .string(reading.format.chinese),
        "columns": .array(
          reading.columns.map { .object(["heading": .string($0.heading), "meaning": .text($0.meaning), "fact": .text($0.fact)]) }),
        "notes": .array(reading.notes.map { .string($0) }), "refused": .int(reading.refused),
      ]), plan: PlanPin(state))
    let title = Self.title(request.title ?? upload.fileName)
    return try refusing {
      try repository.put(
        NewJob(
          key: key, kind: Self.batchKind, principal: caller.principal.id, disclosure: caller.disclosure.rawValue, title: title,
          input: Digest(of: upload.bytes), options: options.json, createdAtMicroseconds: now,
          expiresAtMicroseconds: request.starts ? batchExpiry(now) : now + Int64(Self.draftKeepingDays) * Self.day))
      var cut = BatchCut(lines: reading.lines)
      var first = 0
      // A few megabytes a transaction, so that others write in between.
      while case let parts = cut.next(bytes: 4 << 20), !parts.isEmpty {
        try repository.add(parts, from: first, to: key)
        first += parts.count
      }
      try repository.show(
        key, total: reading.rows, parts: first, as: request.starts ? .waiting : .draft, atMicroseconds: now)
      return key.id
    }
  }

  /// Starts a draft, by the law of a day as it stands now.
  public func startBatch(id: String, asOf: CivilDate?, stores: Bool, title: String?, caller: Caller) throws(ServiceError) {
    let (repository, job) = try batch(id)
    var options = try refusing { try BatchOptions(job.options) }
    options.stores = stores
    options.plan = PlanPin(try state(asOf))
    let now = clock.now()
    do {
      try repository.start(
        job.key, options: options.json, title: Self.title(title) ?? job.title, expiresAtMicroseconds: batchExpiry(now), atMicroseconds: now)
    } catch {
      // Started twice is started once.
      guard case .busy? = error as? StoreError else { throw ServiceError(translating: error) }
    }
  }

  private static func title(_ text: String?) -> String? {
    let text = String((text ?? "").filter { $0 >= " " }.prefix(120))
    return text.isEmpty ? nil : text
  }

  /// Common facts are those of a project file without a site, and must be read as such.
  private static func check(common: JSONValue) throws(ServiceError) {
    guard common.objectValue != nil else { throw ServiceError(.badInput, "共同的项目事实应为一个 JSON 对象，写法与项目文件相同。", field: "project") }
    if let own = ["footprint", "points", "width_m"].first(where: { common[$0] != nil }) {
      throw ServiceError(.badInput, "共同的项目事实里不能有“\(own)”，选址由文件逐行给出。", field: "project")
    }
    _ = try refusing { try ProjectFacts(common) }
  }

  /// A batch by its unguessable id.
  func batch(_ id: String) throws(ServiceError) -> (Repository, Job) {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    guard id.utf8.count <= 64, let job = try refusing({ try repository.job(id) }), job.kind == Self.batchKind else {
      throw ServiceError(.notFound, "没有这个批次：链接可能不完整，或者已过保存期限、已被删除。", field: "id")
    }
    return (repository, job)
  }
}

/// Cuts the lines of a batch into parts, each small enough that a cancel or a lost part costs little.
struct BatchCut {
  static let rows = 100
  static let bytes = 1 << 20
  private let lines: [UInt8]
  private var at = 0

  init(lines: [UInt8]) { self.lines = lines }

  /// The next parts, of some `bytes` together; empty at the end.
  mutating func next(bytes wanted: Int) -> [NewJobPart] {
    var parts: [NewJobPart] = []
    let start = at
    while at < lines.count, at - start < wanted { parts.append(part()) }
    return parts
  }

  private mutating func part() -> NewJobPart {
    let start = at
    var count = 0
    while at < lines.count, count < Self.rows, at - start < Self.bytes {
      at = (lines[at...].firstIndex(of: 0x0A) ?? lines.count - 1) + 1
      count += 1
    }
    let input = Array(lines[start..<at])
    return NewJobPart(firstRow: Self.row(input), rowCount: count, input: input)
  }

  /// The number of the first line: `{"row":17,…`.
  private static func row(_ input: [UInt8]) -> Int {
    var number = 0
    for b in input.dropFirst(#"{"row":"#.utf8.count) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(b) else { break }
      number = number * 10 + Int(b - UInt8(ascii: "0"))
    }
    return number
  }
}
