import Foundation

/// What the import worker is asked, in one line of JSON before the bytes.
struct WorkerRequest: Codable {
  /// What to make of the bytes.
  enum Task: String, Codable { case site, layer, rows, sheets, model, batch }

  var task: Task
  var fileName: String?
  var encoding: TextEncoding?
  var shape: SiteShape?
  var limits: SiteLimits
  /// Words of the outcomes by their codes, for models.
  var outcomes: [String: String]? = nil
  /// What is said about a batch.
  var batch: BatchQuestion? = nil
}

/// What the import worker answers, in one line of JSON.
enum WorkerAnswer: Codable {
  case site(SiteRecord)
  case layer(LayerRecord)
  /// The first sheet of a workbook.
  case rows([[String]])
  /// Every visible sheet of a workbook, and the names of the others.
  case sheets([WorkbookSheet], hidden: [String])
  /// The text files of an archive.
  case files([ArchivedText])
  /// A list's decision model.
  case model(ModelSheet)
  /// A batch, its rows in the lines after the answer.
  case batch(BatchRecord)
  case refused(ExchangeError)
}

/// A text file out of an archive.
struct ArchivedText: Codable, Sendable {
  var name: String
  var bytes: Data
}

/// A raw site on its way out of the worker.
struct SiteRecord: Codable {
  var format: SiteFormat
  var figure: PackedFigure
  var statedSystem: RawSite.StatedSystem?
  var axes: AxisOrder?
  var inDegrees: Bool
  var widthMetres: Double?
  var assumed: [SiteAssumption]
  var notes: [String]

  init(_ site: RawSite) {
    format = site.format
    figure = PackedFigure(site.figure)
    statedSystem = site.statedSystem
    axes = site.axes
    inDegrees = site.inDegrees
    widthMetres = site.widthMetres
    assumed = site.assumed
    notes = site.notes
  }

  func site() throws(ExchangeError) -> RawSite {
    RawSite(
      format: format, figure: try figure.figure(), statedSystem: statedSystem, axes: axes, inDegrees: inDegrees, widthMetres: widthMetres,
      assumed: assumed, notes: notes)
  }
}

extension IsolatedWorker {
  /// Sends a request with its bytes and reads the answer; a refusal of the worker is thrown.
  func ask(_ request: WorkerRequest, _ bytes: [UInt8], outputLimit: Int) async throws(ExchangeError) -> WorkerAnswer {
    try await askWithLines(request, bytes, outputLimit: outputLimit).answer
  }

  /// The same, with the lines that follow the answer.
  func askWithLines(_ request: WorkerRequest, _ bytes: [UInt8], outputLimit: Int) async throws(ExchangeError) -> (
    answer: WorkerAnswer, lines: [UInt8]
  ) {
    let answer: WorkerAnswer
    let lines: [UInt8]
    do {
      let input = try Array(JSONEncoder().encode(request)) + [0x0A] + bytes
      let output = try await run(input, outputLimit: outputLimit)
      // The encoder writes no line feed of its own.
      let end = output.firstIndex(of: 0x0A) ?? output.endIndex
      answer = try JSONDecoder().decode(WorkerAnswer.self, from: Data(output[..<end]))
      lines = end < output.endIndex ? Array(output[(end + 1)...]) : []
    } catch let refusal as ExchangeError {
      throw refusal
    } catch {
      throw .workerFailed(detail: "\(error)")
    }
    if case .refused(let refusal) = answer { throw refusal }
    return (answer, lines)
  }
}
