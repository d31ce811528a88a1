/// A JSON value whose numbers keep every digit and whose objects keep their order.
///
/// Facts are exact decimals, so they never pass through a binary double on their way in or out.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number in canonical decimal text: no exponent, no trailing zero, no negative zero.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { JSONMember(key: $0.key, value: $0.value) })
  }

  public static func int(_ value: Int) -> JSONValue { .number(String(value)) }

  /// The string, or null when there is none.
  public static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

  /// The member of an object, nil when this is no object or has no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var stringValue: String? { if case .string(let s) = self { s } else { nil } }
  public var arrayValue: [JSONValue]? { if case .array(let a) = self { a } else { nil } }
  public var objectValue: [JSONMember]? { if case .object(let m) = self { m } else { nil } }
  public var boolValue: Bool? { if case .bool(let b) = self { b } else { nil } }
  public var numberText: String? { if case .number(let n) = self { n } else { nil } }
  public var doubleValue: Double? { numberText.flatMap(Double.init) }
  public var isNull: Bool { self == .null }
}

/// One key and value of an object.
public struct JSONMember: Hashable, Sendable {
  public var key: String
  public var value: JSONValue

  public init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}
