/// A condition compiled for the plain machine. Immutable; shared by all threads.
///
/// ```swift
/// let program = try PlainProgram.compile(condition, vocabulary: vocabulary).get()
/// let result = PlainMachine().run(program, frame, in: facts)
/// ```
public final class PlainProgram: Sendable {
  let code: ContiguousArray<PlainInstruction>
  /// Constant texts of lists, and packed codes as payloads.
  let pool: ContiguousArray<PlainValue>
  /// What each bit of a cause stands for.
  let causes: ContiguousArray<Cause>
  let nodeCount: Int
  /// Texts the vocabulary held when this was compiled: a frame filled before must be filled again.
  let textCount: Int
  let slotBound: Int
  /// Whether every part is computed by instructions, none by the general evaluator once a project.
  public let isWhollyPlain: Bool

  enum Cause: Sendable {
    case slot(Int)
    /// A code too coarse to tell.
    case facts([String])
  }

  /// Why a condition is left to the general evaluator.
  public enum Refusal: Error, Hashable, Sendable {
    /// More slots than a cause has bits.
    case tooManyFacts
    case tooLong
    case tooDeep
    /// Tests of a table's cell, which need an input.
    case readsInput
  }

  /// Compiles a condition; parts that no instruction covers become slots. The general evaluator's answer is the program's, always.
  public static func compile(_ expression: FEELExpression, vocabulary: PlainVocabulary) -> Result<PlainProgram, Refusal> {
    do throws(Refusal) {
      var compiler = PlainCompiler(expression, vocabulary)
      return .success(try compiler.program())
    } catch {
      return .failure(error)
    }
  }

  init(_ compiler: PlainCompiler) {
    code = ContiguousArray(compiler.code)
    pool = ContiguousArray(compiler.pool)
    causes = ContiguousArray(compiler.causes)
    nodeCount = compiler.nodeCount
    isWhollyPlain = compiler.isWhollyPlain
    var bound = 0
    for case .slot(let slot) in compiler.causes { bound = max(bound, slot + 1) }
    slotBound = bound
    textCount = compiler.vocabulary.textCount
  }

  /// Bytes of this program, for the benchmark's accounting.
  public var byteCount: Int {
    code.count * MemoryLayout<PlainInstruction>.stride + pool.count * MemoryLayout<PlainValue>.stride
      + causes.count * MemoryLayout<Cause>.stride
  }
}
