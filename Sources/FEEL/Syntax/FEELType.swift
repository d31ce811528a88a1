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
    switch (self, value) {
    case (.any, .null): false
    case (.any, _): true
    case (.null, .null), (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date), (.time, .time),
      (.dateTime, .dateTime), (.yearsMonths, .yearsMonths), (.daysTime, .daysTime):
      true
    case (.list(.any), .list): true
    case (.list(.function(let parameters, let result)), .list(let items)):
      FunctionShape(common: items)?.conforms(to: parameters, result) ?? items.allSatisfy { FEELType.function(parameters, result).admits($0) }
    case (.list(let element), .list(let items)): items.allSatisfy { element.admits($0) }
    case (.context(let members), .context(let context)):
      members.allSatisfy { member in context[member.name].map { member.type.admits($0) } ?? false }
    case (.narrowed(let base, _), _): base.holds(value)
    case (.range(.any), .range): true
    case (.range(let element), .range(let range)): element.admits(range.lower) && element.admits(range.upper)
    case (.function(let parameters, let result), .function(let function)): FunctionShape(function).conforms(to: parameters, result)
    default: false
    }
  }

  /// Whether a value may stand where this type is asked for: null may stand anywhere.
  public func admits(_ value: FEELValue) -> Bool {
    if case .null = value { return true }
    if case .narrowed(let base, let tests) = self {
      guard base.admits(value) else { return false }
      var spent = 0
      return (try? tests.evaluate(in: FEELVariables(), input: value, limits: .standard, spent: &spent)) == .boolean(true)
    }
    return self == .any || holds(value)
  }
}
