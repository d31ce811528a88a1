/// A column of a catalogue's table that the program knows; any other is kept for display.
enum CatalogueColumn: String, CaseIterable {
  case entryClass = "class"
  case number, name, aliases, products, processes, industries, places, scale, exempt, condition, from, until

  var chinese: String {
    switch self {
    case .entryClass: "类别"
    case .number: "序号"
    case .name: "名称"
    case .aliases: "别名"
    case .products: "产品"
    case .processes: "工艺"
    case .industries: "行业"
    case .places: "地区"
    case .scale: "规模"
    case .exempt: "除外"
    case .condition: "条件"
    case .from: "起始日期"
    case .until: "终止日期"
    }
  }

  init?(header: String) {
    let name = PlainText.trimmed(PlainText.halfWidth(header))
    guard let column = Self.allCases.first(where: { $0.rawValue == name.lowercased() || $0.chinese == name }) else { return nil }
    self = column
  }
}
