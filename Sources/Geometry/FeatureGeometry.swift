/// One polygon: a shell counter-clockwise and holes clockwise; rings are open (the first point is not repeated).
public struct GridPolygon: Hashable, Sendable {
  public var shell: [GridPoint]
  public var holes: [[GridPoint]]

  public init(shell: [GridPoint], holes: [[GridPoint]] = []) {
    self.shell = shell
    self.holes = holes
  }

  public var rings: [[GridPoint]] { [shell] + holes }
  public var box: GridBox { GridBox(shell) }
}

/// The place of a delivered feature or of a site, on the grid. Edges are straight in longitude and latitude.
public enum FeatureGeometry: Hashable, Sendable {
  case polygons([GridPolygon])
  case lines([[GridPoint]])
  case points([GridPoint])

  public var box: GridBox {
    var box = GridBox.empty
    switch self {
    case .polygons(let polygons): for p in polygons { box.add(p.box) }
    case .lines(let lines): for l in lines { box.add(GridBox(l)) }
    case .points(let points): box.add(GridBox(points))
    }
    return box
  }

  /// Every vertex, part by part.
  public var vertices: [GridPoint] {
    switch self {
    case .polygons(let polygons): polygons.flatMap { $0.rings.flatMap { $0 } }
    case .lines(let lines): lines.flatMap { $0 }
    case .points(let points): points
    }
  }

  public var vertexCount: Int {
    switch self {
    case .polygons(let polygons): polygons.reduce(0) { $0 + $1.shell.count + $1.holes.reduce(0) { $0 + $1.count } }
    case .lines(let lines): lines.reduce(0) { $0 + $1.count }
    case .points(let points): points.count
    }
  }
}
