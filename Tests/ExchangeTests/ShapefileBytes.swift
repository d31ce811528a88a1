/// A polygon shapefile made by hand, so that each part can be spoilt.
struct ShapefileBytes {
  /// Closed rings, clockwise, of one polygon a record.
  var polygons: [[(Double, Double)]] = [[(118.80, 32.06), (118.80, 32.07), (118.81, 32.07), (118.81, 32.06), (118.80, 32.06)]]
  static let prj4490 = Array(
    "GEOGCS[\"China Geodetic Coordinate System 2000\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]"
      .utf8)

  private func big(_ v: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(v >> (8 * $0) & 0xFF) } }
  private func little(_ v: Int) -> [UInt8] { (0..<4).map { UInt8(v >> (8 * $0) & 0xFF) } }
  private func double(_ v: Double) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: v.bitPattern >> UInt64(8 * $0)) } }

  private func header(_ size: Int) -> [UInt8] {
    let x = polygons.joined().map(\.0)
    let y = polygons.joined().map(\.1)
    let box = [x.min() ?? 0, y.min() ?? 0, x.max() ?? 0, y.max() ?? 0, 0, 0, 0, 0].flatMap { double($0) }
    return big(9994) + [UInt8](repeating: 0, count: 20) + big(size / 2) + little(1000) + little(5) + box
  }

  private var records: [[UInt8]] {
    polygons.map { ring in
      let x = ring.map(\.0)
      let y = ring.map(\.1)
      let box = [x.min() ?? 0, y.min() ?? 0, x.max() ?? 0, y.max() ?? 0].flatMap { double($0) }
      return little(5) + box + little(1) + little(ring.count) + little(0) + ring.flatMap { double($0.0) + double($0.1) }
    }
  }

  var shp: [UInt8] {
    let body = records.enumerated().flatMap { big($0.offset + 1) + big($0.element.count / 2) + $0.element }
    return header(100 + body.count) + body
  }

  var shx: [UInt8] {
    var at = 50
    var body: [UInt8] = []
    for r in records {
      body += big(at) + big(r.count / 2)
      at += 4 + r.count / 2
    }
    return header(100 + body.count) + body
  }

  var dbf: [UInt8] {
    let field =
      Array("ID".utf8) + [UInt8](repeating: 0, count: 9) + Array("N".utf8) + [0, 0, 0, 0, 4, 0] + [UInt8](repeating: 0, count: 14)
    let rows = polygons.indices.flatMap { _ in Array("    1".utf8) }
    return [3, 126, 1, 1] + little(polygons.count) + [65, 0, 5, 0] + [UInt8](repeating: 0, count: 20) + field + [0x0D] + rows + [0x1A]
  }

  var zip: [UInt8] { ZipBytes(["site.shp": shp, "site.shx": shx, "site.dbf": dbf, "site.prj": Self.prj4490]).bytes }
}
