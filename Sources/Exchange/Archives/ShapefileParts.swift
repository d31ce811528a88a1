/// The files of one shapefile out of an archive, complete by their own headers (ESRI Shapefile Technical Description, 1998).
struct ShapefileParts {
  /// The layer's name, for messages.
  var name: String
  var shp: [UInt8]
  var shx: [UInt8]
  var dbf: [UInt8]
  var prj: [UInt8]?
  var cpg: [UInt8]?

  /// The one layer of an archive.
  ///
  /// Throws where there is no layer or more than one, where a part is missing, or where a part is shorter than it says.
  init(_ archive: ZipArchive) throws(ExchangeError) {
    let layers = archive.members.filter { $0.fileExtension == "shp" }
    guard let layer = layers.first else {
      let names = archive.members.map(\.fileName)
      if archive.members.contains(where: { $0.name.hasPrefix("word/") }) {
        throw .unsupportedFormat(kind: " Word 文件", remedy: "请复制其中的坐标，粘贴为坐标表")
      }
      if archive.members.contains(where: { $0.name.contains(".gdb/") }) {
        throw .unsupportedFormat(kind: "文件地理数据库（.gdb）", remedy: "请导出为 Shapefile 或 GeoJSON")
      }
      if let vrt = archive.members.first(where: { ["vrt", "kml"].contains($0.fileExtension) }) {
        throw .externalReference(kind: "压缩包里的“\(vrt.fileName)”")
      }
      throw .noShapefile(found: names)
    }
    guard layers.count == 1 else { throw .severalShapefiles(layers.map(\.fileName)) }
    let stem = String(layer.name.dropLast(4))
    let layerName = String(layer.fileName.dropLast(4))
    name = layerName

    func part(_ fileExtension: String) throws(ExchangeError) -> [UInt8]? {
      let wanted = (stem + "." + fileExtension).lowercased()
      guard let member = archive.members.first(where: { $0.name.lowercased() == wanted }) else { return nil }
      return try archive.unpack(member)
    }
    func required(_ fileExtension: String) throws(ExchangeError) -> [UInt8] {
      guard let bytes = try part(fileExtension) else { throw .missingPart(layer: layerName, part: fileExtension) }
      return bytes
    }
    shp = try required("shp")
    shx = try required("shx")
    dbf = try required("dbf")
    prj = try part("prj")
    cpg = try part("cpg")
    try Self.checkLength(shp, file: layerName + ".shp")
    try Self.checkLength(shx, file: layerName + ".shx")
    try Self.checkTable(dbf, file: layerName + ".dbf", records: (shx.count - 100) / 8)
  }

  /// The header's length, in 16-bit words, big-endian at byte 24.
  private static func checkLength(_ bytes: [UInt8], file: String) throws(ExchangeError) {
    guard bytes.count >= 100 else { throw .truncatedPart(file: file, stated: 100, actual: bytes.count) }
    guard bytes[0...3].elementsEqual([0, 0, 0x27, 0x0A]) else { throw .damagedPart(file: file, reason: "文件头不是 Shapefile 的标志") }
    let words = bytes[24...27].reduce(0) { $0 << 8 | Int($1) }
    guard words * 2 <= bytes.count else { throw .truncatedPart(file: file, stated: words * 2, actual: bytes.count) }
  }

  private static func checkTable(_ bytes: [UInt8], file: String, records: Int) throws(ExchangeError) {
    guard bytes.count >= 32 else { throw .truncatedPart(file: file, stated: 32, actual: bytes.count) }
    let count = bytes[4...7].reversed().reduce(0) { $0 << 8 | Int($1) }
    let headerLength = Int(bytes[8]) | Int(bytes[9]) << 8
    let recordLength = Int(bytes[10]) | Int(bytes[11]) << 8
    let stated = headerLength + count * recordLength
    guard stated <= bytes.count else { throw .truncatedPart(file: file, stated: stated, actual: bytes.count) }
    guard count == records else { throw .damagedPart(file: file, reason: "有 \(count) 条记录，而图形有 \(records) 个") }
  }
}
