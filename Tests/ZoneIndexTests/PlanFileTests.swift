import Foundation
import Geometry
import Testing
import ZoneIndex

@Suite("A plan's file")
struct PlanFileTests {
  private static let land = TilingLand(size: 5, seed: 9)
  private static let red = LayerContent(
    id: "红线", kind: .polygon, features: Array(TilingLand(size: 3, seed: 10).units.features.prefix(4)))

  /// Opens bytes as a file.
  private func opened(_ bytes: Data) throws -> CompiledPlan {
    let path = NSTemporaryDirectory() + "fenqu-plan-\(UUID().uuidString)"
    try bytes.write(to: URL(filePath: path))
    defer { unlink(path) }
    let plan = try CompiledPlan(opening: path)
    try plan.verify()
    return plan
  }

  private func refusal(_ bytes: Data) throws -> String {
    let error = #expect(throws: SegmentRefusal.self) { _ = try opened(bytes) }
    return try #require(error).message
  }

  @Test("several layers, their codes, names and attributes; the same layers give the same bytes")
  func roundTrip() throws {
    let (bytes, plan) = try temporaryPlan([Self.land.units, Self.red])
    #expect(plan.layerIDs == ["管控单元", "红线"])
    #expect(try temporaryPlan([Self.land.units, Self.red]).bytes == bytes)
    #expect(plan.byteCount == bytes.count)
    let units = try #require(plan.layer("管控单元"))
    #expect(units.featureCount == Self.land.units.features.count && units.box == Self.land.box)
    for (i, feature) in Self.land.units.features.enumerated() {
      #expect(units.code(i) == feature.code && units.name(i) == feature.name && units.attributes(i) == feature.attributes)
    }
    #expect(units.attribute("class", of: 0) == Self.land.units.features[0].attributes["class"])
    // Every shared border stands once.
    #expect(units.vertexCount < Self.land.vertices.count * 3 / 4)
    #expect(plan.layer("无") == nil)
  }

  @Test("a layer without features answers nothing")
  func empty() throws {
    let index = try #require(try temporaryPlan([LayerContent(id: "空", kind: .polygon, features: [])]).plan.layer("空"))
    #expect(index.features(at: GridPoint(x: 0, y: 0)).isEmpty && index.box.isEmpty)
    let site = GridPolygon(shell: [GridPoint(x: -9, y: -9), GridPoint(x: 9, y: -9), GridPoint(x: 0, y: 9)])
    #expect(index.overlay(Footprint([site])).isEmpty)
  }

  @Test("one changed byte anywhere that means something is recognised")
  func damaged() throws {
    let bytes = try temporaryPlan([Self.red]).bytes
    var numbers = SeededNumbers(51)
    var recognised = 0
    let tries = 1500
    for n in 0..<tries {
      var changed = bytes
      let at = n < 64 ? n : Int(numbers.next() % UInt64(bytes.count))
      changed[at] ^= UInt8(1 << (numbers.next() % 8))
      // Bytes between sections and reserved ones mean nothing: then the answers are as before.
      do {
        _ = try opened(changed)
        #expect((48..<64).contains(at) || bytes[at] == 0, "byte \(at)")
      } catch let refusal as SegmentRefusal {
        recognised += 1
        #expect(refusal.message.contains("请"))
      }
    }
    #expect(recognised > tries * 9 / 10)
  }

  @Test("whatever is damaged: a file that opens answers, rightly or not, and reads nothing outside itself")
  func stays() throws {
    let layers = [
      Self.land.units, Self.red,
      LayerContent(
        id: "岸线", kind: .line, features: [LayerFeature(code: "L", name: "", geometry: .lines([Array(Self.land.vertices.prefix(60))]))]),
      LayerContent(id: "点位", kind: .point, features: [LayerFeature(code: "P", name: "", geometry: .points(Self.land.vertices))]),
    ]
    let bytes = try temporaryPlan(layers).bytes
    var numbers = SeededNumbers(52)
    var opened = 0
    for _ in 0..<TestLength.of(250, long: 5000) {
      var changed = bytes
      for _ in 0...(numbers.next() % 3) {
        let at = 64 + Int(numbers.next() % UInt64(bytes.count - 64))
        // A bit, a byte, or a run of one word.
        switch numbers.next() % 3 {
        case 0: changed[at] ^= UInt8(1 << (numbers.next() % 8))
        case 1: changed[at] = UInt8(truncatingIfNeeded: numbers.next())
        default: for k in at..<min(at + 16, bytes.count) { changed[k] = numbers.next() % 2 == 0 ? 0xFF : 0 }
        }
      }
      let path = NSTemporaryDirectory() + "fenqu-plan-\(UUID().uuidString)"
      try changed.write(to: URL(filePath: path))
      defer { unlink(path) }
      do {
        let plan = try CompiledPlan(opening: path)
        opened += 1
        try ask(WholePlan([plan]), &numbers)
      } catch is SegmentRefusal {
        continue
      }
    }
    #expect(opened > 50)
  }

  /// All kinds of questions about places in and around the land.
  private func ask(_ plan: WholePlan, _ numbers: inout SeededNumbers) throws {
    var work = PlanWorkspace()
    var distances = DistanceWorkspace()
    for n in 0..<12 {
      let site = Self.land.site(&numbers, radius: [0.0005, 0.004, 0.015][n % 3])
      _ = plan.features(at: site.shell[0])
      plan.overlay(Footprint([site.normalised]), &work)
      for part in work.parts { _ = (plan.code(part.feature), plan.attributes(part.feature)) }
    }
    for id in plan.layerIDs {
      _ = plan.distances(to: id)?.nearest(Self.land.vertices[7], &distances)
    }
  }

  @Test("truncated, foreign, of another machine or version: the sentence says so")
  func foreign() throws {
    let bytes = try temporaryPlan([Self.red]).bytes
    for kept in [0, 10, 63] { #expect(try refusal(bytes.prefix(kept)).contains("不是分区空间索引")) }
    for kept in [64, 1000, bytes.count - 1] { #expect(try refusal(bytes.prefix(kept)).contains("已损坏（文件长度）")) }
    #expect(try refusal(Data("PK\u{3}\u{4}".utf8) + bytes.dropFirst(4)).contains("不是分区空间索引"))
    var swapped = bytes
    swapped.replaceSubrange(8..<12, with: [1, 2, 3, 4])
    #expect(try refusal(swapped).contains("字节序不同"))
    var newer = bytes
    newer[12] = 99
    #expect(try refusal(newer).contains("格式版本为 99"))
    #expect(throws: SegmentRefusal.self) { _ = try CompiledPlan(opening: "/nonexistent/plan") }
  }

  @Test("two layers of one name, or a line among polygons, are refused and leave no file")
  func refused() throws {
    let path = NSTemporaryDirectory() + "fenqu-plan-\(UUID().uuidString)"
    #expect(throws: SegmentRefusal.duplicateLayer(layer: "红线")) { try PlanCompiler.write([Self.red, Self.red], to: path) }
    var mixed = Self.red
    mixed.features[1].geometry = .lines([Array(Self.land.vertices.prefix(2))])
    #expect(throws: SegmentRefusal.wrongKind(layer: "红线", code: mixed.features[1].code)) {
      try PlanCompiler.write([Self.land.units, mixed], to: path)
    }
    let folder = URL(filePath: path).deletingLastPathComponent()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix(URL(filePath: path).lastPathComponent)
    }
    #expect(left.isEmpty)
  }
}
