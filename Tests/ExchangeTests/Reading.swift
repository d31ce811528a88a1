import Exchange
import Foundation
import Geodesy
import Geometry
import Testing

/// The program beside the test runner, which knows `import-worker`.
let worker: WorkerProcess = {
  let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  var folder = URL(fileURLWithPath: runner).deletingLastPathComponent()
  if let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) {
    folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }
  return WorkerProcess(executable: folder.appendingPathComponent("fenqu").path)
}()

let reader = SiteReader(worker: worker)

func fixture(_ name: String) throws -> [UInt8] {
  let url = try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil))
  return Array(try Data(contentsOf: url))
}

func read(_ text: String, crs: String? = nil, axes: AxisOrder? = nil, shape: SiteShape? = nil, width: Double? = nil) async throws
  -> SiteReading
{
  try await reader.read(
    SiteUpload(bytes: Array(text.utf8), declaredSystem: crs, declaredAxes: axes, shape: shape, widthMetres: width))
}

/// The sentence with which an upload is refused, by reading or by making the footprint.
func refusal(_ upload: SiteUpload) async -> String {
  do {
    let footprint = try await reader.read(upload).footprint()
    return "taken: \(footprint.geometry)"
  } catch {
    return error.message
  }
}

func refusal(_ text: String, crs: String? = nil, shape: SiteShape? = nil, width: Double? = nil) async -> String {
  await refusal(SiteUpload(bytes: Array(text.utf8), declaredSystem: crs, shape: shape, widthMetres: width))
}

/// A square of 0.01° at 118.80, 32.06.
let squareRing = "[[118.80,32.06],[118.81,32.06],[118.81,32.07],[118.80,32.07],[118.80,32.06]]"

let squarePolygon = GridPolygon(
  shell: [(118.80, 32.06), (118.81, 32.06), (118.81, 32.07), (118.80, 32.07)].map { GridPoint(longitude: $0.0, latitude: $0.1) })

/// Whether every corner of the square lies within a grid step or two of a vertex, whatever was put between.
func isSquare(_ geometry: FeatureGeometry) -> Bool {
  guard case .polygons(let polygons) = geometry, polygons.count == 1 else { return false }
  return squarePolygon.shell.allSatisfy { corner in
    polygons[0].shell.contains { abs($0.x - corner.x) <= 2 && abs($0.y - corner.y) <= 2 }
  }
}
