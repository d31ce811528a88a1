internal import Foundation

/// What a piece of work took: processor time of its thread, and how far the process grew at its peak.
public struct ResourceUse: Sendable, CustomStringConvertible {
  public let milliseconds: Double
  /// Bytes of resident memory above what there was before.
  public let growth: Int

  public var description: String { "\(Int(milliseconds.rounded())) ms, \(growth / 1_048_576) MB" }

  /// Bounds that no hostile text may pass.
  public struct Bounds: Sendable {
    public let milliseconds: Double
    public let growth: Int

    public init(milliseconds: Double = 100, megabytes: Int = 64) {
      self.milliseconds = milliseconds
      growth = megabytes * 1_048_576
    }
  }

  /// Measures work; what passes a bound is measured again, since other threads of the process may have grown or stalled it meanwhile:
  /// work that is really beyond a bound is so every time.
  public static func least(within bounds: Bounds, attempts: Int = 4, of work: () -> Void) -> ResourceUse {
    var best = measure(work)
    for _ in 1..<attempts where best.milliseconds >= bounds.milliseconds || best.growth >= bounds.growth {
      let again = measure(work)
      best = ResourceUse(milliseconds: min(best.milliseconds, again.milliseconds), growth: min(best.growth, again.growth))
    }
    return best
  }

  private static func measure(_ work: () -> Void) -> ResourceUse {
    // Freed memory goes back to the system, and the peak is set to what is resident now.
    _ = trim?(0)
    let file = open("/proc/self/clear_refs", O_WRONLY)
    let isReset = file >= 0 && write(file, "5", 1) == 1
    if file >= 0 { close(file) }
    let before = isReset ? resident("VmRSS") : resident("VmHWM")
    let start = processorTime()
    work()
    let taken = processorTime() - start
    return ResourceUse(milliseconds: taken, growth: max(0, resident("VmHWM") - before))
  }

  private static let trim: (@convention(c) (Int) -> Int32)? = dlsym(nil, "malloc_trim").map {
    unsafeBitCast($0, to: (@convention(c) (Int) -> Int32).self)
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }

  /// A line of the process's own account, in bytes; 0 where there is none.
  private static func resident(_ name: String) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") }) else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) * 1024
  }
}
