/// Printed text with brackets, full or half width; separators and words inside a bracket are not seen from outside.
enum BracketedText {
  /// Splits at `separators` outside brackets; empty parts are left out.
  static func parts(_ text: some StringProtocol, at separators: String) -> [String] {
    var depth = 0
    var current = ""
    var all: [String] = []
    for c in text {
      depth += step(c, depth)
      if depth == 0, separators.contains(c) {
        all.append(current)
        current = ""
      } else {
        current.append(c)
      }
    }
    all.append(current)
    return all.filter { !$0.isEmpty }
  }

  /// Splits before each occurrence of `joint` outside brackets, the first character of the joint staying with the part before it.
  static func clauses(_ text: String, endingIn end: Character, before next: Character) -> [String] {
    var depth = 0
    var current = ""
    var all: [String] = []
    for c in text {
      depth += step(c, depth)
      if depth == 0, c == next, current.last == end {
        all.append(current)
        current = ""
      } else {
        current.append(c)
      }
    }
    all.append(current)
    return all.filter { !$0.isEmpty }
  }

  /// The text before its closing brackets, and what those hold: `其他（甲除外）` → `其他`, [`甲除外`].
  static func closing(_ text: String) -> (head: String, notes: [String]) {
    var head = Array(text)
    var notes: [String] = []
    while let last = head.last, ")）".contains(last) {
      var depth = 0
      var open: Int?
      for i in head.indices.reversed() {
        if ")）".contains(head[i]) { depth += 1 }
        if "(（".contains(head[i]) { depth -= 1 }
        if depth == 0 {
          open = i
          break
        }
      }
      guard let open else { break }
      notes.insert(String(head[(open + 1)..<(head.count - 1)]), at: 0)
      head.removeSubrange(open...)
    }
    return (String(head), notes)
  }

  /// The text outside its brackets.
  static func outer(_ text: String) -> String {
    var depth = 0
    var kept = ""
    for c in text {
      let before = depth
      depth += step(c, depth)
      if depth == 0, before == 0 { kept.append(c) }
    }
    return kept
  }

  static func step(_ c: Character, _ depth: Int) -> Int {
    if c == "（" || c == "(" { return 1 }
    if c == "）" || c == ")" { return depth > 0 ? -1 : 0 }
    return 0
  }
}
