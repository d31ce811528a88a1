/// Finds the paths that an expression reads, through iterators and filters too.
enum ReferenceFinder {
  private typealias Shapes = [(name: String, path: [String]?)]

  static func paths(in root: FEELNode) -> [[String]] {
    var found: [[String]] = []
    visit(root, [], &found)
    return found
  }

  /// The path a node reads, if it is one.
  private static func path(of node: FEELNode, _ shapes: Shapes) -> [String]? {
    switch node.kind {
    case .name(let path): path
    case .variable(let name): shapes.last { $0.name == name }.flatMap(\.path)
    case .field(let name, let outside):
      outside.flatMap { path(of: $0, shapes) } ?? shapes.last { $0.name == "item" }.flatMap(\.path).map { $0 + [name] }
    case .path(let base, let name): path(of: base, shapes).map { ValueProperty(rawValue: name) == nil ? $0 + [name] : $0 }
    case .filter(let base, _): path(of: base, shapes)
    default: nil
    }
  }

  private static func visit(_ node: FEELNode, _ shapes: Shapes, _ found: inout [[String]]) {
    switch node.kind {
    case .name, .variable, .field: if let path = path(of: node, shapes) { found.append(path) }
    case .path(let base, _):
      guard let path = path(of: node, shapes) else { return visit(base, shapes, &found) }
      found.append(path)
      // A filter on the way reads more than the path itself.
      var inner = base
      while case .path(let deeper, _) = inner.kind { inner = deeper }
      if case .filter(let list, let test) = inner.kind { visitFilter(list, test, shapes, &found) }
    case .filter(let base, let test):
      visit(base, shapes, &found)
      visitFilter(base, test, shapes, &found)
    case .some(let iterators, let body), .every(let iterators, let body), .iteration(let iterators, let body):
      var inner = shapes
      for iterator in iterators {
        visit(iterator.source, inner, &found)
        if let upper = iterator.upper { visit(upper, inner, &found) }
        inner.append((iterator.name, path(of: iterator.source, inner)))
      }
      visit(body, inner, &found)
    case .context(let entries):
      var inner = shapes
      for entry in entries {
        visit(entry.value, inner, &found)
        inner.append((entry.key, path(of: entry.value, inner)))
      }
    case .function(let parameters, let body):
      visit(body, shapes + parameters.map { ($0.name, nil) }, &found)
    default:
      for child in node.children { visit(child, shapes, &found) }
    }
  }

  private static func visitFilter(_ base: FEELNode, _ test: FEELNode, _ shapes: Shapes, _ found: inout [[String]]) {
    if case .filter(let deeper, let inner) = base.kind { visitFilter(deeper, inner, shapes, &found) }
    visit(test, shapes + [("item", path(of: base, shapes))], &found)
  }
}
