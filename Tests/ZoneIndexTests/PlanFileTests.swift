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
    return try CompiledPlan(opening: path)
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
