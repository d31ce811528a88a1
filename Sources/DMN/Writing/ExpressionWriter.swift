/// Writes boxed expressions.
enum ExpressionWriter {
  static func write(_ expression: DMNExpression, _ out: inout XMLText) {
    let type: [(String, String?)] = [("typeRef", expression.typeReference)]
    switch expression.kind {
    case .literal(let text): out.element("literalExpression", type) { $0.leaf("text", text) }
    case .table(let table): write(table, type, &out)
    case .context(let entries):
      out.element("context", type) { out in
        for entry in entries {
          out.element("contextEntry") { out in
            if let variable = entry.variable { self.variable("variable", variable, &out) }
            write(entry.value, &out)
          }
        }
      }
    case .list(let items):
      out.element("list", type) { out in
        for item in items { write(item, &out) }
      }
    case .relation(let columns, let rows):
      out.element("relation", type) { out in
        for column in columns { variable("column", column, &out) }
        for row in rows {
          out.element("row") { out in
            for cell in row { write(cell, &out) }
          }
        }
      }
    case .function(let function): write(function, as: "functionDefinition", typeReference: expression.typeReference, &out)
    case .invocation(let function, let bindings):
      out.element("invocation", type) { out in
        write(function, &out)
        for binding in bindings {
          out.element("binding") { out in
            variable("parameter", DMNParameter(name: binding.parameter), &out)
            if let value = binding.value { write(value, &out) }
          }
        }
      }
    case .conditional(let test, let then, let otherwise):
      out.element("conditional", type) { out in
        part("if", test, &out)
        part("then", then, &out)
        part("else", otherwise, &out)
      }
    case .filter(let list, let match):
      out.element("filter", type) { out in
        part("in", list, &out)
        part("match", match, &out)
      }
    case .iteration(let variable, let list, let result):
      out.element("for", [("iteratorVariable", variable)] + type) { out in
        part("in", list, &out)
        part("return", result, &out)
      }
    case .quantifier(let isEvery, let variable, let list, let test):
      out.element(isEvery ? "every" : "some", [("iteratorVariable", variable)] + type) { out in
        part("in", list, &out)
        part("satisfies", test, &out)
      }
    }
  }

  static func write(_ function: DMNFunction, as name: String, typeReference: String? = nil, _ out: inout XMLText) {
    out.element(
      name, [("kind", function.kind == .feel ? nil : function.kind.rawValue), ("typeRef", typeReference ?? function.typeReference)]
    ) { out in
      for parameter in function.parameters { variable("formalParameter", parameter, &out) }
      if let body = function.body { write(body, &out) }
    }
  }

  private static func part(_ name: String, _ expression: DMNExpression, _ out: inout XMLText) {
    out.element(name) { write(expression, &$0) }
  }

  private static func variable(_ name: String, _ parameter: DMNParameter, _ out: inout XMLText) {
    out.element(name, [("name", parameter.name), ("typeRef", parameter.typeReference)])
  }

  private static func write(_ table: DMNDecisionTable, _ type: [(String, String?)], _ out: inout XMLText) {
    let attributes: [(String, String?)] = [
      ("hitPolicy", table.hitPolicy.rawValue), ("aggregation", table.aggregation?.rawValue), ("outputLabel", table.outputLabel),
    ]
    out.element("decisionTable", attributes + type) { out in
      for input in table.inputs {
        out.element("input") { out in
          out.element("inputExpression", [("typeRef", input.typeReference)]) { $0.leaf("text", input.text) }
          if let values = input.allowedValues { out.element("inputValues") { $0.leaf("text", values) } }
        }
      }
      for output in table.outputs {
        out.element("output", [("name", output.name), ("typeRef", output.typeReference)]) { out in
          if let values = output.values { out.element("outputValues") { $0.leaf("text", values) } }
          if let text = output.defaultText { out.element("defaultOutputEntry") { $0.leaf("text", text) } }
        }
      }
      for name in table.annotations { out.element("annotation", [("name", name)]) }
      for rule in table.rules {
        out.element("rule") { out in
          for test in rule.tests { out.element("inputEntry") { $0.leaf("text", test) } }
          for result in rule.outputs { out.element("outputEntry") { $0.leaf("text", result) } }
          for text in rule.annotations { out.element("annotationEntry") { $0.leaf("text", text) } }
        }
      }
    }
  }
}
