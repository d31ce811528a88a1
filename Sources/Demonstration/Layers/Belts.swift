/// Belts that law draws along named waters, in one county: Taihu's levels, the canal's core area, 通榆河's levels.
struct Belts: Sendable {
  /// Within the basin: 5 km of the lake's shore and inlet rivers to 10 km upstream, 1 km each side.
  let taihuFirst: [Shape]
  /// Inlet rivers 10 to 50 km upstream.
  let taihuSecond: [Shape]
  let canalRiverside: Shape?
  let canalCore: Shape?
  let tongyuFirst: Shape?
  let tongyuSecond: [Shape]
  let tongyuThird: [Shape]

  /// Rivers that cross 通榆河 and are named in its second level.
  private static let named: Set<String> = ["zongqu", "ruhai", "sheyanghe", "xinyihe", "yanhe", "guanhe", "xinshuhe", "feihuanghe"]

  init(territory: Territory, waters: LocalWaters, plan: TerritoryPlan, taihuBasin: Bool) {
    let box = territory.box
    func near(_ s: Shape) -> Bool { s.box.meets(box) }
    var first: [Shape] = [], second: [Shape] = []
    if taihuBasin {
      if !waters.taihuShore.isEmpty || waters.taihu.box.meets(box) { first.append(Shape(area: waters.taihu.rings, reach: 5000)) }
      for river in waters.inlets {
        // Counted from the end at the lake.
        let startsAtLake = Self.distance(river.path[0], waters.taihu) < Self.distance(river.path[river.path.count - 1], waters.taihu)
        let path = startsAtLake ? river.path : river.path.reversed()
        let lower = Path.portion(path, from: 0, to: 10_000), upper = Path.portion(path, from: 10_000, to: 50_000)
        if lower.count > 1 { first.append(Shape(lines: [lower], reach: 1000)) }
        if upper.count > 1 { second.append(Shape(lines: [upper], reach: 1000)) }
      }
    }
    taihuFirst = first.filter(near)
    taihuSecond = second.filter(near)

    func lines(_ s: Segments) -> [[Vec]] { s.all.map { [$0.0, $0.1] } }
    canalRiverside = waters.canal.isEmpty ? nil : Shape(lines: lines(waters.canal), reach: 1000)
    canalCore = waters.canal.isEmpty ? nil : Shape(lines: lines(waters.canal), reach: 2000)

    if waters.tongyu.isEmpty {
      tongyuFirst = nil
      tongyuSecond = []
      tongyuThird = []
    } else {
      tongyuFirst = Shape(lines: lines(waters.tongyu), reach: 1000)
      func upstream(_ path: [Vec]) -> Shape? {
        guard let at = Path.meeting(path, waters.tongyu, reach: 200) else { return nil }
        let before = Path.portion(path, from: at - 5000, to: at), after = Path.portion(path, from: at, to: at + 5000)
        // Upstream is inland: the western part.
        let west = (before.first?.x ?? .infinity) < (after.last?.x ?? .infinity) ? before : after
        return west.count > 1 ? Shape(lines: [west], reach: 1000) : nil
      }
      tongyuSecond = waters.rivers.filter { Self.named.contains($0.id) }.compactMap { upstream($0.path) }.filter(near)
      var third = waters.rivers.filter { !Self.named.contains($0.id) && $0.id != "tongyu" && $0.kind != "canal" }.map(\.path)
      for p in plan.plots where p.kind == .corridor && p.shapes.count == 1 && p.shapes[0].paths.count == 1 {
        if !waters.rivers.contains(where: { $0.path == p.shapes[0].paths[0] }) { third.append(p.shapes[0].paths[0]) }
      }
      tongyuThird = third.compactMap(upstream).filter(near)
    }
  }

  private static func distance(_ p: Vec, _ lake: Region) -> Double {
    if lake.contains(p) { return 0 }
    return Segments(lake.rings, closed: true, near: Box([p]), reach: .infinity).distanceSquared(p, limit: 1e9).squareRoot()
  }

  /// Their outlines, for the mesh.
  func outlines(spacing: Double) -> [[Vec]] {
    var shapes = taihuFirst + taihuSecond + tongyuSecond + tongyuThird
    for s in [canalRiverside, canalCore, tongyuFirst] { if let s { shapes.append(s) } }
    return shapes.map { $0.outline(spacing: spacing) }
  }

  func taihuLevel(_ p: Vec) -> Int {
    if taihuFirst.contains(where: { $0.contains(p) }) { return 1 }
    return taihuSecond.contains { $0.contains(p) } ? 2 : 3
  }

  func tongyuLevel(_ p: Vec) -> Int? {
    if tongyuFirst?.contains(p) == true { return 1 }
    if tongyuSecond.contains(where: { $0.contains(p) }) { return 2 }
    return tongyuThird.contains { $0.contains(p) } ? 3 : nil
  }
}
