import Foundation

/// How the typesetting processes are run.
public struct TypesettingSettings: Hashable, Sendable {
  /// Path of the Python that has the `typst` package; a relative one is taken from the working folder.
  public var python: String
  /// Long-lived processes; each sets one report at a time.
  public var workers: Int
  /// Reports that may wait for a process before the next one is refused.
  public var longestQueue: Int
  /// Seconds that one report may take before its process is killed.
  public var secondsPerReport: Int
  /// Seconds within which a process must say that it is ready.
  public var secondsToStart: Int
  /// Address space of a process in bytes.
  public var memoryBytes: Int
  /// A process that holds more than this between two reports is replaced.
  public var residentBytes: Int
  /// Reports that a process sets before it is replaced.
  public var reportsPerProcess: Int
  /// Largest job in bytes: words, map and code together.
  public var longestJobBytes: Int
  /// Only the fonts of this folder where it is given: pages then do not depend on the machine.
  public var fontFolder: String?

  public init(
    python: String, workers: Int = 2, longestQueue: Int = 32, secondsPerReport: Int = 30, secondsToStart: Int = 30,
    memoryBytes: Int = 3 << 30,
    residentBytes: Int = 700 << 20, reportsPerProcess: Int = 500, longestJobBytes: Int = 64 << 20, fontFolder: String? = nil
  ) {
    precondition(workers > 0 && longestQueue >= 0 && secondsPerReport > 0 && secondsToStart > 0 && reportsPerProcess > 0)
    self.python = python
    self.workers = workers
    self.longestQueue = longestQueue
    self.secondsPerReport = secondsPerReport
    self.secondsToStart = secondsToStart
    self.memoryBytes = memoryBytes
    self.residentBytes = residentBytes
    self.reportsPerProcess = reportsPerProcess
    self.longestJobBytes = longestJobBytes
    self.fontFolder = fontFolder
  }

  /// The settings of an environment: `FENQU_PYTHON`, else the Python environment that `./run` made, looked for from the working folder and
  /// then upwards from the running program.
  public init(environment: [String: String]) {
    self.init(python: environment["FENQU_PYTHON"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.environmentPython())
  }

  static let ownPython = ".venv/bin/python"

  private static func environmentPython() -> String {
    let files = FileManager.default
    if files.isExecutableFile(atPath: ownPython) { return files.currentDirectoryPath + "/" + ownPython }
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(ownPython).path
      if files.isExecutableFile(atPath: candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return "./" + ownPython
  }
}
