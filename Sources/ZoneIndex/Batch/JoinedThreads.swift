internal import Glibc
internal import Synchronization

/// Does pieces of work on several threads and returns when all are done; for short work that waits for nothing.
enum JoinedThreads {
  /// Calls `each` once with every number below `count`, in any order; the calling thread works too.
  static func each(_ count: Int, threads: Int, _ each: @escaping @Sendable (Int) -> Void) {
    let work = SharedWork(count: count, each: each)
    var others: [pthread_t] = []
    for _ in 1..<max(1, min(threads, count)) {
      var thread = pthread_t()
      let result = pthread_create(
        &thread, nil,
        { raw in
          guard let raw else { return nil }
          Unmanaged<SharedWork>.fromOpaque(raw).takeUnretainedValue().run()
          return nil
        }, Unmanaged.passUnretained(work).toOpaque())
      // Without another thread the work takes longer, no more.
      if result == 0 { others.append(thread) }
    }
    work.run()
    for thread in others { pthread_join(thread, nil) }
    withExtendedLifetime(work) {}
  }

  private final class SharedWork: Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let each: @Sendable (Int) -> Void

    init(count: Int, each: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.each = each
    }

    func run() {
      while true {
        let k = next.add(1, ordering: .relaxed).oldValue
        guard k < count else { return }
        each(k)
      }
    }
  }
}
