import Synchronization

/// A value made when it is first asked for, then kept; made twice where two ask at once, the first one stays.
final class Remembered<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    if let known = kept.withLock({ $0 }) { return known }
    let made = make()
    return kept.withLock { k in
      if let other = k { return other }
      k = made
      return made
    }
  }
}
