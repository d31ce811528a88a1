import Geometry

/// A layer on its way out of the worker.
struct LayerRecord: Codable {
  var source: String
  var fields: [String]
  var features: [Feature]
  var statedSystem: RawSite.StatedSystem?
  /// How the attribute text was read, where the file did not say.
  var assumedEncoding: TextEncoding?

  struct Feature: Codable {
    var number: Int
    /// Absent where the file has none or an empty one.
    var geometry: PackedFigure?
    var values: [String?]
  }
}

/// Reads a delivered layer; runs in the import worker.
enum LayerFile {
  static func read(_ bytes: [UInt8], request: WorkerRequest) throws(ExchangeError) -> LayerRecord {
    let limits = request.limits
    let layer: VectorLayer
    var stated = request.encoding
    let source = request.fileName ?? "图层"
    if bytes.starts(with: Array("SQLite format 3\0".utf8)) {
      GDALSession.start(drivers: ["GPKG"])
      layer = try VectorLayer.read(geoPackage: bytes, source: source, limits: limits)
      stated = .utf8
    } else if try ContentKind.isArchive(bytes, fileName: request.fileName) {
      let parts = try ShapefileParts(try ZipArchive(bytes, limits: limits))
      GDALSession.start(drivers: ["ESRI Shapefile"])
      layer = try VectorLayer.read(parts, limits: limits)
      if stated == nil, let cpg = parts.cpg { stated = TextEncoding(name: String(decoding: cpg, as: UTF8.self)) }
    } else {
      let text = try TextDecoding.decode(bytes, stated: stated).text
      guard try ContentKind.text(text, fileName: request.fileName) == .json else {
        throw .unsupportedFormat(kind: "“\(source)”作为图层", remedy: "请提交压缩成 zip 的 Shapefile、GeoPackage 或 GeoJSON")
      }
      GDALSession.start(drivers: ["GeoJSON"])
      layer = try VectorLayer.read(geoJSON: Array(text.utf8), source: source, limits: limits)
      stated = .utf8
    }
    return try record(layer, source: source, stated: stated)
  }

  private static func record(_ layer: VectorLayer, source: String, stated: TextEncoding?) throws(ExchangeError) -> LayerRecord {
    let raw = layer.features.flatMap { $0.values.compactMap { $0 } } + layer.fields
    let isUTF8 = raw.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    let encoding = stated == .gb18030 || !isUTF8 ? TextEncoding.gb18030 : .utf8
    func text(_ bytes: [UInt8]) throws(ExchangeError) -> String {
      if encoding == .utf8 { return String(decoding: bytes, as: UTF8.self) }
      guard let text = TextDecoding.gb18030(bytes) else { throw .unreadableText(tried: ["UTF-8", "GB18030"]) }
      return text
    }
    var fields: [String] = []
    for f in layer.fields { fields.append(try text(f)) }
    var features: [LayerRecord.Feature] = []
    for f in layer.features {
      var values: [String?] = []
      for v in f.values { values.append(try v.map(text)) }
      features.append(LayerRecord.Feature(number: f.number, geometry: f.geometry.map(PackedFigure.init), values: values))
    }
    var record = LayerRecord(source: source, fields: fields, features: features)
    if stated != encoding { record.assumedEncoding = encoding }
    if let reference = layer.reference {
      let (system, shift) = try reference.recognised()
      record.statedSystem = system
      if shift != 0 {
        for i in record.features.indices {
          record.features[i].geometry = layer.features[i].geometry.map { PackedFigure($0.mapped { RawPoint($0.x - shift, $0.y) }) }
        }
      }
    }
    return record
  }
}
