public import ExactJSON
public import Zoning

/// How a project is screened.
public struct ScreeningOptions: Sendable {
  /// 法律时点; today when nil.
  public var asOf: CivilDate?
  public var store: Bool

  public init(asOf: CivilDate? = nil, store: Bool = true) {
    self.asOf = asOf
    self.store = store
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

  public var id: String { storedID ?? "" }
}
