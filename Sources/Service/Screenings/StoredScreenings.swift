import FEEL
public import ExactJSON
import Exchange
import Screening
import Sealing
import Store
import ZoneIndex
import Zoning

extension ZoningService {
  /// A stored screening, rendered again from its record; the bytes are checked against the stored digest.
  ///
  /// - Parameter hash: the first hexadecimal digits of the digest, as the QR code carries them; a wrong one is refused.
  public func screening(id: String, hash: String?, caller: Caller) throws(ServiceError) -> ScreeningView {
    let (stored, record) = try stored(id)
    if let hash, !hash.isEmpty, hash.count < 8 || !stored.jsonDigest.hex.hasPrefix(hash.lowercased()) {
      throw ServiceError(.notFound, "编号与校验值不一致：这份报告可能被改过，请以本系统内的记录为准。", field: "h")
    }
    let result = try rendered(record)
    let json = result.assessment.json
    guard Digest(of: json.canonicalBytes) == stored.jsonDigest else {
      throw ServiceError(
        .internalFault, "这条研判记录按现在的程序重现的结果与存档不一致，请联系系统管理员运行 fenqu replay \(id) 查看差异。",
        context: "screening \(id): rules \(record.engineRules) now \(Assessor.engineRules)")
    }
    return view(stored, json)
  }

  private func view(_ stored: StoredScreening, _ json: JSONValue) -> ScreeningView {
    var project = ProjectFacts.nameless
    project.name = stored.name
    project.projectCode = stored.projectCode
    project.description = stored.description
    let stamp = Stamp(
      id: stored.id, number: stored.number, atMicroseconds: stored.atMicroseconds, url: address(stored.id, stored.jsonDigest))
    return ScreeningView(
      json: Self.view(stamp, project: project, hash: stored.jsonDigest, assessment: json), storedID: stored.id, number: stored.number,
      hash: stored.jsonDigest.description)
  }

  func stored(_ id: String) throws(ServiceError) -> (StoredScreening, ScreeningRecord) {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    guard id.utf8.count <= 64, let stored = try refusing({ try repository.screening(id) }) else {
      throw ServiceError(.notFound, "没有这条研判记录，请核对链接是否完整。", field: "id")
    }
    return (stored, try refusing { try ScreeningRecord(stored.record) })
  }

  func state(of record: ScreeningRecord) throws(ServiceError) -> PlanState {
    try refusing {
      try library.state(
        asOf: record.asOf, editionIDs: record.editions, documents: record.documents, registers: record.registers,
        catalogues: record.catalogues)
    }
  }

  /// The assessment of a record, judged again from the captured facts.
  func rendered(_ record: ScreeningRecord) throws(ServiceError) -> Assessor.Result {
    let state = try state(of: record)
    return try refusing {
      try Assessor(rulebook: state.rulebook).assess(
        project: try ProjectFacts(recorded: record.project), findings: record.findings, map: RecordedMapFacts(record.map),
        assumed: record.assumed)
    }
  }

  /// The judging of every clause part by part (判断过程), for pages.
  public func traces(id: String, caller: Caller) throws(ServiceError) -> JSONValue {
    let (_, record) = try stored(id)
    let state = try state(of: record)
    return try refusing {
      try Assessor(rulebook: state.rulebook).traces(
        project: try ProjectFacts(recorded: record.project), findings: record.findings, map: RecordedMapFacts(record.map))
    }
  }

  /// What came of judging a stored screening again from its site and facts, geometry included.
  public struct Replay: Sendable {
    /// The assessment's bytes now.
    public var bytes: [UInt8]
    public var isIdentical: Bool
    /// In words, where it is not.
    public var differences: [String]
  }

  /// Judges a stored screening again from scratch (重放) and compares the bytes with the stored digest.
  public func replay(id: String, caller: Caller) throws(ServiceError) -> Replay {
    let (stored, record) = try stored(id)
    let state = try state(of: record)
    let site = record.findings.site
    let reading = try refusing {
      try SiteReader().read(geoJSON: site.geometry, declaredSystem: "EPSG:4490", widthMetres: site.widthMetres?.doubleValue)
    }
    let footprint = try refusing { try reading.footprint() }
    let judged = try judge(
      project: try refusing { try ProjectFacts(recorded: record.project) },
      site: try refusing { try Site(footprint.geometry, widthMetres: footprint.widthMetres) }, geometry: footprint.geometry,
      notes: site.notes, assumed: record.assumed, state: state)
    let bytes = judged.result.assessment.json.canonicalBytes
    let identical = Digest(of: bytes) == stored.jsonDigest
    var differences: [String] = []
    if !identical {
      if record.engineRules != Assessor.engineRules { differences.append("判定规则版本：存档 \(record.engineRules)，现在 \(Assessor.engineRules)。") }
      let now = Dictionary(
        judged.result.assessment.clauses.map { ($0.clause.id, $0.outcome.rawValue) }, uniquingKeysWith: { first, _ in first })
      for (clause, outcome) in record.outcomes where now[clause] != outcome {
        differences.append("条款 \(clause)：存档 \(outcome)，现在 \(now[clause] ?? "不在范围内")。")
      }
      for (fact, value) in record.map.sorted(by: { $0.key < $1.key }) where judged.result.measured[fact] != value {
        differences.append("图上事实 \(fact.id)：存档 \(value)，现在 \(judged.result.measured[fact].map { "\($0)" } ?? "未用到")。")
      }
      if differences.isEmpty { differences.append("结论和事实相同，但文字或文件登记有变化。") }
    }
    return Replay(bytes: bytes, isIdentical: identical, differences: differences)
  }
}

extension ProjectFacts {
  static let nameless: ProjectFacts = {
    do { return try ProjectFacts(recorded: []) } catch { preconditionFailure("no facts read without fault") }
  }()
}
