internal import FEEL
public import Foundation

/// Runs folders of the public conformance kit (github.com/dmn-tck/tck).
public struct ConformanceRun: Sendable {
  public struct Failure: Hashable, Sendable {
    /// Folder, case and result.
    public let place: String
    public let expected: String
    public let actual: String
    public let reasons: [String]

    /// One line: the case, expected, actual, and why.
    public var line: String {
      "FAIL \(place): expected \(expected), actual \(actual)" + (reasons.isEmpty ? "" : "; \(reasons.joined(separator: " "))")
    }
  }

  public private(set) var passed = 0
  public private(set) var failures: [Failure] = []
  /// Cases whose decision calls a function outside (Java, PMML), by name; they are counted neither way.
  public private(set) var external: [String] = []

  /// What `now()` reads.
  let now: FEELDateTimeSource
  /// Applied to every model after it was read.
  let transform: @Sendable (DMNModel) throws -> DMNModel

  public typealias FEELDateTimeSource = @Sendable () -> (secondsSinceEpoch: Int, nanoseconds: Int)

  public init(
    now: @escaping FEELDateTimeSource, transform: @escaping @Sendable (DMNModel) throws -> DMNModel = { $0 }
  ) {
    self.now = now
    self.transform = transform
  }

  /// Runs all cases below folders, in the order of their names.
  public mutating func run(folders: [URL]) throws {
    for folder in folders {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue else {
        throw DMNError.unreadable(file: folder.path)
      }
      try walk(folder)
    }
  }

  private mutating func walk(_ folder: URL) throws {
    let entries = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let models = entries.filter { $0.pathExtension == "dmn" }
    for entry in entries {
      if try entry.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { try walk(entry) }
    }
    if models.isEmpty { return }
    for entry in entries where entry.pathExtension == "xml" { runFile(entry, models) }
  }

  private mutating func fail(_ place: String, _ error: any Error) {
    let message = (error as? DMNError)?.message ?? "\(error)"
    failures.append(Failure(place: place, expected: "一个可用的模型和案例文件", actual: "无", reasons: [message]))
  }

  private mutating func runFile(_ file: URL, _ models: [URL]) {
    let folder = file.deletingLastPathComponent().lastPathComponent
    do {
      let data: Data
      do {
        data = try Data(contentsOf: file)
      } catch {
        throw DMNError.unreadable(file: file.path)
      }
      let tree = try XMLTreeReader.tree(data)
      // Other XML files may lie beside the cases.
      if tree.namespace != ConformanceFile.namespace { return }
      let cases = try ConformanceFile(tree)
      let name = cases.modelName.split(separator: "/").last.map(String.init) ?? ""
      guard let main = models.first(where: { $0.lastPathComponent == name }) ?? (models.count == 1 ? models[0] : nil) else {
        throw DMNError.unreadable(file: cases.modelName)
      }
      let engine = try engine(main, models)
      for item in cases.cases { run(item, engine, "\(folder)/\(item.id)") }
    } catch {
      fail("\(folder)/\(file.lastPathComponent)", error)
    }
  }

  /// The main model with those of its folder that it imports, directly or not.
  private func engine(_ main: URL, _ files: [URL]) throws -> DMNEngine {
    let model = try transform(try DMNReader.model(file: main))
    if model.imports.isEmpty { return try DMNEngine(model) }
    var others: [String: DMNModel] = [:]
    // A file beside it that is no model is missed only where it is imported, and the linker says so.
    for file in files + below(main.deletingLastPathComponent()) where file != main {
      guard let read = try? DMNReader.model(file: file) else { continue }
      let other = try transform(read)
      others[other.namespace] = other
    }
    var wanted = model.imports.map(\.namespace)
    var imported: [DMNModel] = []
    while let namespace = wanted.popLast() {
      guard let found = others.removeValue(forKey: namespace) else { continue }
      imported.append(found)
      wanted += found.imports.map(\.namespace)
    }
    return try DMNEngine(model, imported: imported)
  }

  /// Models in folders below one; some cases keep what they import there.
  private func below(_ folder: URL) -> [URL] {
    var found: [URL] = []
    let entries = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let next = entries?.nextObject() as? URL {
      if next.pathExtension == "dmn", next.deletingLastPathComponent().path != folder.path { found.append(next) }
    }
    return found.sorted { $0.path < $1.path }
  }

  private mutating func run(_ item: ConformanceCase, _ engine: DMNEngine, _ place: String) {
    let (seconds, nanoseconds) = now()
    let moment = FEELDateTime(secondsSinceEpoch: seconds, nanoseconds: nanoseconds)
    let inputs = zip(item.inputs, item.guessedInputs).map { engine.accepts($0) ? $0 : $1 }
    var failed: [Failure] = []
    var isExternal = false
    for result in item.results {
      let asked = item.invocable ?? result.name
      let actual: FEELValue
      var reasons: [String] = []
      do throws(DMNError) {
        let outcome = try engine.evaluate(asked, inputs: inputs, now: moment)
        reasons = outcome.problems
        // A service with several outputs answers with all of them.
        if item.invocable != nil, case .context(let all) = outcome.value, !CaseComparison.agrees(outcome.value, result.expected),
          let one = all[ElementReader.normalName(result.name)]
        {
          actual = one
        } else {
          actual = outcome.value
        }
      } catch {
        actual = .null
        reasons = [error.message]
        if !result.isError {
          failed.append(Failure(place: "\(place) \(result.name)", expected: "\(result.expected)", actual: "无", reasons: reasons))
          continue
        }
      }
      if CaseComparison.agrees(actual, result.expected) || CaseComparison.agrees(actual, result.guessed) { continue }
      if engine.usesExternal(asked) { isExternal = true }
      failed.append(Failure(place: "\(place) \(result.name)", expected: "\(result.expected)", actual: "\(actual)", reasons: reasons))
    }
    if failed.isEmpty {
      passed += 1
    } else if isExternal {
      external.append(place)
    } else {
      failures += failed
      failedCases += 1
    }
  }

  /// Cases of which at least one result differs; a file that cannot be used counts once.
  public var failedCount: Int { failedCases + failures.count { $0.actual == "无" && $0.expected == "一个可用的模型和案例文件" } }
  private var failedCases = 0
}
