public import ExactJSON
import Synchronization
public import Zoning

/// The latest reviews by legal state, disclosure and industry: a review reads a whole province.
final class ReviewCache: Sendable {
  private let kept = Mutex<[(key: String, review: JSONValue)]>([])
  private static let limit = 6

  func review(_ key: String, _ make: () throws(ServiceError) -> JSONValue) throws(ServiceError) -> JSONValue {
    if let known = kept.withLock({ $0.first { $0.key == key }?.review }) { return known }
    let made = try make()
    kept.withLock {
      $0.removeAll { $0.key == key }
      $0.append((key, made))
      if $0.count > Self.limit { $0.removeFirst() }
    }
    return made
  }
}

extension ZoningService {
  /// The check of all lists in force on a day, kept as long as the legal state stands.
  public func currentReview(asOf: CivilDate?, industry: String?, caller: Caller) throws(ServiceError) -> JSONValue {
    let key = [try legalStateKey(asOf: asOf), caller.disclosure.rawValue, industry ?? ""].joined(separator: " ")
    return try reviews.review(key) { () throws(ServiceError) in
      try reviewRulebook(asOf: asOf, edition: nil, draft: nil, industry: industry, caller: caller)
    }
  }
}
