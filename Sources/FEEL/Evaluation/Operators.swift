/// Arithmetic and comparison of two values, with the reason where the result is null.
extension Evaluator {
  @inline(never)
  mutating func arithmetic(_ sign: FEELArithmetic, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    if case .number(let x) = a, case .number(let y) = b {
      let result: FEELDecimal?
      switch sign {
      case .add: result = x.adding(y)
      case .subtract: result = x.adding(-y)
      case .multiply: result = x.multiplied(by: y)
      case .divide: result = x.divided(by: y)
      case .power:
        try spend(x.powerCost(y))
        result = x.power(y)
      }
      if let result { return .number(result) }
      remark(sign == .divide && y.isZero ? "除数是 0。" : "结果超出数字的范围。")
      return .null
    }
    if a.isUnknown || b.isUnknown { return .unknown(mergeSorted(a.missingFacts, b.missingFacts)) }
    if case .string(let x) = a, case .string(let y) = b, sign == .add { return try text(x + y) }
    if let result = Arithmetic.temporal(sign, a, b) { return result }
    remark("\(a.kindName)与\(b.kindName)不能用“\(sign.rawValue)”计算。")
    return .null
  }

  @inline(never)
  mutating func compare(_ sign: FEELComparison, _ a: FEELValue, _ b: FEELValue) throws(FEELEvaluationError) -> FEELValue {
    let result: FEELValue
    switch sign {
    case .equal: result = try equal(a, b)
    case .notEqual: result = Kleene.not(try equal(a, b))
    default:
      try spend(Ordering.cost(a, b))
      result = Ordering.compare(sign, a, b)
    }
    if case .null = result { remark("\(a.kindName)与\(b.kindName)不能用“\(sign.rawValue)”比较。") }
    return result
  }
}
