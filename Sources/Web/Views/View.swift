import Mustache

/// What a template sees: text, yes or no, a list, or named parts; absent parts render as nothing.
package enum View: Sendable {
  case absent
  case text(String)
  case flag(Bool)
  case list([View])
  case parts([String: View])

  static func maybe(_ text: String?) -> View { text.map { .text($0) } ?? .absent }

  /// A list that a template may test: absent when empty.
  static func some(_ items: [View]) -> View { items.isEmpty ? .absent : .list(items) }

  var isAbsent: Bool { if case .absent = self { true } else { false } }

  /// The same parts with more; later ones win.
  func with(_ more: [String: View]) -> View {
    guard case .parts(let mine) = self else { return .parts(more) }
    return .parts(mine.merging(more) { $1 })
  }
}

extension View: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
  package init(booleanLiteral value: Bool) { self = .flag(value) }
  package init(arrayLiteral elements: View...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, View)...) { self = .parts(Dictionary(elements) { $1 }) }
}

extension View: MustacheParent, MustacheCustomRepresentation {
  package func child(named name: String) -> Any? {
    if case .parts(let parts) = self { parts[name] } else { nil }
  }

  package var representation: Any? {
    switch self {
    case .absent: nil
    case .text(let s): s
    case .flag(let b): b
    case .list(let items): items
    case .parts(let parts): parts
    }
  }
}
