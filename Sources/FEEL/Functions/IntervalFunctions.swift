/// Relations between points and intervals (Allen; DMN 1.5 table 78).
extension Evaluator {
  /// A point is an interval with both ends included.
  private struct Interval {
    let low: FEELValue
    let high: FEELValue
    let lowIncluded: Bool
    let highIncluded: Bool
    let isPoint: Bool

    init?(_ value: FEELValue) {
      switch value {
      case .range(let range):
        guard range.lower != .null, range.upper != .null else { return nil }
        (low, high, lowIncluded, highIncluded) = (range.lower, range.upper, range.lowerIncluded, range.upperIncluded)
        isPoint = false
      case .null, .unknown, .list, .context, .function, .boolean: return nil
      default:
        (low, high, lowIncluded, highIncluded) = (value, value, true, true)
        isPoint = true
      }
    }
  }

  func interval(_ builtin: Builtin, _ arguments: [FEELValue]) -> FEELValue? {
    guard arguments.count == 2, let a = Interval(arguments[0]), let b = Interval(arguments[1]),
      let lowLow = Ordering.order(a.low, b.low), let highHigh = Ordering.order(a.high, b.high),
      let highLow = Ordering.order(a.high, b.low), let lowHigh = Ordering.order(a.low, b.high)
    else { return nil }
    switch builtin {
    case .before: return .boolean(highLow < 0 || (highLow == 0 && !(a.highIncluded && b.lowIncluded)))
    case .after: return .boolean(lowHigh > 0 || (lowHigh == 0 && !(a.lowIncluded && b.highIncluded)))
    case .coincides:
      guard a.isPoint == b.isPoint else { return nil }
      return .boolean(lowLow == 0 && highHigh == 0 && a.lowIncluded == b.lowIncluded && a.highIncluded == b.highIncluded)
    default: break
    }
    let startsInside = lowLow > 0 || (lowLow == 0 && (b.lowIncluded || !a.lowIncluded))
    let endsInside = highHigh < 0 || (highHigh == 0 && (b.highIncluded || !a.highIncluded))
    let contains =
      (lowLow < 0 || (lowLow == 0 && (a.lowIncluded || !b.lowIncluded)))
      && (highHigh > 0 || (highHigh == 0 && (a.highIncluded || !b.highIncluded)))
    switch builtin {
    case .meets: return bothRanges(a, b) ? .boolean(highLow == 0 && a.highIncluded && b.lowIncluded) : nil
    case .metBy: return bothRanges(a, b) ? .boolean(lowHigh == 0 && a.lowIncluded && b.highIncluded) : nil
    case .overlaps:
      guard bothRanges(a, b) else { return nil }
      let startsBeforeEnd = lowHigh < 0 || (lowHigh == 0 && a.lowIncluded && b.highIncluded)
      let endsAfterStart = highLow > 0 || (highLow == 0 && a.highIncluded && b.lowIncluded)
      return .boolean(startsBeforeEnd && endsAfterStart)
    case .overlapsBefore:
      guard bothRanges(a, b) else { return nil }
      let startsBefore = lowLow < 0 || (lowLow == 0 && a.lowIncluded && !b.lowIncluded)
      let reaches = highLow > 0 || (highLow == 0 && a.highIncluded && b.lowIncluded)
      let endsBefore = highHigh < 0 || (highHigh == 0 && (!a.highIncluded || b.highIncluded))
      return .boolean(startsBefore && reaches && endsBefore)
    case .overlapsAfter: return interval(.overlapsBefore, arguments.reversed())
    case .finishes:
      guard !b.isPoint else { return nil }
      return .boolean(highHigh == 0 && a.highIncluded == b.highIncluded && startsInside)
    case .finishedBy:
      guard !a.isPoint else { return nil }
      return .boolean(
        highHigh == 0 && a.highIncluded == b.highIncluded && (lowLow < 0 || (lowLow == 0 && (a.lowIncluded || !b.lowIncluded))))
    case .includes:
      guard !a.isPoint else { return nil }
      return .boolean(contains)
    case .during:
      guard !b.isPoint else { return nil }
      return .boolean(startsInside && endsInside)
    case .starts:
      guard !b.isPoint else { return nil }
      return .boolean(lowLow == 0 && a.lowIncluded == b.lowIncluded && endsInside)
    case .startedBy:
      guard !a.isPoint else { return nil }
      return .boolean(
        lowLow == 0 && a.lowIncluded == b.lowIncluded && (highHigh > 0 || (highHigh == 0 && (a.highIncluded || !b.highIncluded))))
    default: return nil
    }
  }

  private func bothRanges(_ a: Interval, _ b: Interval) -> Bool { !a.isPoint && !b.isPoint }
}
