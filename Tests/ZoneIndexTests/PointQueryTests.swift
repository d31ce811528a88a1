import Geometry
import Testing
import ZoneIndex

@Suite("At a point")
struct PointQueryTests {
  private static let land = TilingLand(size: 9, seed: 3)
  private static let file = Result { try TemporarySegment([land.units]) }

  private func bruteForce(_ p: GridPoint) -> [String] {
    Self.land.units.features.filter { $0.geometry.position(of: p) != .outside }.map(\.code).sorted()
  }

  @Test("random places, vertices and places on edges: as brute force finds")
  func agrees() throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(6)
    let box = Self.land.box
    let vertices = Self.land.vertices
    var shared = 0
    for i in 0..<3000 {
      var p = GridPoint(
        x: box.minX - 1_000_000 + Int64(numbers.next() % UInt64(box.maxX - box.minX + 2_000_000)),
        y: box.minY - 1_000_000 + Int64(numbers.next() % UInt64(box.maxY - box.minY + 2_000_000)))
      if i % 3 == 1 { p = vertices[Int(numbers.next() % UInt64(vertices.count))] }
      if i % 3 == 2 {
        // On the level of a vertex, where rays are tempted to count twice.
        p.y = vertices[Int(numbers.next() % UInt64(vertices.count))].y
      }
      let found = snapshot.features(at: p, layer: "管控单元").map { snapshot.code(of: $0) }
      #expect(found == bruteForce(p))
      if found.count > 1 { shared += 1 }
    }
    #expect(shared > 500)
  }

  @Test("segments given in another order answer in the same order")
  func orderOfSegments() throws {
    let half = Self.land.units.features.count / 2
    let a = try TemporarySegment([LayerContent(id: "管控单元", kind: .polygon, features: Array(Self.land.units.features[..<half]))])
    let b = try TemporarySegment([LayerContent(id: "管控单元", kind: .polygon, features: Array(Self.land.units.features[half...]))])
    let one = ZoneSnapshot(segments: [a.segment, b.segment])
    let two = ZoneSnapshot(segments: [b.segment, a.segment])
    #expect(one.featureCount(of: "管控单元") == Self.land.units.features.count)
    for p in Self.land.vertices.prefix(200) {
      #expect(one.features(at: p).map { one.code(of: $0) } == two.features(at: p).map { two.code(of: $0) })
    }
  }

  @Test("a box query finds every feature whose box it meets")
  func boxes() throws {
    let snapshot = try Self.file.get().snapshot
    var numbers = SeededNumbers(8)
    for _ in 0..<200 {
      let x = Self.land.box.minX + Int64(numbers.next() % UInt64(Self.land.box.maxX - Self.land.box.minX))
      let y = Self.land.box.minY + Int64(numbers.next() % UInt64(Self.land.box.maxY - Self.land.box.minY))
      let box = GridBox(minX: x, minY: y, maxX: x + 3_000_000, maxY: y + 2_000_000)
      let found = snapshot.features(in: box, layer: "管控单元").map(\.index)
      let expected = Self.land.units.features.indices.filter { Self.land.units.features[$0].geometry.box.meets(box) }
      #expect(found == expected)
    }
  }

  @Test("an unknown layer holds nothing")
  func unknownLayer() throws {
    let snapshot = try Self.file.get().snapshot
    #expect(!snapshot.holds("无"))
    #expect(snapshot.features(at: Self.land.vertices[0], layer: "无").isEmpty)
    #expect(snapshot.kind(of: "无") == nil && snapshot.featureCount(of: "无") == 0 && snapshot.box(of: "无").isEmpty)
  }
}
