/// How sampled borders lie on others: distances to the nearest border, and what share agrees within their own scatter.
struct BorderAgreement {
  /// Distances are looked for up to here, metres.
  static let reach = 100.0

  /// Ascending; samples without a border in reach count as infinitely far.
  let distances: [Double]
  /// Scatter across the border of what agrees, metres (a standard deviation, from the nearer third, so that others do not count).
  let sigma: Double
  /// Samples agree up to here, metres.
  let tolerance: Double
  /// Share of the samples that agree.
  let share: Double

  init(_ points: [PlanePoint], on borders: SegmentGrid, under transform: PlaneTransform) {
    let apply = transform.applied
    let all = points.map { borders.foot(apply($0), within: Self.reach)?.distance ?? .infinity }.sorted()
    distances = all
    // Of a normal scatter, three in ten lie within 0.385 of a standard deviation.
    let near = all.isEmpty ? .infinity : all[all.count * 3 / 10] / 0.385
    sigma = near
    tolerance = min(60, max(0.1, 3 * near))
    let limit = tolerance
    share = all.isEmpty ? 0 : Double(all.prefix { $0 <= limit }.count) / Double(all.count)
  }

  func share(within metres: Double) -> Double {
    distances.isEmpty ? 0 : Double(distances.prefix { $0 <= metres }.count) / Double(distances.count)
  }

  var medianMetres: Double { distances.isEmpty ? .infinity : distances[distances.count / 2] }

  /// 0 where every sample lies on a border, 1 where none lies within twenty metres.
  var cost: Double {
    guard !distances.isEmpty else { return 1 }
    return distances.reduce(0) { $0 + min(1, $1 * $1 / 400) } / Double(distances.count)
  }
}
