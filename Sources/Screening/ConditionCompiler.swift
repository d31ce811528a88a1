public import FEEL
public import Zoning
import Synchronization

/// Parses and compiles conditions once and keeps them; names are checked against the catalogue and the map functions.
public final class ConditionCompiler: Sendable {
  public let names: ConditionNames
  /// What the compiled conditions share.
  let vocabulary: PlainVocabulary
  private let catalogue: FactsCatalogue
  private let compiled = Mutex<[String: CompiledCondition]>([:])
  private let sources = Mutex<[SlotSource]>([])
  private let isPlain: Bool

  public convenience init(catalogue: FactsCatalogue) { self.init(catalogue: catalogue, isPlain: true) }

  /// - Parameter isPlain: false leaves every condition to the general evaluator: slow, and the judge of the plain machine.
  package init(catalogue: FactsCatalogue, isPlain: Bool) {
    self.catalogue = catalogue
    self.isPlain = isPlain
    names = ConditionNames(catalogue: catalogue)
    vocabulary = PlainVocabulary(prefixFunctions: [
      .init(name: ConditionNames.industryFunction, coarse: ["industries"]),
      .init(name: ConditionNames.allIndustriesFunction, coarse: ["industries"], asksAll: true),
    ])
  }

  public func expression(_ text: String) -> Result<FEELExpression, FEELSyntaxError> { condition(text).expression }

  /// How a condition is evaluated.
  public enum Coverage: Hashable, Sendable {
    /// By the plain machine alone.
    case plain
    /// By the plain machine, with parts that the general evaluator reads once a project.
    case shared
    /// By the general evaluator.
    case general
    /// It does not parse.
    case refused
  }

  public func coverage(of text: String) -> Coverage {
    let condition = condition(text)
    if case .failure = condition.expression { return .refused }
    return condition.program.map { $0.isWhollyPlain ? .plain : .shared } ?? .general
  }

  func condition(_ text: String) -> CompiledCondition {
    if let known = compiled.withLock({ $0[text] }) { return known }
    let expression: Result<FEELExpression, FEELSyntaxError>
    var program: PlainProgram?
    do throws(FEELSyntaxError) {
      let parsed = try FEELExpression.parse(text, names: names)
      expression = .success(parsed)
      // What it refuses is left to the general evaluator.
      if isPlain, case .success(let compiled) = PlainProgram.compile(parsed, vocabulary: vocabulary) { program = compiled }
    } catch {
      expression = .failure(error)
    }
    return compiled.withLock { compiled in
      if let other = compiled[text] { return other }
      let condition = CompiledCondition(number: compiled.count, expression: expression, program: program)
      compiled[text] = condition
      return condition
    }
  }

  /// What every slot reads that was compiled up to now: a screening asks once and then needs no lock.
  func slotSources() -> [SlotSource] {
    sources.withLock { sources in
      if sources.count < vocabulary.slotCount {
        for part in vocabulary.parts(from: sources.count) { sources.append(SlotSource(part.root, catalogue)) }
      }
      return sources
    }
  }
}
