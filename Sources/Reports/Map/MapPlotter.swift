import Geodesy
import Geometry

/// A place on the map sheet in hundredths of a millimetre, x to the right, y down.
struct SheetPoint: Hashable {
  var x: Int
  var y: Int
}

/// Brings geometry onto the sheet: clipped to the frame's box, projected, rounded to 0.01 mm, thinned to what a pen can draw.
struct MapPlotter {
  let frame: SiteMapFrame
  private let projection: GaussKruger
  private let millimetresPerMetre: Double
  /// Points nearer to a straight line than this are left out, hundredths of a millimetre.
  private static let tolerance = 3.0
  /// Steps of the grid that make 0.02 mm on the sheet.
  private let finestStep: Int64

  init(_ frame: SiteMapFrame) {
    self.frame = frame
    projection = GaussKruger(centralMeridian: Double(frame.zone.centralMeridian))
    millimetresPerMetre = 1000 / Double(frame.scaleDenominator)
    // A step of the grid is at most 1.11 mm on the ground.
    finestStep = max(1, Int64(0.02 / (1.11e-3 * millimetresPerMetre)))
  }

  func point(_ p: GridPoint) -> SheetPoint {
    let q = projection.project(longitude: p.longitude, latitude: p.latitude)
    let x = (q.easting - frame.centre.east) * millimetresPerMetre + SiteMapFrame.widthMillimetres / 2
    let y = SiteMapFrame.heightMillimetres / 2 - (q.northing - frame.centre.north) * millimetresPerMetre
    return SheetPoint(x: Int((x * 100).rounded()), y: Int((y * 100).rounded()))
  }

  /// Rings of polygons with an even-odd inside; empty where nothing of them is near the window.
  func rings(_ geometry: FeatureGeometry) -> [[SheetPoint]] {
    guard case .polygons(let polygons) = geometry else { return [] }
    var out: [[SheetPoint]] = []
    for polygon in polygons where polygon.box.meets(frame.box) {
      for ring in polygon.rings {
        let box = GridBox(ring)
        guard box.meets(frame.box) else { continue }
        let clipped =
          frame.box.contains(GridPoint(x: box.minX, y: box.minY)) && frame.box.contains(GridPoint(x: box.maxX, y: box.maxY))
          ? ring : clip(ring)
        guard clipped.count >= 3 else { continue }
        let plotted = SheetLine.simplified(thinned(clipped).map(point), closed: true, tolerance: Self.tolerance)
        if plotted.count >= 3 { out.append(plotted) }
      }
    }
    return out
  }

  /// Lines, borders of polygons included, cut where they leave the frame's box.
  func lines(_ geometry: FeatureGeometry) -> [[SheetPoint]] {
    let whole: [[GridPoint]] =
      switch geometry {
      case .lines(let lines): lines
      case .polygons(let polygons): polygons.flatMap { $0.rings.map { $0 + $0.prefix(1) } }
      case .points: []
      }
    return whole.filter { GridBox($0).meets(frame.box) }.flatMap(pieces).compactMap { piece in
      let plotted = SheetLine.simplified(thinned(piece).map(point), closed: false, tolerance: Self.tolerance)
      return plotted.count >= 2 ? plotted : nil
    }
  }

  /// Runs of a line whose edges come near the window; an edge that leaves is kept up to the box, along its own straight course in degrees.
  private func pieces(_ line: [GridPoint]) -> [[GridPoint]] {
    var out: [[GridPoint]] = []
    var run: [GridPoint] = []
    for (a, b) in zip(line, line.dropFirst()) {
      guard let (p, q) = clip(a, b) else {
        if run.count > 1 { out.append(run) }
        run = []
        continue
      }
      if run.last != p {
        if run.count > 1 { out.append(run) }
        run = [p]
      }
      run.append(q)
    }
    if run.count > 1 { out.append(run) }
    return out
  }

  /// The part of an edge inside the box (Liang and Barsky, 1984).
  private func clip(_ a: GridPoint, _ b: GridPoint) -> (GridPoint, GridPoint)? {
    var from = 0.0
    var to = 1.0
    let dx = Double(b.x - a.x)
    let dy = Double(b.y - a.y)
    for (p, q) in [
      (-dx, Double(a.x - frame.box.minX)), (dx, Double(frame.box.maxX - a.x)), (-dy, Double(a.y - frame.box.minY)),
      (dy, Double(frame.box.maxY - a.y)),
    ] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        from = max(from, q / p)
      } else {
        to = min(to, q / p)
      }
    }
    guard from <= to else { return nil }
    func at(_ t: Double) -> GridPoint { GridPoint(x: a.x + Int64((dx * t).rounded()), y: a.y + Int64((dy * t).rounded())) }
    return (from == 0 ? a : at(from), to == 1 ? b : at(to))
  }

  /// The ring cut to the box (Sutherland and Hodgman, 1974); what it adds along the box lies outside the window.
  private func clip(_ ring: [GridPoint]) -> [GridPoint] {
    let box = frame.box
    var points = ring
    func pass(_ inside: (GridPoint) -> Bool, _ cross: (GridPoint, GridPoint) -> GridPoint) {
      guard let last = points.last else { return }
      var out: [GridPoint] = []
      out.reserveCapacity(points.count)
      var previous = last
      for p in points {
        if inside(p) {
          if !inside(previous) { out.append(cross(previous, p)) }
          out.append(p)
        } else if inside(previous) {
          out.append(cross(previous, p))
        }
        previous = p
      }
      points = out
    }
    func atX(_ x: Int64) -> (GridPoint, GridPoint) -> GridPoint {
      { a, b in GridPoint(x: x, y: a.y + Int64((Double(b.y - a.y) * Double(x - a.x) / Double(b.x - a.x)).rounded())) }
    }
    func atY(_ y: Int64) -> (GridPoint, GridPoint) -> GridPoint {
      { a, b in GridPoint(x: a.x + Int64((Double(b.x - a.x) * Double(y - a.y) / Double(b.y - a.y)).rounded()), y: y) }
    }
    pass({ $0.x >= box.minX }, atX(box.minX))
    pass({ $0.x <= box.maxX }, atX(box.maxX))
    pass({ $0.y >= box.minY }, atY(box.minY))
    pass({ $0.y <= box.maxY }, atY(box.maxY))
    return points
  }

  /// Long runs of points that fall on one spot of the sheet, cut down before the costlier steps.
  private func thinned(_ points: [GridPoint]) -> [GridPoint] {
    guard points.count > 500, finestStep > 1, let first = points.first else { return points }
    var out = [first]
    var kept = first
    for p in points.dropFirst().dropLast() where abs(p.x - kept.x) >= finestStep || abs(p.y - kept.y) >= finestStep {
      out.append(p)
      kept = p
    }
    out.append(points[points.count - 1])
    return out
  }
}

/// Lines on the sheet.
enum SheetLine {
  /// The line without points that repeat or stand nearer than `tolerance` to the line without them (Douglas and Peucker, 1973).
  static func simplified(_ points: [SheetPoint], closed: Bool, tolerance: Double) -> [SheetPoint] {
    var line: [SheetPoint] = []
    line.reserveCapacity(points.count)
    for p in points where line.last != p { line.append(p) }
    if closed, line.count > 1, line.first == line.last { line.removeLast() }
    guard line.count > 8 else { return line }
    var keep = [Bool](repeating: false, count: line.count)
    // A ring is two lines between its first point and the one farthest from it.
    var spans: [(Int, Int)]
    if closed {
      line.append(line[0])
      keep.append(false)
      let far = line.indices.max { distance(line[0], line[$0]) < distance(line[0], line[$1]) } ?? 0
      spans = [(0, far), (far, line.count - 1)]
      keep[far] = true
    } else {
      spans = [(0, line.count - 1)]
    }
    keep[0] = true
    keep[line.count - 1] = true
    while let (a, b) = spans.popLast() {
      guard b > a + 1 else { continue }
      var worst = 0.0
      var at = a
      for i in (a + 1)..<b {
        let d = offset(line[i], line[a], line[b])
        if d > worst {
          worst = d
          at = i
        }
      }
      if worst > tolerance {
        keep[at] = true
        spans.append((a, at))
        spans.append((at, b))
      }
    }
    var out: [SheetPoint] = []
    for (i, p) in line.enumerated() where keep[i] { out.append(p) }
    if closed, out.count > 1, out.first == out.last { out.removeLast() }
    return out
  }

  static func distance(_ a: SheetPoint, _ b: SheetPoint) -> Double {
    let dx = Double(a.x - b.x)
    let dy = Double(a.y - b.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Distance of a point from a segment.
  static func offset(_ p: SheetPoint, _ a: SheetPoint, _ b: SheetPoint) -> Double {
    let dx = Double(b.x - a.x)
    let dy = Double(b.y - a.y)
    let square = dx * dx + dy * dy
    let px = Double(p.x - a.x)
    let py = Double(p.y - a.y)
    let t = square == 0 ? 0 : min(1, max(0, (px * dx + py * dy) / square))
    let ex = px - t * dx
    let ey = py - t * dy
    return (ex * ex + ey * ey).squareRoot()
  }
}
