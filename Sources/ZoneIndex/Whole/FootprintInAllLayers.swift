internal import Geometry

/// What a footprint and one feature of any layer have in common.
public struct PlanPart: Hashable, Sendable {
  public var feature: PlanFeature
  /// The measures; its `feature` is the index within the member.
  public var part: FeaturePart
}

/// The memory of overlays over whole plans, kept from one to the next: one for each thread.
public struct PlanWorkspace: ~Copyable {
  var overlay = OverlayWorkspace()
  var found = WorkBuffer<PlanPartRecord>()
  var outline = OutlineSearch()

  public init() {}

  /// How many features of all layers the footprint met.
  public var partCount: Int { found.count }

  /// The parts, members ascending and features ascending within one.
  public func part(_ k: Int) -> PlanPart {
    precondition(k >= 0 && k < found.count, "no such part")
    return PlanPart(feature: found[k].feature, part: found[k].part.open)
  }

  public var parts: [PlanPart] { (0..<found.count).map { part($0) } }

  /// How many overlays of layers had to be done again thoroughly. For tests and logs.
  public var thoroughCount: Int { overlay.thoroughCount }
}

struct PlanPartRecord: BitwiseCopyable {
  var feature: PlanFeature
  var part: FeaturePartRecord
}

extension WholePlan {
  /// Measures what a footprint has in common with every feature of all layers; the workspace then holds the parts.
  ///
  /// Bounds and exactness are those of `LayerIndex.overlay`. A layer that has one owner all about the footprint costs
  /// nothing, one that has nothing near it neither.
  ///
  /// - Returns: the footprint's ellipsoidal area in square metres; of a route its length in metres.
  @discardableResult
  public func overlay(_ footprint: Footprint, _ work: inout PlanWorkspace) -> Double {
    overlay(footprint, members: 0..<members.count, &work)
  }

  /// The same for some members, such as those of one layer.
  @discardableResult
  public func overlay(_ footprint: Footprint, members range: Range<Int>, _ work: inout PlanWorkspace) -> Double {
    work.found.clear()
    guard footprint.vertexCount > 0 else { return 0 }
    work.outline.find(footprint, range, self)
    work.overlay.forgetFootprint()
    let whole = footprint.isRoute ? footprint.lengthMetres : footprint.areaSquareMetres
    for k in 0..<work.outline.members.count {
      let m = work.outline.members[k]
      let seen = work.outline.seen[Int(m)]
      if seen.isWhole {
        work.found.append(
          PlanPartRecord(
            feature: PlanFeature(member: m, owner: seen.start.word),
            part: FeaturePartRecord(whole: footprint, owner: seen.start.word, measure: whole)))
        continue
      }
      let near = NearBorders(list: work.outline.borders.base, first: seen.first, start: seen.start, mayLieInside: seen.mayLieInside)
      _ = views[Int(m)].overlay(footprint, near: near, &work.overlay)
      for j in 0..<work.overlay.parts.count {
        let part = work.overlay.parts[j]
        work.found.append(PlanPartRecord(feature: PlanFeature(member: m, owner: part.feature &+ 1), part: part))
      }
    }
    return whole
  }

  /// The parts of a footprint over all layers, for one question at a time.
  public func overlay(_ footprint: Footprint) -> [PlanPart] {
    var work = PlanWorkspace()
    overlay(footprint, &work)
    return work.parts
  }
}

extension FeaturePartRecord {
  var open: FeaturePart {
    FeaturePart(
      feature: Int(feature), areaSquareMetres: areaSquareMetres, share: share, lengthMetres: lengthMetres,
      pointCount: Int(pointCount), touchesOnly: touchesOnly)
  }
}
