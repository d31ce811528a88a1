/// What a text is, told from its content and never from its name.
enum ContentKind: Hashable {
  case json, wkt, landParcelText, table

  /// Whether the bytes are a zip archive; else they must be text.
  ///
  /// Throws a refusal that names the format for everything that is not taken.
  static func isArchive(_ bytes: [UInt8], fileName: String?) throws(ExchangeError) -> Bool {
    if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }) { throw .emptyFile(name: fileName) }
    func begins(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return true }
    if bytes.starts(with: [0x00, 0x00, 0x27, 0x0A]) {
      throw .unsupportedFormat(kind: "单独的 .shp 或 .shx 文件", remedy: "请把同名的 .shp、.shx、.dbf、.prj 一起压缩为 zip")
    }
    if begins("SQLite format 3\0") { throw .unsupportedFormat(kind: " GeoPackage 作为选址范围", remedy: "请导出为 GeoJSON 或 Shapefile") }
    if begins("Rar!") { throw .unsupportedFormat(kind: " RAR 压缩包", remedy: "请重新压缩为 zip") }
    if bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { throw .unsupportedFormat(kind: " 7z 压缩包", remedy: "请重新压缩为 zip") }
    if bytes.starts(with: [0x1F, 0x8B]) { throw .unsupportedFormat(kind: " gzip 压缩文件", remedy: "请重新压缩为 zip") }
    if begins("AC10") { throw .unsupportedFormat(kind: " DWG 图纸", remedy: "请在制图软件中导出为 Shapefile 或 GeoJSON") }
    if begins("%PDF") { throw .unsupportedFormat(kind: " PDF", remedy: "请提交坐标表、GeoJSON 或 Shapefile") }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .unsupportedFormat(kind: "旧版 Office 文件", remedy: "请复制其中的坐标，粘贴为坐标表")
    }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isUTF16, bytes.prefix(4096).contains(0) { throw .unknownFormat(name: fileName) }
    let extensionName = fileName?.split(separator: ".").last?.lowercased()
    if extensionName == "zip" { throw .damagedArchive(reason: "文件开头不是 zip 的标志") }
    return false
  }

  /// The kind of a text, which has been decoded and may begin with blanks.
  static func text(_ text: String, fileName: String?) throws(ExchangeError) -> ContentKind {
    let start = PlainText.trimmed(PlainText.halfWidth(String(text.prefix(4096))))
    if start.isEmpty { throw .emptyFile(name: fileName) }
    if start.hasPrefix("<") { throw xml(text) }
    if start.hasPrefix("{") || start.hasPrefix("[{") { return .json }
    if text.contains(LandParcelText.coordinateSection) { return .landParcelText }
    let word = String(start.prefix { $0.isASCII && $0.isLetter }).uppercased()
    let next = start.dropFirst(word.count).first { $0 != " " }
    if WKTSite.keywords.contains(word) || word.count >= 4 && next == "(" { return .wkt }
    if start.unicodeScalars.contains(where: { $0.value < 0x20 && ![0x09, 0x0A, 0x0D].contains($0.value) }) {
      throw .unknownFormat(name: fileName)
    }
    if start.hasPrefix("0\nSECTION") || start.hasPrefix("0\r\nSECTION") {
      throw .unsupportedFormat(kind: " DXF 图纸", remedy: "请在制图软件中导出为 Shapefile 或 GeoJSON")
    }
    return .table
  }

  /// No XML is taken: the refusal says which one it is and whether it reaches outside.
  private static func xml(_ text: String) -> ExchangeError {
    let lower = text.lowercased()
    if lower.contains("<!entity") || lower.contains("<!doctype") { return .xmlEntities }
    if lower.contains("<ogrvrtdatasource") || lower.contains("<vrtdataset") { return .externalReference(kind: "VRT ") }
    if lower.contains("<kml") {
      if ["<networklink", "<href", "<overlayxform", "xlink:href"].contains(where: lower.contains) {
        return .externalReference(kind: "KML ")
      }
      return .xmlNotTaken(kind: "KML")
    }
    if lower.contains("<gpx") { return .xmlNotTaken(kind: "GPX") }
    if lower.contains("<gml") || lower.contains("opengis.net/gml") { return .xmlNotTaken(kind: "GML") }
    return .xmlNotTaken(kind: "XML")
  }
}
