/// Who acts; anonymous until accounts exist.
public struct Principal: Hashable, Sendable {
  public var id: String

  public init(id: String) { self.id = id }

  public static let anonymous = Principal(id: "anonymous")
  /// The command line on the server itself.
  public static let console = Principal(id: "console")
}

/// What an audience may see; caches are keyed by it.
public enum DisclosureClass: String, Sendable, CaseIterable {
  case `public`
  case official
}

/// Who calls and what they may see.
public struct Caller: Hashable, Sendable {
  public var principal: Principal
  public var disclosure: DisclosureClass

  public init(principal: Principal, disclosure: DisclosureClass) {
    self.principal = principal
    self.disclosure = disclosure
  }

  public static let publicVisitor = Caller(principal: .anonymous, disclosure: .public)
  public static let console = Caller(principal: .console, disclosure: .official)
}

/// Tells the time; nothing below reads a clock of its own.
public protocol Clock: Sendable {
  /// Microseconds since 1970 UTC.
  func now() -> Int64
}

/// Makes identifiers; tests give their own.
public protocol IdentifierSource: Sendable {
  /// An unguessable id: UUIDv7 text.
  func next(atMicroseconds now: Int64) -> String
}
