/// A type as `instance of` and function parameters name it.
public indirect enum FEELType: Hashable, Sendable {
  case any
  case null
  case number
  case string
  case boolean
  case date
  case time
  case dateTime
  case yearsMonths
  case daysTime
  case list(FEELType)
  case context([Member])
  case range(FEELType)
  case function([FEELType], FEELType)
  /// A type of a model whose values must also pass tests; `instance of` looks at the kind alone.
  case narrowed(FEELType, by: FEELExpression)

  public struct Member: Hashable, Sendable {
    public let name: String
    public let type: FEELType

    public init(name: String, type: FEELType) {
      self.name = name
      self.type = type
    }
  }

  /// The types that the language names itself.
  public static let simple: [String: FEELType] = [
    "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean, "date": .date, "time": .time,
    "date and time": .dateTime, "years and months duration": .yearsMonths, "days and time duration": .daysTime,
    "list": .list(.any), "context": .context([]), "range": .range(.any),
  ]

  /// Whether a value is of this type; null is of `Any` and `Null` only.
  public func holds(_ value: FEELValue) -> Bool {
    var spent = 0
    return holds(value, .standard, &spent)
  }

  /// Whether a value may stand where this type is asked for: null may stand anywhere.
  public func admits(_ value: FEELValue) -> Bool {
    var spent = 0
    return admits(value, .standard, &spent)
  }

  /// The same within limits, with the steps taken added to `spent`.
  package func holds(_ value: FEELValue, _ limits: FEELLimits, _ spent: inout Int) -> Bool {
    spent += 1
    switch (self, value) {
    case (.any, .null): return false
    case (.any, _): return true
    case (.null, .null), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date), (.time, .time),
      (.dateTime, .dateTime), (.yearsMonths, .yearsMonths), (.daysTime, .daysTime):
      return true
    case (.list(.any), .list): return true
    case (.list(.function(let parameters, let result)), .list(let items)):
      spent += items.count
      if let shape = FunctionShape(common: items) { return shape.conforms(to: parameters, result) }
      return Self.function(parameters, result).admitsAll(items, limits, &spent)
    case (.list(let element), .list(let items)): return element.admitsAll(items, limits, &spent)
    case (.context(let members), .context(let context)):
      for member in members {
        guard let entry = context[member.name], member.type.admits(entry, limits, &spent) else { return false }
      }
      return true
    case (.narrowed(let base, _), _): return base.holds(value, limits, &spent)
    case (.range(.any), .range): return true
    case (.range(let element), .range(let range)):
      return element.admits(range.lower, limits, &spent) && element.admits(range.upper, limits, &spent)
    case (.function(let parameters, let result), .function(let function)): return FunctionShape(function).conforms(to: parameters, result)
    default: return false
    }
  }

  private func admitsAll(_ items: [FEELValue], _ limits: FEELLimits, _ spent: inout Int) -> Bool {
    for item in items where !admits(item, limits, &spent) { return false }
    return true
  }

  /// The same within limits, with the steps taken added to `spent`; a test that reaches them does not hold.
  package func admits(_ value: FEELValue, _ limits: FEELLimits, _ spent: inout Int) -> Bool {
    if case .null = value { return true }
    if case .narrowed(let base, let tests) = self {
      return base.admits(value, limits, &spent) && tests.holds(for: value, limits, &spent) == .boolean(true)
    }
    return self == .any || holds(value, limits, &spent)
  }
}

extension FEELExpression {
  /// What tests come to for a value, within what is left of the limits; nil where they fail or reach them.
  package func holds(for value: FEELValue, _ limits: FEELLimits, _ spent: inout Int) -> FEELValue? {
    let left = FEELLimits(
      steps: max(0, limits.steps - spent), listLength: limits.listLength, textLength: limits.textLength, depth: limits.depth)
    do throws(FEELEvaluationError) {
      return try evaluate(in: FEELVariables(), input: value, limits: left, spent: &spent)
    } catch {
      return nil
    }
  }
}
