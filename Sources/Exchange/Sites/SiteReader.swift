public import ExactJSON
public import Geodesy
public import Geometry

/// Reads sites from files and texts of other people's making.
///
/// Archives, and texts too long to read on the spot, are read in a child process; short texts in this one.
public struct SiteReader: Sendable {
  public var worker: any IsolatedWorker
  public var limits: SiteLimits
  /// Where sites are expected, for telling readings apart.
  public var extent: GridBox
  /// Texts up to this length are read in this process, in a few milliseconds; a child process takes some 80.
  public var shortTextBytes = 16_384

  public init(worker: any IsolatedWorker = WorkerProcess(), limits: SiteLimits = SiteLimits(), extent: GridBox = .jiangsuWithSea) {
    self.worker = worker
    self.limits = limits
    self.extent = extent
  }

  /// The site of an upload, with every way in which its numbers can be meant.
  ///
  /// Throws a refusal with one sentence for the person; two possible readings are not an error here but several
  /// `candidates`, and `footprint()` throws `ambiguous`.
  public func read(_ upload: SiteUpload) async throws(ExchangeError) -> SiteReading {
    if upload.bytes.isEmpty { throw .emptyFile(name: upload.fileName) }
    if upload.bytes.count > limits.bytes { throw .tooLarge(bytes: upload.bytes.count, limit: limits.bytes) }
    var encoding: TextEncoding?
    if let name = upload.declaredEncoding {
      guard let known = TextEncoding(name: name) else { throw .unknownEncoding(name) }
      encoding = known
    }
    let request = WorkerRequest(task: .site, fileName: upload.fileName, encoding: encoding, shape: upload.shape, limits: limits)
    let isArchive = try ContentKind.isArchive(upload.bytes, fileName: upload.fileName)
    let raw: RawSite
    if isArchive || upload.bytes.count > shortTextBytes {
      raw = try await readApart(upload.bytes, request)
    } else {
      raw = try SiteFile.read(upload.bytes, request: request)
    }
    return try interpret(
      raw, declaredSystem: upload.declaredSystem, declaredAxes: upload.declaredAxes, declaredWidth: upload.widthMetres)
  }

  /// The site of a project file's `footprint` member.
  public func read(geoJSON value: JSONValue, declaredSystem: String?, widthMetres: Double? = nil) throws(ExchangeError) -> SiteReading {
    try interpret(
      try GeoJSONSite.read(value, limits: limits), declaredSystem: declaredSystem, declaredAxes: nil, declaredWidth: widthMetres)
  }

  private func readApart(_ bytes: [UInt8], _ request: WorkerRequest) async throws(ExchangeError) -> RawSite {
    // 16 bytes a vertex in base64, and room for the rest.
    let answer = try await worker.ask(request, bytes, outputLimit: limits.vertices * 48 + 1_000_000)
    guard case .site(let record) = answer else { throw .workerFailed(detail: "another answer than asked") }
    return try record.site()
  }

  // MARK: Meaning

  private func interpret(_ raw: RawSite, declaredSystem: String?, declaredAxes: AxisOrder?, declaredWidth: Double?)
    throws(ExchangeError) -> SiteReading
  {
    let stated = try SystemStatement(inFile: raw.statedSystem, declared: declaredSystem)
    let interpretation = Interpretation(figure: raw.figure, axes: declaredAxes ?? raw.axes, extent: extent)
    let settled = try interpretation.settle(stated?.stated)
    let width = try width(raw, declared: declaredWidth)
    return SiteReading(
      format: raw.format, figure: raw.figure, statedSystem: stated?.stated.text, candidates: settled.candidates, widthMetres: width,
      assumed: raw.assumed + (stated?.assumed ?? []) + settled.assumed, notes: raw.notes)
  }

  private func width(_ raw: RawSite, declared: Double?) throws(ExchangeError) -> Double? {
    if let declared, !SiteWidth.isAllowed(declared) { throw .badWidth("\(declared)") }
    if let declared, let written = raw.widthMetres, declared != written {
      throw .differentWidths([written, declared].map { DecimalText.fixed($0, decimals: 2) })
    }
    let width = declared ?? raw.widthMetres
    if width != nil, raw.figure.shape != .line { throw .widthOnNonLine }
    return width
  }
}
