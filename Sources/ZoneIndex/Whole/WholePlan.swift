public import Geometry
internal import Synchronization

/// All layers of all editions in force, compiled and seen as one; what a query gets in hand.
///
/// A layer may have its features in several files, as the control units of thirteen cities: each such piece is a
/// *member*. Members of one layer stand together, layers in the order of their ids' bytes, so that answers do not depend
/// on the order of files. Queries are pure functions of the files and may run on any number of threads.
public final class WholePlan: Sendable {
  /// The pieces of all layers.
  public let members: [LayerIndex]
  /// The id of each member's layer.
  public let memberLayers: [String]
  /// Which of the given plans each member comes from.
  let memberPlans: [Int]
  /// The ids of all layers, in the order of their bytes.
  public let layerIDs: [String]
  let shelf = DistanceShelf()
  /// The members' plain pointers, valid as long as the members are held.
  nonisolated(unsafe) let views: UnsafePointer<PlanView>
  nonisolated(unsafe) let directory: PlanDirectory
  private let directoryMemory: DirectoryMemory
  private let plans: [CompiledPlan]
  private let ranges: [String: Range<Int>]

  /// Makes the directory over all members; `PlanFolder` keeps it in a file.
  ///
  /// - Complexity: about 0.1 µs for each vertex.
  public convenience init(_ plans: [CompiledPlan]) {
    let pieces = WholePieces(plans)
    self.init(pieces, DirectoryMemory(pieces.directory()))
  }

  /// Takes the directory from a file if it stands there for these very plans, and makes and writes it there otherwise; for
  /// who keeps plan files without a `PlanFolder`. Opening then takes a fiftieth of making it.
  ///
  /// - Throws: `SegmentRefusal.cannotWrite`.
  public convenience init(_ plans: [CompiledPlan], directoryAt path: String) throws(SegmentRefusal) {
    let pieces = WholePieces(plans)
    if let known = pieces.standing(path) {
      self.init(pieces, known)
    } else {
      let made = pieces.directory()
      _ = try DirectoryFormat.write(made, of: pieces.origins, to: path)
      self.init(pieces, DirectoryMemory(made))
    }
  }

  /// - Parameter directory: made or read for these pieces.
  init(_ pieces: WholePieces, _ directory: DirectoryMemory) {
    plans = pieces.plans
    members = pieces.members
    memberLayers = pieces.layers
    memberPlans = pieces.places.map(\.plan)
    var ranges: [String: Range<Int>] = [:]
    var ids: [String] = []
    for (m, id) in pieces.layers.enumerated() {
      if let known = ranges[id] {
        ranges[id] = known.lowerBound..<(m + 1)
      } else {
        ranges[id] = m..<(m + 1)
        ids.append(id)
      }
    }
    self.ranges = ranges
    layerIDs = ids
    views = UnsafePointer(pieces.copiedViews())
    directoryMemory = directory
    self.directory = directory.directory
  }

  deinit { UnsafeMutablePointer(mutating: views).deallocate() }

  /// Reads all files and holds every section against its checksum: run it in the background when a plan begins to serve.
  ///
  /// Opening sees to it that nothing is read outside the files; this tells whether what is read is what was written.
  ///
  /// - Complexity: about 0.1 ms a megabyte once the files are in memory.
  /// - Throws: `SegmentRefusal.damaged` with the first part that is not as it was written: publish again.
  public func verify() throws(SegmentRefusal) {
    for plan in plans { try plan.verify() }
    try directoryMemory.verify()
  }

  public func holds(_ layer: String) -> Bool { ranges[layer] != nil }

  /// The members of a layer, none where it is not held.
  public func members(of layer: String) -> Range<Int> { ranges[layer] ?? 0..<0 }

  public func code(_ f: PlanFeature) -> String { members[Int(f.member)].code(Int(f.feature)) }
  public func name(_ f: PlanFeature) -> String { members[Int(f.member)].name(Int(f.feature)) }
  public func attributes(_ f: PlanFeature) -> [String: String] { members[Int(f.member)].attributes(Int(f.feature)) }
  public func layerID(_ f: PlanFeature) -> String { memberLayers[Int(f.member)] }

  /// The box of everything; empty where there is nothing.
  public var box: GridBox {
    var box = GridBox.empty
    for m in members where !m.box.isEmpty { box.add(m.box) }
    return box
  }
}

/// One feature of a whole plan: which member, which of its features.
public struct PlanFeature: Hashable, Comparable, BitwiseCopyable, Sendable {
  public var member: UInt32
  public var feature: UInt32

  public init(member: Int, feature: Int) {
    self.member = UInt32(member)
    self.feature = UInt32(feature)
  }

  public static func < (a: PlanFeature, b: PlanFeature) -> Bool { (a.member, a.feature) < (b.member, b.feature) }
}

/// The plan in force, replaced as a whole while queries run: each query keeps the plan it began with, and with it the
/// mapped files.
public final class LivePlan: Sendable {
  /// Guards which plan is in force, nothing of the plan itself.
  private let state: Mutex<WholePlan>

  public init(_ plan: WholePlan) { state = Mutex(plan) }

  /// The plan in force now; take it once a request.
  public var current: WholePlan { state.withLock { $0 } }

  /// Puts another plan in force for all requests from now on.
  public func replace(with plan: WholePlan) { state.withLock { $0 = plan } }
}
