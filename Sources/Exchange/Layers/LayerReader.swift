public import Geodesy
public import Geometry

/// Reads delivered layers (zipped shapefile, GeoPackage, GeoJSON) with a field mapping; nothing is dropped silently.
public struct LayerReader: Sendable {
  public var worker: any IsolatedWorker
  public var limits: SiteLimits
  public var extent: GridBox

  public init(
    worker: any IsolatedWorker = WorkerProcess(addressSpaceBytes: 6 << 30, cpuSeconds: 300, wallClockSeconds: 300),
    limits: SiteLimits = .layer, extent: GridBox = .jiangsuWithSea
  ) {
    self.worker = worker
    self.limits = limits
    self.extent = extent
  }

  /// The layer of a file.
  ///
  /// Throws where the file cannot be read at all, has no field for the code, or leaves its reference system open; what is wrong
  /// with single features is among the findings.
  public func read(_ bytes: [UInt8], fileName: String?, mapping: LayerMapping, declaredEncoding: String? = nil) async throws(ExchangeError)
    -> DeliveredLayer
  {
    var encoding: TextEncoding?
    if let name = declaredEncoding {
      guard let known = TextEncoding(name: name) else { throw .unknownEncoding(name) }
      encoding = known
    }
    let record = try await record(bytes, fileName: fileName, encoding: encoding)
    return try deliver(record, mapping)
  }

  /// The file as the worker reads it.
  func record(_ bytes: [UInt8], fileName: String?, encoding: TextEncoding?) async throws(ExchangeError) -> LayerRecord {
    if bytes.isEmpty { throw .emptyFile(name: fileName) }
    if bytes.count > limits.bytes { throw .tooLarge(bytes: bytes.count, limit: limits.bytes) }
    let request = WorkerRequest(task: .layer, fileName: fileName, encoding: encoding, shape: nil, limits: limits)
    let answer = try await worker.ask(request, bytes, outputLimit: limits.vertices * 24 + limits.bytes)
    guard case .layer(let record) = answer else { throw .workerFailed(detail: "another answer than asked") }
    return record
  }

  private func deliver(_ record: LayerRecord, _ mapping: LayerMapping) throws(ExchangeError) -> DeliveredLayer {
    var figures: [RawGeometry?] = []
    for f in record.features { figures.append(try f.geometry.map { packed throws(ExchangeError) in try packed.figure() }) }
    let statement = try SystemStatement(inFile: record.statedSystem, declared: mapping.crs)
    let everywhere = RawGeometry.points(figures.flatMap { $0?.points ?? [] })
    guard !everywhere.points.isEmpty else { throw .emptyGeometry(place: "图层“\(mapping.layer)”") }
    let settled = try Interpretation(figure: everywhere, axes: .eastFirst, extent: extent).settle(statement?.stated)
    guard settled.candidates.count == 1 else { throw .ambiguous(settled.candidates) }
    let system = settled.candidates[0].system

    var rows = try LayerRows(record: record, mapping: mapping)
    var features: [DeliveredFeature] = []
    for (f, figure) in zip(record.features, figures) {
      features.append(try rows.feature(f, figure: figure, system: system))
    }
    var assumed = (statement?.assumed ?? []) + settled.assumed
    if let encoding = record.assumedEncoding {
      assumed.append(SiteAssumption(what: "encoding", value: encoding.rawValue, why: "文件没有写明或写错了文字编码，按 \(encoding.rawValue) 读"))
    }
    return DeliveredLayer(
      id: mapping.layer, features: features, findings: rows.findings, unmappedFields: rows.unmapped, system: system, assumed: assumed)
  }
}

/// Makes delivered features of records under a mapping, and writes down what it finds.
private struct LayerRows {
  private let mapping: LayerMapping
  private let fields: [String]
  private let code: Int
  private let name: Int?
  /// Field to our attribute's name.
  private var attributes: [Int: String] = [:]
  private(set) var unmapped: [String] = []
  private(set) var findings: [LayerFinding] = []
  private var firstByCode: [String: Int] = [:]

  init(record: LayerRecord, mapping: LayerMapping) throws(ExchangeError) {
    self.mapping = mapping
    fields = record.fields
    guard let code = LayerMapping.field(mapping.code, among: fields) else { throw .noCodeField(layer: mapping.layer, fields: fields) }
    self.code = code
    name = LayerMapping.field(mapping.name, among: fields)
    for (ours, names) in mapping.attributes.sorted(by: { $0.key < $1.key }) {
      if let i = LayerMapping.field(names, among: fields), attributes[i] == nil { attributes[i] = ours }
    }
    for i in fields.indices where i != code && i != name && attributes[i] == nil {
      attributes[i] = fields[i]
      unmapped.append(fields[i])
    }
  }

  private mutating func note(_ kind: LayerFinding.Kind, _ feature: Int, _ code: String?, _ message: String) {
    findings.append(LayerFinding(kind: kind, feature: feature, code: code, message: message))
  }

  mutating func feature(_ f: LayerRecord.Feature, figure: RawGeometry?, system: CoordinateReferenceSystem) throws(ExchangeError)
    -> DeliveredFeature
  {
    func value(_ i: Int) -> (text: String, wasTrimmed: Bool) {
      let raw = f.values[i] ?? ""
      let text = PlainText.trimmed(raw)
      return (text, text != raw)
    }
    let number = f.number
    let code = value(code).text
    let what = code.isEmpty ? "第 \(number) 个要素" : "第 \(number) 个要素（\(code)）"
    if code.isEmpty {
      note(.noCode, number, nil, "\(what)没有编码，请补上 \(fields[self.code])。")
    } else if let first = firstByCode[code] {
      note(.duplicateCode, number, code, "\(what)的编码与第 \(first) 个要素重复，请改成不同的编码。")
    } else {
      firstByCode[code] = number
    }
    let name = name.map { value($0).text } ?? ""
    if name.isEmpty { note(.noName, number, code, "\(what)没有名称。") }

    var kept: [String: String] = [:]
    for (i, ours) in attributes.sorted(by: { $0.key < $1.key }) {
      var (text, wasTrimmed) = value(i)
      if wasTrimmed, !text.isEmpty { note(.trimmed, number, code, "\(what)的 \(fields[i]) 两端有空白或换行，已去掉。") }
      if let known = mapping.values[ours] {
        if text.isEmpty {
          note(.emptyValue, number, code, "\(what)的 \(fields[i]) 是空的。")
        } else if let mapped = known[text] {
          text = mapped
        } else if !known.values.contains(text) {
          note(.unknownValue, number, code, "\(what)的 \(fields[i]) 写作“\(text)”，请改为 \(known.keys.sorted().joined(separator: "、")) 之一。")
        }
      }
      if !text.isEmpty { kept[ours] = text }
    }
    return DeliveredFeature(
      number: number, code: code, name: name, attributes: kept, geometry: try geometry(figure, number, code, what, system))
  }

  private mutating func geometry(
    _ figure: RawGeometry?, _ number: Int, _ code: String, _ what: String, _ system: CoordinateReferenceSystem
  ) throws(ExchangeError) -> FeatureGeometry {
    guard let figure else {
      note(.noGeometry, number, code, "\(what)没有图形，请补上或删去该要素。")
      return .polygons([])
    }
    let onGrid: FeatureGeometry
    do {
      onGrid = try figure.onGrid(from: system)
    } catch {
      note(.invalidGeometry, number, code, "\(what)的图形不能换算：\(error.message)")
      return .polygons([])
    }
    guard case .polygons(let polygons) = onGrid else { return onGrid }
    var checked: [GridPolygon] = []
    var isSound = true
    for polygon in polygons {
      do {
        let result = try polygon.checked()
        if result.touchesItself { note(.touchesItself, number, code, "\(what)的边界在个别点上与自身相接，已按原样使用。") }
        checked.append(result.polygon)
      } catch {
        // Kept as delivered, so that a person can be shown what is wrong.
        note(.invalidGeometry, number, code, what + "：" + ExchangeError(error, part: "边界").message)
        checked.append(polygon)
        isSound = false
      }
    }
    guard isSound, Self.overlap(checked) else { return .polygons(checked) }
    do {
      checked = try PolygonUnion.union(checked)
      note(.partsMerged, number, code, "\(what)的各部分互相重叠或有公共边，已合并为一。")
    } catch {
      note(.invalidGeometry, number, code, what + "：" + ExchangeError(error, part: "边界").message)
    }
    return .polygons(checked)
  }

  /// Whether parts of one feature cover ground twice or walk an edge together.
  private static func overlap(_ parts: [GridPolygon]) -> Bool {
    guard parts.count > 1 else { return false }
    switch SelfCrossing.find(in: parts.flatMap(\.rings)) {
    case .crosses, .overlaps, .tooComplex: return true
    case .none, .touches: break
    }
    // Boundaries that do not meet: one part may still lie within another.
    return parts.indices.contains { i in
      parts.indices.contains { j in
        i != j && parts[j].box.contains(parts[i].shell[0]) && parts[j].position(of: parts[i].shell[0]) == .inside
      }
    }
  }
}
