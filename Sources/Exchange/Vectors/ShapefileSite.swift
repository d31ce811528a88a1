import Geometry

/// Reads a site from a zipped shapefile; runs in the import worker.
enum ShapefileSite {
  static func read(_ archive: ZipArchive, limits: SiteLimits) throws(ExchangeError) -> RawSite {
    let parts = try ShapefileParts(archive)
    GDALSession.start(drivers: ["ESRI Shapefile"])
    let layer = try VectorLayer.read(parts, limits: limits)
    var builder = FigureBuilder(limits: limits)
    var widths: Set<Double> = []
    let widthField = layer.fields.firstIndex { String(decoding: $0, as: UTF8.self).lowercased() == "width_m" }
    for feature in layer.features {
      guard let geometry = feature.geometry else { throw .emptyGeometry(place: "第 \(feature.number) 个要素") }
      switch geometry {
      case .polygons(let polygons): for p in polygons { try builder.add(polygon: p) }
      case .lines(let lines): for l in lines { try builder.add(line: l) }
      case .points(let points): for p in points { try builder.add(point: p) }
      }
      if let widthField, let width = feature.values[widthField] {
        let text = String(decoding: width, as: UTF8.self)
        guard let number = Double(text), SiteWidth.isAllowed(number) else { throw .badWidth(text) }
        widths.insert(number)
      }
    }
    guard widths.count <= 1 else { throw .differentWidths(widths.sorted().map { DecimalText.fixed($0, decimals: 2) }) }
    var site = RawSite(format: .shapefile, figure: try builder.figure(), axes: .eastFirst, widthMetres: widths.first)
    if let reference = layer.reference {
      let (system, shift) = try reference.recognised()
      site.statedSystem = system
      if reference.isWGS84, !reference.isGeographic {
        site.assumed.append(
          SiteAssumption(what: "datum", value: "CGCS2000", why: "文件写明 WGS84，与 CGCS2000 相差在厘米级，按 CGCS2000 使用，不作改正"))
      }
      if shift != 0 { site.figure = site.figure.mapped { RawPoint($0.x - shift, $0.y) } }
    }
    if layer.features.count > 1 { site.notes.append("Shapefile 有 \(layer.features.count) 个要素，合起来作为一个选址。") }
    return site
  }
}
