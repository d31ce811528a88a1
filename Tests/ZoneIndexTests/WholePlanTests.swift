import Foundation
import Geometry
import Testing
import ZoneIndex

@Suite("A whole plan of several parts")
struct WholePlanTests {
  private static let west = TilingLand(size: 5, seed: 71)
  private static let east = TilingLand(size: 5, seed: 72, x: 118.62)

  private static func layers(_ land: TilingLand, seed: UInt64) -> [LayerContent] {
    var numbers = SeededNumbers(seed)
    let sparse = (0..<12).map { k -> LayerFeature in
      LayerFeature(code: "R\(seed)-\(k)", name: "", geometry: .polygons([land.site(&numbers, radius: 0.01).normalised]))
    }
    let vertices = land.vertices
    return [
      land.units, LayerContent(id: "红线", kind: .polygon, features: sparse),
      LayerContent(
        id: "岸线", kind: .line, features: [LayerFeature(code: "L\(seed)", name: "", geometry: .lines([Array(vertices.prefix(40))]))]),
      LayerContent(
        id: "点位", kind: .point,
        features: vertices.suffix(9).enumerated().map { LayerFeature(code: "P\($0)", name: "", geometry: .points([$1])) }),
    ]
  }

  private static let parts: [(id: String, layers: [LayerContent])] = [
    ("320100", layers(west, seed: 1)), ("320200", layers(east, seed: 2)),
    (
      "320000", [LayerContent(id: "全域", kind: .polygon, features: [LayerFeature(code: "A", name: "", geometry: .polygons([west.outline]))])]
    ),
  ]

  private func folder() -> PlanFolder { PlanFolder(NSTemporaryDirectory() + "fenqu-plans-\(UUID().uuidString)") }

  private func remove(_ folder: PlanFolder) { unlinkAll(folder.path) }

  private func unlinkAll(_ path: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] { unlink(path + "/" + name) }
    rmdir(path)
  }

  private func given(_ versions: [String: String] = [:], asked: AskedParts = AskedParts()) -> [PlanFolder.Part] {
    Self.parts.map { part in
      PlanFolder.Part(id: part.id, key: "sha256:\(versions[part.id] ?? "1")") {
        asked.ids.append(part.id)
        return part.layers
      }
    }
  }

  private final class AskedParts { var ids: [String] = [] }

  @Test("a publication compiles only what is new; readers of the plan before go on; what is left over is swept")
  func publications() throws {
    let folder = folder()
    defer { remove(folder) }
    #expect(throws: SegmentRefusal.self) { _ = try folder.open() }
    let first = try folder.publish(given())
    #expect(first.compiled == ["320100", "320200", "320000"])
    let live = LivePlan(first.plan)
    let asked = AskedParts()
    let second = try folder.publish(given(["320200": "2"], asked: asked))
    #expect(second.compiled == ["320200"] && asked.ids == ["320200"])
    live.replace(with: second.plan)
    // The second version is the first again, so that the directory stands.
    #expect(try folder.sweep() == ["320200-sha256-1.plan"])
    let p = Self.east.vertices[9]
    let before = first.plan.features(at: p).map { first.plan.code($0) }
    #expect(!before.isEmpty && live.current.features(at: p).map { live.current.code($0) } == before)
    #expect(try folder.open().features(at: p) == live.current.features(at: p))
    #expect(try folder.publish(given(["320200": "2"])).compiled.isEmpty)
  }

  @Test("damaged, truncated, foreign and missing files are refused with a sentence, and compiled again")
  func unsound() throws {
    let folder = folder()
    defer { remove(folder) }
    _ = try folder.publish(given())
    let file = folder.path + "/320100-sha256-1.plan"
    let sound = try Data(contentsOf: URL(filePath: file))
    let other = try Data(contentsOf: URL(filePath: folder.path + "/320200-sha256-1.plan"))
    func refusal() throws -> String {
      try #require(#expect(throws: SegmentRefusal.self) { _ = try folder.open() }).message
    }
    var table = sound
    table[sound.count - 80] ^= 64
    for (bytes, sentence) in [
      (table, "已损坏（目录）"), (sound.prefix(sound.count - 64), "已损坏（文件长度）"), (other, "不是清单所列 320100"), (Data("PK".utf8), "不是分区空间索引"),
    ] {
      // A new file, as a careless copy makes it: what is mapped elsewhere is left alone.
      unlink(file)
      try bytes.write(to: URL(filePath: file))
      #expect(try refusal().contains(sentence), "\(sentence)")
    }
    unlink(file)
    #expect(try refusal().contains("无法打开"))
    let again = try folder.publish(given())
    #expect(again.compiled == ["320100"])
    #expect(try folder.open().features(at: Self.west.vertices[5]) == again.plan.features(at: Self.west.vertices[5]))
    try checkBitRot(folder, file)
    let manifest = folder.path + "/plan.manifest"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    for (changed, sentence) in [
      (text.replacing("320200", with: "320300"), "已损坏（清单）"), (String(text.dropLast(20)), "已损坏（清单）"), ("{}", "不是分区空间索引"),
      (text.replacing("fenqu-plan 3", with: "fenqu-plan 99"), "99"),
    ] {
      try changed.write(toFile: manifest, atomically: true, encoding: .utf8)
      #expect(try refusal().contains(sentence), "\(sentence)")
    }
    #expect(try folder.publish(given()).compiled.count == 3)
  }

  /// A byte among coordinates: opening cannot see it, reading every byte does, and publishing mends it.
  private func checkBitRot(_ folder: PlanFolder, _ file: String) throws {
    unlinkAll(folder.path)
    _ = try folder.publish(given())
    #expect(throws: Never.self) { try folder.open().verify() }
    let whole = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix("whole-") })
    for path in [file, folder.path + "/" + whole] {
      let before = try Data(contentsOf: URL(filePath: path))
      var recognised = 0
      for part in 1..<8 {
        var changed = before
        changed[before.count * part / 8] ^= 1
        unlink(path)
        try changed.write(to: URL(filePath: path))
        do {
          try folder.open().verify()
        } catch {
          recognised += 1
          #expect(error.message.contains("已损坏"))
        }
        let again = try folder.publish(given())
        #expect(again.compiled == (path == file ? ["320100"] : []))
        #expect(throws: Never.self) { try folder.open().verify() }
        guard path == file else { continue }
        // The part compiled again has another name: back to the one that this test knows.
        unlinkAll(folder.path)
        _ = try folder.publish(given())
      }
      #expect(recognised == 7)
    }
  }

  @Test("names that cannot stand in a path, and one issuer twice, are refused; what was in force stays")
  func names() throws {
    let folder = folder()
    defer { remove(folder) }
    let good = try folder.publish(given()).plan
    for part in [PlanFolder.Part(id: "../x", key: "1") { [] }, .init(id: "", key: "1") { [] }, .init(id: "a", key: "b c") { [] }] {
      #expect(throws: SegmentRefusal.self) { _ = try folder.publish([part]) }
    }
    #expect(throws: SegmentRefusal.duplicatePart(id: "320100")) { _ = try folder.publish(given() + given()) }
    #expect(try folder.open().layerIDs == good.layerIDs)
  }

  @Test("what holds a place over all layers: as each layer's features say one by one, lines and points included")
  func places() throws {
    let folder = folder()
    defer { remove(folder) }
    let plan = try folder.publish(given()).plan
    #expect(plan.layerIDs == ["全域", "岸线", "点位", "管控单元", "红线"])
    #expect(plan.members(of: "管控单元").count == 2 && plan.members(of: "无").isEmpty)
    var numbers = SeededNumbers(73)
    let vertices = Self.west.vertices + Self.east.vertices
    let box = plan.box
    let all = TestLength.of(3000, long: 60_000)
    let places = (0..<all).map { n -> GridPoint in
      let v = vertices[Int(numbers.next() % UInt64(vertices.count))]
      if n % 4 == 0 { return v }
      if n % 4 == 1 { return GridPoint(x: v.x + Int64(numbers.next() % 3) - 1, y: v.y + Int64(numbers.next() % 3) - 1) }
      return GridPoint(
        x: box.minX - 500_000 + Int64(numbers.next() % UInt64(box.maxX - box.minX + 1_000_000)),
        y: box.minY - 500_000 + Int64(numbers.next() % UInt64(box.maxY - box.minY + 1_000_000)))
    }
    func expected(_ p: GridPoint) -> [String] {
      var codes: [String] = []
      for id in plan.layerIDs {
        for part in Self.parts {
          for layer in part.layers where layer.id == id {
            codes += layer.features.filter { $0.geometry.position(of: p) != .outside }.map { id + $0.code }
          }
        }
      }
      return codes
    }
    var bulk: [[PlanFeature]] = []
    plan.locate(places.span) { i, found in
      #expect(i == bulk.count)
      bulk.append(found.features)
    }
    var met = 0
    for (p, found) in zip(places, bulk) {
      #expect(plan.features(at: p) == found)
      let codes = found.map { plan.layerID($0) + plan.code($0) }
      #expect(codes == expected(p))
      met += codes.count
    }
    #expect(bulk.count == all && met > all)
  }
}
