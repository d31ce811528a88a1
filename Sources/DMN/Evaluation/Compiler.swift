internal import FEEL

/// Parses the texts of one model's expressions, each with the names in force where it stands.
struct Compiler {
  let types: TypeTable
  /// The element that is being compiled, for messages.
  let owner: String
  private(set) var problems: [String] = []
  private(set) var usesExternal = false

  init(types: TypeTable, owner: String) {
    self.types = types
    self.owner = owner
  }

  private func names(_ variables: Set<String>) -> ScopeNames {
    ScopeNames(variables: variables, entryNames: types.entryNames, types: types.types)
  }

  /// The declared type; one that is not defined is reported and checks nothing.
  mutating func type(_ reference: String?) -> DMNType {
    guard let reference else { return .simple(.any) }
    if let type = types.type(reference) { return type }
    problems.append(DMNError.unknownType(reference, of: owner).message)
    return .simple(.any)
  }

  mutating func expression(_ expression: DMNExpression?, _ variables: Set<String>) -> Compiled {
    guard let expression else { return Compiled(kind: .failed("“\(owner)”没有写决策逻辑。"), type: nil) }
    let declared = expression.typeReference.map { type($0) }
    return Compiled(kind: kind(expression.kind, variables), type: declared)
  }

  private func failure(_ text: String, _ error: FEELSyntaxError) -> Compiled.Kind {
    .failed("“\(owner)”的表达式“\(text.prefix(60))”\(error.description)")
  }

  mutating func literal(_ text: String, _ variables: Set<String>) -> Compiled.Kind {
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression.parse(text, names: names(variables))
      if expression.definesExternalFunction { usesExternal = true }
      return .literal(expression)
    } catch {
      let failed = failure(text, error)
      if case .failed(let message) = failed { problems.append(message) }
      return failed
    }
  }

  mutating func tests(_ text: String, _ variables: Set<String>) -> Compiled {
    let written = text.isEmpty ? "-" : text
    do throws(FEELSyntaxError) {
      return Compiled(kind: .literal(try FEELExpression.parseUnaryTests(written, names: names(variables))), type: nil)
    } catch {
      let failed = failure(text, error)
      if case .failed(let message) = failed { problems.append(message) }
      return Compiled(kind: failed, type: nil)
    }
  }

  private mutating func kind(_ kind: DMNExpression.Kind, _ variables: Set<String>) -> Compiled.Kind {
    switch kind {
    case .literal(let text): return literal(text, variables)
    case .table(let table): return .table(self.table(table, variables))
    case .context(let entries):
      var inner = variables
      var compiled: [Compiled.Entry] = []
      for entry in entries {
        let type = type(entry.variable?.typeReference)
        // A function may call itself by its entry's name.
        if case .function = entry.value.kind, let name = entry.variable?.name { inner.insert(name) }
        compiled.append(.init(name: entry.variable?.name, type: type, value: expression(entry.value, inner)))
        if let name = entry.variable?.name { inner.insert(name) }
      }
      return .context(compiled)
    case .list(let items): return .list(items.map { expression($0, variables) })
    case .relation(let columns, let rows):
      return .relation(
        columns: columns.map { ($0.name, type($0.typeReference)) }, rows: rows.map { row in row.map { expression($0, variables) } })
    case .function(let written): return .function(function(written, variables))
    case .invocation(let callee, let bindings):
      return .invocation(
        expression(callee, variables),
        bindings.map { ($0.parameter, expression($0.value ?? DMNExpression(.literal("null")), variables)) })
    case .conditional(let test, let then, let otherwise):
      return .conditional(
        test: expression(test, variables), then: expression(then, variables), otherwise: expression(otherwise, variables))
    case .filter(let list, let match):
      // The entries of the item are in scope under their own names.
      let inner = variables.union(types.entryNames).union(entryNames(of: list)).union(["item"])
      return .filter(expression(list, variables), match: expression(match, inner))
    case .iteration(let variable, let list, let result):
      return .iteration(
        variable: variable, list: expression(list, variables), result: expression(result, variables.union([variable, "partial"])))
    case .quantifier(let isEvery, let variable, let list, let test):
      return .quantifier(
        isEvery: isEvery, variable: variable, list: expression(list, variables), test: expression(test, variables.union([variable])))
    }
  }

  /// Names of entries that a boxed list writes itself.
  private func entryNames(of expression: DMNExpression) -> Set<String> {
    switch expression.kind {
    case .relation(let columns, _): Set(columns.map(\.name))
    case .list(let items): items.reduce(into: []) { $0.formUnion(entryNames(of: $1)) }
    case .context(let entries): Set(entries.compactMap { $0.variable?.name })
    case .filter(let list, _): entryNames(of: list)
    case .literal(let text): (try? FEELExpression.parse(text, names: OpenNames())).map { Set($0.writtenKeys) } ?? []
    default: []
    }
  }

  mutating func function(_ function: DMNFunction, _ variables: Set<String>) -> CompiledFunction {
    let parameters = function.parameters.map { (name: $0.name, type: type($0.typeReference)) }
    if function.kind != .feel {
      usesExternal = true
      return CompiledFunction(
        isExternal: true, parameters: parameters, result: .simple(.any),
        body: Compiled(kind: .failed("“\(owner)”要调用外部函数（\(function.kind.rawValue)），本程序不执行。"), type: nil))
    }
    let body = expression(function.body, variables.union(function.parameters.map(\.name)))
    return CompiledFunction(isExternal: false, parameters: parameters, result: type(function.typeReference).result, body: body)
  }

  private mutating func table(_ table: DMNDecisionTable, _ variables: Set<String>) -> CompiledTable {
    let isRanked = table.hitPolicy == .priority || table.hitPolicy == .outputOrder
    return CompiledTable(
      hitPolicy: table.hitPolicy, aggregation: table.aggregation,
      inputs: table.inputs.map { input in
        CompiledTable.Input(
          value: Compiled(kind: literal(input.text, variables), type: input.typeReference.map { type($0) }),
          allowed: input.allowedValues.flatMap { $0.isEmpty ? nil : tests($0, variables) })
      },
      outputs: table.outputs.map { output in
        CompiledTable.Output(
          name: table.outputs.count > 1 ? output.name ?? "" : nil, type: type(output.typeReference),
          allowed: output.values.flatMap { $0.isEmpty ? nil : tests($0, variables) },
          priorities: isRanked ? output.values.map { Compiled(kind: literal("[\($0)]", variables), type: nil) } : nil,
          defaultValue: output.defaultText.flatMap { $0.isEmpty ? nil : Compiled(kind: literal($0, variables), type: nil) })
      },
      rules: table.rules.map { rule in
        CompiledTable.Rule(
          tests: rule.tests.map { tests($0, variables) },
          outputs: rule.outputs.map { Compiled(kind: $0.isEmpty ? literal("null", variables) : literal($0, variables), type: nil) })
      })
  }
}

/// Takes every single word as a name: for looking at an expression's form only.
struct OpenNames: FEELNames {
  func isKnown(path: [String]) -> Bool { path.count == 1 && !path[0].contains(" ") }
  func isOpen(path: [String]) -> Bool { true }
  func isKnownFunction(_ name: String) -> Bool { true }
}
