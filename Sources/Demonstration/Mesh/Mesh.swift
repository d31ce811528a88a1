import Geometry

/// The triangles of one county or sea sector. Units and layers are labels on them.
struct Mesh: Sendable {
  let points: [GridPoint]
  /// The first so many points are the border's.
  let borderCount: Int
  /// Point at the start of half-edge 3t + i; counter-clockwise.
  let origin: [Int32]
  /// The other half of the edge, or -1 on the border.
  let twin: [Int32]

  var triangleCount: Int { origin.count / 3 }

  @inline(__always) func next(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }
  @inline(__always) func previous(_ e: Int) -> Int { e % 3 == 0 ? e + 2 : e - 1 }
  @inline(__always) func start(_ e: Int) -> GridPoint { points[Int(origin[e])] }
  @inline(__always) func end(_ e: Int) -> GridPoint { points[Int(origin[next(e)])] }

  /// The triangle across half-edge e, or -1.
  @inline(__always) func across(_ e: Int) -> Int { twin[e] < 0 ? -1 : Int(twin[e]) / 3 }
}
