/// Built-in functions: the rules all of them share, then one switch.
extension Evaluator {
  /// Applies a built-in to arguments in the order of its parameters.
  ///
  /// Unknown in, unknown out, wherever an argument or a part of it is unknown; the few functions that can say more
  /// (those that only move items, or that one item decides) come first.
  @inline(never)
  mutating func apply(_ builtin: Builtin, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue {
    try spend(1)
    var facts: [String]?
    for argument in arguments where argument.containsUnknown {
      try weigh(argument, depth: 0)
      facts = mergeSorted(facts ?? [], argument.missingFacts)
    }
    if let facts {
      if arguments.contains(where: \.isUnknown) {
        // Only these can be decided beside an argument that is wholly unknown.
        switch builtin {
        case .append where !arguments[0].isUnknown: break
        case .listContains where !arguments[0].isUnknown: break
        case .all where arguments.count > 1, .any where arguments.count > 1: break
        default: return .unknown(facts)
        }
      }
      switch builtin {
      case .append, .concatenate, .reverse, .sublist, .insertBefore, .remove, .count, .listContains, .all, .any, .getValue, .getEntries,
        .isDefined, .not:
        break
      default: return .unknown(facts)
      }
    }
    if let result = try answer(builtin, arguments) { return result }
    remark("函数“\(builtin.rawValue)”不能用于这些参数（\(arguments.map(\.kindName).joined(separator: "、"))）。")
    return .null
  }

  /// The result; nil where the arguments do not fit, which the standard makes null.
  @inline(never)
  private mutating func answer(_ builtin: Builtin, _ a: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    switch builtin {
    case .not: return a.count == 1 ? Kleene.not(a[0]) : nil
    case .isDefined: return a.count == 1 ? .boolean(a[0] != .null) : nil
    case .is: return a.count == 2 ? .boolean(Self.isSame(a[0], a[1])) : nil
    case .date, .time, .dateAndTime, .number, .string, .duration, .yearsAndMonthsDuration, .range, .today, .now:
      return try convert(builtin, a)
    case .dayOfYear, .dayOfWeek, .monthOfYear, .weekOfYear: return calendar(builtin, a)
    case .substring, .contains, .replace, .matches, .split, .stringLength, .upperCase, .lowerCase, .substringBefore, .substringAfter,
      .startsWith, .endsWith, .stringJoin:
      return try textual(builtin, a)
    case .count, .min, .max, .sum, .mean, .all, .any, .product, .median, .stddev, .mode:
      guard let items = Self.varied(a) else { return nil }
      return try aggregate(builtin, items)
    case .sublist, .append, .concatenate, .remove, .reverse, .union, .flatten, .sort, .listContains, .insertBefore, .listReplace,
      .indexOf, .distinctValues:
      return try listing(builtin, a)
    case .decimal, .floor, .ceiling, .abs, .modulo, .sqrt, .log, .exp, .odd, .even, .roundUp, .roundDown, .roundHalfUp, .roundHalfDown:
      return try numeric(builtin, a)
    case .context, .getValue, .getEntries, .contextPut, .contextMerge: return try contextual(builtin, a)
    case .before, .after, .meets, .metBy, .overlaps, .overlapsBefore, .overlapsAfter, .finishes, .finishedBy, .includes, .during, .starts,
      .startedBy, .coincides:
      return interval(builtin, a)
    }
  }

  /// The items of `f(list)` or `f(a, b, c)`; nil for `f()` and `f(null)`.
  private static func varied(_ arguments: [FEELValue]) -> [FEELValue]? {
    if arguments.isEmpty { return nil }
    if arguments.count == 1 { return list(arguments[0]) }
    return arguments
  }

  /// An argument where a list is wanted: a single value counts as a list of one, null does not.
  static func list(_ value: FEELValue) -> [FEELValue]? {
    switch value {
    case .list(let items): items
    case .null: nil
    default: [value]
    }
  }

  /// An argument where a single value is wanted: a list of one counts as its item.
  static func single(_ value: FEELValue) -> FEELValue {
    if case .list(let items) = value, items.count == 1 { return items[0] }
    return value
  }

  static func text(_ value: FEELValue) -> String? { single(value).stringValue }
  static func number(_ value: FEELValue) -> FEELDecimal? { single(value).numberValue }
  static func whole(_ value: FEELValue) -> Int? { single(value).numberValue?.integerValue }

  /// The same in kind, value and zone (the standard's `is`).
  private static func isSame(_ a: FEELValue, _ b: FEELValue) -> Bool { a == b }
}
