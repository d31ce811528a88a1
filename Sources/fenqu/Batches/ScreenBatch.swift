import ExactJSON
import Foundation
import Service
import Synchronization
import ZoneIndex

/// Screens one project a line on several threads and goes on after a bad one: its row tells the line and why, in the place of its
/// assessment. Rows come out in the order of the lines.
struct ScreenBatch {
  let threads: Int
  /// Answers the row of that number.
  let answer: @Sendable (_ row: Int, ArraySlice<UInt8>) -> (bytes: [UInt8], isRefused: Bool)

  /// Rows that a thread takes at a time.
  private static let stride = 32

  struct Count: Sendable {
    var total = 0
    var refused = 0
    var isStopped = false
  }

  /// Writes one row a line, blank lines passed over. Ends early, between whole rows, where `isStopped` says so.
  func run(_ bytes: [UInt8], isStopped: @escaping @Sendable () -> Bool, progress: (Int) -> Void, write: ([UInt8]) -> Void) -> Count {
    let pieces = Self.pieces(bytes)
    let answer = answer
    let work = OrderedWork(count: pieces.count, threads: threads) { piece -> (bytes: [UInt8], rows: Int, refused: Int)? in
      var out: [UInt8] = []
      var refused = 0
      for (row, line) in pieces[piece] {
        if isStopped() { return nil }
        let (bytes, isRefused) = answer(row, bytes[line])
        out += bytes
        refused += isRefused ? 1 : 0
      }
      return (out, pieces[piece].count, refused)
    }
    var count = Count()
    work.forEachInOrder { piece in
      guard let piece else {
        count.isStopped = true
        return false
      }
      write(piece.bytes)
      count.total += piece.rows
      count.refused += piece.refused
      progress(count.total)
      return true
    }
    return count
  }

  /// How many lines there are that are not blank.
  static func lines(_ bytes: [UInt8]) -> Int { pieces(bytes).reduce(0) { $0 + $1.count } }

  /// Number and place of every line that is not blank, some at a time.
  private static func pieces(_ bytes: [UInt8]) -> [[(row: Int, line: Range<Int>)]] {
    var pieces: [[(row: Int, line: Range<Int>)]] = []
    var piece: [(row: Int, line: Range<Int>)] = []
    var number = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      if !bytes[start..<end].allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
        piece.append((number, start..<end))
        if piece.count == stride {
          pieces.append(piece)
          piece = []
        }
      }
      start = end + 1
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}

/// Work in pieces on threads of its own, handed out in order and held back where the reader is slow.
final class OrderedWork<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var finished: [Int: Result] = [:]
    var read = 0
    var isStopped = false
  }

  private let count: Int
  private let threads: Int
  private let work: @Sendable (Int) -> Result
  private let state = Mutex(State())
  /// One signal a finished piece, and one a piece that was read.
  private let made = DispatchSemaphore(value: 0)
  private let room: DispatchSemaphore

  init(count: Int, threads: Int, work: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.threads = max(1, threads)
    self.work = work
    // From nothing upwards: a semaphore that ends below its first value is taken for a mistake.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<(self.threads * 8) { room.signal() }
  }

  /// Gives the results in order to `read`, which ends it all by answering false. Returns when every thread has ended.
  func forEachInOrder(_ read: (Result) -> Bool) {
    let ended = DispatchGroup()
    for _ in 0..<threads {
      ended.enter()
      SiteBatch.ownThreads { [self] in
        while let piece = take() {
          let result = work(piece)
          state.withLock { $0.finished[piece] = result }
          made.signal()
        }
        ended.leave()
      }
    }
    var at = 0
    while at < count {
      if let result = state.withLock({ $0.finished.removeValue(forKey: at) }) {
        room.signal()
        at += 1
        if !read(result) { break }
      } else {
        made.wait()
      }
    }
    state.withLock { $0.isStopped = true }
    for _ in 0..<threads { room.signal() }
    ended.wait()
  }

  private func take() -> Int? {
    room.wait()
    return state.withLock { s in
      guard !s.isStopped, s.next < count else { return nil }
      s.next += 1
      return s.next - 1
    }
  }
}
