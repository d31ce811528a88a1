import FEEL
import Zoning

/// A fact of a project that rows of catalogues are matched against: which parts of the project it tells, and how.
struct ProjectCarrier {
  /// How its value is read.
  enum Form {
    case names, records, boilers, kilns, processes, industries
  }

  let fact: String
  /// The word under which the whole project carries it.
  let word: String
  let form: Form
  let parts: Set<ProjectPart>

  static let all: [ProjectCarrier] = [
    ProjectCarrier(fact: "products", word: "产品", form: .records, parts: [.products]),
    ProjectCarrier(fact: "contents", word: "建设内容", form: .names, parts: [.contents]),
    ProjectCarrier(fact: "processes", word: "工艺", form: .processes, parts: [.processes]),
    ProjectCarrier(fact: "equipment", word: "设备", form: .records, parts: [.equipment]),
    ProjectCarrier(fact: "industries", word: "行业", form: .industries, parts: [.industries]),
    ProjectCarrier(fact: "fuels", word: "燃料", form: .names, parts: [.fuels]),
    ProjectCarrier(fact: "boilers", word: "锅炉", form: .boilers, parts: [.equipment, .fuels]),
    ProjectCarrier(fact: "kilns", word: "炉窑", form: .kilns, parts: [.equipment, .fuels]),
    ProjectCarrier(fact: "rawMaterials", word: "原辅材料", form: .records, parts: [.materials]),
    ProjectCarrier(fact: "coatings", word: "涂料", form: .records, parts: [.materials]),
    ProjectCarrier(fact: "cargo", word: "货种", form: .names, parts: [.cargo]),
    ProjectCarrier(fact: "solidWaste", word: "固体废物", form: .records, parts: [.wastes]),
  ]

  /// Those that tell something of these parts.
  static func telling(_ parts: Set<ProjectPart>) -> [ProjectCarrier] { all.filter { !$0.parts.isDisjoint(with: parts) } }

  /// Whether it tells things by name, and not processes or industries.
  var tellsThings: Bool { form != .processes && form != .industries }
}

extension CatalogueSubject {
  /// A whole project, of which a catalogue speaks of some parts only; what is not stated of them stays open.
  init(project: FEELContext, speakingOf parts: Set<ProjectPart>) {
    self.init(things: [], processes: parts.contains(.processes) ? nil : [], industries: nil)
    isProject = true
    hasFurtherThings = parts.contains(.other)
    // The industries narrow rows of every catalogue.
    for carrier in ProjectCarrier.telling(parts.union([.industries])) {
      guard case .list(let items)? = project[carrier.word] else {
        if carrier.tellsThings { hasFurtherThings = true }
        continue
      }
      let texts = items.compactMap(\.stringValue)
      switch carrier.form {
      case .processes: if texts.count == items.count { processes = texts.filter { $0 != Self.none } }
      case .industries: if texts.count == items.count { industries = texts }
      case .names, .records: for item in items { add(item, isProduct: carrier.parts.contains(.products)) }
      case .boilers, .kilns:
        for item in items {
          let record: FEELContext? = if case .context(let c) = item { c } else { nil }
          if parts.contains(.fuels) { addThing(record?["燃料"]) }
          guard parts.contains(.equipment) else { continue }
          if carrier.form == .kilns { addThing(record?["类型"]) } else { addBoiler(record) }
        }
      }
    }
  }

  /// What people state where there is nothing.
  private static let none = "无"

  private mutating func addThing(_ name: FEELValue?) {
    guard let name = name?.stringValue else {
      hasFurtherThings = true
      return
    }
    if name != Self.none { things.append(Thing(name: name, isProduct: false)) }
  }

  /// A boiler by its fuel: 煤炭锅炉.
  private mutating func addBoiler(_ record: FEELContext?) {
    guard let fuel = record?["燃料"]?.stringValue else {
      hasFurtherThings = true
      return
    }
    let steam = record?["蒸吨"]?.numberValue
    things.append(Thing(name: fuel + "锅炉", capacity: steam, unit: steam == nil ? nil : "t/h", isProduct: false))
  }

  /// A name, or a record with one.
  mutating func add(_ item: FEELValue, isProduct: Bool = true) {
    switch item {
    case .string(let name): if name != Self.none { things.append(Thing(name: name, isProduct: isProduct)) }
    case .context(let row):
      let category = row["类别"]
      things.append(
        Thing(
          name: row.thingName, category: category?.stringValue, isCategoryOpen: category?.isUnknown == true,
          capacity: row["产能"]?.numberValue ?? row["规格"]?.numberValue, unit: row["单位"]?.stringValue, isProduct: isProduct))
    default: hasFurtherThings = true
    }
  }
}

extension FEELContext {
  /// The name that a record gives its thing.
  var thingName: String? {
    self["名称"]?.stringValue ?? self["燃料"]?.stringValue ?? self["元素"]?.stringValue ?? self["产品"]?.stringValue
  }
}
