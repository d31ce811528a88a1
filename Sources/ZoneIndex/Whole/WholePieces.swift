/// The layers of several plans in the order of a whole plan's members.
struct WholePieces {
  let plans: [CompiledPlan]
  private(set) var members: [LayerIndex] = []
  private(set) var layers: [String] = []
  /// Of which file each is, and which of its layers.
  private(set) var origins: [DirectoryFormat.Member] = []
  /// For each its plan, and its place among the plan's layers.
  private(set) var places: [(plan: Int, layer: Int)] = []

  init(_ plans: [CompiledPlan]) {
    self.plans = plans
    var found: [(id: String, plan: Int, layer: Int)] = []
    for (p, plan) in plans.enumerated() {
      for (k, id) in plan.layerIDs.enumerated() { found.append((id, p, k)) }
    }
    found.sort { $0.id == $1.id ? $0.plan < $1.plan : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    for piece in found {
      let plan = plans[piece.plan]
      members.append(LayerIndex(plan: plan, view: plan.views[piece.layer]))
      layers.append(piece.id)
      origins.append(DirectoryFormat.Member(identity: plan.identity, layer: UInt64(piece.layer)))
      places.append((piece.plan, piece.layer))
    }
  }

  /// The members' views side by side; the caller frees them.
  func copiedViews() -> UnsafeMutablePointer<PlanView> {
    let memory = UnsafeMutablePointer<PlanView>.allocate(capacity: max(1, members.count))
    for (m, member) in members.enumerated() { (memory + m).initialize(to: member.view) }
    return memory
  }

  /// The directory, made anew.
  func directory() -> DirectoryArrays {
    let views = copiedViews()
    defer { views.deallocate() }
    return DirectoryArrays(views, count: members.count)
  }

  /// The directory in a file; nil where it was made of other members.
  ///
  /// - Throws: `SegmentRefusal`.
  func directory(in file: PlanMapping) throws(SegmentRefusal) -> DirectoryMemory? {
    let reader = try DirectoryReader(file)
    guard reader.members == origins else { return nil }
    let views = copiedViews()
    defer { views.deallocate() }
    return DirectoryMemory(try reader.read(views, places.map { plans[$0.plan].starts[$0.layer] }), in: file)
  }

  /// The directory that stands in a file; nil where there is none, of other members, or damaged: it is made again.
  func standing(_ path: String) -> DirectoryMemory? {
    do { return try directory(in: PlanMapping(path)) } catch { return nil }
  }
}
