import ExactJSON
import Zoning

/// Rows of a table as projects: cells by the meaning of their columns. What is wrong with a row refuses that row alone.
struct BatchTable {
  private let columns: BatchColumns
  private let site: BatchSite
  private let blocks: Set<String>

  init(columns: BatchColumns, site: BatchSite) {
    self.columns = columns
    self.site = site
    blocks = Self.blocks
  }

  /// - Parameter beside: the site of a feature, where it does not come from cells.
  func add(row: Int, cells: [String], beside: (() throws(ExchangeError) -> [JSONMember])? = nil, to lines: inout BatchLines)
    throws(ExchangeError)
  {
    func cell(_ meaning: BatchColumns.Meaning) -> String {
      guard let i = columns.meanings.firstIndex(of: meaning), i < cells.count else { return "" }
      return PlainText.trimmed(cells[i])
    }
    let name = cell(.name)
    let label = [name, cell(.label)].first { !$0.isEmpty }.map { String($0.prefix(200)) }
    var project: [JSONMember] = []
    for (key, meaning) in [("name", BatchColumns.Meaning.name), ("projectCode", .projectCode), ("description", .description)] {
      let text = cell(meaning)
      if !text.isEmpty { project.append(JSONMember(key: key, value: .string(text))) }
    }
    do {
      if cells.dropFirst(columns.meanings.count).contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
        throw ExchangeError.moreCellsThanHeadings(cells: cells.count, headings: columns.meanings.count)
      }
      var object = JSONValue.object(project)
      for (meaning, text) in zip(columns.meanings, cells) {
        guard case .fact(let id)? = meaning, let fact = FactsCatalogue.standard[id], let value = try WrittenFact.value(text, of: fact)
        else {
          continue
        }
        object = Self.put(value, at: id, into: object, blocks: blocks)
      }
      let place = try beside.map { read throws(ExchangeError) in try read() } ?? footprint(cell)
      try lines.add(row: row, label: label, project: (object.objectValue ?? []) + place)
    } catch let error as ZoningError {
      try lines.add(row: row, label: label, field: Self.field(of: error), refusal: error.message)
    } catch let error as ExchangeError {
      // A limit of the whole batch is no fault of a row.
      switch error {
      case .tooManyRows, .tooLarge: throw error
      default: try lines.add(row: row, label: label, field: "footprint", refusal: error.message)
      }
    } catch { throw .workerFailed(detail: "\(error)") }
  }

  private func footprint(_ cell: (BatchColumns.Meaning) -> String) throws(ExchangeError) -> [JSONMember] {
    let text = cell(.site)
    if !text.isEmpty { return try site.members(text: text, shape: cell(.shape), width: cell(.width), system: cell(.system)) }
    let (first, second) = (cell(.first), cell(.second))
    guard !first.isEmpty || !second.isEmpty else { throw .emptyGeometry(place: "这一行") }
    return try site.members(first: first, second: second, axes: columns.axes, system: cell(.system), width: cell(.width))
  }

  private static func field(of error: ZoningError) -> String? {
    switch error {
    case .badValue(let field, _), .unknownField(let field, _): field
    default: nil
    }
  }

  // MARK: Paths

  /// The blocks of the catalogue's ids: `emissions`, `offset`, `offset.COD`.
  static let blocks: Set<String> = {
    var found: Set<String> = []
    for fact in FactsCatalogue.standard.facts {
      let parts = fact.id.split(separator: ".").map(String.init)
      for n in 1..<max(parts.count, 1) { found.insert(parts.prefix(n).joined(separator: ".")) }
    }
    return found
  }()

  /// The object with a value at a dotted path of blocks.
  static func put(_ value: JSONValue, at path: String, into object: JSONValue, blocks: Set<String>, below: String = "") -> JSONValue {
    var members = object.objectValue ?? []
    func set(_ key: String, _ value: JSONValue) -> JSONValue {
      if let i = members.firstIndex(where: { $0.key == key }) {
        members[i].value = value
      } else {
        members.append(JSONMember(key: key, value: value))
      }
      return .object(members)
    }
    guard let dot = path.firstIndex(of: "."), blocks.contains(below + path[..<dot]) else { return set(path, value) }
    let block = String(path[..<dot])
    let inner = members.first { $0.key == block }?.value ?? .object([JSONMember]())
    return set(
      block, put(value, at: String(path[path.index(after: dot)...]), into: inner, blocks: blocks, below: below + block + "."))
  }
}
