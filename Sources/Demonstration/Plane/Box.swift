/// A rectangle in a county's plane, in metres.
struct Box: Sendable {
  var minX = Double.infinity
  var minY = Double.infinity
  var maxX = -Double.infinity
  var maxY = -Double.infinity

  init() {}
  init(_ points: some Sequence<Vec>) { for p in points { add(p) } }

  mutating func add(_ p: Vec) {
    minX = min(minX, p.x)
    minY = min(minY, p.y)
    maxX = max(maxX, p.x)
    maxY = max(maxY, p.y)
  }

  func grown(_ d: Double) -> Box {
    var b = self
    b.minX -= d
    b.minY -= d
    b.maxX += d
    b.maxY += d
    return b
  }

  func contains(_ p: Vec) -> Bool { p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY }
  func meets(_ b: Box) -> Bool { minX <= b.maxX && b.minX <= maxX && minY <= b.maxY && b.minY <= maxY }
  var width: Double { maxX - minX }
  var height: Double { maxY - minY }
}
