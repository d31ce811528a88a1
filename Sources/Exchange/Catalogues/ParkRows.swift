import ExactJSON
import Zoning

/// Reads the rows of a register of parks: 编码, 名称, and a column for each fact that it states, headed by the fact's name.
struct ParkRows {
  private let code: Int
  private let name: Int
  private let facts: [Int: FactDefinition]
  private(set) var entries: [ParkCatalogue.Entry] = []

  /// Headings by which the two columns that must be there are known.
  static let codeHeadings = ["编码", "园区编码", "code"]
  static let nameHeadings = ["名称", "园区名称", "name"]

  /// Nil where one of the two is not there; headings that name no fact are collected as faults.
  init?(header: [String], row: Int, _ faults: inout FaultCollector) {
    let headings = header.map { PlainText.trimmed(PlainText.halfWidth($0)) }
    guard let code = headings.firstIndex(where: Self.codeHeadings.contains),
      let name = headings.firstIndex(where: Self.nameHeadings.contains)
    else { return nil }
    var facts: [Int: FactDefinition] = [:]
    for (i, heading) in headings.enumerated() where i != code && i != name && !heading.isEmpty {
      if let fact = ParkCatalogue.facts.first(where: { $0.id == heading || $0.feel == heading || $0.label == heading }) {
        facts[i] = fact
      } else {
        faults.add(row, at: i + 1, "不认识的列“\(heading.prefix(20))”", "请写园区事实的名称，如 园区.级别，或删去该列")
      }
    }
    self.code = code
    self.name = name
    self.facts = facts
    var letters = facts.mapValues(\.feel)
    letters[code] = Self.codeHeadings[0]
    letters[name] = Self.nameHeadings[0]
    faults.name(letters)
  }

  mutating func read(_ row: Int, _ cells: [String], _ faults: inout FaultCollector) {
    func cell(_ i: Int) -> String { i < cells.count ? PlainText.trimmed(SpreadsheetEscapes.plainLineEnds(cells[i])) : "" }
    if cells.allSatisfy({ PlainText.trimmed($0).isEmpty }) { return }
    let code = cell(self.code)
    let name = cell(self.name)
    if code.isEmpty { return faults.add(row, Self.codeHeadings[0], "没有填写", "请写园区图层里的要素编码") }
    if name.isEmpty { return faults.add(row, Self.nameHeadings[0], "没有填写", "请写园区的名称") }
    if entries.contains(where: { $0.code == code }) { return faults.add(row, Self.codeHeadings[0], "“\(code.prefix(20))”出现了两次", "请只保留一条") }
    var stated: [String: JSONValue] = [:]
    var isSound = true
    for (i, fact) in facts.sorted(by: { $0.key < $1.key }) where !cell(i).isEmpty {
      do throws(RegisterCell.Fault) { stated[fact.id] = try RegisterCell.value(cell(i), of: fact) } catch {
        faults.add(row, fact.feel, error.reason, error.remedy)
        isSound = false
      }
    }
    guard isSound else { return }
    do throws(ZoningError) { entries.append(try ParkCatalogue.Entry(code: code, name: name, facts: stated)) } catch {
      faults.add(row, nil, error.message.hasSuffix("。") ? String(error.message.dropLast()) : error.message, "请改正后再导入")
    }
  }
}
