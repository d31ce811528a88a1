import FEEL

extension MapFact {
  /// The fact that a call asks for; refuses what the function does not take.
  init(_ kind: Kind, _ arguments: [FEELValue]) throws(FEELEvaluationError) {
    func refuse(_ how: String) -> FEELEvaluationError { .refused(function: kind.function, message: "要写成 \(kind.function)(\(how))。") }
    func text(_ i: Int) -> String? { arguments.indices.contains(i) ? arguments[i].stringValue : nil }
    switch kind {
    case .in, .within, .area, .share, .length, .distance, .nearest:
      guard arguments.count == 1, let layer = text(0) else { throw refuse("\"生态保护红线\"") }
      self.init(kind, layer)
    case .both:
      guard arguments.count == 2, let a = text(0), let b = text(1) else { throw refuse("\"自然保护区\", \"岸线保护区\"") }
      self.init(kind, a, detail: b)
    case .attribute:
      guard arguments.count == 2, let layer = text(0), let name = text(1) else { throw refuse("\"岸线保护区\", \"划定依据\"") }
      self.init(kind, layer, detail: name)
    case .reach:
      let figures = arguments.dropFirst().compactMap(\.numberValue)
      guard arguments.count == 4, let river = text(0), figures.count == 3, figures.allSatisfy({ $0 >= .zero }), figures[0] < figures[1]
      else { throw refuse("\"望虞河\", 0, 10000, 1000") }
      self.init(kind, river, detail: figures.map(\.description).joined(separator: "|"))
    }
  }
}

extension MapFact {
  /// The fact that a call written with literals asks for; nil where an argument is no literal or not what the function takes.
  init?(_ kind: Kind, literals nodes: [FEELNode]) {
    var values: [FEELValue] = []
    for node in nodes {
      guard case .literal(let value) = node.kind else { return nil }
      values.append(value)
    }
    do throws(FEELEvaluationError) { self = try MapFact(kind, values) } catch { return nil }
  }
}
