public import ExactJSON

/// A refusal, as every door shows it: what kind it is, and one sentence that names the thing and the remedy.
public struct ServiceError: Error, Sendable {
  public enum Kind: Sendable, Hashable {
    /// What was sent cannot be used.
    case badInput
    /// More than one reading is possible; `details` names them.
    case ambiguous
    case notFound
    case tooLarge
    case busy
    case readOnly
    case diskFull
    /// Ours; `context` goes to the log, never to the caller.
    case internalFault
  }

  public var kind: Kind
  public var message: String
  /// The field at fault, as a JSON path.
  public var field: String?
  /// More for the caller, such as the possible readings.
  public var details: [JSONMember]
  /// For the log only.
  public var context: String?

  public init(_ kind: Kind, _ message: String, field: String? = nil, details: [JSONMember] = [], context: String? = nil) {
    self.kind = kind
    self.message = message
    self.field = field
    self.details = details
    self.context = context
  }
}
