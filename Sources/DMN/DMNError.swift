/// Why a decision model, or a file of conformance cases, cannot be used.
public enum DMNError: Error, Hashable, Sendable {
  case unreadable(file: String)
  case tooLarge(bytes: Int, limit: Int)
  case foreignEncoding
  case documentType
  case malformed(line: Int, detail: String)
  case tooDeep(limit: Int)
  case tooManyElements(limit: Int)
  case notAModel(root: String, namespace: String)
  case missing(attribute: String, element: String, of: String)
  case repeated(element: String, of: String)
  case unexpectedValue(String, attribute: String, of: String)
  case ruleWidth(table: String, rule: Int, expected: Int, found: Int)
  case duplicateName(String)
  case unknownReference(String, from: String)
  case unknownImport(namespace: String, model: String)
  case duplicateNamespace(String)
  case cycle([String])
  case typeCycle(String)
  case unknownType(String, of: String)
  case unknownDecision(String)

  /// One Chinese sentence that names the thing and the remedy.
  public var message: String {
    switch self {
    case .unreadable(let file): "文件“\(file)”无法读取，请检查路径和权限。"
    case .tooLarge(let bytes, let limit): "文件有 \(bytes) 字节，超过上限 \(limit) 字节，请拆成几个模型。"
    case .foreignEncoding: "文件不是 UTF-8 编码，请另存为 UTF-8 后再读取。"
    case .documentType: "文件含有 DOCTYPE 或实体定义，出于安全不予读取，请删去后再试。"
    case .malformed(let line, let detail): "第 \(line) 行不是完整的 XML（\(detail)），请改正或重新导出。"
    case .tooDeep(let limit): "XML 嵌套超过 \(limit) 层，请化简模型。"
    case .tooManyElements(let limit): "XML 元素超过 \(limit) 个，请拆成几个模型。"
    case .notAModel(let root, let namespace): "根元素“\(root)”（命名空间“\(namespace)”）不是 DMN 1.1 至 1.5 的模型，请导出为 DMN 文件。"
    case .missing(let attribute, let element, let owner): "“\(owner)”的 \(element) 缺少 \(attribute)，请补上。"
    case .repeated(let element, let owner): "“\(owner)”里有两个 \(element)，只能有一个，请删去多余的。"
    case .unexpectedValue(let value, let attribute, let owner): "“\(owner)”的 \(attribute) 写作“\(value)”，不是标准允许的值，请改正。"
    case .ruleWidth(let table, let rule, let expected, let found): "“\(table)”的决策表第 \(rule) 条规则应有 \(expected) 格，实有 \(found) 格，请补齐。"
    case .duplicateName(let name): "模型中有两个元素同名或同编号“\(name)”，请改名。"
    case .unknownReference(let reference, let owner): "“\(owner)”引用的“\(reference)”不存在，请改正引用或补上该元素。"
    case .unknownImport(let namespace, let model): "模型“\(model)”导入的“\(namespace)”没有提供，请一并给出该模型文件。"
    case .duplicateNamespace(let namespace): "有两个模型的命名空间都是“\(namespace)”，请只保留一个。"
    case .cycle(let names): "\(names.map { "“\($0)”" }.joined(separator: "→"))互相依赖，请去掉其中一条依赖。"
    case .typeCycle(let name): "类型“\(name)”以自身定义，请改为不循环的定义。"
    case .unknownType(let type, let owner): "“\(owner)”的类型“\(type)”没有定义，请改正或补上定义。"
    case .unknownDecision(let name): "模型中没有名为“\(name)”的决策或决策服务，请检查名称。"
    }
  }
}
