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
  var touched = WorkBuffer<UInt32>()
  var seen = WorkBuffer<SeenMember>()
  var query: UInt32 = 0

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

/// What the coarse cells under a footprint say of one member.
struct SeenMember: BitwiseCopyable {
  var query: UInt32
  /// In how many of the cells it has one and the same owner.
  var cells: UInt32
  /// That owner, or `PlanDirectory.mustLook`.
  var word: UInt32
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
    let cells = listMembers(footprint, range, &work)
    work.overlay.sumsReference = nil
    let whole = footprint.isRoute ? footprint.lengthMetres : footprint.areaSquareMetres
    for k in 0..<work.touched.count {
      let m = work.touched[k]
      let seen = work.seen[Int(m)]
      let isKnown = seen.word != PlanDirectory.mustLook && Int(seen.cells) == cells
      if let owner = isKnown ? seen.word : views[Int(m)].soleOwner(underGlobal: footprint.box) {
        if owner != 0 {
          work.found.append(
            PlanPartRecord(
              feature: PlanFeature(member: m, owner: owner),
              part: FeaturePartRecord(whole: footprint, owner: owner, measure: whole)))
        }
        continue
      }
      _ = views[Int(m)].overlay(footprint, &work.overlay)
      for j in 0..<work.overlay.parts.count {
        let part = work.overlay.parts[j]
        work.found.append(PlanPartRecord(feature: PlanFeature(member: m, owner: part.feature &+ 1), part: part))
      }
    }
    return whole
  }

  /// Lists the members that have anything in the coarse cells under the footprint, ascending; gives how many cells.
  private func listMembers(_ footprint: Footprint, _ range: Range<Int>, _ work: inout PlanWorkspace) -> Int {
    work.touched.clear()
    if work.query == .max {
      work.seen = WorkBuffer()
      work.query = 0
    }
    work.query += 1
    work.seen.extend(to: members.count, with: SeenMember(query: 0, cells: 0, word: 0))
    guard let under = directory.cells(footprint.box) else { return 0 }
    for row in under.rows {
      for column in under.columns {
        for entry in directory.entries(row &* directory.columns &+ column) {
          let seen = work.seen.base + Int(entry.member)
          if seen.pointee.query != work.query {
            seen.pointee = SeenMember(query: work.query, cells: 1, word: entry.word)
            if range.contains(Int(entry.member)) { work.touched.append(entry.member) }
          } else if seen.pointee.word == entry.word {
            seen.pointee.cells &+= 1
          } else {
            seen.pointee.word = PlanDirectory.mustLook
          }
        }
      }
    }
    work.touched.sort { $0 < $1 }
    // A box that leaves the directory meets ground where no member has anything.
    let box = footprint.box
    let isWithin =
      box.minX >= directory.cornerX && box.minY >= directory.cornerY
      && box.maxX < directory.cornerX &+ Int64(directory.columns) << directory.shift
      && box.maxY < directory.cornerY &+ Int64(directory.rows) << directory.shift
    return isWithin ? under.rows.count * under.columns.count : -1
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
