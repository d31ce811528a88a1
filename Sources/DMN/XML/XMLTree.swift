/// An element of an XML document, read within bounds.
final class XMLTree: Sendable {
  let name: String
  let namespace: String
  /// By local name, without namespace declarations.
  let attributes: [String: String]
  /// Attributes whose name had a prefix, by the whole name (`xsi:type`).
  let prefixed: [String: String]
  let children: [XMLTree]
  /// The text directly inside, as written.
  let text: String

  init(
    name: String, namespace: String, attributes: [String: String], prefixed: [String: String] = [:], children: [XMLTree], text: String
  ) {
    self.name = name
    self.namespace = namespace
    self.attributes = attributes
    self.prefixed = prefixed
    self.children = children
    self.text = text
  }

  /// The children of a name in the same namespace.
  func all(_ name: String) -> [XMLTree] { children.filter { $0.name == name && $0.namespace == namespace } }
  func first(_ name: String) -> XMLTree? { children.first { $0.name == name && $0.namespace == namespace } }

  /// The text of the child of a name, less the space around it; nil where there is none.
  func childText(_ name: String) -> String? { first(name)?.trimmed }

  var trimmed: String {
    let scalars = Array(text.unicodeScalars)
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" }
    guard let from = scalars.firstIndex(where: { !isSpace($0) }), let to = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[from...to])
    return String(view)
  }

  /// An attribute of the XML Schema instance namespace.
  func instanceAttribute(_ name: String) -> String? { prefixed.first { $0.key.hasSuffix(":" + name) }?.value }
}
