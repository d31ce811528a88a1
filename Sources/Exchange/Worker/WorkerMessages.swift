import Foundation
import Geometry

/// What the import worker is asked, in one line of JSON before the bytes.
struct WorkerRequest: Codable {
  /// What to make of the bytes.
  enum Task: String, Codable { case site }

  var task: Task
  var fileName: String?
  var encoding: TextEncoding?
  var shape: SiteShape?
  var limits: SiteLimits
}

/// What the import worker answers, in one line of JSON.
enum WorkerAnswer: Codable {
  case site(SiteRecord)
  case refused(ExchangeError)
}

/// A raw site on its way out of the worker: coordinates as packed doubles, so that they arrive bit for bit.
struct SiteRecord: Codable {
  var format: SiteFormat
  var shape: SiteShape
  /// Vertices of each ring, line or the run of points.
  var runs: [Int]
  /// Rings of each polygon; empty for lines and points.
  var polygons: [Int]
  /// Little-endian doubles, x and y in turn.
  var coordinates: Data
  var statedSystem: RawSite.StatedSystem?
  var axes: AxisOrder?
  var inDegrees: Bool
  var widthMetres: Double?
  var assumed: [SiteAssumption]
  var notes: [String]

  init(_ site: RawSite) {
    format = site.format
    shape = site.figure.shape
    let lines: [[RawPoint]]
    switch site.figure {
    case .polygons(let all):
      polygons = all.map(\.count)
      lines = all.flatMap { $0 }
    case .lines(let all):
      polygons = []
      lines = all
    case .points(let all):
      polygons = []
      lines = [all]
    }
    runs = lines.map(\.count)
    var packed = Data(capacity: site.figure.vertexCount * 16)
    for p in lines.joined() {
      for value in [p.x, p.y] { withUnsafeBytes(of: value.bitPattern.littleEndian) { packed.append(contentsOf: $0) } }
    }
    coordinates = packed
    statedSystem = site.statedSystem
    axes = site.axes
    inDegrees = site.inDegrees
    widthMetres = site.widthMetres
    assumed = site.assumed
    notes = site.notes
  }

  /// Throws `workerFailed` where the parts do not add up: the worker is as little trusted as the file it read.
  func site() throws(ExchangeError) -> RawSite {
    let points = coordinates.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - bytes.count % 16, by: 16).map { at in
        RawPoint(
          Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))),
          Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))))
      }
    }
    guard runs.allSatisfy({ $0 > 0 && $0 <= points.count }), runs.reduce(0, +) == points.count, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { throw .workerFailed(detail: "vertices do not add up") }
    var lines: [[RawPoint]] = []
    var at = 0
    for n in runs {
      lines.append(Array(points[at..<(at + n)]))
      at += n
    }
    let figure: RawGeometry
    switch shape {
    case .area:
      guard polygons.allSatisfy({ $0 > 0 && $0 <= lines.count }), polygons.reduce(0, +) == lines.count else {
        throw .workerFailed(detail: "rings do not add up")
      }
      var all: [[[RawPoint]]] = []
      var ring = 0
      for n in polygons {
        all.append(Array(lines[ring..<(ring + n)]))
        ring += n
      }
      figure = .polygons(all)
    case .line: figure = .lines(lines)
    case .point: figure = .points(points)
    }
    return RawSite(
      format: format, figure: figure, statedSystem: statedSystem, axes: axes, inDegrees: inDegrees, widthMetres: widthMetres,
      assumed: assumed, notes: notes)
  }
}
