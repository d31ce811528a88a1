import ExactJSON

/// The picture of a check: held borders, delivered borders, and arrows drawn longer than they are, by a factor that is told.
struct ShiftPictureView {
  private let picture: JSONValue
  private static let width = 760.0
  private static let tallest = 620.0

  init(_ check: JSONValue) { picture = check["picture"] ?? .null }

  private typealias Place = (x: Double, y: Double)

  private func lines(_ key: String) -> [[Place]] {
    picture.items(key).map { line in
      (line.arrayValue ?? []).compactMap { p in
        guard let xy = p.arrayValue, xy.count == 2, let x = xy[0].doubleValue, let y = xy[1].doubleValue else { return nil }
        return (x, y)
      }
    }
  }

  var view: View {
    guard !picture.isNull else { return .absent }
    let held = lines("held")
    let delivered = lines("delivered")
    let counties = lines("counties")
    let arrows = picture.items("arrows").compactMap { a -> (at: Place, move: Place)? in
      guard let x = a["longitude"]?.doubleValue, let y = a["latitude"]?.doubleValue, let e = a["eastMetres"]?.doubleValue,
        let n = a["northMetres"]?.doubleValue
      else { return nil }
      return ((x, y), (e, n))
    }
    var frame = (held + delivered).flatMap { $0 }
    // A delivery that lies far off would shrink both to dots: then the province alone is shown with the arrows.
    if let box = Self.box(frame), box.high.x - box.low.x > 12 || box.high.y - box.low.y > 12 { frame = counties.flatMap { $0 } }
    guard let box = Self.box(frame.isEmpty ? counties.flatMap { $0 } : frame) else { return .absent }
    let middle = (box.low.y + box.high.y) / 2
    // Good enough for a picture: the cosine's parabola about 33 degrees.
    let squeeze = 0.8387 - 0.0095 * (middle - 33)
    let margin = 0.08 * max((box.high.x - box.low.x) * squeeze, box.high.y - box.low.y)
    let wide = (box.high.x - box.low.x) * squeeze + 2 * margin
    let high = box.high.y - box.low.y + 2 * margin
    guard wide > 0, high > 0 else { return .absent }
    let scale = min(Self.width / wide, Self.tallest / high)
    func at(_ p: Place) -> Place { ((p.x - box.low.x) * squeeze * scale + margin * scale, (box.high.y - p.y) * scale + margin * scale) }
    let pixelsPerMetre = scale / 111_000
    let longest = arrows.map { ($0.move.x * $0.move.x + $0.move.y * $0.move.y).squareRoot() }.max() ?? 0
    let factor = longest > 0 ? Self.round(60 / (longest * pixelsPerMetre)) : 1
    let drawn = arrows.map { arrow -> View in
      let from = at(arrow.at)
      let to: Place = (from.x + arrow.move.x * pixelsPerMetre * factor, from.y - arrow.move.y * pixelsPerMetre * factor)
      return ["d": .text(Self.arrow(from, to))]
    }
    return [
      "width": .text(Self.number(wide * scale)), "height": .text(Self.number(high * scale)),
      "counties": .text(Self.path(counties, at)), "held": .text(Self.path(held, at)), "delivered": .text(Self.path(delivered, at)),
      "arrows": .some(drawn), "factor": .maybe(drawn.isEmpty ? nil : Self.words(factor)), "hasHeld": .flag(!held.isEmpty),
    ]
  }

  private static func box(_ points: [Place]) -> (low: Place, high: Place)? {
    guard let first = points.first else { return nil }
    return points.reduce((first, first)) { b, p in
      ((Swift.min(b.0.x, p.x), Swift.min(b.0.y, p.y)), (Swift.max(b.1.x, p.x), Swift.max(b.1.y, p.y)))
    }
  }

  /// The nearest of 1, 2 and 5 times a power of ten below.
  private static func round(_ value: Double) -> Double {
    var power = 1.0
    while power * 10 <= value { power *= 10 }
    while power > value, power > 1e-6 { power /= 10 }
    return [5.0, 2, 1].first { $0 * power <= value }.map { $0 * power } ?? power
  }

  private static func words(_ factor: Double) -> String {
    if factor == 1 { return "箭头按实际长度画" }
    return factor > 1 ? "箭头放大 \(Figures.rounded("\(factor)", places: 0)) 倍" : "箭头缩小到 \(Figures.rounded("\(1 / factor)", places: 0)) 分之一"
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((Swift.min(1e6, Swift.max(-1e6, value)) * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  private static func path(_ lines: [[Place]], _ at: (Place) -> Place) -> String {
    var out = ""
    for line in lines where line.count > 1 {
      for (i, p) in line.enumerated() {
        let q = at(p)
        out += (i == 0 ? "M" : "L") + number(q.x) + " " + number(q.y)
      }
    }
    return out
  }

  /// A shaft and a head of seven pixels.
  private static func arrow(_ a: Place, _ b: Place) -> String {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = Swift.max(1e-9, (dx * dx + dy * dy).squareRoot())
    let (ux, uy) = (dx / length, dy / length)
    func p(_ along: Double, _ across: Double) -> String {
      "\(number(b.x - ux * along - uy * across)) \(number(b.y - uy * along + ux * across))"
    }
    return "M\(number(a.x)) \(number(a.y))L\(number(b.x)) \(number(b.y))M\(p(8, 4))L\(number(b.x)) \(number(b.y))L\(p(8, -4))"
  }
}
