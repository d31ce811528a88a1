import FEEL
import Zoning

/// A test in a condition that part of a project, or of its site, is enough for, and the same test asked of all of it.
struct LenientTest {
  enum Kind: Hashable {
    /// `在`: part of the site.
    case site
    /// `some`, `属于行业`, `list contains` over what the project consists of: one item of several.
    case items
    /// `园区.在园区内`, which a site partly in a park is not.
    case park
  }

  var kind: Kind
  /// As it is written.
  var place: String
  /// As it would be written if all were meant.
  var instead: String
  /// The whole condition with the test so changed.
  var strict: String
}

/// Finds the tests of one condition that decide in a project's favour though they look at part of it only.
struct LenientTests {
  /// Lists of which every item is part of what shall come. Of papers, facilities, purposes and states one is enough: they are grounds.
  static let substance: Set<String> = ["industries", "products", "contents", "processes", "fuels", "rawMaterials"]
  static let parkFact = "park.within"

  private let expression: FEELExpression
  private let catalogue: FactsCatalogue
  private(set) var found: [LenientTest] = []

  /// - Parameter favours: what the condition must come to for the project to be let off: true for `kept` and `except`, false for `applies`.
  init(_ expression: FEELExpression, favours: Bool, catalogue: FactsCatalogue) {
    self.expression = expression
    self.catalogue = catalogue
    visit(expression.root, favours)
  }

  /// - Parameter favours: what the node must come to in the project's favour.
  private mutating func visit(_ node: FEELNode, _ favours: Bool) {
    switch node.kind {
    case .and(let parts), .or(let parts): for p in parts { visit(p, favours) }
    case .not(let part): visit(part, !favours)
    case .conditional(_, let then, let otherwise):
      visit(then, favours)
      visit(otherwise, favours)
    case .comparison(let sign, let a, let b) where sign == .equal || sign == .notEqual:
      // `在(…) = true` asks what `在(…)` asks.
      for (part, constant) in [(a, b), (b, a)] {
        guard case .literal(.boolean(let wanted)) = constant.kind else { continue }
        visit(part, (sign == .equal) == wanted ? favours : !favours)
      }
    case .member(let part, let tests):
      if tests.count == 1, case .literal(.boolean(let wanted)) = tests[0].kind { visit(part, wanted ? favours : !favours) }
    case .some(let iterators, let body):
      if favours, isSubstance(iterators) { note(.items, node, "some", "every") } else { visit(body, favours) }
    case .every(let iterators, let body):
      if !favours, isSubstance(iterators) { note(.items, node, "every", "some") } else { visit(body, favours) }
    case .call(let callee, let arguments): call(callee.name, arguments.map(\.value), node, favours)
    case .name(let path):
      guard !favours, catalogue.fact(at: path)?.id == Self.parkFact else { return }
      note(.park, node, expression.source(of: node), "\(MapFact.Kind.in.function)(\"\(LayerDescriptor.parkLayer)\")")
    default: break
    }
  }

  private mutating func call(_ name: String, _ arguments: [FEELNode], _ node: FEELNode, _ favours: Bool) {
    switch name {
    case MapFact.Kind.in.function: if favours { note(.site, node, name, MapFact.Kind.within.function) }
    case ConditionNames.industryFunction where favours && isSubstance(arguments.first):
      note(.items, node, name, ConditionNames.allIndustriesFunction)
    case ConditionNames.allIndustriesFunction where !favours && isSubstance(arguments.first):
      note(.items, node, name, ConditionNames.industryFunction)
    case "list contains" where favours && arguments.count == 2 && isSubstance(arguments[0]):
      let (list, item) = (expression.source(of: arguments[0]), expression.source(of: arguments[1]))
      note(.items, node, expression.source(of: node), "(every 项 in \(list) satisfies 项 = \(item))")
    default: break
    }
  }

  private func isSubstance(_ iterators: [FEELNode.Iterator]) -> Bool { iterators.count == 1 && isSubstance(iterators[0].source) }

  /// A fact that is such a list, or a field of its records.
  private func isSubstance(_ node: FEELNode?) -> Bool {
    guard let node else { return false }
    switch node.kind {
    case .name(let path):
      return (1...path.count).contains { catalogue.fact(at: Array(path.prefix($0))).map { Self.substance.contains($0.id) } ?? false }
    case .path(let base, _): return isSubstance(base)
    default: return false
    }
  }

  private mutating func note(_ kind: LenientTest.Kind, _ node: FEELNode, _ word: String, _ other: String) {
    let place = expression.source(of: node)
    guard let at = place.firstRange(of: word) else { return }
    let instead = place.replacingCharacters(in: at, with: other)
    let text = expression.text
    let start = text.index(text.startIndex, offsetBy: node.range.lowerBound)
    let strict = text[..<start] + instead + text[text.index(start, offsetBy: node.range.count)...]
    if !found.contains(where: { $0.place == place }) {
      found.append(LenientTest(kind: kind, place: place, instead: instead, strict: String(strict)))
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
