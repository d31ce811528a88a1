internal import Glibc
internal import Synchronization

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
  ///   `wrongVersion`, `foreignByteOrder`, `foreignPart`. What opening does not read, `WholePlan.verify` does.
  public func open() throws(SegmentRefusal) -> WholePlan {
    guard let manifest = try PlanManifest.read(path) else {
      throw .cannotOpen(path: path + "/" + PlanManifest.fileName, reason: String(cString: strerror(ENOENT)))
    }
    let pieces = WholePieces(try opened(manifest.parts))
    let directory = try opened(manifest.directory, pieces)
    return WholePlan(pieces, directory)
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
    let before = standing()
    var named: [PlanManifest.Part] = []
    var compiled: [String] = []
    for part in parts {
      if let known = before?.parts.first(where: { $0.id == part.id && $0.key == part.key }), isSound(known) {
        named.append(known)
        continue
      }
      let file = freeName(part, taken: before?.parts ?? [])
      try PlanCompiler.write(try part.layers(), to: path + "/" + file)
      let plan = try CompiledPlan(opening: path + "/" + file)
      named.append(.init(id: part.id, key: part.key, file: file, bytes: plan.byteCount, identity: plan.identity))
      compiled.append(part.id)
    }
    let pieces = WholePieces(try opened(named))
    let (directory, known) = try directory(over: pieces, before?.directory)
    DurableFolder.sync(path)
    try PlanManifest(parts: named, directory: known).write(path)
    return (WholePlan(pieces, directory), compiled)
  }

  /// The directory that stands if it is of these pieces and sound, otherwise one made anew and written.
  private func directory(
    over pieces: WholePieces, _ before: PlanManifest.Directory?
  ) throws(SegmentRefusal) -> (DirectoryMemory, PlanManifest.Directory) {
    if let before {
      do throws(SegmentRefusal) {
        let known = try opened(before, pieces)
        try known.verify()
        return (known, before)
      } catch {
        // Of other pieces, missing or damaged: made again.
      }
    }
    let made = pieces.directory()
    let file = PlanManifest.directoryName(pieces.origins)
    let bytes = try DirectoryFormat.write(made, of: pieces.origins, to: path + "/" + file)
    let mapping = try PlanMapping(path + "/" + file)
    let known = PlanManifest.Directory(file: file, bytes: bytes, identity: try PlanSections(mapping).identity)
    return (try opened(known, pieces), known)
  }

  /// Removes plan files that the manifest does not name; those who have them open keep them.
  ///
  /// - Returns: the names removed. Nothing is removed where the manifest cannot be read.
  @discardableResult
  public func sweep() throws(SegmentRefusal) -> [String] {
    guard let manifest = try PlanManifest.read(path) else { return [] }
    let named = Set(manifest.parts.map(\.file) + [manifest.directory.file])
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

  private func opened(
    _ part: PlanManifest.Part
  ) throws(SegmentRefusal) -> CompiledPlan {
    let file = path + "/" + part.file
    let plan = try CompiledPlan(opening: file)
    guard plan.byteCount == part.bytes, plan.identity == part.identity else { throw .foreignPart(path: file, id: part.id) }
    return plan
  }

  /// All parts, on two threads: most of opening is reading what must be checked.
  private func opened(_ parts: [PlanManifest.Part]) throws(SegmentRefusal) -> [CompiledPlan] {
    // Guards the parts opened so far, each in its place.
    let done = Mutex<[Result<CompiledPlan, SegmentRefusal>?]>(.init(repeating: nil, count: parts.count))
    // The largest first, so that no thread is left with it at the end.
    let order = parts.indices.sorted { (parts[$1].bytes, $0) < (parts[$0].bytes, $1) }
    JoinedThreads.each(parts.count, threads: 2) { n in
      let k = order[n]
      let result: Result<CompiledPlan, SegmentRefusal>
      do throws(SegmentRefusal) {
        result = .success(try opened(parts[k]))
      } catch {
        result = .failure(error)
      }
      done.withLock { $0[k] = result }
    }
    var plans: [CompiledPlan] = []
    for case let result? in done.withLock({ $0 }) { plans.append(try result.get()) }
    return plans
  }

  private func opened(
    _ directory: PlanManifest.Directory, _ pieces: WholePieces
  ) throws(SegmentRefusal) -> DirectoryMemory {
    let mapping = try PlanMapping(path + "/" + directory.file)
    guard mapping.bytes.count == directory.bytes, try PlanSections(mapping).identity == directory.identity,
      let memory = try pieces.directory(in: mapping)
    else { throw .foreignPart(path: mapping.path, id: "总目录") }
    return memory
  }

  /// Whether a part can be used as it stands, every byte read; what cannot is compiled again.
  private func isSound(_ part: PlanManifest.Part) -> Bool {
    do {
      try opened(part).verify()
      return true
    } catch { return false }
  }

  /// What the manifest before names; a manifest that cannot be read names nothing, and all is compiled again.
  private func standing() -> PlanManifest? {
    do { return try PlanManifest.read(path) } catch { return nil }
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
