/// What the machine does when it has to go back.
private enum PatternPending {
  case resume(step: Int, place: Int)
  case restoreSave(Int, Int)
  case restoreMark(Int, Int)
}

/// `matches`, `replace`, `split`: every step of the machine counts, so a catastrophic pattern ends with the budget.
extension Evaluator {
  mutating func pattern(_ builtin: Builtin, _ subject: String, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard a.count >= 2, let written = Self.text(a[1]) else { return nil }
    let flagPlace = builtin == .replace ? 3 : (builtin == .matches ? 2 : Int.max)
    guard a.count <= (builtin == .replace ? 4 : (builtin == .matches ? 3 : 2)) else { return nil }
    var flags = ""
    if flagPlace < a.count, a[flagPlace] != .null {
      guard let given = Self.text(a[flagPlace]) else { return nil }
      flags = given
    }
    guard let pattern = Pattern(written, flags: flags) else {
      // One that is refused for its size was written nearly to the end.
      try spend(1_000)
      remark("“\(written)”不是可用的正则表达式。")
      return .null
    }
    try spend(pattern.steps.count)
    let text = Array(subject.unicodeScalars)
    switch builtin {
    case .matches: return .boolean(try search(pattern, text, from: 0) != nil)
    case .split:
      var pieces: [FEELValue] = []
      var start = 0
      var from = 0
      while let found = try search(pattern, text, from: from) {
        if found[1] == found[0] {
          if found[0] >= text.count { break }
          from = found[0] + 1
          continue
        }
        pieces.append(.string(Self.string(text[start..<found[0]])))
        start = found[1]
        from = found[1]
      }
      pieces.append(.string(Self.string(text[start...])))
      return try list(pieces)
    default:
      guard a.count >= 3, let replacement = Self.text(a[2]) else { return nil }
      return try replace(pattern, text, with: Array(replacement.unicodeScalars), isLiteral: flags.contains("q"))
    }
  }

  private mutating func replace(
    _ pattern: Pattern, _ text: [Unicode.Scalar], with replacement: [Unicode.Scalar], isLiteral: Bool
  ) throws(FEELEvaluationError) -> FEELValue? {
    var result: [Unicode.Scalar] = []
    var start = 0
    var from = 0
    while from <= text.count, let found = try search(pattern, text, from: from) {
      // A pattern that matches nothing has no places to replace.
      if found[1] == found[0], found[0] == 0, try search(pattern, [], from: 0) != nil { return nil }
      result += text[start..<found[0]]
      var i = 0
      while i < replacement.count {
        let scalar = replacement[i]
        i += 1
        if isLiteral {
          result.append(scalar)
        } else if scalar == "\\" {
          guard i < replacement.count, replacement[i] == "\\" || replacement[i] == "$" else { return nil }
          result.append(replacement[i])
          i += 1
        } else if scalar == "$" {
          guard i < replacement.count, let digit = Self.digit(replacement[i]) else { return nil }
          i += 1
          var group = digit
          if i < replacement.count, let second = Self.digit(replacement[i]), group * 10 + second <= pattern.groups {
            group = group * 10 + second
            i += 1
          }
          if group <= pattern.groups, found[2 * group] >= 0, found[2 * group + 1] >= 0 {
            result += text[found[2 * group]..<found[2 * group + 1]]
          }
        } else {
          result.append(scalar)
        }
      }
      try spend(replacement.count / 8 + 1)
      if result.count > limits.textLength { throw .textTooLong(limit: limits.textLength) }
      start = found[1]
      from = found[1] > found[0] ? found[1] : found[1] + 1
    }
    if start < text.count { result += text[start...] }
    return try self.text(Self.string(result[...]))
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? { ("0"..."9").contains(scalar) ? Int(scalar.value - 0x30) : nil }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func same(_ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>, ignoringCase: Bool) -> Bool {
    zip(a, b).allSatisfy { CharacterTest.scalar($0).holds($1, ignoringCase: ignoringCase) }
  }

  /// Starts and ends of the first match and its groups, from a place on; −1 for groups that took no part.
  private mutating func search(_ pattern: Pattern, _ text: [Unicode.Scalar], from: Int) throws(FEELEvaluationError) -> [Int]? {
    guard from <= text.count else { return nil }
    for start in from...text.count {
      if let found = try run(pattern, text, at: start) { return found }
    }
    return nil
  }

  /// Backtracks with a stack of its own: places to try next, and what to undo before.
  private mutating func run(_ pattern: Pattern, _ text: [Unicode.Scalar], at start: Int) throws(FEELEvaluationError) -> [Int]? {
    var saves = [Int](repeating: -1, count: 2 * (pattern.groups + 1))
    var marks = [Int](repeating: -1, count: pattern.marks)
    var pending: [PatternPending] = []
    var step = 0
    var place = start
    var work = 0
    saves[0] = start
    while true {
      work += 1
      if work >= 64 {
        try spend(work / 4)
        work = 0
        if pending.count > limits.listLength { throw .tooMuchWork(steps: limits.steps) }
      }
      var fails = false
      switch pattern.steps[step] {
      case .one(let test):
        if place < text.count, test.holds(text[place], ignoringCase: pattern.ignoresCase) {
          place += 1
          step += 1
        } else {
          fails = true
        }
      case .split(let first, let second):
        pending.append(.resume(step: step + second, place: place))
        step += first
      case .jump(let distance): step += distance
      case .save(let slot):
        pending.append(.restoreSave(slot, saves[slot]))
        saves[slot] = place
        step += 1
      case .mark(let slot):
        pending.append(.restoreMark(slot, marks[slot]))
        marks[slot] = place
        step += 1
      case .progress(let slot): step += marks[slot] == place ? 2 : 1
      case .textStart:
        if place == 0 || (pattern.isMultiline && text[place - 1] == "\n") { step += 1 } else { fails = true }
      case .textEnd:
        if place == text.count || (pattern.isMultiline && text[place] == "\n") { step += 1 } else { fails = true }
      case .repeated(let group):
        let from = saves[2 * group]
        let to = saves[2 * group + 1]
        if from >= 0, to >= from {
          work += to - from
          if place + to - from <= text.count, Self.same(text[from..<to], text[place..<place + to - from], ignoringCase: pattern.ignoresCase)
          {
            place += to - from
            step += 1
          } else {
            fails = true
          }
        } else {
          step += 1
        }
      case .accept:
        saves[1] = place
        try spend(work / 4 + 1)
        return saves
      }
      if fails {
        var resumed = false
        while let next = pending.popLast() {
          switch next {
          case .restoreSave(let slot, let value): saves[slot] = value
          case .restoreMark(let slot, let value): marks[slot] = value
          case .resume(let nextStep, let nextPlace):
            step = nextStep
            place = nextPlace
            resumed = true
          }
          if resumed { break }
        }
        if !resumed {
          try spend(work / 4 + 1)
          return nil
        }
      }
    }
  }
}
