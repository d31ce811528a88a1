import ExactJSON
public import Exchange
import Screening
import Store
public import Zoning

/// An import of access lists: whose, under which name, from which day.
public struct ListImportRequest: Sendable {
  public var issuer: String
  public var edition: String
  public var effective: CivilDate?
  public var files: [(name: String, bytes: [UInt8])]

  public init(issuer: String, edition: String, effective: CivilDate?, files: [(name: String, bytes: [UInt8])]) {
    self.issuer = issuer
    self.edition = edition
    self.effective = effective
    self.files = files
  }
}

extension ZoningService {
  /// Imports lists of any kind of file, workbooks included, as a new edition of their issuer.
  public func importLists(_ request: ListImportRequest, worker: any IsolatedWorker, caller: Caller) async throws(ServiceError) -> Edition {
    let check = try listCheck(on: request.effective ?? today)
    let content = try await refusing { try await Self.readLists(request.files, check: check, worker: worker) }
    return try importLists(request, content: content, caller: caller)
  }

  /// Imports lists in CSV or JSON lines; a workbook is refused.
  public func importLists(_ request: ListImportRequest, caller: Caller) throws(ServiceError) -> Edition {
    let check = try listCheck(on: request.effective ?? today)
    let content = try refusing { try Self.readTextLists(request.files, check: check) }
    return try importLists(request, content: content, caller: caller)
  }

  /// Imports clauses and scenarios as a new edition of their issuer (导入清单).
  ///
  /// Owners that appear in the files get exactly the clauses of the files; owners that do not keep their lists; layers stay as they are.
  /// Throws a refusal naming file, row and column; nothing is stored then.
  func importLists(_ request: ListImportRequest, content: ListFileContent, caller: Caller) throws(ServiceError) -> Edition {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    try refusing {
      try Publication(folder: library.folder, repository: repository).catchUp(atMicroseconds: clock.now())
      try library.reload()
    }
    let effective = request.effective ?? today
    // What the new edition keeps is what holds on its first day.
    let state = try state(effective)
    guard let present = state.rulebook.editions.first(where: { $0.edition.issuer == request.issuer }) else {
      throw ServiceError(
        .badInput, "没有发布机关“\(request.issuer)”的成果版本，现有：\(state.rulebook.editions.map(\.edition.issuer).joined(separator: "、"))。",
        field: "issuer")
    }
    guard !request.edition.isEmpty else { throw ServiceError(.badInput, "请用 --edition 给新版本一个名称。", field: "edition") }
    if library.timeline.editions.contains(where: { $0.issuer == request.issuer && $0.name == request.edition }) {
      throw ServiceError(.badInput, "已有名为“\(request.edition)”的版本；成果版本只增不改，请换一个名称。", field: "edition")
    }
    let imported = content.clauses
    guard !imported.isEmpty else { throw ServiceError(.badInput, "清单文件里没有条款，没有生成新版本。", field: "file") }
    for c in imported where !Self.issues(request.issuer, c) {
      throw ServiceError(.badInput, "条款“\(c.id)”属于“\(c.owner)”（\(c.tier.chinese)），不在发布机关 \(request.issuer) 的权限内；谁发布、谁更新。", field: "owner")
    }
    for c in imported {
      if let fault = Self.misplaced(c, issuer: request.issuer, state) {
        throw ServiceError(.badInput, "条款“\(c.id)”的归属“\(c.owner)”不对：\(fault)", field: "owner")
      }
    }
    let replaced = Set(imported.map(\.owner))
    let kept = Tier.allCases.flatMap { t in
      present.lists.owners(ofTier: t).filter { !replaced.contains($0) }.flatMap { present.lists.clauses(ofOwner: $0) ?? [] }
    }
    let elsewhere = Set(
      state.rulebook.editions.filter { $0.edition.issuer != request.issuer }.flatMap { e in
        Tier.allCases.flatMap { t in e.lists.owners(ofTier: t).flatMap { e.lists.clauses(ofOwner: $0) ?? [] } }
      }.map(\.id))
    if let taken = imported.first(where: { elsewhere.contains($0.id) }) {
      throw ServiceError(translating: ZoningError.duplicateClause(taken.id))
    }
    let earlier = try refusing { try repository.scenarios(of: present.edition).map { try Self.scenarios($0, name: "情景") } ?? [] }
    let scenarios = Self.scenarios(earlier, going: content, kept: kept)
    try proven(scenarios, kept + imported, present.edition, state)
    let last = library.timeline.editions.filter { $0.issuer == request.issuer }.map(\.serial).max()
    var edition = EditionContent(
      issuer: request.issuer, name: request.edition,
      instrument: Instrument(
        body: present.edition.instrument.body, documentNumber: nil, date: today,
        consentingGovernment: present.edition.instrument.consentingGovernment),
      validity: Validity(from: effective), layers: .same(as: present.edition), clauses: kept + imported, descriptors: present.layers,
      following: last)
    edition.scenarios = scenarios
    let published = try refusing {
      try Publication(folder: library.folder, repository: repository).publish(
        [edition], documents: nil, registers: nil, knownLayers: Array(state.rulebook.layers.values), marks: library.demonstration,
        audit: AuditStamp(principal: caller.principal.id, atMicroseconds: clock.now()))
    }
    try refusing { try library.reload() }
    return published[0]
  }

  /// The scenarios of the new edition: those of the files, and earlier ones whose clauses are all still there.
  ///
  /// A file that holds scenarios restates those of its owners' clauses; one that has no place for them leaves them as they are.
  static func scenarios(_ earlier: [ClauseScenario], going content: ListFileContent, kept: [Clause])
    -> [ClauseScenario]
  {
    let staying = Set(kept.map(\.id))
    let now = staying.union(content.clauses.map(\.id))
    let stated = content.scenarios ?? []
    let names = Set(stated.map(\.name))
    return earlier.filter { s in
      guard s.expected.allSatisfy({ now.contains($0.clause) }), !names.contains(s.name) else { return false }
      return content.scenarios == nil || s.expected.contains { staying.contains($0.clause) }
    } + stated
  }

  /// Whose lists an issuer may write: the province the nation's, its own and the regions'; a city its own and its units'.
  static func issues(_ issuer: String, _ clause: Clause) -> Bool {
    switch clause.tier {
    case .nation, .province, .region: issuer.hasSuffix("0000")
    case .city: clause.owner == issuer
    case .unit: ControlUnitCode(clause.owner)?.city == issuer
    }
  }

  /// Why a clause would never be in scope where it is filed; nil where it can be.
  static func misplaced(_ clause: Clause, issuer: String, _ state: PlanState) -> String? {
    switch clause.tier {
    case .nation: clause.owner == "000000" ? nil : "国家级条款应为 000000。"
    case .province: clause.owner == issuer ? nil : "全省条款应为 \(issuer)。"
    case .region: state.rulebook.layers[clause.owner]?.group == .region ? nil : "没有这个名称的流域（区域）图层，条款不会对任何地方生效。"
    case .city: nil
    case .unit: state.directory.unitReferences[clause.owner] != nil ? nil : "法律时点 \(state.asOf) 没有这个管控单元，条款不会对任何地方生效，请核对编码。"
    }
  }

  /// Editions of the same issuer that begin after this one and take its place then: the clauses imported here end with them.
  public func editionsThatReplace(_ edition: Edition) -> [Edition] {
    library.timeline.editions.filter { other in
      guard other.issuer == edition.issuer, let from = other.validity.from, let own = edition.validity.from else { return false }
      return from > own
    }
  }
}
