/// Functions of text; positions and lengths count code points.
extension Evaluator {
  mutating func textual(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    if builtin == .stringJoin { return try join(a) }
    guard let first = a.first, let subject = Self.text(first) else { return nil }
    try spend(subject.utf8.count / 16)
    switch builtin {
    case .stringLength: return a.count == 1 ? .number(FEELDecimal(subject.unicodeScalars.count)) : nil
    case .upperCase: return a.count == 1 ? try text(subject.uppercased()) : nil
    case .lowerCase: return a.count == 1 ? try text(subject.lowercased()) : nil
    case .substring: return try substring(subject, a)
    case .matches, .replace, .split: return try pattern(builtin, subject, a)
    default: break
    }
    guard a.count == 2, let match = Self.text(a[1]) else { return nil }
    switch builtin {
    case .startsWith: return .boolean(subject.unicodeScalars.starts(with: match.unicodeScalars))
    case .endsWith: return .boolean(subject.unicodeScalars.reversed().starts(with: match.unicodeScalars.reversed()))
    case .contains: return .boolean(try find(match, in: subject) != nil)
    case .substringBefore:
      guard let found = try find(match, in: subject) else { return .string("") }
      return .string(String(subject.unicodeScalars.prefix(found)))
    case .substringAfter:
      guard let found = try find(match, in: subject) else { return .string("") }
      return .string(String(subject.unicodeScalars.dropFirst(found + match.unicodeScalars.count)))
    default: return nil
    }
  }

  private mutating func substring(_ subject: String, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard a.count == 2 || a.count == 3, let start = Self.whole(a[1]) else { return nil }
    let scalars = Array(subject.unicodeScalars)
    guard start != 0, start.magnitude <= UInt(scalars.count) else { return nil }
    let from = start > 0 ? start - 1 : scalars.count + start
    var length = scalars.count - from
    if a.count == 3, Self.single(a[2]) != .null {
      guard let wanted = Self.number(a[2])?.rounded(fractionDigits: 0, .down).integerValue, wanted >= 1 else { return nil }
      length = Swift.min(length, wanted)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[from..<from + length])
    return .string(String(view))
  }

  /// Where a text first occurs in another, in code points.
  mutating func find(_ match: String, in subject: String) throws(FEELEvaluationError) -> Int? {
    let text = Array(subject.unicodeScalars)
    let wanted = Array(match.unicodeScalars)
    if wanted.isEmpty { return 0 }
    if wanted.count > text.count { return nil }
    // Knuth, Morris, Pratt: linear whatever the texts.
    var fallback = [0]
    var k = 0
    for scalar in wanted.dropFirst() {
      while k > 0, wanted[k] != scalar { k = fallback[k - 1] }
      if wanted[k] == scalar { k += 1 }
      fallback.append(k)
    }
    k = 0
    for (i, scalar) in text.enumerated() {
      while k > 0, wanted[k] != scalar { k = fallback[k - 1] }
      if wanted[k] == scalar { k += 1 }
      if k == wanted.count { return i - k + 1 }
    }
    return nil
  }

  private mutating func join(_ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    guard a.count == 1 || a.count == 2, let items = Self.list(a[0]) else { return nil }
    var delimiter = ""
    if a.count == 2, a[1] != .null {
      guard let given = Self.text(a[1]) else { return nil }
      delimiter = given
    }
    var pieces: [String] = []
    var length = 0
    for item in items {
      try spend(1)
      if item == .null { continue }
      guard case .string(let piece) = item else { return nil }
      pieces.append(piece)
      length += piece.utf8.count + delimiter.utf8.count
      if length > limits.textLength + delimiter.utf8.count { throw .textTooLong(limit: limits.textLength) }
    }
    return try text(pieces.joined(separator: delimiter))
  }
}
