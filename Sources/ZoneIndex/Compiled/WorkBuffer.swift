/// Memory that a query fills and the next one fills again; holds only plain values.
struct WorkBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 16) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { base.deallocate() }

  @inline(__always)
  mutating func clear() { count = 0 }

  /// Forgets what stands from there on.
  @inline(__always)
  mutating func shorten(to size: Int) { count = min(count, size) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: 2 &* capacity) }
    (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count &-= 1
    return base[count]
  }

  @inline(__always)
  subscript(_ k: Int) -> Element {
    get { base[k] }
    nonmutating set { base[k] = newValue }
  }

  mutating func sort(by precedes: (Element, Element) -> Bool) {
    guard count > 32 else {
      for i in 0..<count {
        let element = base[i]
        var k = i
        while k > 0 && precedes(element, base[k - 1]) {
          base[k] = base[k - 1]
          k -= 1
        }
        base[k] = element
      }
      return
    }
    var buffer = UnsafeMutableBufferPointer(start: base, count: count)
    buffer.sort(by: precedes)
  }

  /// Sorts what was appended since; for a handful.
  mutating func sortTail(from start: Int, by precedes: (Element, Element) -> Bool) {
    for i in start..<count {
      let element = base[i]
      var k = i
      while k > start && precedes(element, base[k - 1]) {
        base[k] = base[k - 1]
        k -= 1
      }
      base[k] = element
    }
  }

  /// Makes room for so many; those beyond the old count hold `element`.
  mutating func extend(to size: Int, with element: Element) {
    guard size > count else { return }
    if size > capacity { grow(to: size) }
    (base + count).initialize(repeating: element, count: size - count)
    count = size
  }

  @inline(never)
  private mutating func grow(to size: Int) {
    let new = UnsafeMutablePointer<Element>.allocate(capacity: size)
    new.moveInitialize(from: base, count: count)
    base.deallocate()
    base = new
    capacity = size
  }
}
