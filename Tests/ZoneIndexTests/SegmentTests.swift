import Foundation
import Geometry
import Testing
import ZoneIndex

@Suite("Segment files")
struct SegmentTests {
  private static let land = TilingLand(size: 6, seed: 1)
  private static let layers: [LayerContent] = [
    land.units,
    LayerContent(
      id: "岸线", kind: .line,
      features: [
        LayerFeature(
          code: "A", name: "长江", attributes: ["level": "1"], geometry: .lines([land.outline.shell, Array(land.outline.shell.prefix(40))])),
        LayerFeature(code: "B", name: "", geometry: .lines([Array(land.outline.shell.suffix(17))])),
      ]),
    LayerContent(
      id: "排口", kind: .point,
      features: [LayerFeature(code: "P1", name: "点", geometry: .points([GridPoint(longitude: 118.55, latitude: 32.05)]))]),
    LayerContent(id: "空层", kind: .polygon, features: []),
  ]

  @Test("what is written is read back, attributes and geometry included")
  func roundTrip() throws {
    let file = try TemporarySegment(Self.layers)
    let segment = file.segment
    #expect(segment.layers.map(\.id) == Self.layers.map(\.id))
    for (l, layer) in Self.layers.enumerated() {
      #expect(segment.layers[l].featureCount == layer.features.count)
      #expect(segment.layers[l].vertexCount == layer.features.reduce(0) { $0 + $1.geometry.vertexCount })
      for (i, feature) in layer.features.enumerated() {
        let read = segment.feature(layer: l, index: i)
        #expect(read.code == feature.code && read.name == feature.name && read.attributes == feature.attributes)
        switch (read.geometry, feature.geometry) {
        case (.polygons(let a), .polygons(let b)): #expect(a == b.map(\.normalised))
        default: #expect(read.geometry == feature.geometry)
        }
        for (name, value) in feature.attributes { #expect(segment.attribute(name, layer: l, index: i) == value) }
        #expect(segment.attribute("没有", layer: l, index: i) == nil)
      }
    }
  }

  @Test("the same layers give the same bytes")
  func sameBytes() throws {
    let a = try TemporarySegment(Self.layers)
    let b = try TemporarySegment(Self.layers)
    #expect(a.bytes == b.bytes)
  }

  @Test("a file cut short, of another kind, or with a flipped bit in its tables is refused or harmless, never a crash")
  func damage() throws {
    let file = try TemporarySegment(Self.layers)
    let bytes = file.bytes
    let path = NSTemporaryDirectory() + "fenqu-damaged-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    func open(_ data: Data) throws -> ZoneSegment {
      try data.write(to: URL(filePath: path))
      return try ZoneSegment(opening: path)
    }
    for n in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 61)) {
      #expect(throws: SegmentRefusal.self) { try open(bytes.prefix(n)) }
    }
    #expect(throws: SegmentRefusal.notASegment(path: path)) { try open(Data(repeating: 7, count: 500)) }
    var newer = bytes
    newer[8] = 9
    #expect(throws: SegmentRefusal.wrongVersion(path: path, found: 9)) { try open(newer) }
    var numbers = SeededNumbers(5)
    var refused = 0
    for _ in 0..<400 {
      var flipped = bytes
      // The last bytes are the layer table.
      let at = bytes.count - 1 - Int(numbers.next() % 900)
      flipped[at] ^= UInt8(1 << (numbers.next() % 8))
      do {
        let segment = try open(flipped)
        let snapshot = ZoneSnapshot(segments: [segment])
        _ = snapshot.features(at: GridPoint(longitude: 118.55, latitude: 32.05))
        for layer in segment.layers.indices where segment.layers[layer].featureCount > 0 {
          _ = segment.feature(layer: layer, index: 0)
        }
      } catch is SegmentRefusal { refused += 1 }
    }
    #expect(refused > 300)
  }

  @Test("what is absent is refused with its name")
  func absent() {
    #expect { try ZoneSegment(opening: "/nonexistent/segment") } throws: {
      ($0 as? SegmentRefusal)?.message.contains("/nonexistent/segment") == true
    }
    #expect(throws: SegmentRefusal.self) { try SegmentWriter.write(Self.layers, to: "/nonexistent/segment") }
  }

  @Test("two layers of one name, a line among polygons, a layer round the globe")
  func refusals() throws {
    let path = NSTemporaryDirectory() + "fenqu-refused-\(UUID().uuidString)"
    #expect(throws: SegmentRefusal.duplicateLayer(layer: "管控单元")) {
      try SegmentWriter.write([Self.land.units, Self.land.units], to: path)
    }
    let line = LayerFeature(code: "L", name: "", geometry: .lines([[GridPoint(x: 0, y: 0), GridPoint(x: 1, y: 1)]]))
    #expect(throws: SegmentRefusal.wrongKind(layer: "区", code: "L")) {
      try SegmentWriter.write([LayerContent(id: "区", kind: .polygon, features: [line])], to: path)
    }
    let wide = LayerFeature(code: "W", name: "", geometry: .points([GridPoint(x: 0, y: 0), GridPoint(x: 5_000_000_000, y: 0)]))
    #expect(throws: SegmentRefusal.layerTooWide(layer: "点")) {
      try SegmentWriter.write([LayerContent(id: "点", kind: .point, features: [wide])], to: path)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    let left = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()).filter { $0.hasPrefix("fenqu-refused") }
    #expect(left.isEmpty)
  }
}
