public import ExactJSON
public import Screening
public import Zoning

/// How a project is screened.
public struct ScreeningOptions: Sendable {
  /// 法律时点; today when nil.
  public var asOf: CivilDate?
  public var store: Bool
  /// Whether to say with the result what is still to be asked.
  public var questions: Bool

  public init(asOf: CivilDate? = nil, store: Bool = true, questions: Bool = false) {
    self.asOf = asOf
    self.store = store
    self.questions = questions
  }
}

/// A screening as every door shows it.
public struct ScreeningView: Sendable {
  /// `screening` in front, then the assessment.
  public var json: JSONValue
  /// nil where nothing was stored.
  public var storedID: String?
  public var number: String?
  /// `sha256:…` of the assessment's bytes.
  public var hash: String
  /// What is still to be asked, where that was wanted; no part of the stored bytes.
  public var questions: OpenQuestions?

  public var id: String { storedID ?? "" }
}
