import ExactJSON
import FEEL
import Sealing
public import Zoning

extension Assessor {
  /// Writes a verdict out: sentences, citations, what is missing and what was not checked, in words.
  ///
  /// Nothing is judged anew: what a reason says of a condition comes from its kept trace, and values of facts from what was measured.
  public func assessment(of verdict: Verdict, assumed: [Assumption]) throws(ZoningError) -> Result {
    let (project, findings) = (verdict.project, verdict.findings)
    let writer = FindingWriter(verdict)
    var clauses: [ClauseFinding] = []
    clauses.reserveCapacity(verdict.clauses.count)
    for clause in verdict.clauses { clauses.append(try writer.finding(clause, ownerName: ownerName(clause.list, findings))) }
    var notChecked = verdict.unitsWithoutList.map {
      NotChecked(what: "管控单元 \($0.code.text)（\($0.name)）的准入清单", why: "该单元在法律时点没有清单，不能视为符合。")
    }
    notChecked += layersNotHeld(clauses)
    notChecked += partsNotJudged(findings)
    var assessment = Assessment(
      id: Digest(of: identity(project, findings, assumed)), legalState: rulebook.legalState, engineRules: Self.engineRules,
      findings: findings, layers: rulebook.layers, basisCitations: try basisCitations(findings), conclusion: verdict.conclusion,
      mayBecome: verdict.mayBecome, answer: "", project: project.canonical, assumed: assumed, facts: facts(of: clauses, verdict),
      clauses: clauses, missingFacts: missingFacts(of: verdict), notChecked: notChecked,
      procedures: procedureFindings(project, findings), suspensions: try suspensionsInForce(findings, project))
    assessment.answer = Answer(assessment).sentence
    return Result(assessment: assessment, measured: writer.reader.measured)
  }

  private func ownerName(_ list: ClauseList, _ findings: SiteFindings) -> String {
    switch list.tier {
    case .nation: "国家"
    case .province: "全省"
    case .region: list.owner
    case .city: findings.units.first { $0.city.code == list.owner }?.city.name ?? list.owner
    case .unit: findings.units.first { $0.code.text == list.owner }?.name ?? list.owner
    }
  }

  /// The bytes that an assessment's id is the digest of.
  func identity(_ project: ProjectFacts, _ findings: SiteFindings, _ assumed: [Assumption]) -> [UInt8] {
    JSONValue.object([
      "engineRules": .string(Self.engineRules), "legalState": .string(rulebook.legalState.id.description),
      "facts": .object(project.canonical), "site": findings.site.geometry, "widthMetres": .decimal(findings.site.widthMetres),
      "areaMethod": .string(findings.areaMethod), "notes": .array(findings.site.notes.map { .string($0) }),
      "assumed": .array(assumed.map { .array([.string($0.what), .string($0.value), .string($0.why)]) }),
      "registry": findings.json["registry"] ?? .null,
      "notHeld": .array(
        rulebook.layers.values.filter { !$0.held }.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .string($0) }),
    ]).canonicalBytes
  }

  func basisCitations(_ findings: SiteFindings) throws(ZoningError) -> [String: String] {
    var citations: [String: String] = [:]
    for layer in Set((findings.zones + findings.tolerated).map(\.layer)) {
      guard let descriptor = rulebook.layers[layer] else { continue }
      citations[layer] = try rulebook.documents.cite(descriptor.basis, on: rulebook.asOf).text
    }
    return citations
  }

  func facts(of clauses: [ClauseFinding], _ verdict: Verdict) -> [(id: String, value: JSONValue)] {
    var ids: Set<String> = []
    for c in clauses { ids.formUnion(c.factsUsed) }
    let supplied = Dictionary(verdict.project.canonical.map { ($0.key, $0.value) }) { first, _ in first }
    return ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { id in
      if let fact = MapFact(id: id) { return (id, SiteFindings.register(verdict.measured[fact] ?? .null)) }
      return (id, supplied[id] ?? verdict.findings.registry[id].map(SiteFindings.register) ?? .null)
    }
  }

  func missingFacts(of verdict: Verdict) -> [MissingFact] {
    var missing: [(fact: MissingFact, order: Int)] = []
    for (id, places) in verdict.missing {
      let needed = places.map { verdict.clauses[$0].clause.id }
      if let fact = catalogue[id] {
        missing.append(
          (
            MissingFact(id: id, definition: fact, supplier: fact.supplier, question: fact.question, neededBy: needed),
            catalogue.place(of: id) ?? .max
          ))
      } else if let map = MapFact(id: id), rulebook.unheld(id) == nil {
        let question = "请提供能量算“\(map.kind.function)（\(map.layer)）”的用地范围（面）或线路走向。"
        missing.append((MissingFact(id: id, definition: nil, supplier: .applicant, question: question, neededBy: needed), .max))
      }
    }
    return missing.sorted { ($1.fact.neededBy.count, $0.order, $0.fact.id) < ($0.fact.neededBy.count, $1.order, $1.fact.id) }.map(\.fact)
  }

  func layersNotHeld(_ clauses: [ClauseFinding]) -> [NotChecked] {
    var byLayer: [String: [String]] = [:]
    for c in clauses { for l in c.notHeld { byLayer[l, default: []].append(c.clause.id) } }
    return byLayer.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      NotChecked(what: Unheld.title($0.key), why: "本系统未入库，条款 \($0.value.joined(separator: "、")) 因此待定。")
    }
  }

  func partsNotJudged(_ findings: SiteFindings) -> [NotChecked] {
    var parts: [NotChecked] = []
    if !findings.site.outsideShare.isZero {
      let percent = (findings.site.outsideShare * FEELDecimal(100)).quantized(fractionDigits: 2)
      let much = percent.isZero ? "不足 0.01%" : "占 \(percent)%"
      parts.append(NotChecked(what: "选址在省界以外的部分（\(much)）", why: "不属于本省成果范围，请向所在地生态环境主管部门核实。"))
    }
    if let area = findings.withoutUnit {
      parts.append(
        NotChecked(what: "选址中没有管控单元的部分（约 \(Figures.grouped(area, fractionDigits: 2)) m²）", why: "这部分在法律时点不属于任何管控单元，没有清单可以对照，不能视为符合。"))
    }
    if findings.units.isEmpty { parts.append(NotChecked(what: "管控单元", why: "选址在省内但没有落在任何管控单元内，请核对坐标。")) }
    return parts
  }
}
