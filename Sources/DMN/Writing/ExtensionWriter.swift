/// Writes the elements of other namespaces under prefixes that the root declares.
struct ExtensionWriter {
  private let prefixes: [String: String]

  /// Attributes of the root that declare the prefixes.
  var declarations: [(String, String?)] { prefixes.sorted { $0.value < $1.value }.map { ("xmlns:" + $0.value, $0.key) } }

  init(_ model: DMNModel, _ wanted: [String: String]) {
    var namespaces: Set<String> = []
    func collect(_ extensions: [DMNExtension]) {
      for e in extensions {
        namespaces.insert(e.namespace)
        collect(e.children)
      }
    }
    collect(model.extensions)
    for element in model.elements { collect(element.extensions) }
    var named: [String: String] = [:]
    for (i, namespace) in namespaces.sorted().enumerated() { named[namespace] = wanted[namespace] ?? "e\(i + 1)" }
    prefixes = named
  }

  func write(_ extensions: [DMNExtension], _ out: inout XMLText) {
    if extensions.isEmpty { return }
    out.element("extensionElements") { out in
      for e in extensions { write(e, &out) }
    }
  }

  private func write(_ e: DMNExtension, _ out: inout XMLText) {
    let name = (prefixes[e.namespace].map { $0 + ":" } ?? "") + e.name
    let attributes: [(String, String?)] = e.attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if e.children.isEmpty, !e.text.isEmpty { return out.leaf(name, e.text, attributes) }
    if e.children.isEmpty { return out.element(name, attributes) }
    out.element(name, attributes) { out in
      if !e.text.isEmpty { out.line(e.text) }
      for child in e.children { write(child, &out) }
    }
  }
}
