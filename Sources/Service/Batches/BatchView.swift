public import ExactJSON
import Exchange
import Geodesy
import Geometry
import Screening
import Sealing
import Store
import ZoneIndex
import Zoning

extension JobState {
  /// The word for people.
  var chinese: String {
    switch self {
    case .receiving: "接收中"
    case .draft: "待确认"
    case .waiting: "排队中"
    case .running: "进行中"
    case .done: "已完成"
    case .cancelled: "已取消"
    case .failed: "已中止"
    case .erased: "已删除"
    }
  }
}

extension ZoningService {
  /// How a batch stands: what was asked, how far it is, what its rows came to. A draft shows how its first rows are understood.
  public func batch(id: String, caller: Caller) throws(ServiceError) -> JSONValue {
    let (repository, job) = try batch(id)
    var members = try refusing { try summary(job) }
    let tally = try refusing { try repository.tally(of: job.key) }
    members += [
      JSONMember(key: "conclusions", value: Self.conclusions(tally)), JSONMember(key: "classes", value: Self.classes(tally)),
    ]
    if job.state == .running { members += try refusing { try pace(job, repository) } }
    if job.state == .draft { members.append(JSONMember(key: "preview", value: try preview(job, repository))) }
    return .object(members)
  }

  /// All batches, the newest first; for those who run the system.
  public func batches(limit: Int, caller: Caller) throws(ServiceError) -> JSONValue {
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    return try refusing {
      .object(["batches": .array(try repository.jobs(kind: Self.batchKind, limit: limit).map { .object(try summary($0)) })])
    }
  }

  private func summary(_ job: Job) throws -> [JSONMember] {
    let options = try BatchOptions(job.options)
    let base: JSONValue = .object([
      "id": .string(job.key.id), "state": .string(job.state.rawValue), "stateWord": .string(job.state.chinese), "title": .text(job.title),
      "file": .text(options.fileName), "format": options.reading["format"] ?? .null, "columns": options.reading["columns"] ?? .null,
      "notes": options.reading["notes"] ?? .null, "rows": .int(job.total), "unreadable": options.reading["refused"] ?? .int(0),
      "done": .int(job.done), "refused": .int(job.refused),
      "store": .bool(options.stores), "asOf": .string(options.plan.asOf.description), "legalState": .string(options.plan.legalState),
      "common": options.common ?? .null, "createdAt": .string(Instant.text(job.createdAtMicroseconds)),
      "startedAt": .text(job.startedAtMicroseconds.map(Instant.text)), "finishedAt": .text(job.finishedAtMicroseconds.map(Instant.text)),
      "expiresAt": .text(job.state.isActive ? nil : Instant.text(job.expiresAtMicroseconds)), "failure": job.failure ?? .null,
      "resumable": .bool(job.state.isResumable && job.done < job.total), "input": .string(job.input.description),
      "results": .text(job.results?.description),
    ])
    return base.objectValue ?? []
  }

  /// Rows a second over the last half minute, and the seconds that are left at that rate.
  private func pace(_ job: Job, _ repository: Repository) throws -> [JSONMember] {
    let now = clock.now()
    let window: Int64 = 30_000_000
    guard let recent = try repository.progress(of: job.key, sinceMicroseconds: now - window) else { return [] }
    // The first part of the window was begun before it: rows since it ended, over the time since.
    let rows = Double(recent.rows - recent.firstRows)
    let seconds = Double(now - recent.firstAt) / 1e6
    guard rows > 0, seconds > 0.2 else { return [] }
    let rate = rows / seconds
    return [
      JSONMember(key: "ratePerSecond", value: .int(Int(rate.rounded()))),
      JSONMember(key: "remainingSeconds", value: .int(Int((Double(job.total - job.done) / rate).rounded(.up)))),
    ]
  }

  private static func conclusions(_ tally: [String: Int]) -> JSONValue {
    .object(
      [JSONMember(key: "refused", value: .int(tally["refused"] ?? 0))]
        + Conclusion.allCases.map { JSONMember(key: $0.rawValue, value: .int(tally[$0.rawValue] ?? 0)) })
  }

  /// Rows by the strictest class of the units they meet, and by their conclusions.
  private static func classes(_ tally: [String: Int]) -> JSONValue {
    .array(
      (UnitClass.allCases.map(\.rawValue) + ["none"]).compactMap { name in
        guard let rows = tally["class.\(name)"], rows > 0 else { return nil }
        return .object([
          "class": .string(name), "word": .string(UnitClass(rawValue: name)?.chinese ?? "未落在管控单元内"), "rows": .int(rows),
          "conclusions": .object(
            Conclusion.allCases.map { JSONMember(key: $0.rawValue, value: .int(tally["class.\(name).\($0.rawValue)"] ?? 0)) }),
        ])
      })
  }

  // MARK: Preview

  private static let previewRows = 12

  private func preview(_ job: Job, _ repository: Repository) throws(ServiceError) -> JSONValue {
    let options = try refusing { try BatchOptions(job.options) }
    let state = try state(of: options.plan)
    let lines = try refusing { try BatchLine.all(try repository.input(of: job.key, part: 0)) }
    return .array(lines.prefix(Self.previewRows).map { preview($0, common: options.common, state: state) })
  }

  private func preview(_ line: BatchLine, common: JSONValue?, state: PlanState) -> JSONValue {
    do throws(ServiceError) {
      let body = try line.project(common: common)
      let facts = try refusing { try ProjectFacts(body, industries: state.rulebook.industries) }
      let footprint = try Self.site(of: body)
      let site = try refusing { try Site(footprint.geometry, widthMetres: footprint.widthMetres) }
      return .object([
        "row": .int(line.row), "label": .text(facts.name ?? line.label), "form": .string(Self.word(footprint.geometry)),
        "areaSquareMetres": site.form == .point ? .null : Measured.area(site.areaSquareMetres), "place": .text(place(of: site, state)),
        "crs": .string(footprint.system.identifier), "at": GeoJSON.position(BatchJudge.middle(footprint.geometry)),
        "facts": .array(
          facts.canonical.map { fact in
            .object([
              "label": .string(FactsCatalogue.standard[fact.key]?.label ?? fact.key), "value": .string(Self.shown(fact.value)),
            ])
          }),
        "assumed": .array(footprint.assumed.map { .string($0.why) }),
      ])
    } catch {
      return .object([
        "row": .int(line.row), "label": .text(line.label),
        "error": .object(["field": .text(error.field), "message": .string(error.message)]),
      ])
    }
  }

  private static func word(_ geometry: FeatureGeometry) -> String {
    switch geometry {
    case .polygons: "面"
    case .lines: "线"
    case .points: "点"
    }
  }

  /// A fact as one reads it in a line of a table.
  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .bool(let b): b ? "是" : "否"
    case .number(let n): n
    case .string(let s): s
    case .array(let items): items.isEmpty ? "无" : items.map(shown).joined(separator: "、")
    case .object(let members): members.filter { !$0.value.isNull }.map { shown($0.value) }.joined(separator: " ")
    case .null: ""
    }
  }
}
