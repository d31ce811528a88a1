import FEEL
import Zoning

/// What the columns of a batch are, by their headings: Chinese names and JSON paths of the facts catalogue, and words for the site.
struct BatchColumns {
  enum Meaning: Hashable {
    case label, name, projectCode, description
    case first, second, site, width, system, shape
    case fact(String)

    var chinese: String {
      switch self {
      case .label: "行的标签"
      case .name: "项目名称"
      case .projectCode: "项目代码"
      case .description: "项目说明"
      case .first, .second: "坐标"
      case .site: "选址范围（WKT、GeoJSON 或一串点）"
      case .width: "线的宽度（m）"
      case .system: "坐标系"
      case .shape: "图形类型（面、线、点）"
      case .fact(let id):
        FactsCatalogue.standard[id].map { fact in fact.label + (fact.unit.flatMap { $0 == "1" ? nil : "（\($0)）" } ?? "") } ?? id
      }
    }
  }

  private(set) var meanings: [Meaning?]
  /// The order of two coordinate columns, nil where only X and Y are named.
  private(set) var axes: AxisOrder?
  let columns: [BatchColumn]

  /// Throws `badColumns` naming every heading that is not known, with the nearest known names, or that stands twice.
  init(_ headings: [String], passesOverUnknown: Bool, siteBesideTable: Bool = false) throws(ExchangeError) {
    var meanings = headings.map { heading in Self.meaning(PlainText.trimmed(PlainText.halfWidth(heading))) }
    var axes: AxisOrder?
    // Coordinate columns are told by words that stand for other things elsewhere: only what is not known yet is asked.
    if !siteBesideTable,
      let header = TableHeader(cells: headings.enumerated().map { meanings[$0.offset] == nil ? PlainText.halfWidth($0.element) : "" })
    {
      meanings[header.first] = .first
      meanings[header.second] = .second
      axes = header.axes
    }
    var faults: [String] = []
    for (i, heading) in headings.enumerated() {
      let heading = PlainText.trimmed(heading)
      if let meaning = meanings[i] {
        if meaning != .label, let other = meanings[..<i].firstIndex(of: meaning) {
          faults.append("“\(headings[other])”和“\(heading)”两列都是\(meaning.chinese)，请只留一列")
        }
        if case .fact(let id) = meaning, let fact = FactsCatalogue.standard[id], fact.supplier != .applicant {
          faults.append("“\(heading)”由\(fact.supplier.chinese)提供，不能填写，请删去这一列")
        }
      } else if !passesOverUnknown, !heading.isEmpty {
        let nearest = Self.nearest(heading)
        faults.append("不认识的列“\(heading.prefix(40))”" + (nearest.isEmpty ? "" : "，是否想写：\(nearest.joined(separator: "、"))"))
      }
    }
    if !faults.isEmpty { throw .badColumns(faults) }
    self.meanings = meanings
    self.axes = axes
    columns = zip(headings, meanings).filter { !$0.0.isEmpty }.map { heading, meaning in
      var fact: String?
      if case .fact(let id)? = meaning { fact = id }
      return BatchColumn(heading: String(heading.prefix(80)), meaning: meaning?.chinese, fact: fact)
    }
  }

  /// Whether the columns say where a site is.
  var hasSite: Bool { meanings.contains(.site) || meanings.contains(.first) }

  private static let words: [String: Meaning] = {
    var words: [String: Meaning] = [:]
    let lists: [(Meaning, [String])] = [
      (.label, ["标签", "序号", "行号", "编号", "地块编号", "地块名称", "宗地编号", "label"]), (.name, ["项目名称", "名称", "name"]),
      (.projectCode, ["项目代码", "projectcode"]),
      (.description, ["项目说明", "说明", "description"]),
      (
        .site,
        [
          "选址", "选址范围", "图形", "坐标", "坐标串", "拐点坐标", "界址点坐标", "界址点", "wkt", "geojson", "footprint", "geometry", "几何", "points", "coordinates",
        ]
      ), (.width, ["宽度", "线宽", "线的宽度", "width_m"]), (.system, ["坐标系", "坐标系统", "crs"]), (.shape, ["图形类型", "shape"]),
    ]
    for (meaning, names) in lists { for name in names { words[name] = meaning } }
    for fact in FactsCatalogue.standard.facts {
      for name in [fact.id, fact.feel, fact.label, String(fact.feel.split(separator: ".").dropFirst().joined(separator: "."))]
      where !name.isEmpty {
        let key = Self.key(name)
        if words[key] == nil { words[key] = .fact(fact.id) }
      }
    }
    // What a label says in brackets at its end may be left out where no other fact is then called the same.
    for fact in FactsCatalogue.standard.facts where fact.supplier == .applicant {
      let short = Self.key(Self.short(fact.label))
      if words[short] == nil { words[short] = .fact(fact.id) }
    }
    return words
  }()

  private static func key(_ text: String) -> String { PlainText.halfWidth(text).lowercased().filter { !$0.isWhitespace && $0 != "*" } }

  /// By the whole heading, else without the unit in brackets at its end.
  private static func meaning(_ heading: String) -> Meaning? {
    let key = key(heading)
    if let known = words[key] { return known }
    guard key.hasSuffix(")"), let open = key.lastIndex(of: "("), open > key.startIndex else { return nil }
    return words[String(key[..<open])]
  }

  /// `化学需氧量排放量` of `化学需氧量排放量（本项目增量）`.
  private static func short(_ label: String) -> String {
    guard label.hasSuffix("）"), let open = label.lastIndex(of: "（"), open > label.startIndex else { return label }
    return String(label[..<open])
  }

  private static func nearest(_ heading: String) -> [String] {
    let labels = FactsCatalogue.standard.facts.filter { $0.supplier == .applicant }.map { short($0.label) }
    return FEELExpression.nearestNames(heading, among: ["项目名称", "项目代码", "经度", "纬度", "坐标系", "宽度"] + labels, limit: 3)
  }
}
