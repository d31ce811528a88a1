import Foundation
import Geometry
import Service
import ZoneIndex

/// The engines that Benchmarks/setup has made ready, started when first asked for, with the layers and sites they were given.
final class SpacePeers {
  private let ground: SpaceGround
  private let folder: String
  private let report: (String) -> Void
  private var running: [String: SpacePeer] = [:]
  /// Why an engine is not there, by its name.
  private(set) var missing: [String: String] = [:]

  /// - Parameter alone: no peer at all.
  init(_ ground: SpaceGround, alone: Bool, report: @escaping (String) -> Void) {
    self.ground = ground
    self.report = report
    folder = DataOption.environment("FENQU_BENCHMARKS") ?? "Benchmarks"
    if alone { missing = ["geos": "没有要求对照", "postgis": "没有要求对照"] }
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
    try peer.give("load", task.layer, try layer(task.layer))
    try peer.give("sites", task.sites, try sites(task.sites))
    return peer
  }

  private func started(_ name: String) throws -> SpacePeer? {
    if let peer = running[name] { return peer }
    if missing[name] != nil { return nil }
    let files = FileManager.default
    let program = name == "geos" ? folder + "/peers/.build/geos_peer" : folder + "/.venv/bin/python"
    let script = folder + "/peers/postgis_peer.py"
    guard files.isExecutableFile(atPath: program), name == "geos" || files.fileExists(atPath: script) else {
      missing[name] = "没有找到 \(program)，做法见 Benchmarks/README.md"
      return nil
    }
    do {
      report("启动对照程序 \(name)")
      let peer = try SpacePeer(name, program: program, arguments: name == "geos" ? [] : [script, folder + "/.postgis"])
      running[name] = peer
      return peer
    } catch let error as ServiceError {
      missing[name] = error.message
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
      case "shorelines", "shore":
        let lines = ground.geometries(ground.members(of: SpaceGround.shoreline).range)
        // GEOS prepares one geometry; PostGIS looks in a table of several.
        let whole = lines.flatMap { (line) -> [[GridPoint]] in if case .lines(let parts) = line { parts } else { [] } }
        try SpacePeerFile.write(name == "shore" ? [.lines(whole)] : lines, SpaceGround.inPlane, to: url)
      default: preconditionFailure("no such layer for peers: \(name)")
      }
    }
  }

  private func sites(_ name: String) throws -> URL {
    let places = ground.places.prefix(SpaceGround.peerPlaces).map { FeatureGeometry.points([$0]) }
    let outlines = ground.outlines.prefix(SpaceGround.peerOutlines).map { FeatureGeometry.polygons([$0]) }
    return try file(name + ".sites") { url in
      switch name {
      case "places": try SpacePeerFile.write(places, to: url)
      case "placesPlane": try SpacePeerFile.write(places, SpaceGround.inPlane, to: url)
      case "outlines": try SpacePeerFile.write(outlines, to: url)
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
