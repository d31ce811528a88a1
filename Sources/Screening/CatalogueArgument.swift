import FEEL
import Zoning

/// What a condition asks a catalogue about: the whole project, a record, a name, or a list of these.
struct CatalogueArgument {
  var subject: CatalogueSubject
  var isWholeProject: Bool
  /// Names in it, for checks that speak of one thing.
  var names: [String]
  /// Facts for want of which parts are not known.
  private var missing: [String]

  /// Facts of a project that rows are matched against, with the words under which the whole project carries them.
  static let parts: [(word: String, fact: String)] = [
    ("产品", "products"), ("建设内容", "contents"), ("工艺", "processes"), ("设备", "equipment"), ("行业", "industries"),
  ]

  /// Facts that carry things by name.
  private static let carriers: Set<String> = ["products", "contents", "equipment"]

  /// Reads a FEEL value; nil where it is neither text, record nor list.
  init?(_ value: FEELValue) {
    missing = value.missingFacts
    isWholeProject = false
    names = []
    subject = CatalogueSubject(things: [], processes: nil, industries: nil)
    switch value {
    case .string(let name): add([.string(name)])
    case .list(let items): add(items)
    case .context(let context):
      if context[Self.wholeMark] != nil { readProject(context) } else { add([value]) }
    default: return nil
    }
  }

  /// The entry that tells a whole project from a record.
  static let wholeMark = "项目"

  static func whole(_ project: ProjectFacts) -> FEELValue {
    var entries: [(String, FEELValue)] = [(wholeMark, .boolean(true))]
    for part in parts { entries.append((part.word, project.values[part.fact] ?? .unknown(facts: [part.fact]))) }
    return .context(FEELContext(entries))
  }

  private mutating func readProject(_ context: FEELContext) {
    isWholeProject = true
    subject.isProject = true
    func texts(_ word: String) -> [String]? {
      guard case .list(let items)? = context[word] else { return nil }
      let all = items.compactMap(\.stringValue)
      return all.count == items.count ? all : nil
    }
    var known = true
    for word in ["产品", "建设内容", "设备"] {
      if case .list(let items)? = context[word] { add(items) } else { known = false }
    }
    if !known { subject.things = nil }
    subject.processes = texts("工艺")
    subject.industries = texts("行业")
  }

  private mutating func add(_ items: [FEELValue]) {
    for item in items {
      switch item {
      case .string(let name):
        names.append(name)
        subject.things?.append(CatalogueSubject.Thing(name: name))
      case .context(let row):
        let name = row["名称"]?.stringValue ?? row["燃料"]?.stringValue ?? row["元素"]?.stringValue ?? row["产品"]?.stringValue
        if let name { names.append(name) }
        subject.things?.append(
          CatalogueSubject.Thing(
            name: name, category: row["类别"]?.stringValue, capacity: row["产能"]?.numberValue ?? row["规格"]?.numberValue,
            unit: row["单位"]?.stringValue))
      default: subject.things = nil
      }
    }
  }

  /// The ids to ask for so that these parts become known or stated in the catalogue's words.
  func facts(for parts: Set<CataloguePart>) -> Set<String> {
    guard isWholeProject else { return Set(missing) }
    var ids: Set<String> = []
    for part in parts {
      switch part {
      case .things:
        let absent = missing.filter(Self.carriers.contains)
        ids.formUnion(absent.isEmpty ? ["products"] : absent)
      case .processes: ids.insert("processes")
      case .industries: ids.insert("industries")
      case .places, .condition: break
      }
    }
    return ids
  }
}
