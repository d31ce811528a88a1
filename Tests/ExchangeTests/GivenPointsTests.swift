import Exchange
import Geodesy
import Geometry
import Testing

@Suite("A site keeps its points as they were given")
struct GivenPointsTests {
  private func rings(_ geometry: FeatureGeometry) -> [[GridPoint]] {
    guard case .polygons(let polygons) = geometry else { return [] }
    return polygons.flatMap(\.rings)
  }

  @Test("degrees: the geometry is normalised, the given points are not")
  func degrees() async throws {
    let footprint = try await read("118.81,32.07\n118.81,32.06\n118.80,32.06\n118.80,32.07").footprint()
    #expect(footprint.geometry == .polygons([squarePolygon]))
    let shell = try #require(rings(footprint.given).first)
    #expect(shell.first == GridPoint(longitude: 118.81, latitude: 32.07))
    #expect(shell.count == 4)
    #expect(!footprint.notes.contains { $0.contains("内插") })
  }

  @Test("metres: what is put in between is counted, and none of the given points")
  func metres() async throws {
    let text = "坐标系：EPSG:4549\nJ1,3548000,575000\nJ2,3548000,576000\nJ3,3547600,576000\nJ4,3547600,575000"
    let footprint = try await read(text).footprint()
    let given = try #require(rings(footprint.given).first)
    let whole = try #require(rings(footprint.geometry).first)
    #expect(given.count == 4)
    // Two edges of 1000 m in four pieces, two of 400 m in two.
    #expect(whole.count == 12)
    #expect(Set(given).isSubset(of: Set(whole)))
    #expect(footprint.notes.contains { $0.contains("内插了 8 个点") })
  }
}
