import FEEL
public import Zoning

/// Judges a condition before it becomes law (条件入库前检查): it parses, names only what is known, and its parts fit together.
public struct ConditionReview: Sendable {
  let compiler: ConditionCompiler
  /// Ids of the layers of the legal state.
  let layers: Set<String>
  let catalogue: FactsCatalogue

  public init(layers: Set<String>, catalogue: FactsCatalogue = .standard) {
    self.init(layers: layers, catalogue: catalogue, compiler: ConditionCompiler(catalogue: catalogue))
  }

  init(layers: Set<String>, catalogue: FactsCatalogue, compiler: ConditionCompiler) {
    self.layers = layers
    self.catalogue = catalogue
    self.compiler = compiler
  }

  /// The first thing that is wrong with a condition, nil where it is sound.
  public func fault(in text: String) -> ConditionFault? {
    switch compiler.expression(text) {
    case .failure(let error): return ConditionFault(error)
    case .success(let expression):
      for call in expression.calls {
        if let fault = industryFault(call) { return fault }
        if let message = NamedLaw.fault(of: call.function, call.arguments, layers: layers) {
          return ConditionFault(at: call.node, message)
        }
      }
      return Self.typeFault(in: expression, catalogue)
    }
  }

  /// The first part that can never be evaluated, whatever the facts; nil where there is none.
  static func typeFault(in expression: FEELExpression, _ catalogue: FactsCatalogue) -> ConditionFault? {
    var typing = ConditionTyping(expression: expression, catalogue: catalogue)
    typing.readCondition()
    return typing.fault
  }

  /// A code that the classification does not have matches no project: a rule that seems to hold and never does.
  private func industryFault(_ call: FEELExpression.Call) -> ConditionFault? {
    guard ConditionNames.industryFunctions.contains(call.function), let codes = call.arguments.last else { return nil }
    for part in codes.descendants {
      guard case .literal(.string(let code)) = part.kind, IndustryClassification.standard[code] == nil else { continue }
      let remedy: String
      do { remedy = "请写成 \(try IndustryClassification.standard.canonical(code))" } catch { remedy = error.message }
      return ConditionFault(at: part, "行业代码“\(code)”要写国民经济行业分类的代码，带门类字母：\(remedy)")
    }
    return nil
  }
}
