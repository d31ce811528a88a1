/// The memory of distance questions, kept from one to the next: one for each thread.
public struct DistanceWorkspace: ~Copyable {
  /// A box still to be looked into.
  struct Waiting: BitwiseCopyable {
    var square: Float
    var level: UInt32
    var index: UInt32
  }

  /// A pair of pieces that may give the answer: a place on the site's and one on the layer's.
  struct Candidate: BitwiseCopyable {
    /// Below this the pair cannot come.
    var atLeast: Float
    var siteBlock: UInt32
    var siteLane: UInt32
    var block: UInt32
    var lane: UInt32
    /// Fractions along the pieces' chords where the distance was found.
    var s: Float
    var t: Float
  }

  var waiting = WorkBuffer<Waiting>(capacity: 128)
  /// Boxes of the site still to be held against one block of the layer.
  var inner = WorkBuffer<Waiting>(capacity: 64)
  var overlay = OverlayWorkspace()
  var set = FeatureSet()
  var candidates = WorkBuffer<Candidate>(capacity: 128)

  public init() {}
}
