extension Evaluator {
  mutating func convert(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    // Reading a text; a named zone in it is looked up in the time zone database.
    try spend(builtin == .time || builtin == .dateAndTime ? 40 : 8)
    switch builtin {
    case .today: return a.isEmpty ? environment.now.map { .date($0.date) } : nil
    case .now: return a.isEmpty ? environment.now.map { .dateTime($0) } : nil
    case .string:
      guard a.count == 1 else { return nil }
      if a[0] == .null { return .null }
      if case .string = a[0] { return a[0] }
      try spendWriting(a[0])
      return try text(ValueText.text(of: a[0]))
    case .number: return number(a)
    case .date: return date(a)
    case .time: return time(a)
    case .dateAndTime: return dateAndTime(a)
    case .duration:
      guard a.count == 1, let text = Self.text(a[0]) else { return nil }
      return TemporalText.duration(text)
    case .yearsAndMonthsDuration:
      guard a.count == 2, let from = Self.date(a[0]), let to = Self.date(a[1]) else { return nil }
      var months = (to.year - from.year) * 12 + to.month - from.month
      if months > 0, to.day < from.day { months -= 1 }
      if months < 0, to.day > from.day { months += 1 }
      return .yearsMonths(FEELMonths(months: months))
    case .range:
      guard a.count == 1, let text = Self.text(a[0]), text.utf8.count <= 200 else { return nil }
      return try literalRange(text)
    default: return nil
    }
  }

  /// Charges the writing of a value before it is done: by its characters, of which numbers may have thousands.
  private mutating func spendWriting(_ value: FEELValue) throws(FEELEvaluationError) {
    switch value {
    case .number(let number): try spend(4 + Int(number.exponent.magnitude) / 8)
    case .string(let text): try spend(4 + text.utf8.count / 8)
    case .list(let items): for item in items { try spendWriting(item) }
    case .context(let context):
      for (key, item) in zip(context.keys, context.values) {
        try spend(4 + key.utf8.count / 8)
        try spendWriting(item)
      }
    default: try spend(8)
    }
  }

  private static func date(_ value: FEELValue) -> FEELDate? {
    switch single(value) {
    case .date(let date): date
    case .dateTime(let moment): moment.date
    default: nil
    }
  }

  /// A range written as text, with literal ends only; an end left out, beside a round bracket, is open without limit.
  private mutating func literalRange(_ text: String) throws(FEELEvaluationError) -> FEELValue? {
    let scalars = Array(text.unicodeScalars)
    if let interval = try openInterval(scalars) { return interval }
    guard let first = scalars.firstIndex(where: { !NameCharacters.isSpace($0) }),
      let last = scalars.lastIndex(where: { !NameCharacters.isSpace($0) }), last > first, ["[", "(", "]"].contains(scalars[first]),
      ["]", ")", "["].contains(scalars[last])
    else { return nil }
    let inner = scalars[(first + 1)..<last]
    var isQuoted = false
    var between: Int?
    for index in inner.indices.dropLast() where between == nil {
      if inner[index] == "\"", scalars[index - 1] != "\\" { isQuoted.toggle() }
      if !isQuoted, inner[index] == ".", inner[index + 1] == "." { between = index }
    }
    guard let points = between, let low = try end(inner[..<points]), let high = try end(inner[(points + 2)...]) else { return nil }
    let lowerIncluded = scalars[first] == "["
    let upperIncluded = scalars[last] == "]"
    switch (low, high) {
    case (nil, nil): return nil
    case (nil, let bound?): return lowerIncluded || bound == .null ? nil : openRange(upperIncluded ? .lessOrEqual : .less, bound)
    case (let bound?, nil): return upperIncluded || bound == .null ? nil : openRange(lowerIncluded ? .greaterOrEqual : .greater, bound)
    case (let low?, let high?): return rangeValue(low, lowerIncluded, high, upperIncluded)
    }
  }

  /// `< 5` as text; nil for what does not begin so.
  private mutating func openInterval(_ scalars: [Unicode.Scalar]) throws(FEELEvaluationError) -> FEELValue? {
    guard let start = scalars.firstIndex(where: { !NameCharacters.isSpace($0) }), scalars[start] == "<" || scalars[start] == ">" else {
      return nil
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start...])
    var reader = TextReader(String(view))
    let sign: FEELComparison =
      reader.take("<=") ? .lessOrEqual : reader.take(">=") ? .greaterOrEqual : scalars[start] == "<" ? .less : .greater
    if sign == .less || sign == .greater { reader.position = 1 }
    guard let found = try end(reader.scalars[reader.position...]), let bound = found, bound != .null else { return nil }
    return openRange(sign, bound)
  }

  /// The literal at an end of a range's text: `.some(nil)` for none, nil for what is no literal.
  private mutating func end(_ scalars: ArraySlice<Unicode.Scalar>) throws(FEELEvaluationError) -> FEELValue?? {
    if scalars.allSatisfy({ NameCharacters.isSpace($0) }) { return .some(nil) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    guard let expression = try? FEELExpression.parse(String(view), names: FEELKnownNames()), Self.isLiteral(expression.root) else {
      return nil
    }
    // Apart from this evaluation, whose trace belongs to another text.
    var spent = 0
    let value = try expression.evaluate(in: FEELVariables(), limits: remaining, spent: &spent)
    try spend(spent)
    return .some(value)
  }

  /// Whether a node is a literal, or makes a date, time or duration of literals.
  private static func isLiteral(_ node: FEELNode) -> Bool {
    switch node.kind {
    case .literal: return true
    case .call(let callee, let arguments):
      guard let builtin = callee.builtin, [.date, .time, .dateAndTime, .duration].contains(builtin) else { return false }
      return arguments.allSatisfy { isLiteral($0.value) }
    default: return false
    }
  }

  private func number(_ a: [FEELValue]) -> FEELValue? {
    guard (1...3).contains(a.count) else { return nil }
    if a.count == 1, case .number = Self.single(a[0]) { return Self.single(a[0]) }
    guard var text = Self.text(a[0]), text.utf8.count <= 10_000 else { return nil }
    let grouping = a.count > 1 ? a[1] : .null
    let point = a.count > 2 ? a[2] : .null
    if grouping != .null {
      guard let sign = Self.text(grouping), [" ", ",", "."].contains(sign), grouping != point else { return nil }
      text = String(text.filter { String($0) != sign })
    }
    if point != .null {
      guard let sign = Self.text(point), [",", "."].contains(sign) else { return nil }
      if sign == "," {
        if text.contains(".") { return nil }
        text = String(text.map { $0 == "," ? "." : $0 })
      }
    }
    return FEELDecimal(text).map { .number($0) }
  }

  private func date(_ a: [FEELValue]) -> FEELValue? {
    if a.count == 3 {
      guard let year = Self.whole(a[0]), let month = Self.whole(a[1]), let day = Self.whole(a[2]) else { return nil }
      return FEELDate(year: year, month: month, day: day).map { .date($0) }
    }
    guard a.count == 1 else { return nil }
    switch Self.single(a[0]) {
    case .string(let text): return FEELDate(text).map { .date($0) }
    case .date(let date): return .date(date)
    case .dateTime(let moment): return .date(moment.date)
    default: return nil
    }
  }

  private func time(_ a: [FEELValue]) -> FEELValue? {
    if a.count == 1 {
      switch Self.single(a[0]) {
      case .string(let text): return FEELTime(text).map { .time($0) }
      case .time(let time): return .time(time)
      case .dateTime(let moment): return .time(moment.time)
      case .date: return .time(FEELTime(nanosecondsOfDay: 0, zone: .offset(seconds: 0)))
      default: return nil
      }
    }
    guard a.count == 3 || a.count == 4, let hour = Self.whole(a[0]), let minute = Self.whole(a[1]),
      let (second, nanosecond) = seconds(a[2]), let zone = zone(a.count == 4 ? a[3] : .null)
    else { return nil }
    return FEELTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone).map { .time($0) }
  }

  private func seconds(_ value: FEELValue) -> (Int, Int)? {
    guard let number = Self.number(value), !number.isNegative else { return nil }
    let whole = number.rounded(fractionDigits: 0, .down)
    let rest = (number - whole) * FEELDecimal(1_000_000_000)
    guard let second = whole.integerValue, let nanosecond = rest.rounded(fractionDigits: 0, .down).integerValue else { return nil }
    return (second, nanosecond)
  }

  private func zone(_ value: FEELValue) -> FEELZone?? {
    switch value {
    case .null: return .some(nil)
    case .daysTime(let span):
      let seconds = span.nanoseconds / 1_000_000_000
      guard let count = Int(exactly: seconds), let zone = FEELZone(offsetSeconds: count) else { return nil }
      return .some(zone)
    case .string(let name): return FEELZone(named: name).map { .some($0) }
    default: return nil
    }
  }

  private func dateAndTime(_ a: [FEELValue]) -> FEELValue? {
    switch a.count {
    case 1:
      switch Self.single(a[0]) {
      case .string(let text): return FEELDateTime(text).map { .dateTime($0) }
      case .dateTime(let moment): return .dateTime(moment)
      case .date(let date): return .dateTime(FEELDateTime(midnightOf: date, zone: .offset(seconds: 0)))
      default: return nil
      }
    case 2:
      switch Self.single(a[1]) {
      case .time(let time): return Self.date(a[0]).map { .dateTime(FEELDateTime(date: $0, time: time)) }
      case .string(let name):
        // The moment, read in another zone.
        guard case .dateTime(let moment) = Self.single(a[0]), moment.time.zone != nil, let zone = FEELZone(named: name) else { return nil }
        let seconds = Int(moment.comparableNanoseconds / 1_000_000_000)
        let offset = zone.offsetSeconds(atLocal: seconds + zone.offsetSeconds(atLocal: seconds))
        return FEELDateTime(localNanoseconds: moment.comparableNanoseconds + Int128(offset) * 1_000_000_000, zone: zone).map {
          .dateTime($0)
        }
      default: return nil
      }
    case 6, 7:
      guard case .date(let date)? = date(Array(a[0..<3])), case .time(let time)? = time(Array(a[3...])) else { return nil }
      return .dateTime(FEELDateTime(date: date, time: time))
    default: return nil
    }
  }

  func calendar(_ builtin: Builtin, _ a: [FEELValue]) -> FEELValue? {
    guard a.count == 1, let date = Self.date(a[0]) else { return nil }
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    switch builtin {
    case .dayOfYear: return .number(FEELDecimal(date.dayOfYear))
    case .dayOfWeek: return .string(days[date.weekday - 1])
    case .monthOfYear: return .string(months[date.month - 1])
    case .weekOfYear: return .number(FEELDecimal(date.weekOfYear))
    default: return nil
    }
  }
}
