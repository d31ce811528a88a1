/// The features that hold a place; up to eight without memory of its own.
public struct FeatureSet: Sendable {
  private var few: [8 of UInt32] = .init(repeating: 0)
  private var steps: [8 of Int32] = .init(repeating: 0)
  private var fewCount = 0
  private var more: [(owner: UInt32, times: Int32)] = []

  public init() {}

  /// How many features.
  public var count: Int {
    var n = 0
    for k in 0..<fewCount where steps[k] > 0 { n += 1 }
    for entry in more where entry.times > 0 { n += 1 }
    return n
  }

  /// Their indices in the layer, ascending.
  public var indices: [Int] {
    var result: [Int] = []
    forEachOwner { result.append(Int($0) - 1) }
    return result.sorted()
  }

  /// The only feature; nil where there is none or more than one.
  public var single: Int? {
    if fewCount == 1, more.isEmpty { return steps[0] > 0 ? Int(few[0]) - 1 : nil }
    let all = indices
    return all.count == 1 ? all[0] : nil
  }

  @inline(__always)
  mutating func clear() {
    fewCount = 0
    if !more.isEmpty { more.removeAll(keepingCapacity: true) }
  }

  /// Counts an owner once more or less; what comes to 0 does not hold the place. Order does not matter.
  @inline(__always)
  mutating func add(_ owner: UInt32, _ step: Int32) {
    if owner == 0 { return }
    var k = 0
    while k < fewCount {
      if few[k] == owner {
        steps[k] &+= step
        return
      }
      k &+= 1
    }
    if fewCount < 8 {
      few[fewCount] = owner
      steps[fewCount] = step
      fewCount &+= 1
    } else {
      addToMore(owner, step)
    }
  }

  @inline(never)
  private mutating func addToMore(_ owner: UInt32, _ step: Int32) {
    if let k = more.firstIndex(where: { $0.owner == owner }) {
      more[k].times += step
    } else {
      more.append((owner, step))
    }
  }

  /// Takes an owner in whatever was counted: it holds the place by its border.
  mutating func include(_ owner: UInt32) {
    guard owner != 0 else { return }
    for k in 0..<fewCount where few[k] == owner {
      steps[k] = max(1, steps[k])
      return
    }
    if let k = more.firstIndex(where: { $0.owner == owner }) {
      more[k].times = max(1, more[k].times)
    } else {
      add(owner, 1)
    }
  }

  @inline(__always)
  func forEachOwner(_ body: (UInt32) -> Void) {
    for k in 0..<fewCount where steps[k] > 0 { body(few[k]) }
    if !more.isEmpty {
      for entry in more where entry.times > 0 { body(entry.owner) }
    }
  }
}
