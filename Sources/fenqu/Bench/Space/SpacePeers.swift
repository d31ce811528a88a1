import ExactJSON
import Foundation
import Geometry
import Service
import Tiles
import ZoneIndex

/// The engines that Benchmarks/setup has made ready, started when first asked for, with the layers and sites they were given.
final class SpacePeers {
  private let ground: SpaceGround
  private let folder: String
  private let report: (String) -> Void
  private var running: [SpaceEngine: SpacePeer] = [:]
  /// Why an engine is not there.
  private(set) var missing: [SpaceEngine: String] = [:]
  private let isAlone: Bool

  /// - Parameter alone: no peer at all.
  init(_ ground: SpaceGround, alone: Bool, report: @escaping (String) -> Void) {
    self.ground = ground
    self.report = report
    isAlone = alone
    folder = DataOption.environment("FENQU_BENCHMARKS") ?? "Benchmarks"
  }

  /// Versions of the engines that took part.
  var versions: [String] { running.values.map(\.version).sorted() }

  func stop() {
    for peer in running.values { peer.stop() }
    running = [:]
  }

  /// The engine of a task with everything the task reads; nil where it is not set up.
  func engine(for task: PeerTask) throws -> SpacePeer? {
    guard let peer = try started(task.engine) else { return nil }
    for name in [task.layer, task.comparedLayer].compactMap({ $0 }) { try peer.give("load", name, try layer(name)) }
    if task.command == "tile" { try peer.give("attributes", task.layer, try attributes(task.layer)) }
    for name in [task.sites, task.comparedSites].compactMap({ $0 }) { try peer.give("sites", name, try sites(name)) }
    return peer
  }

  private func started(_ engine: SpaceEngine) throws -> SpacePeer? {
    if let peer = running[engine] { return peer }
    if missing[engine] != nil { return nil }
    guard !isAlone else {
      missing[engine] = "没有要求对照"
      return nil
    }
    let files = FileManager.default
    let program = engine.program(folder)
    guard files.isExecutableFile(atPath: program), engine.arguments(folder).first.map(files.fileExists) ?? true else {
      missing[engine] = "没有找到 \(program)，做法见 Benchmarks/README.md"
      return nil
    }
    do {
      report("启动对照程序 \(engine.rawValue)")
      let peer = try SpacePeer(engine, in: folder)
      running[engine] = peer
      return peer
    } catch let error as ServiceError {
      missing[engine] = error.message
      return nil
    }
  }

  // MARK: Files

  private func layer(_ name: String) throws -> URL {
    try file(name + ".layer") { url in
      switch name {
      case "units": try SpacePeerFile.write(ground.unitGeometries, to: url)
      case "all": try SpacePeerFile.write(ground.geometries(ground.plan.members.indices), to: url)
      case "dense": try SpacePeerFile.write(ground.denseGeometries(), to: url)
      case "shorelines", "shore", "shorelinesFine", "shoreFine":
        let delivered = ground.geometries(ground.members(of: SpaceGround.shoreline).range)
        let lines = name.hasSuffix("Fine") ? delivered.map(\.finelySplit) : delivered
        // GEOS prepares one geometry; PostGIS looks in a table of several.
        let whole = lines.flatMap { (line) -> [[GridPoint]] in if case .lines(let parts) = line { parts } else { [] } }
        try SpacePeerFile.write(name.hasPrefix("shorelines") ? lines : [.lines(whole)], SpaceGround.inPlane, to: url)
      default: preconditionFailure("no such layer for peers: \(name)")
      }
    }
  }

  /// What tiles tell of each unit, a JSON object a line.
  private func attributes(_ name: String) throws -> URL {
    try file(name + ".attributes") { url in
      let units = ground.units
      var lines = ""
      for f in 0..<units.featureCount {
        let told = units.attributes(f).filter { $0.key != "code" && $0.key != "name" }.sorted { $0.key < $1.key }
        let members = [("code", units.code(f)), ("name", units.name(f))] + told.map { ($0.key, $0.value) }
        lines += JSONValue.object(members.map { JSONMember(key: $0.0, value: .string($0.1)) }).canonicalText + "\n"
      }
      try Data(lines.utf8).write(to: url)
    }
  }

  private func sites(_ name: String) throws -> URL {
    if let tiles = ground.tiles[name] {
      return try file(name + ".tiles") { url in
        try Data(tiles.map { "\($0.zoom)/\($0.column)/\($0.row)\n" }.joined().utf8).write(to: url)
      }
    }
    let places = ground.places.prefix(SpaceGround.peerPlaces).map { FeatureGeometry.points([$0]) }
    let outlines = ground.outlines.prefix(SpaceGround.peerOutlines).map { FeatureGeometry.polygons([$0]) }
    return try file(name + ".sites") { url in
      switch name {
      case "places": try SpacePeerFile.write(places, to: url)
      case "placesPlane": try SpacePeerFile.write(places, SpaceGround.inPlane, to: url)
      case "outlines": try SpacePeerFile.write(outlines, to: url)
      case "outlinesPlaneFine": try SpacePeerFile.write(outlines.map(\.finelySplit), SpaceGround.inPlane, to: url)
      case "outlinesPlane": try SpacePeerFile.write(outlines, SpaceGround.inPlane, to: url)
      case "uniform": try SpacePeerFile.write(ground.uniformOutlines.map { FeatureGeometry.polygons([$0]) }, to: url)
      default: preconditionFailure("no such sites for peers: \(name)")
      }
    }
  }

  /// A file of that name in the working folder, made where it is not there.
  private func file(_ name: String, _ make: (URL) throws -> Void) throws -> URL {
    let url = ground.folder.appendingPathComponent(name)
    if !FileManager.default.fileExists(atPath: url.path) {
      report("为对照程序准备 \(name)")
      try make(url)
    }
    return url
  }
}
