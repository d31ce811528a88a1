public import ExactJSON
import Foundation
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
    let answer: WorkerAnswer
    do {
      let input = try Array(JSONEncoder().encode(request)) + [0x0A] + bytes
      // 16 bytes a vertex in base64, and room for the rest.
      let output = try await worker.run(input, outputLimit: limits.vertices * 48 + 1_000_000)
      answer = try JSONDecoder().decode(WorkerAnswer.self, from: Data(output))
    } catch let refusal as ExchangeError {
      throw refusal
    } catch {
      throw .workerFailed(detail: "\(error)")
    }
    switch answer {
    case .site(let record): return try record.site()
    case .refused(let refusal): throw refusal
    }
  }

  // MARK: Meaning

  private func interpret(_ raw: RawSite, declaredSystem: String?, declaredAxes: AxisOrder?, declaredWidth: Double?)
    throws(ExchangeError) -> SiteReading
  {
    let stated = try statement(raw, declared: declaredSystem)
    let interpretation = Interpretation(figure: raw.figure, axes: declaredAxes ?? raw.axes, extent: extent)
    let settled = try interpretation.settle(stated.map(\.stated))
    let width = try width(raw, declared: declaredWidth)
    return SiteReading(
      format: raw.format, figure: raw.figure, statedSystem: stated?.stated.text, candidates: settled.candidates, widthMetres: width,
      assumed: raw.assumed + (stated?.assumed ?? []) + settled.assumed, notes: raw.notes)
  }

  private func statement(_ raw: RawSite, declared: String?) throws(ExchangeError) -> (stated: Interpretation.Stated, assumed: [SiteAssumption])? {
    let declaredText = declared.map(PlainText.trimmed) ?? ""
    let file = try raw.statedSystem.map { stated throws(ExchangeError) in
      (system: try Self.parse(stated.readableName, shown: stated.text), text: stated.text)
    }
    guard !declaredText.isEmpty else {
      guard let file else { return nil }
      return (Interpretation.Stated(system: file.system, text: file.text, isBareDatum: Self.isBareDatum(file.text)), [])
    }
    let system = try Self.parse(declaredText, shown: declaredText)
    let stated = Interpretation.Stated(system: system, text: declaredText, isBareDatum: Self.isBareDatum(declaredText))
    guard let file, file.system != system else { return (stated, []) }
    // Data taken from a web map carry WGS84 or CGCS2000 in their file whatever they are; the person knows better.
    let isOffset = system == .gcj02 || system == .bd09
    let onlyDatums = [CoordinateReferenceSystem.cgcs2000, .wgs84].contains(system) && [.cgcs2000, .wgs84].contains(file.system)
    guard isOffset && file.system.isGeographic || onlyDatums else {
      throw .conflictingReferenceSystems(file: file.text, declared: declaredText)
    }
    return (
      stated, [SiteAssumption(what: "crs", value: system.identifier, why: "文件写明“\(file.text)”，以填写的“\(declaredText)”为准")]
    )
  }

  private static func parse(_ name: String, shown: String) throws(ExchangeError) -> CoordinateReferenceSystem {
    do {
      return try CoordinateReferenceSystem(parsing: name)
    } catch {
      if case .localGrid = error { throw .datumNotTaken(name: shown) }
      throw .unknownReferenceSystem(shown)
    }
  }

  /// `CGCS2000`, `2000国家大地坐标系`: a datum, which people write beside metres of its zones too.
  private static func isBareDatum(_ text: String) -> Bool { !text.contains("4490") && !text.contains("经纬") }

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
