import Geometry

/// A constrained Delaunay triangulation on exact integers: points are inserted one by one in snake order (visibility walk,
/// Lawson flips), missing borders are recovered by flips, and what lies outside the borders is taken away by parity.
///
/// Coordinates are (5·x, 6·y) grid steps from the middle: nearly conformal at Jiangsu's latitude and still integers.
/// Orientation fits Int64 and in-circle Int128 while the area spans under 2 degrees.
struct Triangulation {
  private var px: [Int64]
  private var py: [Int64]
  /// Half-edge 3t + i runs from its origin to the origin of the next in its triangle, counter-clockwise.
  private var origin: [Int32] = []
  private var twin: [Int32] = []
  private var fixed: [Bool] = []
  private var edgeOf: [Int32]
  private var stack: [Int32] = []
  private var last = 0
  private let count: Int

  /// The widest span, in grid steps, that the integers bear.
  static let widest: Int64 = 200_000_000

  private init(points: [GridPoint]) {
    count = points.count
    let box = GridBox(points)
    precondition(box.maxX - box.minX <= Self.widest && box.maxY - box.minY <= Self.widest, "area too wide for the triangulation")
    let cx = (box.minX + box.maxX) / 2, cy = (box.minY + box.maxY) / 2
    px = points.map { ($0.x - cx) * 5 }
    py = points.map { ($0.y - cy) * 6 }
    edgeOf = Array(repeating: -1, count: points.count + 4)
    let mx = (box.maxX - box.minX) / 8 * 5 + 5000, my = (box.maxY - box.minY) / 8 * 6 + 6000
    let lowX = (box.minX - cx) * 5 - mx, highX = (box.maxX - cx) * 5 + mx
    let lowY = (box.minY - cy) * 6 - my, highY = (box.maxY - cy) * 6 + my
    px += [lowX, highX, highX, lowX]
    py += [lowY, lowY, highY, highY]
    origin.reserveCapacity(6 * (count + 4))
    twin.reserveCapacity(6 * (count + 4))
    fixed.reserveCapacity(6 * (count + 4))
    let a = Int32(count)
    addTriangle(a, a + 1, a + 2)
    addTriangle(a, a + 2, a + 3)
    link(2, 3)
  }

  /// The triangles inside the rings, which use the first points in the order given: ring after ring, then the inner points.
  static func inside(rings: [[GridPoint]], inner: [GridPoint]) -> Mesh {
    var points: [GridPoint] = []
    var index: [GridPoint: Int32] = [:]
    var borders: [(Int32, Int32)] = []
    for ring in rings {
      let ids = ring.map { p -> Int32 in
        if let known = index[p] { return known }
        let id = Int32(points.count)
        index[p] = id
        points.append(p)
        return id
      }
      for i in ids.indices { borders.append((ids[i], ids[(i + 1) % ids.count])) }
    }
    let borderCount = points.count
    for p in inner where index[p] == nil {
      index[p] = Int32(points.count)
      points.append(p)
    }
    var t = Triangulation(points: points)
    for v in t.snakeOrder() { t.insert(Int32(v)) }
    for (a, b) in borders { t.recover(a, b) }
    let mesh = t.cut(points: points, borderCount: borderCount)
    // Every triangle turns left and together they are the area within the rings, exactly: no flood leaked, nothing overlaps.
    var sum: Int128 = 0
    for e in stride(from: 0, to: mesh.origin.count, by: 3) {
      let turn = t.turn(mesh.origin[e], mesh.origin[e + 1], mesh.origin[e + 2])
      precondition(turn > 0, "a triangle without area")
      sum += Int128(turn)
    }
    precondition(sum == 30 * rings.reduce(Int128(0)) { $0 + $1.doubledArea }, "the triangles are not the area within the rings")
    return mesh
  }

  // MARK: Order of insertion

  private func snakeOrder() -> [Int] {
    let minX = px[0..<count].min()!, maxX = px[0..<count].max()!
    let minY = py[0..<count].min()!, maxY = py[0..<count].max()!
    let n = max(1, Int(Double(count / 3 + 1).squareRoot()))
    let wx = (maxX - minX) / Int64(n) + 1, wy = (maxY - minY) / Int64(n) + 1
    var buckets: [[Int]] = Array(repeating: [], count: n * n)
    for v in 0..<count {
      let column = Int((px[v] - minX) / wx), row = Int((py[v] - minY) / wy)
      buckets[row * n + (row % 2 == 0 ? column : n - 1 - column)].append(v)
    }
    return buckets.flatMap { $0 }
  }

  // MARK: Predicates

  /// Positive where a, b, c turn left.
  private func turn(_ a: Int32, _ b: Int32, _ c: Int32) -> Int64 {
    let ax = px[Int(a)], ay = py[Int(a)]
    return (px[Int(b)] - ax) * (py[Int(c)] - ay) - (py[Int(b)] - ay) * (px[Int(c)] - ax)
  }

  /// d lies strictly inside the circle through a, b, c (counter-clockwise).
  private func inCircle(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) -> Bool {
    let dx = px[Int(d)], dy = py[Int(d)]
    let ax = px[Int(a)] - dx, ay = py[Int(a)] - dy
    let bx = px[Int(b)] - dx, by = py[Int(b)] - dy
    let cx = px[Int(c)] - dx, cy = py[Int(c)] - dy
    let bc = bx * cy - by * cx, ca = cx * ay - cy * ax, ab = ax * by - ay * bx
    let sum =
      Int128(ax * ax + ay * ay) * Int128(bc) + Int128(bx * bx + by * by) * Int128(ca) + Int128(cx * cx + cy * cy) * Int128(ab)
    return sum > 0
  }

  // MARK: Half-edges

  private func next(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }
  private func previous(_ e: Int) -> Int { e % 3 == 0 ? e + 2 : e - 1 }

  private mutating func addTriangle(_ a: Int32, _ b: Int32, _ c: Int32) {
    let e = Int32(origin.count)
    origin += [a, b, c]
    twin += [-1, -1, -1]
    fixed += [false, false, false]
    edgeOf[Int(a)] = e
    edgeOf[Int(b)] = e + 1
    edgeOf[Int(c)] = e + 2
  }

  private mutating func link(_ a: Int, _ b: Int) {
    twin[a] = Int32(b)
    if b >= 0 { twin[b] = Int32(a) }
  }

  private mutating func set(_ t: Int, _ a: Int32, _ b: Int32, _ c: Int32) {
    let e = 3 * t
    origin[e] = a
    origin[e + 1] = b
    origin[e + 2] = c
    edgeOf[Int(a)] = Int32(e)
    edgeOf[Int(b)] = Int32(e + 1)
    edgeOf[Int(c)] = Int32(e + 2)
  }

  /// Turns the diagonal of the two triangles at e; afterwards e's triangle is (apex, right, far) and its twin's (far, left, apex).
  private mutating func flip(_ e: Int) {
    let b = Int(twin[e])
    let an = next(e), ap = previous(e), bn = next(b), bp = previous(b)
    let apex = origin[ap], right = origin[e], left = origin[b], far = origin[bp]
    let outer = (Int(twin[ap]), Int(twin[bn]), Int(twin[bp]), Int(twin[an]))
    let hold = (fixed[ap], fixed[bn], fixed[bp], fixed[an])
    let t = e / 3, o = b / 3
    set(t, apex, right, far)
    set(o, far, left, apex)
    link(3 * t, outer.0)
    link(3 * t + 1, outer.1)
    link(3 * t + 2, 3 * o + 2)
    link(3 * o, outer.2)
    link(3 * o + 1, outer.3)
    fixed[3 * t] = hold.0
    fixed[3 * t + 1] = hold.1
    fixed[3 * o] = hold.2
    fixed[3 * o + 1] = hold.3
    fixed[3 * t + 2] = false
    fixed[3 * o + 2] = false
  }

  private mutating func insert(_ p: Int32) {
    // Walk to the triangle, leaving by the first edge that p lies beyond.
    var t = last
    var onEdge = -1
    walk: while true {
      onEdge = -1
      for i in 0..<3 {
        let e = 3 * t + i
        let side = turn(origin[e], origin[next(e)], p)
        if side < 0 {
          t = Int(twin[e]) / 3
          continue walk
        }
        if side == 0 { onEdge = e }
      }
      break
    }
    last = t
    let new = origin.count / 3
    if onEdge < 0 {
      let e = 3 * t
      let a = origin[e], b = origin[e + 1], c = origin[e + 2]
      let t1 = Int(twin[e + 1]), t2 = Int(twin[e + 2])
      addTriangle(b, c, p)
      addTriangle(c, a, p)
      set(t, a, b, p)
      link(3 * new, t1)
      link(3 * new + 3, t2)
      link(3 * t + 1, 3 * new + 2)
      link(3 * new + 1, 3 * new + 5)
      link(3 * new + 4, 3 * t + 2)
      stack = [Int32(3 * t), Int32(3 * new), Int32(3 * new + 3)]
    } else {
      let e = onEdge, f = Int(twin[e])
      precondition(f >= 0, "a point on the outer box")
      let en = next(e), ep = previous(e), fn = next(f), fp = previous(f)
      let a = origin[e], b = origin[f], c = origin[ep], d = origin[fp]
      let outer = (Int(twin[en]), Int(twin[ep]), Int(twin[fn]), Int(twin[fp]))
      let o = f / 3
      // (a,p,c) in t, (p,b,c) new, (b,p,d) in o, (p,a,d) new + 1.
      addTriangle(b, c, p)
      addTriangle(a, d, p)
      set(t, c, a, p)
      set(o, d, b, p)
      link(3 * new, outer.0)
      link(3 * t, outer.1)
      link(3 * new + 3, outer.2)
      link(3 * o, outer.3)
      link(3 * t + 1, 3 * new + 5)
      link(3 * t + 2, 3 * new + 1)
      link(3 * o + 1, 3 * new + 2)
      link(3 * o + 2, 3 * new + 4)
      stack = [Int32(3 * t), Int32(3 * o), Int32(3 * new), Int32(3 * new + 3)]
    }
    while let e32 = stack.popLast() {
      let e = Int(e32), b = Int(twin[e])
      if b < 0 || fixed[e] { continue }
      if inCircle(origin[e], origin[next(e)], origin[previous(e)], origin[previous(b)]) {
        flip(e)
        let t = e / 3, o = b / 3
        stack.append(Int32(3 * t + 1))
        stack.append(Int32(3 * o))
      }
    }
  }

  // MARK: Borders

  private func edge(_ a: Int32, _ b: Int32) -> Int? {
    let start = Int(edgeOf[Int(a)])
    var e = start
    repeat {
      if origin[next(e)] == b { return e }
      e = Int(twin[previous(e)])
    } while e != start && e >= 0
    return nil
  }

  /// Makes a–b an edge, by flipping what crosses it; half-edge numbers go stale after a flip, so pairs of points are kept.
  private mutating func recover(_ a: Int32, _ b: Int32) {
    if let e = edge(a, b) {
      fixed[e] = true
      fixed[Int(twin[e])] = true
      return
    }
    var crossing: [(Int32, Int32)] = []
    var e = Int(edgeOf[Int(a)])
    while true {
      let right = origin[next(e)], left = origin[previous(e)]
      let r = turn(a, b, right), l = turn(a, b, left)
      precondition(r != 0 || turnsAhead(a, b, right) == false, "a vertex on a border")
      if r < 0 && l > 0 {
        e = next(e)
        break
      }
      e = Int(twin[previous(e)])
    }
    while true {
      crossing.append((origin[e], origin[next(e)]))
      let f = Int(twin[e])
      let far = origin[previous(f)]
      if far == b { break }
      let side = turn(a, b, far)
      precondition(side != 0, "a vertex on a border")
      e = side > 0 ? next(f) : previous(f)
    }
    var made: [(Int32, Int32)] = []
    var at = 0
    while at < crossing.count {
      let (u, v) = crossing[at]
      at += 1
      guard let e = edge(u, v) else { preconditionFailure("a crossing edge is lost") }
      let f = Int(twin[e])
      let c = origin[previous(e)], d = origin[previous(f)]
      precondition(!fixed[e], "two borders cross")
      guard turn(c, d, u) * signum(turn(c, d, v)) < 0, turn(c, d, u) != 0 else {
        crossing.append((u, v))
        precondition(crossing.count < 100_000, "a border cannot be recovered")
        continue
      }
      flip(e)
      if c == a || c == b || d == a || d == b {
        made.append((c, d))
      } else if (turn(a, b, c) > 0) != (turn(a, b, d) > 0) {
        crossing.append((c, d))
      } else {
        made.append((c, d))
      }
    }
    guard let done = edge(a, b) else { preconditionFailure("a border is missing") }
    fixed[done] = true
    fixed[Int(twin[done])] = true
    var changed = true
    while changed {
      changed = false
      for i in made.indices {
        guard let e = edge(made[i].0, made[i].1), !fixed[e] else { continue }
        let f = Int(twin[e])
        if f >= 0, inCircle(origin[e], origin[next(e)], origin[previous(e)], origin[previous(f)]) {
          let pair = (origin[previous(e)], origin[previous(f)])
          flip(e)
          made[i] = pair
          changed = true
        }
      }
    }
  }

  private func signum(_ v: Int64) -> Int64 { v > 0 ? 1 : v < 0 ? -1 : 0 }

  private func turnsAhead(_ a: Int32, _ b: Int32, _ c: Int32) -> Bool {
    let dx = px[Int(b)] - px[Int(a)], dy = py[Int(b)] - py[Int(a)]
    let ex = px[Int(c)] - px[Int(a)], ey = py[Int(c)] - py[Int(a)]
    return Int128(dx) * Int128(ex) + Int128(dy) * Int128(ey) > 0
  }

  // MARK: Inside

  private func cut(points: [GridPoint], borderCount: Int) -> Mesh {
    let triangles = origin.count / 3
    var side = [Int8](repeating: -1, count: triangles)
    guard let corner = (0..<triangles).first(where: { t in (0..<3).contains { Int(origin[3 * t + $0]) >= count } }) else {
      preconditionFailure("no outer corner")
    }
    side[corner] = 0
    var queue = [corner]
    while let t = queue.popLast() {
      for e in (3 * t)..<(3 * t + 3) where twin[e] >= 0 {
        let o = Int(twin[e]) / 3
        if side[o] < 0 {
          side[o] = fixed[e] ? 1 - side[t] : side[t]
          queue.append(o)
        }
      }
    }
    var number = [Int32](repeating: -1, count: triangles)
    var kept: Int32 = 0
    for t in 0..<triangles where side[t] == 1 {
      number[t] = kept
      kept += 1
    }
    var vertices: [Int32] = []
    var twins: [Int32] = []
    vertices.reserveCapacity(Int(kept) * 3)
    twins.reserveCapacity(Int(kept) * 3)
    for t in 0..<triangles where side[t] == 1 {
      for i in 0..<3 {
        vertices.append(origin[3 * t + i])
        let f = twin[3 * t + i]
        let o = f < 0 ? -1 : number[Int(f) / 3]
        twins.append(o < 0 ? -1 : 3 * o + f % 3)
      }
    }
    return Mesh(points: points, borderCount: borderCount, origin: vertices, twin: twins)
  }
}
