package import ExactJSON
import Screening
import Zoning

/// A screening's result: the answer, what decides it, clause by clause with the trace, what is missing, what was not checked.
package struct AssessmentPage {
  let json: JSONValue
  let traces: JSONValue
  let id: String
  let hash: String
  /// Code → name of the project's industries.
  let industryNames: [String: String]
  /// What was wrong with facts that were just supplied, by fact id; empty otherwise.
  let faults: [Refusal.FieldFault]
  /// What was typed when something was wrong, by fact id.
  let typed: [String: String]

  package init(
    json: JSONValue, traces: JSONValue, id: String, hash: String, industryNames: [String: String], faults: [Refusal.FieldFault] = [],
    typed: [String: String] = [:]
  ) {
    self.json = json
    self.traces = traces
    self.id = id
    self.hash = hash
    self.industryNames = industryNames
    self.faults = faults
    self.typed = typed
    missing = MissingFactsView(json: json, traces: traces, faults: faults, typed: typed)
  }

  var clauses: [JSONValue] { json.items("clauses") }
  private let missing: MissingFactsView

  package var view: View {
    let conclusion = json.term("conclusion", Conclusion.self) ?? .undetermined
    let screening = json["screening"]
    let facts = json["project"]?["facts"]
    let worse = json.items("mayBecome").compactMap { $0.stringValue.flatMap { Conclusion(rawValue: $0) } }
    let name = screening?.string("name") ?? "未命名项目"
    let counts = json["counts"]
    let applicable = counts?.integer("binding") ?? 0
    return [
      "title": "\(conclusion.chinese)，\(name)", "name": .text(name), "number": .maybe(screening?.string("number")),
      "at": .maybe(Days.moment(screening?["at"])), "code": .maybe(screening?.string("projectCode")),
      "description": .maybe(screening?.string("description")),
      "construction": .maybe(ProjectWords.construction(facts)), "industries": .maybe(ProjectWords.industries(facts, names: industryNames)),
      "verdict": conclusion.look.view, "answer": .maybe(json.string("answer").map(Typography.bound)),
      "mayBecome": worse.isEmpty ? .absent : ["looks": .list(worse.map(\.look.view))],
      "tally": .list(tally(counts)), "groups": .list(groups()), "applicable": .text(Figures.count(applicable)),
      "idle": .text(Figures.count(counts?.integer("notApplicable") ?? 0)),
      "government": .text(Figures.count(counts?.integer("context") ?? 0)),
      "toDo": .text(Figures.count(clauses.filter { $0.term("outcome", Outcome.self).map(Outcome.toDo.contains) ?? false }.count)),
      "dimensions": .list(Dimension.allCases.map { ["code": .text($0.rawValue), "word": .text($0.filterWord)] }),
      "ask": missing.ask, "askFirst": .flag(missing.leads(before: conclusion)), "asOfRaw": .maybe(json["legalState"]?.string("asOf")),
      "units": .some(units), "zones": .some(zones), "tolerated": .some(tolerated),
      "site": site, "procedures": ProceduresView(json: json).view,
      "notChecked": .some(json.items("notChecked").map { ["what": .maybe($0.string("what")), "why": .maybe($0.string("why"))] }),
      "assumed": .some(json.items("assumed").compactMap { $0.string("why").map { .text($0) } }),
      "notes": .some(json["site"]?.items("notes").compactMap { $0.stringValue.map { .text($0) } } ?? []),
      "legal": LegalStateView.view(json["legalState"]), "areaMethod": .text(ProjectWords.areaMethod(json.string("areaMethod"))),
      "rules": .maybe(json.string("engineRules")), "assessmentID": .maybe(json.string("id")), "hash": .text(hash),
      "shortHash": .text(Self.short(hash)), "id": .text(id), "url": "/screenings/\(Addresses.escaped(id))",
      "mapURL": "/screenings/\(Addresses.escaped(id)).json", "supplied": .some(ProjectWords.supplied(facts)),
      "hasNotChecked": .flag(!json.items("notChecked").isEmpty),
      "hasTolerated": .flag(!tolerated.isEmpty),
      "toleratedCount": .text(Figures.count(tolerated.count)), "hasAssumed": .flag(!json.items("assumed").isEmpty),
      "hasNotes": .flag(!(json["site"]?.items("notes") ?? []).isEmpty),
      "faulty": .flag(!faults.isEmpty), "faults": .some(faults.map { .text($0.message) }),
    ]
  }

  /// `sha256:a3f9…c21e`.
  static func short(_ digest: String) -> String {
    let hex = digest.split(separator: ":").last.map(String.init) ?? digest
    return hex.count > 12 ? "\(hex.prefix(4))…\(hex.suffix(4))" : hex
  }

  private func tally(_ counts: JSONValue?) -> [View] {
    let always: Set<Outcome> = [.broken, .undetermined, .kept]
    return Outcome.pageOrder.filter { $0 != .notApplicable }.compactMap { outcome in
      let n = counts?.integer(outcome.rawValue) ?? 0
      guard n > 0 || always.contains(outcome) else { return nil }
      return ["look": outcome.look.view, "n": .text(Figures.count(n)), "outcome": .text(outcome.rawValue), "any": .flag(n > 0)]
    }
  }

  /// Clauses by outcome, worst first; kept ones by the smallest relative margin.
  private func groups() -> [View] {
    return Outcome.pageOrder.compactMap { outcome in
      var mine = clauses.filter { $0.string("outcome") == outcome.rawValue }
      guard !mine.isEmpty else { return nil }
      if outcome == .kept { mine = Self.bySmallestMargin(mine) }
      if outcome == .undetermined { mine = Self.prohibitionsFirst(mine) }
      let remark: String
      switch outcome {
      case .kept: remark = "\(Figures.count(mine.count)) 条，余量最小的在前"
      case .context: remark = "\(Figures.count(mine.count)) 条，约束政府或只作鼓励，列出备查"
      case .notApplicable: remark = "\(Figures.count(mine.count)) 条，附不涉及的原因"
      case .duty: remark = "\(Figures.count(mine.count)) 条，在建设和运行中落实"
      case .manual: remark = "\(Figures.count(mine.count)) 条，由主管部门人工研判"
      default: remark = "\(Figures.count(mine.count)) 条"
      }
      let open = outcome == .broken || outcome == .faulty
      return [
        "outcome": .text(outcome.rawValue), "look": outcome.look.view, "remark": .text(remark),
        "clauses": .list(mine.enumerated().map { card($1, outcome: outcome, open: open && $0 < 3) }),
      ]
    }
  }

  /// What could still forbid the project comes before what could only be mended.
  static func prohibitionsFirst(_ clauses: [JSONValue]) -> [JSONValue] {
    clauses.filter(MissingFactsView.forbids) + clauses.filter { !MissingFactsView.forbids($0) }
  }

  static func bySmallestMargin(_ clauses: [JSONValue]) -> [JSONValue] {
    func relative(_ c: JSONValue) -> Double {
      guard let m = c["margin"], let value = m["value"]?.doubleValue, let limit = m["limit"]?.doubleValue else { return .infinity }
      return abs(value) / max(abs(limit), 1e-9)
    }
    return clauses.enumerated().sorted { (relative($0.element), $0.offset) < (relative($1.element), $1.offset) }.map(\.element)
  }

  private func card(_ clause: JSONValue, outcome: Outcome, open: Bool) -> View {
    let id = clause.string("id") ?? ""
    let tone = outcome.look.tone
    let margin = clause["margin"].flatMap { $0.isNull ? nil : $0 }
    let bar = margin.flatMap { m in MarginBar(m).map { $0.view(m) } }
    let trace = outcome == .context ? View.absent : TraceView.view(traces[id], askable: missing.askable)
    let layer = margin?.string("fact").flatMap { $0.hasPrefix("map.distance.") ? String($0.dropFirst("map.distance.".count)) : nil }
    return [
      "id": .text(id), "outcome": .text(outcome.rawValue), "dimension": .maybe(clause.string("dimension")), "look": outcome.look.view,
      "edge": .text(["no": "is-no", "unk": "is-unk", "if": "is-if"][tone] ?? ""), "tier": .text(ClauseListing.tierStyle(clause)),
      "text": .maybe(clause.string("text").map(Typography.bound)), "whose": .text(ClauseListing.whose(clause)),
      "dimensionWord": .maybe(clause.term("dimension", Dimension.self)?.chinese),
      "effect": .maybe(clause.term("effect", Effect.self)?.chinese),
      "source": ClauseSourceView.view(clause["source"]), "open": .flag(open),
      "because": .maybe(clause.string("because").map(Typography.bound)),
      "trace": trace, "bar": bar ?? .absent, "summary": .maybe(margin.map(Self.marginSummary)),
      "showOnMap": .maybe(layer), "both": .flag(bar != nil && !trace.isAbsent),
      "notHeld": .maybe(clause.items("notHeld").isEmpty ? nil : clause.items("notHeld").compactMap(\.stringValue).joined(separator: "、")),
      "lacks": .some(missing.lacking(clauseID: id)), "lacksAny": .flag(!missing.lacking(clauseID: id).isEmpty),
      "deciding": .some(deciding(clauseID: id)),
    ]
  }

  static func marginSummary(_ m: JSONValue) -> String {
    let unit = m.string("unit").map { "\u{A0}" + $0 } ?? ""
    return
      "实际 \(Figures.plain(m["actual"]) ?? "")\(unit)，要求\(MarginBar.relation(m.string("relation") ?? "")) \(Figures.plain(m["limit"]) ?? "")\(unit)"
  }

  /// The smallest sets of facts that could decide the clause, told where they are fewer than all that is missing.
  private func deciding(clauseID: String) -> [View] {
    let lacking = json.items("missingFacts").filter { $0.items("neededBy").contains(.string(clauseID)) }
    let sets = (traces[clauseID]?.items("deciding") ?? []).map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
    guard let least = sets.first?.count, least < lacking.count else { return [] }
    let labels = Dictionary(lacking.map { ($0.string("fact") ?? "", $0.string("label") ?? "") }) { a, _ in a }
    return sets.enumerated().map { i, set in
      ["first": .flag(i == 0), "labels": .text(set.map { "“\(labels[$0] ?? $0)”" }.joined(separator: "和"))]
    }
  }

  private var units: [View] {
    json.items("units").map { u in
      UnitCard.view(u).with([
        "share": .maybe(Figures.percent(u["share"])), "exactArea": .maybe(Figures.squareMetres(u["areaSquareMetres"])),
        "length": .maybe(Figures.metres(u["lengthMetres"])),
        "place": .text((u["city"]?.string("name") ?? "") + (u["county"]?.string("name") ?? "")),
      ])
    }
  }

  private var zones: [View] {
    json.items("zones").map { z in
      ZoneRow.view(z).with([
        "share": .maybe(Figures.percent(z["share"])), "exactArea": .maybe(Figures.squareMetres(z["areaSquareMetres"])),
        "length": .maybe(Figures.metres(z["lengthMetres"])),
      ])
    }
  }

  private var tolerated: [View] {
    json.items("tolerated").map { z in
      [
        "layer": .maybe(z.string("layerTitle") ?? z.string("layer")), "name": .maybe(z.string("name") ?? z.string("code")),
        "size": .maybe(Figures.squareMetres(z["areaSquareMetres"]) ?? Figures.metres(z["lengthMetres"])),
      ]
    }
  }

  private var site: View {
    let site = json["site"]
    let outside = site?["outsideShare"]?.numberText.flatMap { $0 == "0" ? nil : Figures.percent(.number($0)) }
    return [
      "kind": .text(["polygon": "地块", "line": "线路", "point": "点位"][site?.string("kind") ?? ""] ?? "地块"),
      "size": .maybe(Figures.squareMetres(site?["areaSquareMetres"]) ?? Figures.metres(site?["lengthMetres"])),
      "width": .maybe(Figures.metres(site?["widthMetres"])), "outside": .maybe(outside),
    ]
  }
}

/// A project's facts in words.
enum ProjectWords {
  static func construction(_ facts: JSONValue?) -> String? {
    facts?.string("construction").map { code in
      FactsCatalogue.standard["construction"]?.options.first { $0.code == code }?.label ?? code
    }
  }

  static func industries(_ facts: JSONValue?, names: [String: String]) -> String? {
    let codes = facts?.items("industries").compactMap(\.stringValue) ?? []
    guard !codes.isEmpty else { return nil }
    return codes.map { code in names[code].map { "\(code) \($0)" } ?? code }.joined(separator: "、")
  }

  static func areaMethod(_ code: String?) -> String {
    switch code {
    case nil, "ellipsoid": "椭球面积"
    case "landSurvey": "国土调查椭球面积"
    case .some(let c) where c.hasPrefix("gaussKruger"): "高斯投影面积，中央经线 \(c.split(separator: ":").last ?? "")°"
    case .some(let c): c
    }
  }

  /// Supplied facts as id and value in words, for the record at the page's end.
  static func supplied(_ facts: JSONValue?) -> [View] {
    (facts?.objectValue ?? []).map { m in ["id": .text(m.key), "value": .text(word(m.value))] }
  }

  static func word(_ v: JSONValue) -> String {
    switch v {
    case .null: "未提供"
    case .bool(let b): b ? "是" : "否"
    case .number(let n): Figures.grouped(n)
    case .string(let s): s
    case .array(let a): a.isEmpty ? "没有" : a.map(word).joined(separator: "、")
    case .object(let o): o.map { word($0.value) }.joined(separator: " ")
    }
  }
}
