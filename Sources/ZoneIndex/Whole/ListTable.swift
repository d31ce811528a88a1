/// Lists by their content, so that equal ones stand once.
struct ListTable {
  private var slots = [UInt32](repeating: 0, count: 1 << 12)
  private var count = 0

  mutating func place(_ list: [UInt32], _ words: inout [UInt32]) -> UInt32 {
    if count * 2 > slots.count { grow(words) }
    var slot = Self.hash(list[...]) & (slots.count - 1)
    while slots[slot] != 0 {
      let at = Int(slots[slot])
      if words[at] == list[0], words[at..<(at + list.count)].elementsEqual(list) { return UInt32(at) }
      slot = (slot + 1) & (slots.count - 1)
    }
    precondition(words.count + list.count < Int(PlanDirectory.isSplit), "more than eight gigabytes of lists")
    slots[slot] = UInt32(words.count)
    count += 1
    words += list
    return slots[slot]
  }

  private mutating func grow(_ words: [UInt32]) {
    let old = slots
    slots = [UInt32](repeating: 0, count: old.count * 4)
    for at in old where at != 0 {
      var slot = Self.hash(words[Int(at)...Int(at) + Int(words[Int(at)])]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = at
    }
  }

  private static func hash(_ list: ArraySlice<UInt32>) -> Int {
    var h: UInt64 = 0x9E37_79B9_7F4A_7C15
    for word in list {
      h = (h ^ UInt64(word)) &* 0xC2B2_AE3D_27D4_EB4F
      h ^= h >> 29
    }
    return Int(truncatingIfNeeded: h >> 2)
  }
}
