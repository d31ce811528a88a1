import Foundation
import Geodesy
import Geometry
import Service
import Tiles
import ZoneIndex

/// What space is measured on: a province's plan, its control units as one layer, and sites that lie in them.
final class SpaceGround {
  static let unitLayer = "管控单元"
  static let shoreline = "长江干支流岸线"
  /// The sites drawn: more than any cache holds.
  static let placeCount = 1_000_000
  static let outlineCount = 100_000
  /// As many of them are given to the peers, which are slower.
  static let peerPlaces = 50_000
  static let peerOutlines = 10_000

  let snapshot: ZoneSnapshot
  let plan: WholePlan
  /// The control units of all cities, compiled as one layer; features in the order of the plan's members.
  let units: LayerIndex
  /// The same with every edge cut in four.
  private(set) lazy var denseUnits: Result<LayerIndex, any Error> = Result {
    try Self.compile(Self.dense(unitContent()), to: folder.appendingPathComponent("dense.plan"))
  }
  /// Outlines of which each size is as frequent as the next, for what borders cost.
  private(set) lazy var uniformOutlines = SpaceSites.outlines(Self.peerOutlines, .uniform, where: isInside)
  /// The tiles that show anything, by the name under which peers know them.
  var tiles: [String: [TileAddress]] = [:]
  /// Where files for the peers lie; removed with the ground.
  let folder: URL
  let places: [GridPoint]
  let outlines: [GridPolygon]
  private(set) lazy var footprints = outlines.map { Footprint([$0]) }
  /// Every feature of all layers has a number, members one after the other.
  private let firstNumber: [Int]

  /// - Throws: `ServiceError` where there are no control units.
  init(_ snapshot: ZoneSnapshot, _ plan: WholePlan) throws {
    guard !plan.members(of: Self.unitLayer).isEmpty else {
      throw ServiceError(.badInput, "数据中没有“\(Self.unitLayer)”图层，不能测速；请先用 demo 生成示范省，或导入方案。", field: "data")
    }
    self.snapshot = snapshot
    self.plan = plan
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-space-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var first = [0]
    for member in plan.members { first.append(first[first.count - 1] + member.featureCount) }
    firstNumber = first
    let units = try Self.compile(Self.unitContent(of: plan), to: folder.appendingPathComponent("units.plan"))
    self.units = units
    var set = FeatureSet()
    let holds = { (place: GridPoint) in
      units.locate(place, into: &set)
      return set.count > 0
    }
    places = SpaceSites.places(Self.placeCount, where: holds)
    outlines = SpaceSites.outlines(Self.outlineCount, .logUniform, where: holds)
  }

  deinit {
    do { try FileManager.default.removeItem(at: folder) } catch { Standard.error.write("临时文件未能删除：\(folder.path)\n") }
  }

  func isInside(_ place: GridPoint) -> Bool { !units.features(at: place).isEmpty }

  /// The number of a feature among all layers' features.
  @inline(__always)
  func number(_ f: PlanFeature) -> Int { firstNumber[Int(f.member)] + Int(f.feature) }

  /// The feature of a number.
  func feature(_ number: Int) -> PlanFeature {
    var low = 0
    var high = firstNumber.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstNumber[middle] <= number { low = middle } else { high = middle }
    }
    // Members without features share a first number; the last of them has it.
    return PlanFeature(member: low, feature: number - firstNumber[low])
  }

  /// The members of a layer and the number of its first feature.
  func members(of layer: String) -> (range: Range<Int>, first: Int) {
    let range = plan.members(of: layer)
    return (range, firstNumber[range.lowerBound])
  }

  func geometries(_ members: Range<Int>) -> [FeatureGeometry] {
    members.flatMap { m in (0..<plan.members[m].featureCount).map { plan.members[m].geometry($0) } }
  }

  var unitGeometries: [FeatureGeometry] { (0..<units.featureCount).map { units.geometry($0) } }

  func denseGeometries() throws -> [FeatureGeometry] {
    let dense = try denseUnits.get()
    return (0..<dense.featureCount).map { dense.geometry($0) }
  }

  private func unitContent() -> LayerContent { Self.unitContent(of: plan) }

  private static func unitContent(of plan: WholePlan) -> LayerContent {
    let features = plan.members(of: unitLayer).flatMap { m in
      let member = plan.members[m]
      return (0..<member.featureCount).map { f in
        LayerFeature(
          code: member.code(f), name: member.name(f), attributes: member.attributes(f), geometry: member.geometry(f))
      }
    }
    return LayerContent(id: unitLayer, kind: .polygon, features: features)
  }

  private static func compile(_ content: LayerContent, to file: URL) throws -> LayerIndex {
    try PlanCompiler.write([content], to: file.path)
    guard let index = try CompiledPlan(opening: file.path).layer(content.id) else {
      preconditionFailure("a layer that was compiled is there")
    }
    return index
  }

  /// Every edge cut in four on the grid; neighbours are cut alike, since the cuts do not depend on the direction.
  private static func dense(_ content: LayerContent) -> LayerContent {
    var content = content
    for k in content.features.indices {
      guard case .polygons(let polygons) = content.features[k].geometry else { continue }
      content.features[k].geometry = .polygons(
        polygons.map { GridPolygon(shell: dense($0.shell), holes: $0.holes.map(dense)) })
    }
    return content
  }

  private static func dense(_ ring: [GridPoint]) -> [GridPoint] {
    var result: [GridPoint] = []
    result.reserveCapacity(4 * ring.count)
    for (k, a) in ring.enumerated() {
      let b = ring[k + 1 == ring.count ? 0 : k + 1]
      result.append(a)
      for n in 1...3 {
        let part = Int64(a < b ? n : 4 - n)
        let (low, high) = a < b ? (a, b) : (b, a)
        let cut = GridPoint(x: low.x + (high.x - low.x) * part / 4, y: low.y + (high.y - low.y) * part / 4)
        if cut != result[result.count - 1], cut != b { result.append(cut) }
      }
    }
    return result
  }
}
