internal import Geodesy
internal import Geometry

/// The lines of a river, parted at every vertex that several of them share and at the mouth.
struct RiverNetwork {
  struct Part {
    var points: [GridPoint]
    var length: Double
  }

  private(set) var parts: [Part] = []
  private var meeting: [GridPoint: [Int]] = [:]

  init(_ lines: [[GridPoint]], partedAt mouth: GridPoint) {
    let sound = lines.map { line in line.reduce(into: [GridPoint]()) { if $0.last != $1 { $0.append($1) } } }
      .filter { $0.count >= 2 }
    var uses: [GridPoint: Int] = [:]
    for line in sound {
      for p in line { uses[p, default: 0] += 1 }
    }
    for line in sound {
      var points = [line[0]]
      for (i, p) in line.enumerated().dropFirst() {
        points.append(p)
        guard i == line.count - 1 || p == mouth || uses[p, default: 0] > 1 else { continue }
        for end in Set([points[0], p]) { meeting[end, default: []].append(parts.count) }
        parts.append(Part(points: points, length: EdgeLength.shared.length(of: points, closed: false)))
        points = [p]
      }
    }
  }

  /// The length of the shortest way along the lines from a vertex to the ends of the parts that can be reached.
  func stations(from start: GridPoint) -> [GridPoint: Double] {
    var stations: [GridPoint: Double] = [:]
    var open: [GridPoint: Double] = [:]
    if meeting[start] != nil { open[start] = 0 }
    while let next = open.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      open[next.key] = nil
      stations[next.key] = next.value
      for k in meeting[next.key] ?? [] {
        let part = parts[k]
        let other = part.points[0] == next.key ? part.points[part.points.count - 1] : part.points[0]
        guard stations[other] == nil else { continue }
        open[other] = min(open[other] ?? .infinity, next.value + part.length)
      }
    }
    return stations
  }
}
