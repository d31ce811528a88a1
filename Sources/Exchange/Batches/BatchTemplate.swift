import Zoning

/// The table to fill in for a batch (批量研判模板): headings, example rows and a guide.
public enum BatchTemplate {
  static let sheet = "项目"
  static let guideSheet = "填写说明"

  /// Facts that most projects state; every other fact may be added as a column by its Chinese name.
  private static let facts = [
    "industries", "construction", "products", "processes", "fuels", "dischargeRoute", "emissions.COD", "emissions.NH3-N", "emissions.TP",
    "emissions.SO2", "emissions.NOx", "emissions.PM", "emissions.VOCs", "resources.water_m3", "resources.energy_tce", "resources.land_m2",
    "attributes.两高", "attributes.是否化工项目",
  ]

  private static let examples: [[String: String]] = [
    [
      "项目名称": "示例一：年产五千吨水性涂料", "经度": "118.7900", "纬度": "32.0600", "industries": "C2641", "construction": "新建", "products": "水性涂料 5000 t/a",
      "processes": "混合、分散", "fuels": "电", "dischargeRoute": "间接排放", "emissions.COD": "1.2", "emissions.NH3-N": "0.1",
      "emissions.VOCs": "0.3", "attributes.两高": "否", "attributes.是否化工项目": "是",
    ],
    [
      "项目名称": "示例二：仓储物流园", "选址范围": "118.800,32.050; 118.803,32.050; 118.803,32.053; 118.800,32.053", "坐标系": "CGCS2000",
      "industries": "G5990", "construction": "新建", "dischargeRoute": "不排放", "attributes.两高": "否", "attributes.是否化工项目": "否",
    ],
    [
      "项目名称": "示例三：供水管线", "选址范围": "LINESTRING(118.700 32.000, 118.720 32.010)", "宽度": "6", "industries": "E4852", "construction": "新建",
    ],
  ]

  private static var columns: [(key: String, heading: String)] {
    ["项目名称", "项目代码", "经度", "纬度", "选址范围", "坐标系", "宽度"].map { ($0, $0) }
      + facts.compactMap { id in
        FactsCatalogue.standard[id].map { fact in (id, fact.label + (fact.unit.flatMap { $0 == "1" ? nil : "（\($0)）" } ?? "")) }
      }
  }

  private static func cell(_ key: String, _ example: [String: String]) -> String {
    guard let text = example[key] else { return "" }
    // An enumeration's own words, whatever the catalogue calls them.
    guard let fact = FactsCatalogue.standard[key], fact.type == .enumeration else { return text }
    return fact.options.first { $0.label == text || $0.word == text || $0.code == text }?.label ?? fact.options.first?.label ?? ""
  }

  /// UTF-8 with a byte-order mark, as spreadsheet programs want it.
  public static var csv: [UInt8] {
    let rows = [columns.map(\.heading)] + examples.map { example in columns.map { cell($0.key, example) } }
    return [0xEF, 0xBB, 0xBF] + Array(rows.map(SpreadsheetText.record).joined().utf8)
  }

  public static func workbook() throws(ExchangeError) -> [UInt8] {
    var book = try TableWorkbook()
    book.begin(sheet, columns.map { ($0.heading, $0.key == "选址范围" || $0.key == "项目名称" ? 34 : 14) })
    for example in examples {
      book.add(
        columns.map { column in
          let text = cell(column.key, example)
          return text.isEmpty ? nil : .text(text)
        })
    }
    book.begin(guideSheet, [("列", 30), ("怎么填", 100)])
    for (name, text) in guide { book.add([.text(name), .text(text)]) }
    return try book.finish()
  }

  private static var guide: [(String, String)] {
    [
      ("行", "一行一个选址；空行跳过。一行有错只影响这一行，结果里写明原因和改法。示例行请删去。"),
      ("列", "次序不限，不用的列请删去。除选址外都可以不填：不填是“没有提供”，填“无”是“没有”，两者不同。"),
      ("经度、纬度", "点状选址；十进制度或度分秒都可以。平面坐标用“北坐标（X）”“东坐标（Y）”作列名。"),
      ("选址范围", "WKT、GeoJSON 几何，或一串点“经度,纬度; 经度,纬度; …”；三个以上的点围成面。与经度、纬度都填时，以选址范围为准。"),
      ("坐标系", "如 EPSG:4490、EPSG:4549、GCJ-02；不填按数值判断，有两种读法的行不研判，会写明是哪两种。"),
      ("宽度", "只有线才填，单位 m。"),
      ("是否类", "填 是 或 否，不清楚时留空。"), ("多个值", "用、或；隔开。"),
      ("产品方案等记录", "各项用空格或 | 隔开，多条用；隔开，如“水性涂料 5000 t/a；稀释剂 200 t/a”。"),
    ]
      + FactsCatalogue.standard.facts.filter { $0.supplier == .applicant }.map { fact in
        let options = fact.options.isEmpty || fact.options.count > 40 ? "" : "可填：\(fact.options.map(\.label).joined(separator: "、"))。"
        var parts = ""
        if case .objects(let fields) = fact.type { parts = "依次为 \(fields.map(\.feel).joined(separator: "、"))。" }
        return (fact.label + (fact.unit.flatMap { $0 == "1" ? nil : "（\($0)）" } ?? ""), "\(fact.question)\(parts)\(options)")
      }
  }
}
