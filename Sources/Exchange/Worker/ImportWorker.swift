import Foundation

/// The child process's side: reads one request and its bytes from standard input, answers on standard output, and ends.
///
/// `fenqu import-worker` does nothing but call `run`. It is started with limits on memory, time and file sizes, so that
/// a hostile file can at worst end it.
public enum ImportWorker {
  /// The name of the command.
  public static let commandName = "import-worker"

  /// Reads standard input to its end and writes one line; the exit status says whether a line was written.
  public static func run() -> Int32 {
    let input = FileHandle.standardInput
    var bytes: [UInt8] = []
    do {
      while let chunk = try input.read(upToCount: 1 << 20), !chunk.isEmpty {
        bytes.append(contentsOf: chunk)
        // The parent never sends more than an upload and its request.
        if bytes.count > SiteLimits.layer.bytes + 65_536 { return 3 }
      }
      var lines: [UInt8] = []
      let answer = try JSONEncoder().encode(answer(to: bytes, lines: &lines))
      try FileHandle.standardOutput.write(contentsOf: answer + [0x0A])
      if !lines.isEmpty { try FileHandle.standardOutput.write(contentsOf: lines) }
      return 0
    } catch {
      return 4
    }
  }

  /// The answer to a request line followed by the bytes to read; `lines` follow the answer.
  static func answer(to input: [UInt8], lines: inout [UInt8]) -> WorkerAnswer {
    guard let end = input.firstIndex(of: 0x0A) else { return .refused(.workerFailed(detail: "no request")) }
    do {
      let request = try JSONDecoder().decode(WorkerRequest.self, from: Data(input[..<end]))
      let bytes = Array(input[(end + 1)...])
      switch request.task {
      case .site: return .site(SiteRecord(try SiteFile.read(bytes, request: request)))
      case .rows: return .rows(try Workbook(ZipArchive(bytes, limits: request.limits), limits: request.limits).rows)
      case .sheets: return try sheets(bytes, request)
      case .model: return .model(try ModelFile.read(bytes, outcomes: request.outcomes ?? [:], limits: request.limits))
      case .layer: return .layer(try LayerFile.read(bytes, request: request))
      case .batch:
        guard let question = request.batch else { return .refused(.workerFailed(detail: "no question")) }
        let record: BatchRecord
        (record, lines) = try BatchFile(bytes: bytes, fileName: request.fileName, limits: request.limits, question: question).read()
        return .batch(record)
      }
    } catch let refusal as ExchangeError {
      return .refused(refusal)
    } catch {
      return .refused(.workerFailed(detail: "\(error)"))
    }
  }
}

extension ImportWorker {
  /// A workbook's sheets, or the text files of a list that was packed with its scenarios.
  private static func sheets(_ bytes: [UInt8], _ request: WorkerRequest) throws(ExchangeError) -> WorkerAnswer {
    let archive = try ZipArchive(bytes, limits: request.limits)
    if Workbook.isIn(archive) {
      let book = try Workbook(archive, limits: request.limits, firstOnly: false)
      return .sheets(book.sheets, hidden: book.hidden)
    }
    let texts = archive.members.filter { ["csv", "jsonl"].contains($0.fileExtension) }
    guard !texts.isEmpty, texts.count == archive.members.count else {
      throw .unsupportedFormat(kind: "这个压缩包作为清单文件", remedy: "里面既不是 Excel 工作簿，也不全是 CSV，请提交 .xlsx，或只把清单和情景两个 CSV 压缩在一起")
    }
    var files: [ArchivedText] = []
    for member in texts { files.append(ArchivedText(name: member.fileName, bytes: Data(try archive.unpack(member)))) }
    return .files(files)
  }
}

/// Reads a site of any format in this process; archives only in the worker.
enum SiteFile {
  static func read(_ bytes: [UInt8], request: WorkerRequest) throws(ExchangeError) -> RawSite {
    if try ContentKind.isArchive(bytes, fileName: request.fileName) {
      let archive = try ZipArchive(bytes, limits: request.limits)
      guard Workbook.isIn(archive) else { return try ShapefileSite.read(archive, limits: request.limits) }
      let table = try Workbook(archive, limits: request.limits).tabbedText
      return try CoordinateTable.read(table, shape: request.shape, limits: request.limits)
    }
    return try SiteText.read(
      bytes, fileName: request.fileName, encoding: request.encoding, shape: request.shape, limits: request.limits)
  }
}
