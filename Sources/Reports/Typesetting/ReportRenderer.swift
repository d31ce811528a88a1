import Dispatch
public import ExactJSON

/// Makes reports as PDF: composes the document, draws its map, and sets it in type in a small pool of processes.
///
/// The same view, map and address give the same bytes on one machine; other fonts give other bytes. Composing runs on a thread of its own,
/// setting in the child processes: nothing here holds up a cooperative thread.
public actor ReportRenderer {
  private let settings: TypesettingSettings
  private let workers: [TypstWorker]
  private var idle: [Int]
  private var waiting: [CheckedContinuation<Int, Never>] = []
  private let composing = DispatchQueue(label: "fenqu.reports.composing")

  /// - Parameter log: takes English remarks for the operator's log; none of them is for the public.
  public init(_ settings: TypesettingSettings, log: @escaping @Sendable (String) -> Void = { _ in }) {
    self.settings = settings
    workers = (0..<settings.workers).map { _ in TypstWorker(settings, log: log) }
    idle = Array(workers.indices.reversed())
  }

  /// The report of a screening as PDF/A-2a and PDF/UA-1.
  ///
  /// - Parameters:
  ///   - view: the screening view from the stored record, `screening` in front.
  ///   - map: what lies around the site; see `SiteMapFrame` for the box to fetch.
  ///   - publicURL: where the QR code leads, `https://…`.
  /// - Throws: `incompleteRecord`, `badPublicURL`, `busy`, `timedOut`, `tooLarge`, and what befalls a process.
  public func assessmentReport(_ view: JSONValue, map: SiteMapContent, publicURL: String) async throws(ReportError) -> [UInt8] {
    guard waiting.count < settings.longestQueue || !idle.isEmpty else { throw .busy(waiting: waiting.count) }
    let prepared = await compose(view, map: map, publicURL: publicURL)
    let report = try prepared.get()
    return try await typeset(report).get()
  }

  /// Starts the processes and has each open its fonts, so that the first report is as quick as the next; throws where they cannot start.
  public func warmUp() async throws(ReportError) {
    await Self.prepareCatalogues()
    for worker in workers { _ = try await worker.typeset(template: "warm.typ", secondsSince1970: 0, inputs: []).get() }
  }

  /// The facts catalogue and the industry classification are read once; better here than in somebody's first report.
  private nonisolated static func prepareCatalogues() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        _ = FactWording(figures: .paper)
        continuation.resume()
      }
    }
  }

  /// Ends the processes after the reports in hand.
  public func stop() async {
    for worker in workers { await worker.stop() }
  }

  /// Process ids of the workers that run now.
  package nonisolated var processIDs: [Int32] { workers.compactMap(\.processID) }

  private func compose(_ view: JSONValue, map: SiteMapContent, publicURL: String) async -> Result<PreparedReport, ReportError> {
    await withCheckedContinuation { continuation in
      composing.async { continuation.resume(returning: PreparedReport.prepare(view, map: map, publicURL: publicURL)) }
    }
  }

  private func typeset(_ report: PreparedReport) async -> Result<[UInt8], ReportError> {
    let worker: Int
    if let free = idle.popLast() {
      worker = free
    } else {
      guard waiting.count < settings.longestQueue else { return .failure(.busy(waiting: waiting.count)) }
      worker = await withCheckedContinuation { waiting.append($0) }
    }
    var result = await workers[worker].typeset(template: "report.typ", secondsSince1970: report.secondsSince1970, inputs: report.inputs)
    // A process may have died between two reports, of which nobody knows until the next one: that one is set again, once.
    if case .failure(.typesetterDied) = result {
      result = await workers[worker].typeset(template: "report.typ", secondsSince1970: report.secondsSince1970, inputs: report.inputs)
    }
    if waiting.isEmpty { idle.append(worker) } else { waiting.removeFirst().resume(returning: worker) }
    return result
  }
}

/// A report in words and pictures, ready to be set.
struct PreparedReport: Sendable {
  var secondsSince1970: Int64
  var inputs: [(name: String, text: String)]

  static func prepare(_ view: JSONValue, map: SiteMapContent, publicURL: String) -> Result<PreparedReport, ReportError> {
    do {
      var composer = try ReportComposer(view, publicURL: publicURL, isDemonstration: map.isDemonstration)
      let document = composer.document()
      let code = try document.verification.address.map { (address) throws(ReportError) in try QRMatrix(address).svg }
      let drawing = SiteMapDrawing(map).svg
      return .success(
        PreparedReport(
          secondsSince1970: document.head.secondsSince1970,
          inputs: [("paper", document.paperJSON.canonicalText), ("map", drawing), ("qr", code ?? "")]))
    } catch {
      return .failure(error)
    }
  }
}
