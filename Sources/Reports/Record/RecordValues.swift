import ExactJSON
import FEEL

extension JSONValue {
  /// The printable text under a key, empty where it is absent, null or no text.
  func words(_ key: String) -> String { self[key]?.stringValue?.printable ?? "" }

  /// The text under a key, nil where it is absent, null, empty or no text.
  func wordsIfAny(_ key: String) -> String? {
    let text = words(key)
    return text.isEmpty ? nil : text
  }

  /// The exact decimal under a key, nil where it is absent, null or no number.
  func decimal(_ key: String) -> FEELDecimal? { self[key]?.numberText.flatMap { FEELDecimal($0) } }

  func items(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }

  /// The texts of a list under a key.
  func texts(_ key: String) -> [String] { items(key).compactMap { $0.stringValue?.printable } }
}
