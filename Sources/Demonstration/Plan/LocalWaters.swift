import Geometry

/// The named waters near one territory, in its plane.
struct LocalWaters: Sendable {
  struct Line: Sendable {
    var id: String
    var name: String
    var kind: String
    var path: [Vec]
  }
  struct Lake: Sendable {
    var id: String
    var name: String
    var rings: [[Vec]]
  }

  let lakes: [Lake]
  /// The main stem's water, and its banks.
  let yangtze: [[Vec]]
  let banks: Segments
  /// Rivers and canals that come near.
  let rivers: [Line]
  let canal: Segments
  let tongyu: Segments
  /// Rivers that run into Taihu.
  let inlets: [Line]
  let taihuShore: Segments
  let taihu: Region
  let intakes: [(name: String, at: Vec)]
  /// The territory's own seaward border, line by line.
  let coast: [[Vec]]
  let coastSegments: Segments

  static let inletNames: Set<String> = [
    "wangyu", "taige", "caoqiao", "wujingang", "zhihugang", "liangxi", "dapugang", "chengdonggang",
  ]
  static let canalNames: Set<String> = ["grandcanal-north", "grandcanal-bulao", "grandcanal-south", "liyunhe"]

  init(territory: Territory, gazetteer: Gazetteer, coastLines: [[GridPoint]]) {
    let plane = territory.plane
    let box = territory.box
    var lakes: [Lake] = [], yangtze: [[Vec]] = [], rivers: [Line] = [], inlets: [Line] = []
    var banks: [[Vec]] = [], canal: [[Vec]] = [], tongyu: [[Vec]] = [], taihuRings: [[Vec]] = []
    var intakes: [(name: String, at: Vec)] = []
    for w in gazetteer.waters {
      let parts = w.parts.map { $0.map { plane.plane(degrees: $0.0, $0.1) } }
      let near = Box(parts.lazy.joined()).meets(box.grown(12_000))
      switch w.geometryKind {
      case "bank-polygon":
        if w.id == "yangtze-water" {
          if near { yangtze = parts }
        } else {
          if w.id == "taihu" { taihuRings = parts }
          if near { lakes.append(Lake(id: w.id, name: w.name, rings: parts)) }
        }
      case "shoreline":
        if w.kind == "mainStem" { banks.append(parts[0]) }
      case "centre-line":
        let line = Line(id: w.id, name: Self.shortName(w.name), kind: w.kind, path: parts[0])
        if Self.canalNames.contains(w.id) { canal.append(parts[0]) }
        if w.id == "tongyu" { tongyu.append(parts[0]) }
        if Self.inletNames.contains(w.id) { inlets.append(line) }
        if near { rivers.append(line) }
      default:
        let p = parts[0][0]
        if territory.region.contains(p) { intakes.append((w.name, p)) }
      }
    }
    self.lakes = lakes
    self.yangtze = yangtze
    self.banks = Segments(banks, closed: false, near: box, reach: 12_000)
    self.rivers = rivers
    self.canal = Segments(canal, closed: false, near: box, reach: 3_000)
    self.tongyu = Segments(tongyu, closed: false, near: box, reach: 6_000)
    self.inlets = inlets
    taihu = Region(taihuRings)
    taihuShore = Segments(taihuRings, closed: true, near: box, reach: 6_000)
    self.intakes = intakes
    coast = coastLines.map { $0.map(plane.plane) }
    coastSegments = Segments(coast, closed: false, near: box, reach: 60_000)
  }

  static func shortName(_ name: String) -> String { name.hasPrefix("京杭大运河") ? "京杭大运河" : name }
}
