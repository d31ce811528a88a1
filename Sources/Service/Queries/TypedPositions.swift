import ExactJSON
import Exchange
import Geodesy
import Geometry
import Screening
import ZoneIndex
import Zoning

/// Two numbers typed into the search box, read in every way that makes a position: degrees in either order, degrees, minutes and seconds,
/// or a Gauss–Krüger pair, with or without its letters.
struct TypedPositions {
  /// One way to read them.
  struct Reading: Sendable {
    var longitude: String
    var latitude: String
    var system: String
    /// The system and the order of the two in words.
    var how: String

    var json: JSONValue {
      .object(["lon": .number(longitude), "lat": .number(latitude), "crs": .string(system), "how": .string(how)])
    }

    /// As a row among others.
    var item: JSONValue {
      .object([
        "title": .string("\(longitude)，\(latitude)"), "detail": .string(how), "href": .string("/at?lon=\(longitude)&lat=\(latitude)"),
        "lon": .number(longitude), "lat": .number(latitude), "box": .null,
      ])
    }
  }

  /// Those that fall into a unit of the province.
  private(set) var inside: [Reading] = []
  /// Said where the numbers make a position, but none in the province.
  private(set) var outside: String?

  init(_ text: String, _ state: PlanState) {
    guard let (a, b, order) = Self.pair(text) else { return }
    let near = readings(of: [RawPoint(a, b)])
    // Degrees far away are told apart from words; metres far away could be anywhere.
    let all = near.isEmpty ? readings(of: [RawPoint(a, b)], within: Self.china).filter(\.system.isGeographic) : near
    for r in all where !r.onlyWhenStated {
      if let order, order.northFirst != r.axesSwapped, !r.system.isGeographic { continue }
      let raw = r.axesSwapped ? RawPoint(b, a) : RawPoint(a, b)
      do throws(ReferenceRefusal) { add(try r.system.gridPoint(raw), r, state) } catch { continue }
    }
  }

  private mutating func add(_ p: GridPoint, _ r: ReferenceReading, _ state: PlanState) {
    let swapped = r.axesSwapped ? (r.system.isGeographic ? "，先纬度后经度" : "，先北坐标（X）后东坐标（Y）") : ""
    let reading = Reading(
      longitude: GridText.degrees(p.x), latitude: GridText.degrees(p.y), system: r.system.identifier,
      how: r.system.chineseName + swapped)
    if !state.snapshot.features(at: p, layer: LayerDescriptor.unitLayer).isEmpty {
      if !inside.contains(where: { $0.longitude == reading.longitude && $0.latitude == reading.latitude }) { inside.append(reading) }
    } else if outside == nil {
      outside = "读作坐标是 \(reading.longitude)，\(reading.latitude)（\(reading.how)），不在江苏省管控范围内。请核对两个数是否写反、坐标系和分带是否选对。"
    }
  }

  /// 73–136° E, 3–54° N.
  private static let china = GridBox(minX: 7_300_000_000, minY: 300_000_000, maxX: 13_600_000_000, maxY: 5_400_000_000)

  /// The order that letters before the numbers tell: survey's X points north.
  private struct Order {
    var northFirst: Bool
  }

  /// Two figures or two angles as people type them, in degrees or metres.
  private static func pair(_ text: String) -> (Double, Double, Order?)? {
    var plain = text
    var order: Order?
    let letters = text.uppercased().filter { $0 == "X" || $0 == "Y" }
    if letters == "XY" || letters == "YX" {
      order = Order(northFirst: letters == "XY")
      plain = String(text.map { "XYxy=＝:：".contains($0) ? " " : $0 })
    }
    let parts = plain.split { " ,，;；\t/、\u{3000}".contains($0) }
    if parts.count == 2, let a = Double(parts[0]), let b = Double(parts[1]), a.isFinite, b.isFinite { return (a, b, order) }
    return AnglePair(plain).map { ($0.first, $0.second, order) }
  }
}
