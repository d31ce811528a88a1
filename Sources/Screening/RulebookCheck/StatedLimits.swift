import ExactJSON
import FEEL
import Zoning

/// One distance that a condition compares with.
struct ConditionDistance: Hashable {
  var layer: String
  var metres: FEELDecimal
  /// Whether the distance itself belongs to the belt that is spoken of; nil for a reach along a river, which does not say.
  var inclusive: Bool?

  /// Every distance in a condition, each once, in the order they are written.
  static func all(in expression: FEELExpression) -> [ConditionDistance] {
    var found: [ConditionDistance] = []
    func note(_ call: FEELNode, _ sign: FEELComparison, _ bound: FEELNode) {
      guard case .call(let callee, let arguments) = call.kind, callee.name == MapFact.Kind.distance.function,
        case .literal(.string(let layer))? = arguments.first?.value.kind, let metres = ConditionTyping.number(bound)
      else { return }
      // `> 1000` keeps out of the belt and `<= 1000` lies in it: both count 1,000.00 m as inside.
      let inclusive: Bool? =
        switch sign {
        case .greater, .lessOrEqual: true
        case .greaterOrEqual, .less: false
        case .equal, .notEqual: nil
        }
      let distance = ConditionDistance(layer: layer, metres: metres, inclusive: inclusive)
      if !found.contains(distance) { found.append(distance) }
    }
    for node in expression.root.descendants {
      switch node.kind {
      case .comparison(let sign, let a, let b):
        note(a, sign, b)
        note(b, sign.mirrored, a)
      case .between(let value, let lower, let upper):
        note(value, .greaterOrEqual, lower)
        note(value, .lessOrEqual, upper)
      case .member(let value, let tests):
        for test in tests {
          switch test.kind {
          case .test(let sign, let bound): note(value, sign, bound)
          case .range(let lower, let hasLower, let upper, let hasUpper):
            note(value, hasLower ? .greaterOrEqual : .greater, lower)
            note(value, hasUpper ? .lessOrEqual : .less, upper)
          default: break
          }
        }
      case .call(let callee, let arguments):
        guard callee.name == MapFact.Kind.reach.function, case .literal(.string(let layer))? = arguments.first?.value.kind else { continue }
        for figure in arguments.dropFirst().compactMap({ ConditionTyping.number($0.value) }) where figure > .zero {
          found.append(ConditionDistance(layer: layer, metres: figure, inclusive: nil))
        }
      default: break
      }
    }
    return found
  }
}

/// Compares the distances that stand beside a clause with those in its conditions.
struct StatedLimits {
  /// One thing in which the two differ.
  struct Difference {
    var message: String
    var remedy: String
    /// A distance at which the two speak differently.
    var shown: (layer: String, metres: FEELDecimal)?
  }

  let differences: [Difference]

  /// - Parameter kind: whether a layer is of lines or areas; nil where that is not known.
  init(_ limits: [ClauseLimit], _ distances: [ConditionDistance], kind: (String) -> LayerDescriptor.Kind?) {
    var differences: [Difference] = []
    var met: Set<ConditionDistance> = []
    for limit in limits {
      let named = distances.filter { Self.isSame(limit.feature, $0.layer) }
      let equal = (named.isEmpty ? distances : named).filter { $0.metres == limit.metres }
      met.formUnion(equal)
      guard let distance = equal.first(where: { $0.inclusive == limit.inclusive }) ?? equal.first else {
        guard let near = named.first(where: { d in !limits.contains { $0.metres == d.metres && Self.isSame($0.feature, d.layer) } }) else {
          differences.append(Difference(message: "距离限值“\(limit.sentence)”在条件里没有。", remedy: "请在条件里写上 距离(…)，或删去这一限值。"))
          continue
        }
        met.insert(near)
        let between = ((near.metres + limit.metres) / FEELDecimal(2)) ?? near.metres
        differences.append(
          Difference(
            message: "距离限值写“\(limit.feature)”\(limit.metres) 米，条件里写的是 \(near.metres) 米。", remedy: "请按条款原文改成一致。",
            shown: (near.layer, between)))
        continue
      }
      if let inclusive = distance.inclusive, inclusive != limit.inclusive {
        let signs = limit.inclusive ? "> 或 <=" : ">= 或 <"
        differences.append(
          Difference(
            message: "距离限值写“\(limit.feature)”\(limit.metres) 米\(limit.inclusive ? "含" : "不含")本数，条件里\(inclusive ? "含" : "不含")本数。",
            remedy: "请按条款原文改成一致；\(limit.inclusive ? "含" : "不含")本数用 \(signs)。", shown: (distance.layer, distance.metres)))
      }
      if let from = Self.reference(distance.layer, kind(distance.layer)), !from.contains(limit.from) {
        differences.append(
          Difference(
            message: "距离限值写“\(limit.feature)”自\(limit.from.chinese)起算，条件量的是到“\(distance.layer)”\(from[0].chinese)的距离。",
            remedy: "请换成按\(limit.from.chinese)划的图层，或按条款原文改正起算线。"))
      }
    }
    for distance in distances where !met.contains(distance) {
      differences.append(
        Difference(message: "条件里“\(distance.layer)”\(distance.metres) 米的距离，没有写进距离限值。", remedy: "请补写这一限值，或改正条件。"))
    }
    self.differences = differences
  }

  /// A sentence's name of a feature against a layer's: 长江 and 长江干支流岸线 are one.
  private static func isSame(_ feature: String, _ layer: String) -> Bool { layer.contains(feature) || feature.contains(layer) }

  /// From which lines a distance to a layer may be meant, its own first; nil where the name does not tell.
  private static func reference(_ layer: String, _ kind: LayerDescriptor.Kind?) -> [LimitReference]? {
    let endings: [(String, LimitReference)] = [
      ("临水边界线", .waterEdge), ("最高水位线", .highestWaterLine), ("坡脚", .leveeToe), ("堤脚", .leveeToe), ("规划边界", .planBoundary),
      ("岸线", .shoreline),
    ]
    if let ending = endings.first(where: { layer.hasSuffix($0.0) }) { return [ending.1] }
    // An area's outline; whether a plan drew it is the layer's own matter.
    return kind == .polygon ? [.boundary, .planBoundary] : nil
  }
}

extension RulebookCheck {
  /// Clauses whose stated distances are not those of their conditions.
  func limitDifferences() -> [RulebookFinding] {
    var found: [RulebookFinding] = []
    for s in compiled where s.fault == nil && s.shape.judgement == .machine && s.first.hasCondition {
      let distances = s.expressions.flatMap { ConditionDistance.all(in: $0) }
      var once: [ConditionDistance] = []
      for d in distances where !once.contains(d) { once.append(d) }
      for clause in s.clauses where !clause.limits.isEmpty {
        let stated = StatedLimits(clause.limits, once) { rulebook.layers[$0]?.kind ?? KnownLaw.standard.layers[$0]?.kind }
        found += stated.differences.map { d in
          RulebookFinding(
            .limitDiffers, clauses: [clause], subjects: [clause.id], message: d.message, remedy: d.remedy,
            witness: d.shown.map { shown(s, $0) })
        }
      }
    }
    return RulebookFinding.merged(found) { [$0.message] }
  }

  /// A project that the clause concerns, at the distance where sentence and condition part.
  private func shown(_ s: CompiledShape, _ at: (layer: String, metres: FEELDecimal)) -> JSONValue {
    let id = MapFact(.distance, at.layer).id
    let others = search.search(s.concerns).witness?.objectValue ?? []
    return .object(others.filter { $0.key != id } + [JSONMember(key: id, value: .number(at.metres.description))])
  }
}
