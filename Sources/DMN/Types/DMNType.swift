package import FEEL

/// A type as it is checked: what the language names, or what the model defines of it.
package indirect enum DMNType: Sendable {
  case simple(FEELType)
  case structure([(name: String, type: DMNType)])
  case list(DMNType)
  /// A function: its shape, and what its results are made to.
  case function(FEELType, result: DMNType)
  /// A type whose values must also pass tests.
  case narrowed(DMNType, by: FEELExpression)

  /// The shape of it, without tests, for `instance of`.
  package var feelType: FEELType {
    switch self {
    case .simple(let type), .function(let type, _): type
    case .structure(let members): .context(members.map { FEELType.Member(name: $0.name, type: $0.type.feelType) })
    case .list(let item): .list(item.feelType)
    case .narrowed(let base, let tests): .narrowed(base.feelType, by: tests)
    }
  }

  /// The type of what a function gives whose variable has this type: models declare either the function's or the result's.
  var result: DMNType {
    if case .function(_, let result) = self { return result }
    return self
  }

  /// The value as this type takes it (DMN 1.5 §10.3.2.9.4), null where it does not conform.
  ///
  /// A list of one becomes its item and an item a list of one; a date becomes its midnight in UTC.
  package func coerced(_ value: FEELValue) -> FEELValue {
    var spent = 0
    return coerced(value, limits: .standard, spent: &spent)
  }

  /// The same within limits, with the steps taken added to `spent`; a value that reaches them does not conform.
  package func coerced(_ value: FEELValue, limits: FEELLimits, spent: inout Int) -> FEELValue {
    if case .simple(.any) = self { return value }
    if value == .null { return .null }
    if let fitting = fitting(value, limits, &spent) { return fitting }
    if case .list(let items) = value, items.count == 1, !isList, let fitting = fitting(items[0], limits, &spent) { return fitting }
    if isList, let fitting = fitting(.list([value]), limits, &spent) { return fitting }
    return .null
  }

  private var isList: Bool {
    switch self {
    case .list, .simple(.list): true
    case .narrowed(let base, _): base.isList
    default: false
    }
  }

  /// The value where it conforms, with dates made to moments inside it; nil where it does not.
  private func fitting(_ value: FEELValue, _ limits: FEELLimits, _ spent: inout Int) -> FEELValue? {
    if value.isUnknown { return value }
    spent += 1
    if spent > limits.steps { return nil }
    switch self {
    case .simple(.dateTime):
      if case .date(let date) = value { return .dateTime(FEELDateTime(midnightOf: date, zone: .offset(seconds: 0))) }
      return FEELType.dateTime.holds(value) ? value : nil
    case .simple(let type): return type.admits(value, limits, &spent) ? value : nil
    case .function(let type, _): return type.admits(value, limits, &spent) ? value : nil
    case .structure(let members):
      guard case .context(var context) = value else { return nil }
      for (name, type) in members {
        guard let entry = context[name] else { return nil }
        if entry == .null { continue }
        let fitted = type.coerced(entry, limits: limits, spent: &spent)
        if fitted == .null { return nil }
        context[name] = fitted
      }
      return .context(context)
    case .list(let item):
      guard case .list(let items) = value else { return nil }
      var fitted: [FEELValue] = []
      for entry in items {
        if entry == .null {
          fitted.append(.null)
          continue
        }
        guard let fitting = item.fitting(entry, limits, &spent) else { return nil }
        fitted.append(fitting)
      }
      return .list(fitted)
    case .narrowed(let base, let tests):
      guard let fitted = base.fitting(value, limits, &spent), let verdict = tests.holds(for: fitted, limits, &spent) else { return nil }
      return verdict.isUnknown || verdict == .boolean(true) ? fitted : nil
    }
  }
}
