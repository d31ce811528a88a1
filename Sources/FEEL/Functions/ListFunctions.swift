extension Evaluator {
  mutating func aggregate(_ builtin: Builtin, _ items: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    try spend(items.count)
    switch builtin {
    case .count: return .number(FEELDecimal(items.count))
    case .all, .any:
      var state = KleeneState(decidedBy: builtin == .any)
      for item in items { state.add(item) }
      return state.result
    case .min, .max:
      guard var best = items.first else { return .null }
      if Ordering.order(best, best) == nil { return nil }
      for item in items.dropFirst() {
        guard let order = Ordering.order(item, best) else { return nil }
        if builtin == .min ? order < 0 : order > 0 { best = item }
      }
      return best
    default: break
    }
    var numbers: [FEELDecimal] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard case .number(let number) = item else { return nil }
      numbers.append(number)
    }
    switch builtin {
    case .sum:
      if numbers.isEmpty { return .null }
      return total(numbers).map { .number($0) }
    case .product:
      if numbers.isEmpty { return .null }
      var result = FEELDecimal.one
      for number in numbers {
        guard let next = result.multiplied(by: number) else { return nil }
        result = next
      }
      return .number(result)
    case .mean: return mean(numbers).map { .number($0) }
    case .median:
      if numbers.isEmpty { return .null }
      numbers.sort()
      let middle = numbers.count / 2
      if numbers.count % 2 == 1 { return .number(numbers[middle]) }
      return numbers[middle - 1].adding(numbers[middle])?.divided(by: FEELDecimal(2)).map { .number($0) }
    case .stddev:
      guard numbers.count > 1, let mean = mean(numbers) else { return nil }
      var squares: [FEELDecimal] = []
      for number in numbers {
        guard let difference = number.adding(-mean), let square = difference.multiplied(by: difference) else { return nil }
        squares.append(square)
      }
      return total(squares)?.divided(by: FEELDecimal(numbers.count - 1))?.squareRoot.map { .number($0) }
    case .mode:
      try spend(8 * numbers.count)
      var counts: [FEELDecimal: Int] = [:]
      for number in numbers { counts[number, default: 0] += 1 }
      let most = counts.values.max()
      return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
    default: return nil
    }
  }

  private func total(_ numbers: [FEELDecimal]) -> FEELDecimal? {
    var sum = FEELDecimal.zero
    for number in numbers {
      guard let next = sum.adding(number) else { return nil }
      sum = next
    }
    return sum
  }

  private func mean(_ numbers: [FEELDecimal]) -> FEELDecimal? {
    numbers.isEmpty ? nil : total(numbers)?.divided(by: FEELDecimal(numbers.count))
  }

  mutating func listing(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    switch builtin {
    case .concatenate, .union:
      var all: [FEELValue] = []
      for argument in a {
        guard let items = Self.list(argument) else { return nil }
        try spend(items.count)
        if all.count + items.count > limits.listLength { throw .listTooLong(limit: limits.listLength) }
        all += items
      }
      return builtin == .union ? try list(distinct(all)) : try list(all)
    case .append:
      guard a.count > 1, let items = Self.list(a[0]) else { return nil }
      try spend(items.count)
      return try list(items + a.dropFirst())
    default: break
    }
    guard let first = a.first, var items = Self.list(first) else { return nil }
    try spend(items.count)
    switch builtin {
    case .sublist:
      guard a.count == 2 || a.count == 3, let start = Self.whole(a[1]), start != 0, start.magnitude <= UInt(items.count) else { return nil }
      let from = start > 0 ? start - 1 : items.count + start
      var length = items.count - from
      if a.count == 3 {
        guard let wanted = Self.whole(a[2]), wanted >= 1, wanted <= length else { return nil }
        length = wanted
      }
      return .list(Array(items[from..<from + length]))
    case .remove:
      guard a.count == 2, let place = position(a[1], items.count) else { return nil }
      items.remove(at: place)
      return .list(items)
    case .insertBefore:
      guard a.count == 3, let place = position(a[1], items.count) else { return nil }
      items.insert(a[2], at: place)
      return try list(items)
    case .listReplace:
      guard a.count == 3 else { return nil }
      if case .function(let match) = a[1] {
        guard match.parameters.count == 2 else { return nil }
        for i in items.indices {
          switch try invoke(a[1], [items[i], a[2]]) {
          case .boolean(let isMatch): if isMatch { items[i] = a[2] }
          case .unknown(let facts): return .unknown(facts)
          default: return nil
          }
        }
        return try list(items)
      }
      guard let place = position(a[1], items.count) else { return nil }
      items[place] = a[2]
      return try list(items)
    case .reverse: return a.count == 1 ? .list(items.reversed()) : nil
    case .flatten:
      guard a.count == 1 else { return nil }
      var flat: [FEELValue] = []
      try flatten(items, into: &flat)
      return try list(flat)
    case .distinctValues: return a.count == 1 ? try list(distinct(items)) : nil
    case .listContains:
      guard a.count == 2 else { return nil }
      var state = KleeneState(decidedBy: true)
      for item in items {
        let same = try equal(item, a[1])
        // Of another kind: not this one.
        if case .null = same { continue }
        state.add(same)
        if state.isDecided { break }
      }
      return state.result
    case .indexOf:
      guard a.count == 2 else { return nil }
      var places: [FEELValue] = []
      for (i, item) in items.enumerated() where try equal(item, a[1]) == .boolean(true) { places.append(.number(FEELDecimal(i + 1))) }
      return .list(places)
    case .sort:
      guard a.count == 1 || a.count == 2 else { return nil }
      return try sort(items, by: a.count == 2 ? a[1] : nil)
    default: return nil
    }
  }

  /// A position from the front (1…) or the back (−1…) as an index.
  private func position(_ value: FEELValue, _ count: Int) -> Int? {
    guard let place = Self.number(value)?.rounded(fractionDigits: 0, .down).integerValue else { return nil }
    if place >= 1, place <= count { return place - 1 }
    if place <= -1, place >= -count { return count + place }
    return nil
  }

  private mutating func distinct(_ items: [FEELValue]) throws(FEELEvaluationError) -> [FEELValue] {
    var kept: [FEELValue] = []
    var seen: Set<FEELValue> = []
    for item in items {
      try spend(6)
      try weigh(item, depth: 0)
      if seen.insert(Self.comparable(item)).inserted { kept.append(item) }
    }
    return kept
  }

  /// Moments that are equal though written in different zones, in one form.
  private static func comparable(_ value: FEELValue) -> FEELValue {
    if case .dateTime(let moment) = value, moment.time.zone != nil,
      let utc = FEELDateTime(localNanoseconds: moment.comparableNanoseconds, zone: .offset(seconds: 0))
    {
      return .dateTime(utc)
    }
    return value
  }

  private mutating func flatten(_ items: [FEELValue], into flat: inout [FEELValue]) throws(FEELEvaluationError) {
    try spend(items.count)
    for item in items {
      if case .list(let inner) = item { try flatten(inner, into: &flat) } else { flat.append(item) }
    }
  }

  /// A stable merge sort; `precedes` is asked n·log n times at most.
  private mutating func sort(_ items: [FEELValue], by precedes: FEELValue?) throws(FEELEvaluationError) -> FEELValue? {
    if let precedes {
      guard case .function = precedes else { return nil }
    } else {
      for item in items.dropFirst() where Ordering.order(items[0], item) == nil { return nil }
    }
    var current = items
    var width = 1
    while width < current.count {
      var next: [FEELValue] = []
      next.reserveCapacity(current.count)
      var start = 0
      while start < current.count {
        let middle = Swift.min(start + width, current.count)
        let end = Swift.min(start + 2 * width, current.count)
        var i = start
        var j = middle
        while i < middle, j < end {
          try spend(1 + Ordering.cost(current[j], current[i]))
          let takeRight: Bool
          if let precedes {
            let verdict = try invoke(precedes, [current[j], current[i]])
            if verdict.isUnknown { return verdict }
            takeRight = verdict == .boolean(true)
          } else {
            takeRight = (Ordering.order(current[j], current[i]) ?? 0) < 0
          }
          next.append(takeRight ? current[j] : current[i])
          if takeRight { j += 1 } else { i += 1 }
        }
        next += current[i..<middle]
        next += current[j..<end]
        start = end
      }
      current = next
      width *= 2
    }
    return .list(current)
  }
}
