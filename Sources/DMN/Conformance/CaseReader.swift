internal import FEEL

/// One case of the public conformance kit: inputs and what each result should be.
struct ConformanceCase: Sendable {
  struct Result: Sendable {
    let name: String
    let expected: FEELValue
    /// The same with values that state no type read as what they look like; some of the kit's files leave types out.
    let guessed: FEELValue
    /// Whether the evaluation should fail: its value is then null.
    let isError: Bool
  }

  let id: String
  /// The service or knowledge model that is called; nil where decisions are asked.
  let invocable: String?
  let inputs: [DMNInput]
  /// The same inputs with values that state no type read as what they look like.
  let guessedInputs: [DMNInput]
  let results: [Result]
}

/// A file of cases.
struct ConformanceFile: Sendable {
  let modelName: String
  let cases: [ConformanceCase]

  static let namespace = "http://www.omg.org/spec/DMN/20160719/testcase"

  init(_ root: XMLTree) throws(DMNError) {
    guard root.name == "testCases", root.namespace == Self.namespace else { throw .notAModel(root: root.name, namespace: root.namespace) }
    modelName = root.childText("modelName") ?? ""
    var cases: [ConformanceCase] = []
    for (place, tree) in root.all("testCase").enumerated() {
      let id = tree.attributes["id"] ?? String(place + 1)
      var inputs: [DMNInput] = []
      var guessed: [DMNInput] = []
      for input in tree.all("inputNode") {
        let name = try ElementReader.required("name", input, id)
        let namespace = input.attributes["namespace"]
        inputs.append(DMNInput(name, try CaseValue.value(of: input, in: id), namespace: namespace))
        guessed.append(DMNInput(name, try CaseValue.value(of: input, in: id, guessing: true), namespace: namespace))
      }
      var results: [ConformanceCase.Result] = []
      for result in tree.all("resultNode") {
        let expected = try result.first("expected").map { (tree) throws(DMNError) in try CaseValue.value(of: tree, in: id) }
        let guessed = try result.first("expected").map { (tree) throws(DMNError) in try CaseValue.value(of: tree, in: id, guessing: true) }
        results.append(
          .init(
            name: try ElementReader.required("name", result, id), expected: expected ?? .null, guessed: guessed ?? .null,
            isError: result.attributes["errorResult"] == "true"))
      }
      cases.append(
        ConformanceCase(id: id, invocable: tree.attributes["invocableName"], inputs: inputs, guessedInputs: guessed, results: results))
    }
    self.cases = cases
  }
}

/// Values as the kit's files write them.
enum CaseValue {
  /// The value inside an element: a simple value, a list, or components; nothing is null.
  static func value(of tree: XMLTree, in owner: String, guessing: Bool = false) throws(DMNError) -> FEELValue {
    if isNil(tree) { return .null }
    if let list = tree.first("list") {
      if isNil(list) { return .null }
      var items: [FEELValue] = []
      for item in list.all("item") { items.append(try value(of: item, in: owner, guessing: guessing)) }
      return .list(items)
    }
    let components = tree.all("component")
    if !components.isEmpty {
      var entries: [(String, FEELValue)] = []
      for component in components {
        // An empty name is one too.
        guard let name = component.attributes["name"] else { throw .missing(attribute: "name", element: component.name, of: owner) }
        entries.append((ElementReader.normalName(name), try value(of: component, in: owner, guessing: guessing)))
      }
      return .context(FEELContext(entries))
    }
    guard let written = tree.first("value") else { return .null }
    return try simple(written, in: owner, guessing: guessing)
  }

  /// A value that states no type, by its look.
  private static func guess(_ tree: XMLTree) -> FEELValue {
    let text = tree.trimmed
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if let number = FEELDecimal(text) { return .number(number) }
    if let date = FEELDate(text) { return .date(date) }
    if let time = FEELTime(text) { return .time(time) }
    if let moment = FEELDateTime(text) { return .dateTime(moment) }
    switch FEELDuration(text) {
    case .months(let months)?: return .yearsMonths(months)
    case .span(let span)?: return .daysTime(span)
    case nil: return .string(tree.text)
    }
  }

  private static func isNil(_ tree: XMLTree) -> Bool { tree.instanceAttribute("nil") == "true" }

  private static func simple(_ tree: XMLTree, in owner: String, guessing: Bool) throws(DMNError) -> FEELValue {
    if isNil(tree) { return .null }
    if guessing, tree.instanceAttribute("type") == nil {
      return guess(tree)
    }
    let type = tree.instanceAttribute("type").map { $0.split(separator: ":").last.map(String.init) ?? $0 } ?? "string"
    let text = tree.trimmed
    let value: FEELValue?
    switch type {
    case "string", "normalizedString", "token": value = .string(tree.text)
    case "boolean": value = text == "true" || text == "1" ? .boolean(true) : (text == "false" || text == "0" ? .boolean(false) : nil)
    case "decimal", "double", "float", "int", "integer", "long", "short", "byte": value = FEELDecimal(text).map { .number($0) }
    case "date": value = FEELDate(text).map { .date($0) }
    case "time": value = FEELTime(text).map { .time($0) }
    case "dateTime": value = FEELDateTime(text).map { .dateTime($0) }
    case "duration", "dayTimeDuration", "yearMonthDuration":
      switch FEELDuration(text) {
      case .months(let months)?: value = .yearsMonths(months)
      case .span(let span)?: value = .daysTime(span)
      case nil: value = nil
      }
    default: value = nil
    }
    guard let value else { throw .unexpectedValue(text, attribute: type, of: owner) }
    return value
  }
}
