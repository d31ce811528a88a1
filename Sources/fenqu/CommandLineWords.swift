/// The parser's own words in Chinese: headings of the help, placeholders, defaults.
enum CommandLineWords {
  /// The name of a value as the help shows it, by the parser's name.
  static let values: [String: String] = [
    "as-of": "日期", "base-map": "目录", "catalogue": "名录", "class": "类别", "context": "文件", "count": "个数", "crs": "坐标系", "data": "目录",
    "document": "文件简称", "edition": "版本", "effective": "日期", "expression": "表达式", "file": "文件", "files": "文件", "folders": "文件夹",
    "footprint": "文件", "format": "格式", "from": "日期", "host": "地址", "id": "编号", "industry": "行业", "issuer": "机关", "jsonl": "文件",
    "kind": "种类", "latitude": "纬度", "layer": "图层", "limit": "个数", "longitude": "经度", "name": "名称", "out": "文件", "owner": "归属",
    "port": "端口", "process": "工艺", "area-method": "算法", "code": "编码", "width": "米", "within": "米",
    "project": "文件", "seed": "种子", "source": "来源", "states": "含义", "subcommand": "命令", "subject": "内容", "table": "文件", "task": "项目",
    "seconds": "秒数", "threads": "个数", "title": "全称",
    "unit": "单元",
    "units": "个数", "until": "日期",
  ]

  private static let headings: [String: String] = [
    "OVERVIEW: ": "", "USAGE: ": "写法：", "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "命令：",
  ]

  /// `<longitude>` as `<经度>`; a name without a Chinese word stays.
  static func placeholders(_ text: String) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let name = String(rest[rest.index(after: open)..<close])
      out += rest[..<open] + "<" + (values[name] ?? name) + ">"
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// A whole help text in Chinese, its two columns still in line.
  static func help(_ text: String) -> String {
    whole(text).split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  /// Notes of values and defaults that the parser broke over two lines, each on one.
  private static func whole(_ text: String) -> String {
    text.replacing(/\((values|default):\s+([^)]*)\)/) { "(\($0.1): \($0.2.replacing(/\s+/, with: " ")))" }
  }

  private static func line(_ text: String) -> String {
    for (english, chinese) in headings where text.hasPrefix(english) {
      return chinese + placeholders(String(text.dropFirst(english.count)))
    }
    if text.hasPrefix("  See '") {
      let command = text.split(separator: "'").dropFirst().first.map { placeholders(String($0)) } ?? "fenqu help"
      return "  用 \(command) 看一个命令的写法。"
    }
    let said = notes(placeholders(text))
    guard said.hasPrefix("  "), let gap = said.dropFirst(2).firstRange(of: "  ") else { return said }
    let label = said[..<gap.lowerBound]
    let explanation = said[gap.lowerBound...].drop { $0 == " " }
    return label + String(repeating: " ", count: max(2, column - width(label))) + explanation
  }

  /// Where the explanations stand.
  private static let column = 26

  /// Cells that a text takes on a terminal.
  private static func width(_ text: Substring) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) } }

  private static func notes(_ text: String) -> String {
    var said = text.replacing("Show the version.", with: "显示版本。").replacing("Show help information.", with: "显示这份说明。")
      .replacing("Show subcommand help information.", with: "显示一个命令的写法。")
    for opening in ["(values: ", "(default: "] {
      guard let start = said.firstRange(of: opening), let end = said[start.upperBound...].firstIndex(of: ")") else { continue }
      let inner = String(said[start.upperBound..<end]).replacing("; default: ", with: "；默认：").replacing(", ", with: "、")
      said.replaceSubrange(start.lowerBound...end, with: (opening == "(values: " ? "（可写：" : "（默认：") + inner + "）")
    }
    return said.replacing("。 （", with: "（").replacing("(default)", with: "（默认）")
  }
}
