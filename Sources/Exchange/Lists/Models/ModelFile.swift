import DMN
import Foundation
import Zoning

/// Reads a list's decision model, DMN 1.1 to 1.5, from this program or edited in another; runs in the worker.
///
/// Taken are the description, the conditions and `fenqu:clause`; what follows from these (inputs, functions, outcome) is written
/// anew at every export, so a change of it is refused rather than lost.
struct ModelFile {
  private var sheet = ModelSheet()
  private let results: Set<String>
  /// Parts of the standard that say nothing about a list.
  private static let silent: Set<String> = [
    "textAnnotation", "association", "group", "knowledgeSource", "performanceIndicator", "organizationUnit", "elementCollection",
    "artifact",
  ]

  init(outcomes: [String: String]) { results = Set(ModelOutcome(words: outcomes).all.map(Self.squeezed)) }

  static func read(_ bytes: [UInt8], outcomes: [String: String], limits: SiteLimits) throws(ExchangeError) -> ModelSheet {
    let box = Box(ModelFile(outcomes: outcomes))
    do throws(DMNError) {
      try DMNReader.parts(Data(bytes), limits: DMNFileLimits(bytes: limits.bytes, elements: 8_000_000)) { part in box.file.take(part) }
    } catch {
      if case .documentType = error { throw .xmlEntities }
      throw .badModel(reason: error.message)
    }
    return box.file.sheet
  }

  private final class Box {
    var file: ModelFile
    init(_ file: ModelFile) { self.file = file }
  }

  private mutating func fault(_ element: String, _ column: String?, _ reason: String, _ remedy: String) {
    guard sheet.faults.count < ListFileFaults.limit else {
      sheet.isCut = true
      return
    }
    sheet.faults.append(.init(row: sheet.clauses.count, column: column, element: element, reason: reason, remedy: remedy))
  }

  private mutating func take(_ part: DMNReader.Part) {
    switch part {
    case .itemDefinition: break
    case .other(let name, _) where Self.silent.contains(name): break
    case .other("import", let name): fault("引入“\(name ?? "")”", nil, "引用了别的模型", "请把用到的内容写进条件，再删去引入")
    case .other(let name, let title):
      fault("元素“\(title ?? name)”", nil, "“\(name)”在清单里没有位置", "请删去该元素")
    case .extensions(let extensions): for e in extensions where e.namespace == ModelTerms.namespace { take(scenario: e) }
    case .element(let element):
      switch element.kind {
      case .inputData: break
      case .knowledgeModel: fault("知识模型“\(element.name)”", nil, "清单里没有它的位置", "请把它的内容写进用到它的条件，再删去")
      case .service: fault("决策服务“\(element.name)”", nil, "清单里没有它的位置", "请删去")
      case .decision(let decision): take(element, decision)
      }
    }
  }

  private mutating func take(scenario e: DMNExtension) {
    guard e.name == ModelTerms.scenario else {
      return fault("扩展“\(e.name)”", nil, "不认识", "请删去")
    }
    let expected = e.children.filter { $0.namespace == ModelTerms.namespace && $0.name == ModelTerms.expect }
    for (i, x) in (expected.isEmpty ? [e] : expected).enumerated() {
      sheet.scenarios.append([
        i == 0 ? e.attributes["name"] ?? "" : "", i == 0 ? e.attributes["facts"] ?? "" : "",
        expected.isEmpty ? "" : x.attributes["clause"] ?? "", expected.isEmpty ? "" : x.attributes["outcome"] ?? "",
      ])
    }
  }

  private mutating func take(_ element: DMNElement, _ decision: DMNDecision) {
    let name = "决策“\(element.name)”"
    let records = element.extensions.filter { $0.namespace == ModelTerms.namespace && $0.name == ModelTerms.clause }
    guard let record = records.first, records.count == 1 else {
      return fault(
        name, nil, records.isEmpty ? "没有清单信息（fenqu:clause），不是条款" : "有两份清单信息（fenqu:clause）",
        records.isEmpty ? "请删去，或在工具里复制一条已有的条款再改；如果整个文件都这样，是工具存盘时丢掉了扩展元素" : "请只留一份")
    }
    var values: [ClauseColumn: String] = [.id: element.name]
    for (key, value) in record.attributes {
      guard let column = ClauseColumn(rawValue: key), ModelTerms.attributes.contains(column) else {
        fault(name, key, "不是清单信息的字段", "请删去，或改成 \(ModelTerms.attributes.map(\.rawValue).joined(separator: "、")) 之一")
        continue
      }
      values[column] = value
    }
    readText(element.description ?? "", &values)
    for child in record.children { readChild(child, of: name, &values) }
    readExpression(decision.expression, of: name, &values)
    sheet.clauses.append(.init(element: name, cells: ClauseColumn.allCases.map { values[$0] ?? "" }))
  }

  /// The description is the heading and the text; where somebody changed the heading there, it is all text.
  private func readText(_ description: String, _ values: inout [ClauseColumn: String]) {
    values[.text] = description
    guard let heading = values[.heading] else { return }
    if description.hasPrefix(heading + "：") {
      values[.text] = String(description.dropFirst(heading.count + 1))
    } else {
      values[.heading] = nil
    }
  }

  private mutating func readChild(_ child: DMNExtension, of name: String, _ values: inout [ClauseColumn: String]) {
    switch child.name {
    case ModelTerms.limit:
      let word = child.attributes["from"].flatMap { LimitReference(codeOrWord: $0)?.chinese } ?? child.attributes["from"] ?? ""
      let inclusive = ["true": "含", "false": "不含"][child.attributes["inclusive"] ?? ""] ?? child.attributes["inclusive"] ?? ""
      let line = "\(child.attributes["feature"] ?? "")：\(child.attributes["metres"] ?? "") 米（\(inclusive)），自\(word)"
      values[.limits] = values[.limits].map { $0 + "\n" + line } ?? line
    case ModelTerms.origin:
      values[.origin] = child.attributes["id"]
      values[.part] = child.attributes["part"]
      values[.cell] = child.text
    default: fault(name, nil, "清单信息里有不认识的“\(child.name)”", "请删去")
    }
  }

  private mutating func readExpression(_ expression: DMNExpression?, of name: String, _ values: inout [ClauseColumn: String]) {
    guard let expression else { return }
    guard case .context(let entries) = expression.kind else {
      if case .literal(let text) = expression.kind, results.contains(Self.squeezed(text)) { return }
      return fault(name, nil, "没有写成 适用、满足、例外 的盒装上下文", "请按原样用上下文写条件，一项一个文字表达式")
    }
    for entry in entries {
      guard let key = entry.variable?.name else {
        guard case .literal(let text) = entry.value.kind, results.contains(Self.squeezed(text)) else {
          fault(name, nil, "改动了最后的结论", "结论由管控方式、判定方式和条件得出，请改条件或清单信息，并把结论改回原样")
          continue
        }
        continue
      }
      if let condition = ModelTerms.conditions.first(where: { $0.entry == key }) {
        guard let text = BoxedText.text(entry.value) else {
          fault(name, condition.column.rawValue, "写成了清单放不下的表格", "请改成一个 FEEL 文字表达式")
          continue
        }
        values[condition.column] = text
      } else if !ModelTerms.conditions.contains(where: { $0.missing == key }) {
        readFunction(key, entry.value, of: name)
      }
    }
  }

  private mutating func readFunction(_ key: String, _ value: DMNExpression, of name: String) {
    guard (0...2).contains(where: { ModelFunction.named(key, arity: $0) != nil }) else {
      return fault(name, nil, "多了一项“\(key)”", "请把它的内容写进用到它的条件，再删去")
    }
    guard case .function(let function) = value.kind, case .literal(let body)? = function.body?.kind,
      (0...2).contains(where: { ModelFunction.named(key, arity: $0).map { Self.squeezed($0.body) == Self.squeezed(body) } ?? false })
    else {
      return fault(name, nil, "改动了函数“\(key)”", "函数由程序给出，请改回原样")
    }
  }

  /// Without blanks, which tools set as they like.
  private static func squeezed(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }
}
