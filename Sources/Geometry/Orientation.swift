/// Twice the signed area of the triangle a, b, c in square grid steps: positive where c lies left of a → b. Exact.
@inlinable
public func crossProduct(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int128 {
  let left = Int128(b.x &- a.x) &* Int128(c.y &- a.y)
  let right = Int128(b.y &- a.y) &* Int128(c.x &- a.x)
  return left &- right
}

/// +1 where c lies left of a → b, −1 right of it, 0 on the line through both. Exact.
@inlinable
public func orientation(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int {
  let cross = crossProduct(a, b, c)
  return cross > 0 ? 1 : (cross < 0 ? -1 : 0)
}

/// Whether p lies on the closed segment a–b. Exact.
@inlinable
public func segmentContains(_ a: GridPoint, _ b: GridPoint, _ p: GridPoint) -> Bool {
  min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
    && crossProduct(a, b, p) == 0
}

/// How two closed segments lie to each other.
public enum SegmentRelation: Hashable, Sendable {
  case apart
  /// They share one point, which is an end of at least one of them.
  case touch(GridPoint)
  /// They share one point inside both.
  case cross
  /// They share a stretch of more than one point, from the first to the second end.
  case overlap(GridPoint, GridPoint)
}

/// How the closed segments a–b and c–d lie to each other. Exact.
public func segmentRelation(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> SegmentRelation {
  guard min(a.x, b.x) <= max(c.x, d.x), min(c.x, d.x) <= max(a.x, b.x), min(a.y, b.y) <= max(c.y, d.y),
    min(c.y, d.y) <= max(a.y, b.y)
  else { return .apart }
  let abc = orientation(a, b, c)
  let abd = orientation(a, b, d)
  if abc == 0 && abd == 0 {
    // One line, or one of them is a point.
    let first = max(min(a, b), min(c, d))
    let last = min(max(a, b), max(c, d))
    if a == b { return segmentContains(c, d, a) ? .touch(a) : .apart }
    if first == last { return .touch(first) }
    return first < last ? .overlap(first, last) : .apart
  }
  if abc * abd > 0 { return .apart }
  let cda = orientation(c, d, a)
  let cdb = orientation(c, d, b)
  if cda * cdb > 0 { return .apart }
  if abc == 0 { return segmentContains(a, b, c) ? .touch(c) : .apart }
  if abd == 0 { return segmentContains(a, b, d) ? .touch(d) : .apart }
  if cda == 0 { return segmentContains(c, d, a) ? .touch(a) : .apart }
  if cdb == 0 { return segmentContains(c, d, b) ? .touch(b) : .apart }
  return .cross
}

/// The grid position nearest to where the lines through a, b and c, d meet; they must not be parallel.
public func crossingPlace(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> GridPoint {
  let from = crossProduct(c, d, a)
  let along = Double(from) / Double(from - crossProduct(c, d, b))
  return GridPoint(
    x: a.x + Int64((Double(b.x - a.x) * along).rounded()), y: a.y + Int64((Double(b.y - a.y) * along).rounded()))
}
