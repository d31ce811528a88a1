import Geometry

/// Reads a site from well-known text, with a leading `SRID=4549;` as PostGIS writes it.
enum WKTSite {
  /// The words with which well-known text begins.
  static let keywords = [
    "POINT", "MULTIPOINT", "LINESTRING", "MULTILINESTRING", "POLYGON", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "SRID",
  ]

  static func read(_ text: String, limits: SiteLimits) throws(ExchangeError) -> RawSite {
    var text = PlainText.trimmed(PlainText.halfWidth(text))
    if text.hasSuffix(";") { text.removeLast() }
    let words = text.uppercased().split { !($0.isLetter || $0.isNumber) }
    if words.contains(where: { ["NAN", "INF", "INFINITY"].contains($0) }) { throw .notFinite(place: "WKT ") }
    if words.last == "EMPTY" { throw .emptyGeometry(place: "WKT 图形 \(words[0]) ") }

    var system: RawSite.StatedSystem?
    if text.uppercased().hasPrefix("SRID") {
      let end = text.firstIndex(of: ";") ?? text.endIndex
      let parts = text[..<end].split(separator: "=")
      guard end < text.endIndex, parts.count == 2, let number = Int(PlainText.trimmed(parts[1])), (1...999_999).contains(number) else {
        throw .badWKT(position: 1, reason: "SRID 应写为“SRID=4490;”")
      }
      system = RawSite.StatedSystem(text: "SRID=\(number)", origin: "SRID", readableName: "EPSG:\(number)")
      text = String(text[text.index(after: end)...])
    }
    do {
      let figure = try WellKnownText.read(text).geometry
      if figure.vertexCount > limits.vertices { throw ExchangeError.tooManyVertices(count: figure.vertexCount, limit: limits.vertices) }
      return RawSite(format: .wkt, figure: figure, statedSystem: system, axes: .eastFirst)
    } catch let refusal as GeometryRefusal {
      throw ExchangeError(refusal)
    } catch let refusal as ExchangeError {
      throw refusal
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
