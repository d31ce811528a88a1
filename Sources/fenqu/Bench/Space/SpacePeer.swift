import Foundation
import Glibc
import Service

/// Another engine in a process of its own, which reads the same layers and sites and times itself.
///
/// One command a line to its standard input, one answer a line back; the commands are told in
/// `Benchmarks/peers/geos_peer.c`. It ends with its input.
final class SpacePeer {
  let engine: SpaceEngine
  /// Name and version, as the engine itself says.
  private(set) var version = ""
  private let process = Process()
  private let toPeer = Pipe()
  private let fromPeer = Pipe()
  private var unread = Data()
  private var held: Set<String> = []
  /// A peer that ends before it has read everything is a fault to be told, not this process's death.
  private static let brokenPipesAreErrors: Void = { signal(SIGPIPE, SIG_IGN) }()

  /// - Throws: `ServiceError` with what the engine says where it does not start.
  init(_ engine: SpaceEngine, in folder: String) throws {
    _ = Self.brokenPipesAreErrors
    self.engine = engine
    process.executableURL = URL(fileURLWithPath: engine.program(folder))
    process.arguments = engine.arguments(folder)
    process.standardInput = toPeer
    process.standardOutput = fromPeer
    try process.run()
    version = try ask("hello")
  }

  deinit { stop() }

  func stop() {
    do { try toPeer.fileHandleForWriting.close() } catch { return }
    process.waitUntilExit()
  }

  /// Gives the engine a layer or sites once.
  func give(_ kind: String, _ name: String, _ file: @autoclosure () throws -> URL) throws {
    guard held.insert("\(kind) \(name)").inserted else { return }
    try ask("\(kind) \(name) \(file().path)")
  }

  struct Slice {
    var count: Int
    var seconds: Double
  }

  func run(_ task: PeerTask, start: Int, seconds: Double) throws -> Slice {
    let told = try ask("run \(task.command) \(task.layer) \(task.sites) \(start) \(Int(seconds * 1e9)) \(task.radius ?? -1)")
      .split(separator: " ").compactMap { Int($0) }
    guard told.count == 2, told[0] > 0, told[1] > 0 else { throw fault("没有给出用时") }
    return Slice(count: told[0], seconds: Double(told[1]) / 1e9)
  }

  /// The answers for the first sites, as bytes.
  func answers(_ task: PeerTask, in folder: URL) throws -> [UInt8] {
    let file = folder.appendingPathComponent("\(engine.rawValue)-answers")
    let layer = task.comparedLayer ?? task.layer
    let sites = task.comparedSites ?? task.sites
    try ask("answer \(task.command) \(layer) \(sites) 0 \(task.compared) \(task.radius ?? -1) \(file.path)")
    return Array(try Data(contentsOf: file))
  }

  /// Pieces of bytes, each after its length.
  static func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var at = 0
    while at + 4 <= bytes.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
      guard at + 4 + length <= bytes.count else { break }
      pieces.append(Array(bytes[(at + 4)..<(at + 4 + length)]))
      at += 4 + length
    }
    return pieces
  }

  @discardableResult
  private func ask(_ command: String) throws -> String {
    do { try toPeer.fileHandleForWriting.write(contentsOf: Data((command + "\n").utf8)) } catch { throw fault("已经退出") }
    let line = try readLine()
    guard line.hasPrefix("ok") else { throw fault(line.hasPrefix("error ") ? String(line.dropFirst(6)) : "回答无法识别：\(line)") }
    return String(line.dropFirst(3))
  }

  private func readLine() throws -> String {
    while true {
      if let end = unread.firstIndex(of: 10) {
        let line = String(decoding: unread[unread.startIndex..<end], as: UTF8.self)
        unread = Data(unread[unread.index(after: end)...])
        return line
      }
      let more = fromPeer.fileHandleForReading.availableData
      guard !more.isEmpty else { throw fault("已经退出") }
      unread.append(more)
    }
  }

  private func fault(_ why: String) -> ServiceError {
    ServiceError(.badInput, "对照程序 \(engine.rawValue) 不能用：\(why)。请先运行 Benchmarks/setup，或用 --alone 单独自测。", field: "task")
  }
}

/// The engines that Benchmarks/setup makes ready.
enum SpaceEngine: String {
  case geos, postgis, areas

  func program(_ folder: String) -> String { folder + (self == .geos ? "/peers/.build/geos_peer" : "/.venv/bin/python") }

  func arguments(_ folder: String) -> [String] {
    switch self {
    case .geos: []
    case .postgis: [folder + "/peers/postgis_peer.py", folder + "/.postgis"]
    case .areas: [folder + "/peers/area_peer.py"]
    }
  }
}

/// What a peer is asked beside one of our measurements.
struct PeerTask {
  var engine: SpaceEngine
  /// How it does it, in the row's `peer` after its version.
  var way: String
  var command: String
  var layer: String
  var sites: String
  /// Metres, for distances within a radius.
  var radius: Double?
  /// How many sites the answers are compared over.
  var compared: Int
  /// Other layers and sites for the comparison alone, where the peer's plane bends long edges.
  var comparedLayer: String?
  var comparedSites: String?
  /// How many times as fast we mean to be.
  var aim: Double?
}

/// One answer about one site: a feature and what is measured of it.
struct SpaceAnswer {
  var site: Int
  var feature: Int
  /// Footprints: area in m², length in m, places. Distances: metres, then two places.
  var values: (Double, Double, Double, Double, Double) = (0, 0, 0, 0, 0)

  /// Records of two numbers and five measures.
  static func read(_ bytes: [UInt8]) -> [SpaceAnswer] {
    let size = 48
    return bytes.withUnsafeBytes { bytes in
      (0..<(bytes.count / size)).map { k in
        func number(_ n: Int) -> Double { bytes.loadUnaligned(fromByteOffset: k * size + 8 + 8 * n, as: Double.self) }
        return SpaceAnswer(
          site: Int(bytes.loadUnaligned(fromByteOffset: k * size, as: UInt32.self)),
          feature: Int(bytes.loadUnaligned(fromByteOffset: k * size + 4, as: UInt32.self)),
          values: (number(0), number(1), number(2), number(3), number(4)))
      }
    }
  }
}
