/// Numbers for words, in the order in which they come; open addressing.
struct WordTable {
  private var words: [UInt64] = []
  private var slots: [Int32]
  private var mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    words.reserveCapacity(capacity)
  }

  @inline(__always)
  private func slot(_ word: UInt64) -> Int {
    let hash = (word ^ (word >> 31)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 30) & mask
  }

  mutating func number(of word: UInt64) -> (number: Int32, isNew: Bool) {
    var at = slot(word)
    while slots[at] >= 0 {
      if words[Int(slots[at])] == word { return (slots[at], false) }
      at = (at + 1) & mask
    }
    let new = Int32(words.count)
    slots[at] = new
    words.append(word)
    if words.count * 2 > slots.count { grow() }
    return (new, true)
  }

  func known(_ word: UInt64) -> Int32? {
    var at = slot(word)
    while slots[at] >= 0 {
      if words[Int(slots[at])] == word { return slots[at] }
      at = (at + 1) & mask
    }
    return nil
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    for (i, word) in words.enumerated() {
      var at = slot(word)
      while slots[at] >= 0 { at = (at + 1) & mask }
      slots[at] = Int32(i)
    }
  }
}
