/// A function that a decision model defines: a business knowledge model, a decision service, a boxed function.
public protocol FEELCallable: AnyObject, Sendable {
  var parameters: [String] { get }
  /// Answers a call with arguments in the order of the parameters, within what is left of the caller's limits; adds its own
  /// steps to `spent`.
  func call(_ arguments: [FEELValue], limits: FEELLimits, spent: inout Int) throws(FEELEvaluationError) -> FEELValue
}

extension FEELFunction {
  /// A function that a decision model defines.
  public init(_ callable: any FEELCallable) { body = .model(callable) }

  /// Calls this function with arguments by name, or by position where no names are given; null where they do not fit.
  public func call(
    _ arguments: [FEELValue], names: [String]? = nil, now: FEELDateTime?, limits: FEELLimits, spent: inout Int
  ) throws(FEELEvaluationError) -> FEELValue {
    var evaluator = Evaluator(environment: FEELVariables(now: now), limits: limits)
    defer { spent += evaluator.steps }
    return try evaluator.invoke(self, arguments, names: names)
  }
}
