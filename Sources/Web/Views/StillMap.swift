import ExactJSON
import Foundation

/// The map of units for readers without scripts: pictures of tiles, side by side.
struct StillMap {
  /// Tiles of which a picture may be made up at most.
  static let most = 12
  static let closeZoom = 11

  let rows: [[String]]

  /// All that a layer covers, as large as fits.
  ///
  /// - Parameters:
  ///   - layer: the layer's TileJSON, whose bounds are west, south, east, north in degrees.
  ///   - day: the day whose plan is drawn, as in an address.
  init?(layer: JSONValue, day: String?) {
    let bounds = layer.items("bounds").compactMap { $0.numberText.flatMap(Double.init) }
    guard bounds.count == 4 else { return nil }
    for zoom in stride(from: Self.closeZoom, through: 0, by: -1) {
      let columns = Self.column(bounds[0], zoom)...max(Self.column(bounds[0], zoom), Self.column(bounds[2], zoom))
      let lines = Self.row(bounds[3], zoom)...max(Self.row(bounds[3], zoom), Self.row(bounds[1], zoom))
      guard columns.count * lines.count <= Self.most else { continue }
      rows = Self.addresses(columns, lines, zoom, day)
      return
    }
    return nil
  }

  /// The ground about a place: the tile that holds it and those beside it.
  init(longitude: Double, latitude: Double, day: String?) {
    let last = (1 << Self.closeZoom) - 1
    let x = min(max(Self.column(longitude, Self.closeZoom), 1), last - 1)
    let y = min(max(Self.row(latitude, Self.closeZoom), 1), last - 1)
    rows = Self.addresses(x - 1...x + 1, y - 1...y + 1, Self.closeZoom, day)
  }

  var view: View { .list(rows.map { ["tiles": .list($0.map { ["src": .text($0)] })] }) }

  private static func addresses(_ columns: ClosedRange<Int>, _ lines: ClosedRange<Int>, _ zoom: Int, _ day: String?) -> [[String]] {
    lines.map { y in columns.map { x in "/tiles/\(day ?? "current")/%E7%AE%A1%E6%8E%A7%E5%8D%95%E5%85%83/\(zoom)/\(x)/\(y).png" } }
  }

  private static func column(_ longitude: Double, _ zoom: Int) -> Int { whole((longitude + 180) / 360, zoom) }

  private static func row(_ latitude: Double, _ zoom: Int) -> Int {
    let angle = min(max(latitude, -85), 85) * .pi / 180
    return whole((1 - log(tan(angle) + 1 / cos(angle)) / .pi) / 2, zoom)
  }

  private static func whole(_ share: Double, _ zoom: Int) -> Int { min(max(Int(share * Double(1 << zoom)), 0), (1 << zoom) - 1) }
}
