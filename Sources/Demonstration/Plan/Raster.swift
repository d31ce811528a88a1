/// Coarse points over a territory, some 9,000: enough to place things and to measure shares.
struct Raster {
  let points: [Vec]
  /// Square metres a point stands for.
  let cellArea: Double
  let spacing: Double

  init(_ territory: Territory) {
    let s = min(500, max(110, (territory.areaSquareMetres / 9000).squareRoot()))
    spacing = s
    cellArea = s * s
    let box = territory.box
    var out: [Vec] = []
    var y = box.minY + s / 2
    while y < box.maxY {
      var x = box.minX + s / 2
      while x < box.maxX {
        let p = Vec(x, y)
        if territory.region.contains(p) { out.append(p) }
        x += s
      }
      y += s
    }
    points = out
  }

  /// The point nearest to a place.
  func nearest(_ p: Vec) -> Vec {
    var best = p
    var distance = Double.infinity
    for q in points {
      let d = (q - p).squared
      if d < distance {
        distance = d
        best = q
      }
    }
    return best
  }
}
