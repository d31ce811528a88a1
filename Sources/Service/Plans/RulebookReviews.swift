public import ExactJSON
public import Screening
import Synchronization
public import Zoning

/// How the check of a day's lists stands.
public enum ReviewStanding: Sendable {
  case complete(JSONValue)
  /// Under way, or waiting for its turn.
  case checking(ReviewProgress)
  case failed(ServiceError)
  /// Nobody has begun it.
  case absent
}

/// The checks of whole rulebooks by legal state and disclosure: what is under way tells how far it is, what is complete is kept.
final class RulebookReviews: Sendable {
  private struct Kept {
    var complete: [(key: String, review: JSONValue)] = []
    var checking: [String: ReviewProgress] = [:]
    var failed: [String: ServiceError] = [:]
  }

  private let kept = Mutex(Kept())
  private static let limit = 6

  func standing(_ key: String) -> ReviewStanding {
    kept.withLock { k in
      if let known = k.complete.first(where: { $0.key == key }) { return .complete(known.review) }
      if let progress = k.checking[key] { return .checking(progress) }
      if let error = k.failed[key] { return .failed(error) }
      return .absent
    }
  }

  /// Takes the check upon the caller; false where it is complete, has failed or is somebody's already.
  func begin(_ key: String, lists: Int) -> Bool {
    kept.withLock { k in
      guard k.checking[key] == nil, k.failed[key] == nil, !k.complete.contains(where: { $0.key == key }) else { return false }
      k.checking[key] = ReviewProgress(listsChecked: 0, lists: lists)
      return true
    }
  }

  func note(_ key: String, _ progress: ReviewProgress) { kept.withLock { $0.checking[key] = progress } }

  /// Ends what was begun; nil leaves it to be begun again.
  func end(_ key: String, _ result: Result<JSONValue, ServiceError>?) {
    kept.withLock { k in
      k.checking[key] = nil
      switch result {
      case nil: break
      case .failure(let error)?: k.failed[key] = error
      case .success(let review)?:
        k.complete.append((key, review))
        if k.complete.count > Self.limit { k.complete.removeFirst() }
      }
    }
  }
}

/// A check that the caller has taken upon itself: to be run where it may block, or given back.
public struct ReviewTask: Sendable {
  let key: String
  let state: PlanState
  let reviews: RulebookReviews
  let service: ZoningService

  /// Computes it, blocking for as long as it takes; stopped when `isStopped` says so.
  public func run(isStopped: () -> Bool) {
    do throws(ServiceError) {
      let review = try service.review(of: state) { progress in
        reviews.note(key, progress)
        return !isStopped()
      }
      reviews.end(key, review.map { .success($0) })
    } catch {
      reviews.end(key, .failure(error))
    }
  }

  public func giveBack() { reviews.end(key, nil) }
}

extension ZoningService {
  private func reviewKey(_ state: PlanState, _ caller: Caller) -> String {
    "\(state.rulebook.legalState.id) \(caller.disclosure.rawValue)"
  }

  /// The check of all lists in force on a day, as far as it is.
  public func reviewStanding(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> ReviewStanding {
    reviews.standing(reviewKey(try state(asOf), caller))
  }

  /// The check of a day to be computed; nil where it is complete, has failed or is under way.
  public func takeReview(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> ReviewTask? {
    let state = try state(asOf)
    let key = reviewKey(state, caller)
    let lists = state.rulebook.editions.reduce(0) { sum, e in Tier.allCases.reduce(sum) { $0 + e.lists.owners(ofTier: $1).count } }
    return reviews.begin(key, lists: lists) ? ReviewTask(key: key, state: state, reviews: reviews, service: self) : nil
  }
}
