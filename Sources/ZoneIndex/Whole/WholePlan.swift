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
  let directory: PlanDirectory
  let shelf = DistanceShelf()
  /// The members' plain pointers, valid as long as the members are held.
  nonisolated(unsafe) let views: UnsafePointer<PlanView>
  private let ranges: [String: Range<Int>]

  /// - Complexity: one pass over the grids of all layers, some milliseconds for a province.
  public init(_ plans: [CompiledPlan]) {
    var pieces: [(id: String, plan: Int, index: LayerIndex)] = []
    for (p, plan) in plans.enumerated() {
      for id in plan.layerIDs {
        if let index = plan.layer(id) { pieces.append((id, p, index)) }
      }
    }
    pieces.sort { $0.id == $1.id ? $0.plan < $1.plan : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    members = pieces.map(\.index)
    memberLayers = pieces.map(\.id)
    memberPlans = pieces.map(\.plan)
    var ranges: [String: Range<Int>] = [:]
    var ids: [String] = []
    for (m, piece) in pieces.enumerated() {
      if let known = ranges[piece.id] {
        ranges[piece.id] = known.lowerBound..<(m + 1)
      } else {
        ranges[piece.id] = m..<(m + 1)
        ids.append(piece.id)
      }
    }
    self.ranges = ranges
    layerIDs = ids
    directory = PlanDirectory(pieces.map(\.index.view))
    let memory = UnsafeMutablePointer<PlanView>.allocate(capacity: max(1, pieces.count))
    for (m, piece) in pieces.enumerated() { (memory + m).initialize(to: piece.index.view) }
    views = UnsafePointer(memory)
  }

  deinit { UnsafeMutablePointer(mutating: views).deallocate() }

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
