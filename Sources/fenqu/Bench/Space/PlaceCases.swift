import Geometry
import ZoneIndex

extension SpaceGround {
  /// What contains a place, in random order: of the unit layer, of all layers.
  func placeCases(_ isWanted: (String) -> Bool) -> [SpaceCase] {
    (isWanted("point.units") ? [placeInUnits()] : []) + (isWanted("point.all") ? [placeInAllLayers()] : [])
  }

  private func placeInUnits() -> SpaceCase {
    let units = units
    let places = places
    func summed(_ answers: [SpaceAnswer]) -> String {
      var sum = SpaceChecksum()
      for answer in answers {
        sum.add(Int64(answer.site))
        sum.add(units.code(answer.feature))
      }
      return sum.text
    }
    let stride = 65_536
    var results = [Int32](repeating: 0, count: stride)
    return SpaceCase(
      task: "point", form: "units", what: "点查管控单元，随机次序", unit: "places/s", aimRate: 10e6, stride: stride, sites: places.count,
      answer: { run in
        var span = results.mutableSpan
        units.locate(places.span.extracting(run), into: &span)
        // What the bulk call leaves open is asked one by one.
        var set = FeatureSet()
        for k in 0..<run.count where results[k] == LayerIndex.Located.several {
          units.locate(places[run.lowerBound + k], into: &set)
        }
      },
      answerOne: {
        var set = FeatureSet()
        return { units.locate(places[$0], into: &set) }
      },
      rivals: placeRivals("units", aims: (geos: 20, postgis: 400)),
      answers: { count in
        var set = FeatureSet()
        return (0..<count).flatMap { k in
          units.locate(places[k], into: &set)
          return set.indices.map { SpaceAnswer(site: k, feature: $0) }
        }
      },
      compare: { SpaceComparison(sites: $0, ours: $1, peers: $2) }, summed: 100_000, checksum: summed)
  }

  private func placeInAllLayers() -> SpaceCase {
    let plan = plan
    let places = places
    func answers(_ count: Int) -> [SpaceAnswer] {
      var result: [SpaceAnswer] = []
      plan.locate(places.span.extracting(0..<count)) { k, found in
        for j in 0..<found.count { result.append(SpaceAnswer(site: k, feature: self.number(found[j]))) }
      }
      return result
    }
    return SpaceCase(
      task: "point", form: "all", what: "点查全部图层，随机次序", unit: "places/s", aimRate: 2e6, stride: 16_384, sites: places.count,
      answer: { run in
        var features = 0
        plan.locate(places.span.extracting(run)) { _, found in features &+= found.count }
        withExtendedLifetime(features) {}
      },
      answerOne: {
        let kept = SpaceMemory()
        return { plan.locate(places[$0], into: &kept.place) }
      },
      rivals: placeRivals("all", aims: (geos: 15, postgis: nil)),
      answers: answers, compare: { SpaceComparison(sites: $0, ours: $1, peers: $2) }, summed: 100_000,
      checksum: { self.checksum($0) { _, _ in } })
  }

  private func placeRivals(_ layer: String, aims: (geos: Double?, postgis: Double?)) -> [SpaceRival] {
    [
      PeerTask(
        engine: .geos, way: "STRtree，预处理几何", command: "point", layer: layer, sites: "places", compared: 20_000, aim: aims.geos),
      PeerTask(
        engine: .postgis, way: "原几何", command: "point.whole", layer: layer, sites: "places", compared: 2_000, aim: aims.postgis),
      PeerTask(
        engine: .postgis, way: "细分几何", command: "point.subdivided", layer: layer, sites: "places", compared: 5_000,
        aim: aims.postgis),
    ].map(SpaceRival.engine)
  }

  /// A checksum over sites and the codes of what they meet; `more` adds what is measured.
  func checksum(_ answers: [SpaceAnswer], _ more: (SpaceAnswer, inout SpaceChecksum) -> Void) -> String {
    var sum = SpaceChecksum()
    for answer in answers {
      let feature = feature(answer.feature)
      sum.add(Int64(answer.site))
      sum.add(plan.layerID(feature))
      sum.add(plan.code(feature))
      more(answer, &sum)
    }
    return sum.text
  }
}

/// What a thread keeps from query to query.
final class SpaceMemory {
  var place = PlaceFeatures()
  var plan = PlanWorkspace()
  var overlay = OverlayWorkspace()
  var distance = DistanceWorkspace()
}
