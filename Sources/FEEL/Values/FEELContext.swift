/// Named entries in the order they were written; two contexts are equal when they hold equal entries in any order.
public struct FEELContext: Hashable, Sendable {
  public private(set) var keys: [String] = []
  public private(set) var values: [FEELValue] = []
  /// Key → place, kept only where a linear look would be slow.
  private var places: [String: Int]?

  public init() {}

  /// Later entries replace earlier ones of the same name.
  public init(_ entries: [(String, FEELValue)]) {
    for (key, value) in entries { self[key] = value }
  }

  public var count: Int { keys.count }
  public var isEmpty: Bool { keys.isEmpty }

  /// The entry of a name; set to nil to take it out.
  public subscript(key: String) -> FEELValue? {
    get { place(of: key).map { values[$0] } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?): values[place] = value
      case (let place?, nil):
        keys.remove(at: place)
        values.remove(at: place)
        if places != nil { index() }
      case (nil, let value?):
        keys.append(key)
        values.append(value)
        if places != nil { places?[key] = keys.count - 1 } else if keys.count > 8 { index() }
      case (nil, nil): break
      }
    }
  }

  private mutating func index() {
    places = keys.count > 8 ? Dictionary(uniqueKeysWithValues: zip(keys, keys.indices)) : nil
  }

  private func place(of key: String) -> Int? {
    if let places { return places[key] }
    return keys.firstIndex(of: key)
  }

  public static func == (a: FEELContext, b: FEELContext) -> Bool {
    guard a.count == b.count else { return false }
    if a.keys == b.keys { return a.values == b.values }
    for (key, value) in zip(a.keys, a.values) where b[key] != value { return false }
    return true
  }

  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in zip(keys, values) {
      var entry = Hasher()
      entry.combine(key)
      entry.combine(value)
      sum ^= entry.finalize()
    }
    hasher.combine(keys.count)
    hasher.combine(sum)
  }
}
