internal import Glibc
internal import Synchronization

/// Runs one question about each of many sites on several threads, with progress and cancel.
///
/// The work never runs on the cooperative threads: the caller's `Lane` gives it threads that may be kept busy.
///
/// ```swift
/// let parts = try await SiteBatch(count: sites.count, threads: 2).run(
///   on: lane, memory: { PlanWorkspace() },
///   each: { k, work in
///     plan.overlay(sites[k], &work)
///     return work.parts
///   }, progress: { done in job.report(done) })
/// ```
public struct SiteBatch: Sendable {
  /// Runs a piece of work on a thread that may be kept busy, and returns at once.
  public typealias Lane = @Sendable (_ work: @escaping @Sendable () -> Void) -> Void

  public let count: Int
  public let threads: Int
  /// How many sites are taken at a time.
  private static let stride = 64

  /// - Parameter threads: how many pieces of work are given to the lane, at least 1.
  public init(count: Int, threads: Int) {
    self.count = max(0, count)
    self.threads = max(1, threads)
  }

  /// The answers in the order of the sites.
  ///
  /// - Parameters:
  ///   - memory: makes what one thread keeps from site to site.
  ///   - each: answers for one site; an answer that is a refusal is a value of `Answer`, so that one bad site spoils
  ///     nothing.
  ///   - progress: called now and then, from any of the threads, with how many sites are done; the counts never fall.
  /// - Throws: `CancellationError` when the task was cancelled; threads stop at their next site.
  public func run<Memory: ~Copyable, Answer: Sendable>(
    on lane: @escaping Lane, memory: @escaping @Sendable () -> Memory,
    each: @escaping @Sendable (_ site: Int, inout Memory) -> Answer,
    progress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
  ) async throws -> [Answer] {
    let state = BatchState<Answer>(count: count, threads: threads)
    let count = count
    try await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        for _ in 0..<threads {
          lane {
            var kept = memory()
            while !state.isCancelled {
              let start = state.take(Self.stride)
              guard start < count else { break }
              let end = min(count, start + Self.stride)
              var answers: [Answer] = []
              answers.reserveCapacity(end - start)
              for k in start..<end where !state.isCancelled { answers.append(each(k, &kept)) }
              guard answers.count == end - start else { break }
              state.put(answers, at: start, progress)
            }
            if state.leave() { continuation.resume() }
          }
        }
      }
      try Task.checkCancellation()
    } onCancel: {
      state.cancel()
    }
    return try state.answers()
  }

  /// A lane of threads of its own, for programs that keep none: each piece of work gets a new thread.
  public static let ownThreads: Lane = { work in
    let box = Unmanaged.passRetained(ThreadWork(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw else { return nil }
        Unmanaged<ThreadWork>.fromOpaque(raw).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    pthread_attr_destroy(&attributes)
    if result == 0 {
      pthread_detach(thread)
    } else {
      // No thread to be had: the work is done here, so that nobody waits for it in vain.
      box.takeRetainedValue().work()
    }
  }
}

private final class ThreadWork: Sendable {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// What the threads of one batch share.
private final class BatchState<Answer: Sendable>: Sendable {
  private let next = Atomic<Int>(0)
  private let running: Atomic<Int>
  private let cancelled = Atomic<Bool>(false)
  /// Guards the answers given so far, by where they begin, and how many there are.
  private let given: Mutex<(pieces: [Int: [Answer]], done: Int)> = Mutex(([:], 0))
  private let count: Int

  init(count: Int, threads: Int) {
    self.count = count
    running = Atomic(threads)
  }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// The first of the next sites to be done.
  func take(_ stride: Int) -> Int { next.add(stride, ordering: .relaxed).oldValue }

  func put(_ answers: [Answer], at start: Int, _ progress: (Int) -> Void) {
    given.withLock { state in
      state.pieces[start] = answers
      state.done += answers.count
      progress(state.done)
    }
  }

  /// Whether the caller was the last.
  func leave() -> Bool { running.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 }

  func answers() throws -> [Answer] {
    try given.withLock { state in
      guard state.done == count else { throw CancellationError() }
      return state.pieces.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }
}
