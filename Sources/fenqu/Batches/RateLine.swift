import Foundation

/// How far a long command is, on standard error: one line that is written over, at most five times a second.
struct RateLine {
  let total: Int
  private let isShown: Bool
  private let began = Date()
  private var shownAt = Date.distantPast
  private var wasShown = false

  /// - Parameter always: also where standard error is no terminal.
  init(total: Int, always: Bool) {
    self.total = total
    isShown = always || isatty(STDERR_FILENO) != 0
  }

  mutating func show(_ done: Int) {
    let now = Date()
    guard isShown, done == total || now.timeIntervalSince(shownAt) > 0.2 else { return }
    shownAt = now
    wasShown = true
    let seconds = now.timeIntervalSince(began)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
    Standard.error.write("\r\u{1B}[K\(done) / \(total) 行，每秒 \(Int(rate)) 行" + (done < total ? "，约剩 \(left) 秒" : ""))
  }

  /// Ends the line, so that what comes next begins a new one.
  func end() { if wasShown { Standard.error.write("\n") } }
}
