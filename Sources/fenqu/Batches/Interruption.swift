import Foundation
import Synchronization

/// Ctrl-C: the first ends long work cleanly, the second ends the program at once.
enum Interruption {
  private static let count = Atomic<Int>(0)

  /// From now on ctrl-C is counted.
  static func watch() {
    // Made before the handler can run: a handler may do little more than count.
    _ = happened
    signal(SIGINT) { _ in
      if Interruption.count.add(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
    }
  }

  static var happened: Bool { count.load(ordering: .relaxed) > 0 }
}
