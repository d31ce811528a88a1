import FEEL
import Zoning

/// What a condition asks a catalogue about: the whole project, a record, a name, or a list of these.
struct CatalogueArgument {
  var subject: CatalogueSubject
  var isWholeProject: Bool
  /// Names in it, for checks that speak of one thing.
  var names: [String]
  /// The facts that it is told by; empty where it is not the whole project.
  let carriers: [ProjectCarrier]
  /// Whether it is records of the product list.
  private var isOfProducts = false
  /// Facts for want of which parts are not known.
  private let missing: [String]

  /// Reads a FEEL value; nil where it is neither text, record nor list.
  ///
  /// - Parameter parts: the parts of a project that the catalogue speaks of.
  init?(_ value: FEELValue, speakingOf parts: Set<ProjectPart>) {
    missing = value.missingFacts
    if case .context(let context) = value, context[Self.wholeMark] != nil {
      isWholeProject = true
      names = []
      carriers = ProjectCarrier.telling(parts.union([.industries]))
      subject = CatalogueSubject(project: context, speakingOf: parts)
      return
    }
    isWholeProject = false
    carriers = []
    subject = CatalogueSubject(things: [], processes: nil, industries: nil)
    let items: [FEELValue]
    switch value {
    case .string, .context: items = [value]
    case .list(let all): items = all
    default: return nil
    }
    names = items.compactMap { item in
      if case .context(let row) = item { row.thingName } else { item.stringValue }
    }
    for item in items { subject.add(item) }
    isOfProducts = items.contains { if case .context(let row) = $0 { row["产能"] != nil } else { false } }
  }

  /// With the project's other lines of the products that it names.
  mutating func gather(_ project: ProjectFacts) {
    guard isOfProducts, case .list(let rows)? = project.values["products"] else { return }
    var lines = CatalogueSubject(things: [], processes: nil, industries: nil)
    for row in rows { lines.add(row) }
    subject = subject.together(with: lines.things)
  }

  /// The entry that tells a whole project from a record.
  private static let wholeMark = "项目"

  static func whole(_ project: ProjectFacts) -> FEELValue {
    var entries: [(String, FEELValue)] = [(wholeMark, .boolean(true))]
    for carrier in ProjectCarrier.all {
      entries.append((carrier.word, project.values[carrier.fact] ?? .unknown(facts: [carrier.fact])))
    }
    return .context(FEELContext(entries))
  }

  /// The ids to ask for so that these parts become known or stated in the catalogue's words.
  func facts(for parts: Set<CataloguePart>) -> Set<String> {
    guard isWholeProject else { return Set(missing) }
    var ids: Set<String> = []
    for part in parts {
      switch part {
      case .things:
        let telling = carriers.filter(\.tellsThings).map(\.fact)
        let absent = telling.filter(missing.contains)
        ids.formUnion(absent.isEmpty ? telling.prefix(1) : absent[...])
      case .processes: ids.insert("processes")
      case .industries: ids.insert("industries")
      case .places, .condition, .entryClass: break
      }
    }
    return ids
  }
}
