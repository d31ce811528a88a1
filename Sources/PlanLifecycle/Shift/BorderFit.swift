internal import Geodesy

/// What a fit may do with the borders.
enum FitFreedom {
  case translation, rigid, scaled, similarity

  init(turns: Bool, scales: Bool) { self = turns ? (scales ? .similarity : .rigid) : scales ? .scaled : .translation }

  /// Which of east, north, turn and scale are free.
  var columns: [Int] {
    switch self {
    case .translation: [0, 1]
    case .rigid: [0, 1, 2]
    case .scaled: [0, 1, 3]
    case .similarity: [0, 1, 2, 3]
    }
  }
}

/// Brings sampled borders onto others: nearest places, distances across the border, least squares whose weights fall to nothing
/// for what does not agree (Tukey's), again and again (iterated closest points).
struct BorderFit {
  var transform: PlaneTransform
  /// How well the samples lie on the borders under the transform.
  var agreement: BorderAgreement
  /// Standard errors: east and north, metres; angle, radians; scale.
  var errors: [Double]

  /// - Parameters:
  ///   - samples: in the plane of the borders.
  ///   - radius: how far to look for the border at first, metres.
  init(_ samples: BorderSamples, onto borders: SegmentGrid, from start: PlaneTransform, freedom: FitFreedom, radius: Double) {
    var transform = start
    var reach = radius
    var errors = [Double](repeating: .infinity, count: 4)
    let spread = max(1, samples.spread(about: start.centre))
    for _ in 0..<60 {
      let step = Self.step(samples.points, borders, transform, freedom, reach: reach, spread: spread)
      guard let step else { break }
      transform.east += step.change[0]
      transform.north += step.change[1]
      transform.angle += step.change[2] / spread
      transform.scale *= 1 + step.change[3] / spread
      errors = step.errors
      let next = max(min(reach * 0.7, max(6 * step.sigma, reach * 0.35)), max(1, 6 * step.sigma))
      let isSettled = step.change.allSatisfy { abs($0) < 2e-4 } && next >= reach * 0.99
      reach = min(reach, next)
      if isSettled { break }
    }
    self.transform = transform
    agreement = BorderAgreement(samples.points, on: borders, under: transform)
    // Samples between the same corners say the same thing: as many independent ones as there are corners.
    let crowding = max(1, Double(samples.points.count) / Double(max(1, samples.corners))).squareRoot()
    self.errors = [errors[0] * crowding, errors[1] * crowding, errors[2] / spread * crowding, errors[3] / spread * crowding]
  }

  private struct Step {
    var change: [Double]
    var errors: [Double]
    var sigma: Double
  }

  /// One step of Gauss and Newton. The turn and the scale are counted in metres at the samples' spread, so that all four weigh alike.
  private static func step(
    _ points: [PlanePoint], _ borders: SegmentGrid, _ transform: PlaneTransform, _ freedom: FitFreedom, reach: Double, spread: Double
  ) -> Step? {
    let apply = transform.applied
    let cx = transform.centre.x + transform.east
    let cy = transform.centre.y + transform.north
    var rows: [(a: (Double, Double, Double, Double), e: Double)] = []
    rows.reserveCapacity(points.count)
    for p in points {
      let q = apply(p)
      guard let f = borders.foot(q, within: reach) else { continue }
      let e = f.nx * (q.x - f.x) + f.ny * (q.y - f.y)
      let rx = (q.x - cx) / spread
      let ry = (q.y - cy) / spread
      rows.append(((f.nx, f.ny, f.ny * rx - f.nx * ry, f.nx * rx + f.ny * ry), e))
    }
    let columns = freedom.columns
    let k = columns.count
    guard rows.count >= 4 * k else { return nil }
    let sizes = rows.map { abs($0.e) }.sorted()
    let sigma = max(1.4826 * sizes[sizes.count / 2], 1e-4)
    let cut = max(4.685 * sigma, 2e-3)
    var normal = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
    var right = [Double](repeating: 0, count: k)
    var squares = 0.0
    var weights = 0.0
    for row in rows {
      let u = row.e / cut
      guard abs(u) < 1 else { continue }
      let w = (1 - u * u) * (1 - u * u)
      let all = [row.a.0, row.a.1, row.a.2, row.a.3]
      let a = columns.map { all[$0] }
      for i in 0..<k {
        right[i] -= w * a[i] * row.e
        for j in 0...i { normal[i][j] += w * a[i] * a[j] }
      }
      squares += w * row.e * row.e
      weights += w
    }
    guard weights > Double(k) else { return nil }
    for i in 0..<k {
      normal[i][i] += 1e-6 * weights
      for j in 0..<i { normal[j][i] = normal[i][j] }
    }
    guard let inverse = SmallMatrix.inverse(normal) else { return nil }
    var change = [0.0, 0, 0, 0]
    var errors = [0.0, 0, 0, 0]
    let variance = squares / max(1, weights - Double(k))
    for i in 0..<k {
      let column = columns[i]
      for j in 0..<k { change[column] += inverse[i][j] * right[j] }
      errors[column] = max(0, variance * inverse[i][i]).squareRoot()
      change[column] = min(reach, max(-reach, change[column]))
    }
    return Step(change: change, errors: errors, sigma: sigma)
  }
}

/// Matrices of a few rows.
enum SmallMatrix {
  /// The inverse by elimination with the largest pivot, nil where there is none.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    var a = matrix
    var b = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
    for c in 0..<n {
      guard let pivot = (c..<n).max(by: { abs(a[$0][c]) < abs(a[$1][c]) }), abs(a[pivot][c]) > 1e-30 else { return nil }
      a.swapAt(c, pivot)
      b.swapAt(c, pivot)
      let d = a[c][c]
      for j in 0..<n {
        a[c][j] /= d
        b[c][j] /= d
      }
      for i in 0..<n where i != c {
        let f = a[i][c]
        guard f != 0 else { continue }
        for j in 0..<n {
          a[i][j] -= f * a[c][j]
          b[i][j] -= f * b[c][j]
        }
      }
    }
    return b
  }
}
