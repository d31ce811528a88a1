import Foundation

/// Many sites as a person hands them in: one file, and what the person says about all of them.
public struct BatchUpload: Sendable {
  public var bytes: [UInt8]
  /// Only for messages; the format is told from the content.
  public var fileName: String?
  /// Of every row that does not state its own.
  public var declaredSystem: String?
  /// Columns that nobody knows are passed over and named, not refused.
  public var passesOverUnknownColumns: Bool

  public init(bytes: [UInt8], fileName: String?, declaredSystem: String? = nil, passesOverUnknownColumns: Bool = false) {
    self.bytes = bytes
    self.fileName = fileName
    self.declaredSystem = declaredSystem
    self.passesOverUnknownColumns = passesOverUnknownColumns
  }
}

/// What a batch file is.
public enum BatchFormat: String, Hashable, Sendable, Codable {
  case projectLines, table, workbook, geoJSON, shapefile, geoPackage

  public var chinese: String {
    switch self {
    case .projectLines: "项目文件（JSONL）"
    case .table: "表格（CSV）"
    case .workbook: "表格（Excel）"
    case .geoJSON: "GeoJSON"
    case .shapefile: "Shapefile"
    case .geoPackage: "GeoPackage"
    }
  }
}

/// A column of a batch file and what it was taken for.
public struct BatchColumn: Hashable, Sendable, Codable {
  public var heading: String
  /// `经度`, `化学需氧量排放量（t/a）`; nil where the column is passed over.
  public var meaning: String?
  /// The JSON path of a fact, nil for what is none.
  public var fact: String?
}

/// A batch file as it was read: what its columns mean, and its rows as lines.
///
/// A line is `{"row": 7, "label": …, "project": {…}}`, `{"row": 7, "line": "…"}` for a project file that is read when it is judged, or
/// `{"row": 7, "label": …, "refused": {"field": …, "message": …}}`: a row that cannot be read is refused by itself.
public struct BatchReading: Sendable {
  public var format: BatchFormat
  public var columns: [BatchColumn]
  public var notes: [String]
  public var rows: Int
  public var refused: Int
  /// Each ended by a line feed.
  public var lines: [UInt8]
}

/// What a batch may weigh; a limit reached is always said.
public struct BatchLimits: Hashable, Sendable, Codable {
  public var file: SiteLimits
  public var rows: Int
  /// Bytes of the lines that the rows become.
  public var lineBytes: Int

  public init(
    file: SiteLimits = SiteLimits(unpackedBytes: 400_000_000, archiveEntries: 200, features: 200_000, vertices: 5_000_000),
    rows: Int = 200_000, lineBytes: Int = 250_000_000
  ) {
    self.file = file
    self.rows = rows
    self.lineBytes = lineBytes
  }
}

/// The first line of the worker's answer; the lines of the rows follow it.
struct BatchRecord: Codable {
  var format: BatchFormat
  var columns: [BatchColumn] = []
  var notes: [String] = []
  var rows = 0
  var refused = 0
}

/// What the worker is told beside the file.
struct BatchQuestion: Codable {
  var declaredSystem: String?
  var passesOverUnknownColumns: Bool
  var rows: Int
  var lineBytes: Int
}

/// Reads batches in the import worker.
public struct BatchReader: Sendable {
  public var worker: any IsolatedWorker
  public var limits: BatchLimits

  public init(
    worker: any IsolatedWorker = WorkerProcess(addressSpaceBytes: 4 << 30, cpuSeconds: 60, wallClockSeconds: 90),
    limits: BatchLimits = BatchLimits()
  ) {
    self.worker = worker
    self.limits = limits
  }

  /// The rows of a batch file. Throws what is wrong with the file as a whole; what is wrong with a row is in its line.
  public func read(_ upload: BatchUpload) async throws(ExchangeError) -> BatchReading {
    if upload.bytes.isEmpty { throw .emptyFile(name: upload.fileName) }
    if upload.bytes.count > limits.file.bytes { throw .tooLarge(bytes: upload.bytes.count, limit: limits.file.bytes) }
    let request = WorkerRequest(
      task: .batch, fileName: upload.fileName, limits: limits.file,
      batch: BatchQuestion(
        declaredSystem: upload.declaredSystem, passesOverUnknownColumns: upload.passesOverUnknownColumns, rows: limits.rows,
        lineBytes: limits.lineBytes))
    let (answer, lines) = try await worker.askWithLines(request, upload.bytes, outputLimit: limits.lineBytes + 10_000_000)
    guard case .batch(let record) = answer else { throw .workerFailed(detail: "another answer than asked") }
    return BatchReading(
      format: record.format, columns: record.columns, notes: record.notes, rows: record.rows, refused: record.refused, lines: lines)
  }
}
