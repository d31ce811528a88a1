import Dispatch
import Glibc
import Synchronization
import Tiles
import ZoneIndex

/// Makes the pyramids of all layers of a state, so that nobody waits for the first tile.
struct TilePreparation {
  let folder: DataFolder

  /// Two layers at a time, the largest first; pyramids that stand already are left as they are.
  ///
  /// - Parameter progress: told the share that is done, 0 to 1.
  func makeAll(of state: PlanState, progress: @escaping @Sendable (Double) -> Void) throws {
    let named = TileState(state: state, id: "", isFixed: true)
    let layers = state.snapshot.layerIDs.sorted { state.snapshot.featureCount(of: $0) > state.snapshot.featureCount(of: $1) }
    let queue = Mutex<(next: Int, done: Int, failure: (any Error)?)>((0, 0, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      // A shelf of its own for each: opened pyramids are not kept.
      while let i = queue.withLock({ q -> Int? in
        guard q.failure == nil, q.next < layers.count else { return nil }
        q.next += 1
        return q.next - 1
      }) {
        do {
          let key = TileShelf.key(layer: layers[i], set: .webMercator, parts: named.parts(of: layers[i]))
          _ = try TileShelf(folder: folder).make(key, layer: layers[i], of: state.snapshot, set: .webMercator)
          progress(
            queue.withLock { q in
              q.done += 1
              return Double(q.done) / Double(layers.count)
            })
        } catch {
          queue.withLock { $0.failure = error }
        }
      }
    }
    if let failure = queue.withLock({ $0.failure }) { throw failure }
  }
}
