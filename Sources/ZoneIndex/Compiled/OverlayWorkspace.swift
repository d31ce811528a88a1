internal import Geometry

/// The memory of overlays, kept from one to the next: one for each thread, for any number of layers and footprints.
///
/// After an overlay it holds the parts in the order of features.
public struct OverlayWorkspace: ~Copyable {
  /// What one owner has gathered.
  struct Slot: BitwiseCopyable {
    var owner: UInt32
    /// Fixed-point square metres.
    var area: Int64
    /// How often the outline entered it less how often it left: 0 when it closes.
    var turns: Int32
    /// Ends of its borders inside the footprint, those that lead in less those that lead out: 0 when they close.
    var ends: Int64
  }

  /// A chain that the footprint's outline crosses.
  struct CrossedChain: BitwiseCopyable {
    var chain: UInt32
    /// How often it enters the footprint less how often it leaves.
    var turns: Int32
  }

  private struct Stamp: BitwiseCopyable {
    var query: UInt32
    var value: UInt32
  }

  var slots = WorkBuffer<Slot>()
  var crossed = WorkBuffer<CrossedChain>()
  var nodes = WorkBuffer<UInt32>()
  var corners = WorkBuffer<GridPoint>()
  /// The first corner of each ring, and the end.
  var ringStarts = WorkBuffer<Int>()
  /// For each corner the area under the outline from there to its ring's end, fixed point.
  var rest = WorkBuffer<Int64>()
  /// Edges of the layer that the present edge of the outline crosses.
  var crossedEdges = WorkBuffer<UInt32>()
  var parts = WorkBuffer<FeaturePartRecord>()
  /// The latitude from which `rest` counts; nil where it is of another footprint.
  var sumsReference: Int64?
  /// The place from which `corners` count; nil where they are of another footprint.
  var cornersOrigin: GridPoint?
  /// The footprint's area, fixed point.
  var footprintArea: Int64 = 0
  /// Whether a corner of one lay on the line of an edge of the other.
  var metZero = false
  /// The same footprint for point location, made when first needed.
  var outline: OutlineStore?
  /// How many overlays had to be done again thoroughly, since a check failed. For tests and logs.
  public internal(set) var thoroughCount = 0

  private var query: UInt32 = 0
  private var ownerStamps = WorkBuffer<Stamp>()
  private var chainStamps = WorkBuffer<Stamp>()
  private var nodeStamps = WorkBuffer<Stamp>()
  private var componentStamps = WorkBuffer<Stamp>()

  public init() {}

  /// How many features the footprint met in the last overlay.
  public var partCount: Int { parts.count }

  public func part(_ k: Int) -> FeaturePart {
    precondition(k >= 0 && k < parts.count, "no such part")
    return parts[k].open
  }

  /// Another footprint comes.
  mutating func forgetFootprint() {
    sumsReference = nil
    cornersOrigin = nil
  }

  mutating func begin(_ view: PlanView) {
    slots.clear()
    crossed.clear()
    nodes.clear()
    crossedEdges.clear()
    metZero = false
    if query == .max {
      // Four thousand million overlays on: all stamps are forgotten.
      query = 0
      ownerStamps = WorkBuffer()
      chainStamps = WorkBuffer()
      nodeStamps = WorkBuffer()
      componentStamps = WorkBuffer()
    }
    query += 1
    let blank = Stamp(query: 0, value: 0)
    ownerStamps.extend(to: view.featureCount + 1, with: blank)
    chainStamps.extend(to: view.chainCount, with: blank)
    nodeStamps.extend(to: view.nodeCount, with: blank)
    componentStamps.extend(to: view.componentCount, with: blank)
  }

  /// The slot of an owner, made if it is new.
  @inline(__always)
  mutating func slot(_ owner: UInt32) -> Int {
    let stamp = ownerStamps[Int(owner)]
    if stamp.query == query { return Int(stamp.value) }
    let new = slots.count
    ownerStamps[Int(owner)] = Stamp(query: query, value: UInt32(new))
    slots.append(Slot(owner: owner, area: 0, turns: 0, ends: 0))
    return new
  }

  @inline(__always)
  mutating func add(_ owner: UInt32, area: Int64, turns: Int32 = 0, ends: Int64 = 0) {
    let k = slot(owner)
    let at = slots.base + k
    at.pointee.area &+= area
    at.pointee.turns &+= turns
    at.pointee.ends &+= ends
  }

  /// Notes a crossing of a chain.
  @inline(__always)
  mutating func cross(_ chain: Int, component: UInt32, turns: Int32) {
    let stamp = chainStamps[chain]
    if stamp.query == query {
      (crossed.base + Int(stamp.value)).pointee.turns &+= turns
      return
    }
    chainStamps[chain] = Stamp(query: query, value: UInt32(crossed.count))
    componentStamps[Int(component)] = Stamp(query: query, value: 0)
    crossed.append(CrossedChain(chain: UInt32(chain), turns: turns))
  }

  /// Whether a chain was crossed or counted; it is from now on.
  @inline(__always)
  mutating func meetsAgain(chain: Int) -> Bool {
    if chainStamps[chain].query == query { return true }
    chainStamps[chain] = Stamp(query: query, value: 0)
    return false
  }

  /// Whether a node was found inside before; it is from now on, and its chains will be followed.
  @inline(__always)
  mutating func enter(node: UInt32) {
    guard nodeStamps[Int(node)].query != query else { return }
    nodeStamps[Int(node)] = Stamp(query: query, value: 0)
    nodes.append(node)
  }

  /// Whether a component has been reached by a crossing.
  @inline(__always)
  func reached(component: Int) -> Bool { componentStamps[component].query == query }
}

/// A part as the workspace keeps it.
struct FeaturePartRecord: BitwiseCopyable {
  var feature: UInt32
  var areaSquareMetres: Double
  var share: Double
  var lengthMetres = 0.0
  var pointCount: UInt32 = 0
  var touchesOnly: Bool
}
