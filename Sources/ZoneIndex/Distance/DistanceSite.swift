public import Geometry

/// A site made ready for distance questions: its outline as chords in space.
public struct DistanceSite: SpaceOutline, Sendable {
  let footprint: Footprint
  let points: [GridPoint]
  let tree: SpaceTree
  private let lines: [[GridPoint]]
  private let firstEdges: [Int]

  /// A place alone.
  public init(_ place: GridPoint) { self.init(lines: [[place]], points: [place], footprint: Footprint([GridPolygon]())) }

  /// A site: its ground, a line's corridor, or its points.
  public init(_ site: Site) { self = site.distances }

  /// Ground, and places that stand alone.
  init(_ polygons: [GridPolygon], points: [GridPoint], footprint: Footprint) {
    let rings = polygons.flatMap(\.rings).map { $0 + $0.prefix(1) }
    self.init(lines: rings + points.map { [$0] }, points: points, footprint: footprint)
  }

  private init(lines: [[GridPoint]], points: [GridPoint], footprint: Footprint) {
    self.lines = lines
    self.points = points
    self.footprint = footprint
    var blocks = SegmentBlocks()
    var starts: [Int] = []
    var edge = 0
    for (k, line) in lines.enumerated() {
      starts.append(edge)
      blocks.add(line, chain: k, firstEdge: edge)
      edge += line.count
    }
    firstEdges = starts
    tree = SpaceTree(blocks.blocks)
  }

  /// Lines without ground.
  init(lines: [[GridPoint]]) { self.init(lines: lines, points: [], footprint: Footprint([GridPolygon]())) }

  func owner(_ chain: UInt32, _ accepts: ((Int) -> Bool)?) -> UInt32 { 1 }

  /// A place of the site.
  var somePlace: GridPoint { lines[0][0] }

  func edge(_ block: SegmentBlock, _ lane: Int) -> GridEdge {
    let line = lines[Int(block.chain)]
    let i = Int(block.edge[lane]) - firstEdges[Int(block.chain)]
    return GridEdge(line[i], line[min(i + 1, line.count - 1)])
  }
}
