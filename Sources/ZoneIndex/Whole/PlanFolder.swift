internal import Glibc

/// A folder of compiled plans, one file for each part (an issuer's edition), joined by a manifest.
///
/// A publication compiles only the parts whose content is new; the others are taken as they stand. What is damaged,
/// truncated or foreign is compiled again from its layers.
///
/// ```swift
/// let folder = PlanFolder("data/plans")
/// let (plan, compiled) = try folder.publish(editions.map { edition in
///   .init(id: edition.issuer, key: edition.layersDigest) { try library.layers(edition) }
/// })
/// live.replace(with: plan)
/// folder.sweep()
/// ```
public struct PlanFolder: Sendable {
  /// What a publication puts in force for one issuer.
  public struct Part {
    /// Whose layers; letters, digits and `.:-_`.
    public let id: String
    /// Which content: a digest of the layers; a part whose key stands compiled is not compiled again.
    public let key: String
    let layers: () throws -> [LayerContent]

    /// - Parameter layers: asked for only when the part must be compiled.
    public init(id: String, key: String, layers: @escaping () throws -> [LayerContent]) {
      self.id = id
      self.key = key
      self.layers = layers
    }
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// Opens the whole plan that the manifest names.
  ///
  /// - Throws: `SegmentRefusal`: `cannotOpen` where there is no manifest or a file is missing, `damaged`, `notAPlan`,
  ///   `wrongVersion`, `foreignByteOrder`, `foreignPart`.
  public func open() throws(SegmentRefusal) -> WholePlan {
    guard let manifest = try PlanManifest.read(path) else {
      throw .cannotOpen(path: path + "/" + PlanManifest.fileName, reason: String(cString: strerror(ENOENT)))
    }
    var plans: [CompiledPlan] = []
    for part in manifest.parts { plans.append(try opened(part)) }
    return WholePlan(plans)
  }

  /// Compiles what is new or not sound, puts the manifest in place and opens the whole.
  ///
  /// Files that stand are never rewritten: readers of the plan before keep what they have mapped.
  ///
  /// - Parameter parts: all that are in force; two with one id are refused.
  /// - Returns: the plan, and the ids of the parts that were compiled.
  /// - Throws: `SegmentRefusal`, or what a part's layers throw; the plan before then stays in force.
  public func publish(_ parts: [Part]) throws -> (plan: WholePlan, compiled: [String]) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw SegmentRefusal.cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    var ids = Set<String>()
    for part in parts {
      guard PlanManifest.isPlain(part.id), PlanManifest.isPlain(part.key) else {
        throw SegmentRefusal.unusableName("\(part.id) \(part.key)")
      }
      guard ids.insert(part.id).inserted else { throw SegmentRefusal.duplicatePart(id: part.id) }
    }
    let before = standingParts()
    var manifest = PlanManifest(parts: [])
    var plans: [CompiledPlan] = []
    var compiled: [String] = []
    for part in parts {
      if let known = before.first(where: { $0.id == part.id && $0.key == part.key }), let plan = sound(known) {
        manifest.parts.append(known)
        plans.append(plan)
        continue
      }
      let file = freeName(part, taken: before)
      try PlanCompiler.write(try part.layers(), to: path + "/" + file)
      let plan = try CompiledPlan(opening: path + "/" + file)
      manifest.parts.append(.init(id: part.id, key: part.key, file: file, bytes: plan.byteCount, identity: plan.identity))
      plans.append(plan)
      compiled.append(part.id)
    }
    DurableFolder.sync(path)
    try manifest.write(path)
    return (WholePlan(plans), compiled)
  }

  /// Removes plan files that the manifest does not name; those who have them open keep them.
  ///
  /// - Returns: the names removed. Nothing is removed where the manifest cannot be read.
  @discardableResult
  public func sweep() throws(SegmentRefusal) -> [String] {
    guard let manifest = try PlanManifest.read(path) else { return [] }
    let named = Set(manifest.parts.map(\.file))
    var removed: [String] = []
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".plan"), !named.contains(name), unlink(path + "/" + name) == 0 else { continue }
      removed.append(name)
    }
    return removed.sorted()
  }

  private func opened(_ part: PlanManifest.Part) throws(SegmentRefusal) -> CompiledPlan {
    let file = path + "/" + part.file
    let plan = try CompiledPlan(opening: file)
    guard plan.byteCount == part.bytes, plan.identity == part.identity else { throw .foreignPart(path: file, id: part.id) }
    return plan
  }

  /// A part as it stands, nil where it cannot be used and is compiled again.
  private func sound(_ part: PlanManifest.Part) -> CompiledPlan? {
    do { return try opened(part) } catch { return nil }
  }

  /// What the manifest before names; a manifest that cannot be read names nothing, and all is compiled again.
  private func standingParts() -> [PlanManifest.Part] {
    do { return try PlanManifest.read(path)?.parts ?? [] } catch { return [] }
  }

  /// A name that no file in force has: an unsound file is replaced by one of another name.
  private func freeName(_ part: Part, taken: [PlanManifest.Part]) -> String {
    let plain = PlanManifest.fileName(id: part.id, key: part.key)
    var name = plain
    var n = 1
    while taken.contains(where: { $0.file == name }) {
      n += 1
      name = String(plain.dropLast(".plan".count)) + ".\(n).plan"
    }
    return name
  }
}
