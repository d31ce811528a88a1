import Geodesy
import Geometry
import Service
import ZoneIndex

extension SpaceGround {
  /// The plane in which peers measure distances: Gauss–Krüger about 120° E, metres.
  static let plane = GaussKruger(centralMeridian: 120)

  static func inPlane(_ p: GridPoint) -> (x: Double, y: Double) {
    let (easting, northing) = plane.project(longitude: p.longitude, latitude: p.latitude)
    return (easting, northing)
  }

  /// How far the nearest shoreline of the Yangtze is: from places and from footprints, within a radius and without.
  func distanceCases(_ isWanted: (String) -> Bool) throws -> [SpaceCase] {
    guard SpaceCommand.names.contains(where: { $0.hasPrefix("distance.") && isWanted($0) }) else { return [] }
    guard let shore = plan.distances(to: Self.shoreline) else {
      throw ServiceError(.badInput, "数据中没有“\(Self.shoreline)”图层，不能测量距离。", field: "data")
    }
    let sites = outlines.prefix(Self.peerOutlines).map { outline -> DistanceSite? in
      do { return DistanceSite(try Site(.polygons([outline]))) } catch { return nil }
    }
    guard !sites.contains(where: { $0 == nil }) else { preconditionFailure("a star is a valid site") }
    let outlines = sites.compactMap { $0 }
    let places = places
    let radii: [(String, Double?)] = [("within1km", 1000), ("within5km", 5000), ("unbounded", nil)]
    let cases =
      radii.map { name, radius in
        distanceCase("places.\(name)", "点到长江岸线距离", radius, "places", places.count) {
          shore.nearest(places[$0], within: radius, &$1.distance)
        }
      }
      + radii.map { name, radius in
        distanceCase("footprints.\(name)", "占地到长江岸线距离", radius, "outlines", outlines.count) {
          shore.nearest(outlines[$0], within: radius, &$1.distance)
        }
      }
    return cases.filter { isWanted($0.name) }
  }

  private func distanceCase(
    _ form: String, _ what: String, _ radius: Double?, _ sites: String, _ count: Int,
    _ nearest: @escaping (Int, SpaceMemory) -> PlanNearest?
  ) -> SpaceCase {
    SpaceCase(
      task: "distance", form: form, what: what + (radius.map { "，\(Int($0 / 1000)) km 以内" } ?? "，不限距离"),
      unit: "\(sites == "places" ? "places" : "footprints")/s", stride: 1_024, sites: count,
      answer: { run in
        let kept = SpaceMemory()
        for k in run { _ = nearest(k, kept) }
      },
      answerOne: {
        let kept = SpaceMemory()
        return { _ = nearest($0, kept) }
      },
      rivals: distanceRivals(sites, radius),
      answers: { count in
        let kept = SpaceMemory()
        return (0..<count).compactMap { k in
          nearest(k, kept).map { SpaceAnswer(site: k, feature: 0, values: ($0.metres, 0, 0, 0, 0)) }
        }
      },
      compare: { Self.compareDistances($0, $1, $2) }, summed: min(count, 20_000),
      checksum: {
        var sum = SpaceChecksum()
        for answer in $0 {
          sum.add(Int64(answer.site))
          sum.add(hundredths: answer.values.0)
        }
        return sum.text
      })
  }

  private func distanceRivals(_ sites: String, _ radius: Double?) -> [SpaceRival] {
    let aim = radius == nil ? 4.0 : 10.0
    let fine = sites == "places" ? nil : sites + "PlaneFine"
    var tasks = [
      PeerTask(
        engine: .geos, way: "PreparedDistance" + (radius == nil ? "" : "，再与半径比较"), command: "distance.prepared", layer: "shore",
        sites: sites + "Plane", radius: radius, compared: 2_000, comparedLayer: "shoreFine", comparedSites: fine, aim: aim)
    ]
    if radius != nil {
      tasks.append(
        PeerTask(
          engine: .geos, way: "PreparedDistanceWithin，再 PreparedDistance", command: "distance.within", layer: "shore",
          sites: sites + "Plane", radius: radius, compared: 2_000, comparedLayer: "shoreFine", comparedSites: fine, aim: aim))
    }
    for (command, way) in [("", "原几何"), (".subdivided", "细分几何")] {
      tasks.append(
        PeerTask(
          engine: .postgis, way: (radius == nil ? "KNN <->，" : "ST_DWithin，") + way,
          command: (radius == nil ? "distance.knn" : "distance.within") + command, layer: "shorelines", sites: sites + "Plane",
          radius: radius, compared: 1_000, comparedLayer: "shorelinesFine", comparedSites: fine, aim: aim))
    }
    return tasks.map(SpaceRival.engine)
  }

  /// Peers find their nearest places in the plane; the geodesic between these is held against ours.
  private static func compareDistances(_ sites: Int, _ ours: [SpaceAnswer], _ peers: [SpaceAnswer]) -> SpaceComparison {
    let theirs = peers.map { peer in
      var answer = peer
      answer.feature = 0
      let a = plane.unproject(easting: peer.values.1, northing: peer.values.2)
      let b = plane.unproject(easting: peer.values.3, northing: peer.values.4)
      answer.values.0 =
        peer.values.0 == 0
        ? 0
        : Geodesic.line(
          Geodesic.Place(longitude: a.longitude, latitude: a.latitude), Geodesic.Place(longitude: b.longitude, latitude: b.latitude)
        ).length
      return answer
    }
    return SpaceComparison(sites: sites, ours: ours, peers: theirs, unit: "m") { $0.values.0 }
  }
}
