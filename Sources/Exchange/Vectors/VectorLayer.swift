import CGDAL
import Geometry

/// One feature as GDAL gives it.
struct VectorFeature {
  /// Counted from 1.
  var number: Int
  /// nil where there is none or an empty one.
  var geometry: RawGeometry?
  /// Raw bytes of each field's text, nil where null; encodings are settled by the caller.
  var values: [[UInt8]?]
  /// What is wrong with its geometry, where faults are kept.
  var fault: ExchangeError? = nil
}

/// Reads one layer through GDAL's C interface from files that live in memory under names of our choosing.
struct VectorLayer {
  /// Field names, in raw bytes too.
  var fields: [[UInt8]]
  var features: [VectorFeature]
  var reference: SpatialReferenceFacts?

  /// Reads the shapefile of an archive.
  static func read(_ parts: ShapefileParts, limits: SiteLimits, keepsFaults: Bool = false) throws(ExchangeError) -> VectorLayer {
    var files = [("layer.shp", parts.shp), ("layer.shx", parts.shx), ("layer.dbf", parts.dbf)]
    if let prj = parts.prj { files.append(("layer.prj", prj)) }
    return try read(
      files: files, open: "layer.shp", driver: "ESRI Shapefile", options: ["ENCODING="], source: parts.name + ".shp", limits: limits,
      keepsFaults: keepsFaults)
  }

  /// Reads the one layer of a GeoPackage.
  static func read(geoPackage bytes: [UInt8], source: String, limits: SiteLimits, keepsFaults: Bool = false) throws(ExchangeError)
    -> VectorLayer
  {
    try read(
      files: [("layer.gpkg", bytes)], open: "layer.gpkg", driver: "GPKG", options: [], source: source, limits: limits,
      keepsFaults: keepsFaults)
  }

  /// Reads a GeoJSON feature collection.
  static func read(geoJSON bytes: [UInt8], source: String, limits: SiteLimits) throws(ExchangeError) -> VectorLayer {
    try read(files: [("layer.json", bytes)], open: "layer.json", driver: "GeoJSON", options: [], source: source, limits: limits)
  }

  private static func read(
    files: [(String, [UInt8])], open name: String, driver: String, options: [String], source: String, limits: SiteLimits,
    keepsFaults: Bool = false
  ) throws(ExchangeError) -> VectorLayer {
    let folder = "/vsimem/site/"
    for (file, bytes) in files { try place(bytes, at: folder + file) }
    defer { for (file, _) in files { VSIUnlink(folder + file) } }

    var allowed: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CSLAddString(nil, driver)
    var open: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = nil
    for option in options { open = CSLAddString(open, option) }
    defer {
      CSLDestroy(allowed)
      CSLDestroy(open)
      allowed = nil
      open = nil
    }
    func list(_ strings: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> UnsafePointer<UnsafePointer<CChar>?>? {
      strings.map { UnsafePointer(UnsafeMutableRawPointer($0).assumingMemoryBound(to: UnsafePointer<CChar>?.self)) }
    }
    guard
      let dataset = GDALOpenEx(
        folder + name, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR), list(allowed), list(open), nil)
    else { throw .damagedPart(file: source, reason: "打不开") }
    defer { GDALClose(dataset) }
    let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap { GDALDatasetGetLayer(dataset, $0) }
    guard layers.count <= 1 else { throw .severalLayers(file: source, layers.map { String(cString: OGR_L_GetName($0)) }) }
    guard let layer = layers.first else { throw .damagedPart(file: source, reason: "没有图层") }
    let count = Int(OGR_L_GetFeatureCount(layer, 1))
    if count > limits.features { throw .tooManyFeatures(count: count, limit: limits.features) }
    let features = try readFeatures(layer, source: source, limits: limits, keepsFaults: keepsFaults)
    if features.count < count { throw .damagedPart(file: source, reason: "应有 \(count) 个要素，只读出 \(features.count) 个") }
    let definition = OGR_L_GetLayerDefn(layer)
    let fields = (0..<OGR_FD_GetFieldCount(definition)).map { bytes(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, $0))) }
    return VectorLayer(fields: fields, features: features, reference: SpatialReferenceFacts(OGR_L_GetSpatialRef(layer)))
  }

  /// A file of GDAL's memory file system that owns a copy of the bytes.
  private static func place(_ bytes: [UInt8], at path: String) throws(ExchangeError) {
    guard let file = VSIFOpenL(path, "wb") else { throw .workerFailed(detail: "cannot write \(path)") }
    let written = bytes.withUnsafeBytes { VSIFWriteL($0.baseAddress, 1, $0.count, file) }
    guard VSIFCloseL(file) == 0, Int(written) == bytes.count else { throw .workerFailed(detail: "cannot write \(path)") }
  }

  private static func readFeatures(_ layer: OGRLayerH, source: String, limits: SiteLimits, keepsFaults: Bool) throws(ExchangeError)
    -> [VectorFeature]
  {
    var features: [VectorFeature] = []
    var vertices = 0
    OGR_L_ResetReading(layer)
    while let feature = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(feature) }
      let number = features.count + 1
      if CPLGetLastErrorType() == CE_Failure { throw .damagedPart(file: source, reason: "第 \(number) 个要素读不出来") }
      var geometry: RawGeometry?
      var fault: ExchangeError?
      if let shape = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(shape) == 0 {
        OGR_G_FlattenTo2D(shape)
        do throws(ExchangeError) { geometry = try read(shape, number: number) } catch {
          guard keepsFaults else { throw error }
          fault = error
        }
      }
      vertices += geometry?.vertexCount ?? 0
      if vertices > limits.vertices { throw .tooManyVertices(count: vertices, limit: limits.vertices) }
      let values = (0..<OGR_F_GetFieldCount(feature)).map { i in
        OGR_F_IsFieldSetAndNotNull(feature, i) != 0 ? bytes(OGR_F_GetFieldAsString(feature, i)) : nil
      }
      features.append(VectorFeature(number: number, geometry: geometry, values: values, fault: fault))
    }
    if features.isEmpty { throw .emptyGeometry(place: "图层") }
    return features
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    var out: [UInt8] = []
    var at = 0
    while text[at] != 0 {
      out.append(UInt8(bitPattern: text[at]))
      at += 1
    }
    return out
  }

  private static func read(_ shape: OGRGeometryH, number: Int) throws(ExchangeError) -> RawGeometry {
    var bytes = [UInt8](repeating: 0, count: Int(OGR_G_WkbSize(shape)))
    guard OGR_G_ExportToIsoWkb(shape, wkbNDR, &bytes) == OGRERR_NONE else {
      throw .workerFailed(detail: "feature \(number): \(GDALSession.lastError)")
    }
    do {
      return try WellKnownBinary.read(bytes).geometry
    } catch {
      switch error {
      case .notAPlace: throw .notFinite(place: "第 \(number) 个要素")
      case .malformed: throw .unknownShape("第 \(number) 个要素的类型")
      default: throw ExchangeError(error, part: "第 \(number) 个要素")
      }
    }
  }
}
