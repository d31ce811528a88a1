import Zoning

/// Makes clauses of the rows of a list file, cell by cell, and goes on after a bad one.
struct ClauseRows {
  private let columns: [Int: ClauseColumn]
  private let width: Int
  private let condition: ClauseListFile.ConditionCheck
  private var rowsByID: [String: Int] = [:]
  private(set) var clauses: [Clause] = []

  init(columns: [Int: ClauseColumn], condition: @escaping ClauseListFile.ConditionCheck) {
    self.columns = columns
    self.condition = condition
    width = (columns.keys.max() ?? 0) + 1
  }

  mutating func read(_ row: Int, _ cells: [String], _ faults: inout FaultCollector) {
    if cells.dropFirst(width).contains(where: { !PlainText.trimmed($0).isEmpty }) {
      faults.add(row, nil, "比表头多出 \(cells.count - width) 个单元格", "请检查文字中的逗号是否没有放在双引号内")
      return
    }
    var values: [ClauseColumn: String] = [:]
    for (i, column) in columns where i < cells.count {
      let value = PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[i]))
      if !value.isEmpty { values[column] = value }
    }
    var sound = true
    func fault(_ column: ClauseColumn, _ reason: String, _ remedy: String) {
      sound = false
      faults.add(row, column.rawValue, reason, remedy)
    }
    func required(_ column: ClauseColumn) -> String {
      if let value = values[column] { return value }
      fault(column, "是空的", "请填写\(column.chinese)")
      return ""
    }
    func term<T: Vocabulary>(_ column: ClauseColumn, _ type: T.Type) -> T? {
      let value = required(column)
      if value.isEmpty { return nil }
      if let term = T(codeOrWord: value) { return term }
      fault(column, "不认识“\(value.prefix(20))”", "请填写 \(T.allCases.map { "\($0.rawValue)（\($0.chinese)）" }.joined(separator: "、")) 之一")
      return nil
    }
    func date(_ column: ClauseColumn) -> CivilDate? {
      guard let value = values[column] else { return nil }
      if let date = Self.date(value) { return date }
      fault(column, "“\(value.prefix(20))”不是日期", "请写成 2026-08-15 的形式")
      return nil
    }
    func expression(_ column: ClauseColumn) -> String? {
      guard let value = values[column] else { return nil }
      if let (reason, remedy) = condition(column.rawValue, value) { fault(column, reason, remedy) }
      return value
    }

    let id = required(.id)
    if id.unicodeScalars.contains(where: { $0.properties.isWhitespace }) || id.count > 80 {
      fault(.id, "编号“\(id.prefix(20))”含有空白或超过 80 个字", "请改成不含空白的短编号")
    } else if let earlier = rowsByID[id] {
      fault(.id, "编号“\(id)”与第 \(earlier) 行重复", "请改成不同的编号")
    } else if !id.isEmpty {
      rowsByID[id] = row
    }
    let tier = term(.tier, Tier.self)
    let owner = required(.owner)
    if let tier, !owner.isEmpty, let remedy = Self.remedy(owner: owner, of: tier) {
      fault(.owner, "“\(owner.prefix(20))”不能是“\(tier.chinese)”条款的所属", remedy)
    }
    let dimension = term(.dimension, Dimension.self)
    let effect = term(.effect, Effect.self)
    let binding = term(.binding, Binding.self)
    let judgement = term(.judgement, Judgement.self)
    let text = required(.text)
    let document = required(.document)
    if !document.isEmpty, let (reason, remedy) = condition(ClauseColumn.document.rawValue, document) { fault(.document, reason, remedy) }
    let from = date(.from)
    let until = date(.until)
    if let from, let until, from >= until {
      fault(.until, "终止日期 \(until) 不晚于起始日期 \(from)", "请改正；终止日期当日起条款失效")
    }
    let limits = (values[.limits] ?? "").split(separator: "\n").compactMap { line -> ClauseLimit? in
      if let limit = ClauseLimit(sentence: String(line)) { return limit }
      fault(
        .limits, "“\(line.prefix(30))”不是距离限值",
        "请每行写一个，如 长江干支流岸线：1000 米（含），自岸线；起算线为 \(LimitReference.allCases.map(\.chinese).joined(separator: "、")) 之一")
      return nil
    }
    let origin = origin(values, fault)
    let applies = expression(.applies)
    let kept = expression(.kept)
    let except = expression(.except)
    guard sound, let tier, let dimension, let effect, let binding, let judgement else { return }
    clauses.append(
      Clause(
        id: id, tier: tier, owner: owner, dimension: dimension, effect: effect, binding: binding, judgement: judgement, text: text,
        source: ClauseSource(document: document, article: values[.article]), validity: Validity(from: from, until: until),
        applies: applies, kept: kept, except: except, notes: values[.notes], heading: values[.heading], limits: limits, origin: origin))
  }

  /// The place in a cell; all three columns or none.
  private func origin(_ values: [ClauseColumn: String], _ fault: (ClauseColumn, String, String) -> Void) -> ClauseOrigin? {
    let columns: [ClauseColumn] = [.origin, .part, .cell]
    guard columns.contains(where: { values[$0] != nil }) else { return nil }
    if let empty = columns.first(where: { values[$0] == nil }) {
      fault(empty, "是空的", "拆分编号、拆分序号、原文三列要么都填，要么都空")
      return nil
    }
    guard let part = values[.part].flatMap({ Int($0) }), part > 0 else {
      fault(.part, "“\((values[.part] ?? "").prefix(20))”不是序号", "请填写从 1 起的整数")
      return nil
    }
    return ClauseOrigin(id: values[.origin] ?? "", text: values[.cell] ?? "", part: part)
  }

  /// How to mend an owner that does not belong to the tier; nil where it does.
  private static func remedy(owner: String, of tier: Tier) -> String? {
    let isCode = owner.utf8.count == 6 && owner.utf8.allSatisfy { (48...57).contains($0) }
    switch tier {
    case .nation: return owner == "000000" ? nil : "请填写 000000"
    case .province: return isCode && owner.hasSuffix("0000") && owner != "000000" ? nil : "请填写省的六位代码，例如 320000"
    case .region: return !isCode && ControlUnitCode(owner) == nil ? nil : "请填写流域或区域的名称，例如 太湖流域"
    case .city: return isCode && owner.hasSuffix("00") && !owner.hasSuffix("0000") ? nil : "请填写设区市的六位代码，例如 320100"
    case .unit: return ControlUnitCode(owner) != nil ? nil : "请填写管控单元编码，例如 ZH32011520012"
    }
  }

  /// ISO dates, and those that Excel or an office makes of them: 2026/8/15, 2026年8月15日, 46249.
  static func date(_ text: String) -> CivilDate? {
    if let date = CivilDate(text) { return date }
    // A day of Excel's own count, in which 1 is 1900-01-01 and 1900 had a 29 February: 25569 is 1970-01-01.
    if let serial = Int64(text), (20_000..<100_000).contains(serial) { return CivilDate(secondsSince1970: (serial - 25_569) * 86_400) }
    let plain = PlainText.halfWidth(text)
    let parts: [Substring]
    if plain.hasSuffix("日") {
      parts = plain.dropLast().split(omittingEmptySubsequences: false) { "年月".contains($0) }
    } else {
      parts = plain.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    }
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else {
      return nil
    }
    return CivilDate(year: year, month: month, day: day)
  }
}
