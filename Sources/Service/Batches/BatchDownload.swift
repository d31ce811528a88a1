import ExactJSON
import Exchange
import Geometry
import Screening
import Store
import Zoning

/// In which form the results of a batch are taken away.
public enum BatchResultFormat: String, Sendable, CaseIterable {
  /// Whole assessments, a line each, as `fenqu screen --jsonl` prints them.
  case jsonl
  case csv, xlsx
  /// Sites with their conclusions.
  case geojson
}

/// The results of a batch, piece by piece: what is long is never held whole. Each piece blocks while it is made.
public struct BatchDownload: Sendable {
  /// Pieces `0 ..< pieces`, to be written one after the other.
  public let pieces: Int
  public let title: String
  let service: ZoningService
  let repository: Repository
  let job: Job
  let options: BatchOptions
  let format: BatchResultFormat

  public func piece(_ number: Int) throws(ServiceError) -> [UInt8] {
    switch format {
    case .jsonl: return try assessments(number)
    case .csv: return try table(number)
    case .xlsx: return try workbook()
    case .geojson: return try features(number)
    }
  }

  private func rows(_ part: Int) throws(ServiceError) -> [JobRow] { try refusing { try repository.rows(of: job.key, part: part) } }

  private func lines(_ part: Int) throws(ServiceError) -> [BatchLine] {
    try refusing { try BatchLine.all(try repository.input(of: job.key, part: part)) }
  }

  // MARK: Whole assessments

  /// Each row judged again by the same law; its bytes must come to the digest that was kept.
  private func assessments(_ part: Int) throws(ServiceError) -> [UInt8] {
    let rows = try rows(part)
    if rows.isEmpty { return [] }
    let judge = BatchJudge(service: service, state: try service.state(of: options.plan))
    let lines = Dictionary(try lines(part).map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    var out: [UInt8] = []
    for row in rows {
      guard let line = lines[row.row], let digest = row.jsonDigest else {
        out += row.summary.canonicalBytes
        continue
      }
      do throws(ServiceError) {
        let judged = try judge.judge(try line.project(common: options.common))
        guard judged.hash == digest else {
          throw ServiceError(.internalFault, "这一行按现在的程序重现的结果与批次完成时的不一致，请重新提交这一行。")
        }
        out += judge.printed(judged, try stamp(row, judged))
      } catch {
        out += BatchRefusal.json(row.row, error).canonicalBytes
      }
    }
    return out
  }

  private func stamp(_ row: JobRow, _ judged: ZoningService.JudgedProject) throws(ServiceError) -> ZoningService.Stamp? {
    guard let id = row.screening, let number = row.number, let stored = try refusing({ try repository.screening(id) }) else { return nil }
    return ZoningService.Stamp(id: id, number: number, atMicroseconds: stored.atMicroseconds, url: service.address(id, judged.hash))
  }

  // MARK: Tables

  private static let columns: [(heading: String, width: Double)] = [
    ("行", 8), ("名称", 34), ("结论", 12), ("原因或错误", 60), ("依据条款", 18), ("缺少的事实", 11), ("管控单元", 40), ("单元编码", 18), ("单元类别", 14), ("市", 12),
    ("县（市、区）", 12),
    ("经度", 12), ("纬度", 12), ("编号", 22), ("链接", 50),
  ]

  private func cells(_ row: JobRow) -> [String] {
    let s = row.summary
    func text(_ value: JSONValue?) -> String { value?.stringValue ?? "" }
    let conclusion = Conclusion(rawValue: text(s["conclusion"]))
    let units = s["units"]?.arrayValue ?? []
    let more = (s["unitCount"]?.numberText.flatMap { Int($0) } ?? units.count) - units.count
    func joined(_ key: String) -> String { units.map { text($0[key]) }.joined(separator: "、") + (more > 0 ? " 等另 \(more) 个" : "") }
    let at = s["at"]?.arrayValue?.compactMap(\.numberText) ?? []
    let reason = s["reason"].flatMap { $0.isNull ? nil : $0 }
    return [
      String(row.row), row.label ?? "", conclusion?.chinese ?? "未研判",
      s["error"].map { text($0["message"]) } ?? text(reason?["because"] ?? s["answer"]),
      text(reason?["clause"]), s["missing"]?.numberText ?? "", joined("name"), joined("code"),
      UnitClass(rawValue: text(s["class"])).map { "\($0.chinese)单元" } ?? "", text(s["city"]), text(s["county"]), at.first ?? "",
      at.last ?? "",
      row.number ?? "", row.screening.map { link($0, row) } ?? "",
    ]
  }

  private func link(_ id: String, _ row: JobRow) -> String {
    row.jsonDigest.map { service.address(id, $0) } ?? "\(service.publicURL)/screenings/\(id)"
  }

  private func table(_ part: Int) throws(ServiceError) -> [UInt8] {
    var text = part == 0 ? "\u{FEFF}" + SpreadsheetText.record(Self.columns.map(\.heading)) : ""
    for row in try rows(part) { text += SpreadsheetText.record(cells(row)) }
    return Array(text.utf8)
  }

  private func workbook() throws(ServiceError) -> [UInt8] {
    try refusing {
      var book = try TableWorkbook()
      book.begin("结果", Self.columns)
      for part in 0..<job.parts {
        for row in try rows(part) {
          book.add(
            cells(row).enumerated().map { i, text in
              if text.isEmpty { return nil }
              if [0, 5, 11, 12].contains(i), let number = Double(text) { return .number(number) }
              return i == 14 ? .link(text, shown: row.number ?? "打开") : .text(text)
            })
        }
      }
      book.begin("汇总", [("项", 24), ("行数", 10)])
      let tally = try repository.tally(of: job.key)
      book.add([.text("全部"), .number(Double(job.total))])
      book.add([.text("已研判"), .number(Double(job.done - job.refused))])
      book.add([.text("未研判（有错）"), .number(Double(tally["refused"] ?? 0))])
      for conclusion in Conclusion.allCases { book.add([.text(conclusion.chinese), .number(Double(tally[conclusion.rawValue] ?? 0))]) }
      for unitClass in UnitClass.allCases {
        book.add([.text("最严类别：\(unitClass.chinese)单元"), .number(Double(tally["class.\(unitClass.rawValue)"] ?? 0))])
      }
      book.add([.text("法律时点"), .text(options.plan.asOf.description)])
      return try book.finish()
    }
  }

  // MARK: Sites

  /// A feature a row, in EPSG:4490; a row that was refused has none.
  private func features(_ part: Int) throws(ServiceError) -> [UInt8] {
    var text = part == 0 ? #"{"type":"FeatureCollection","features":["# : ""
    var isFirst = part == (try firstPlace())
    let lines = Dictionary(try lines(part).map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    for row in try rows(part) where row.jsonDigest != nil {
      guard let line = lines[row.row] else { continue }
      let site = try ZoningService.site(of: try line.project(common: options.common))
      let feature = JSONValue.object([
        "type": .string("Feature"), "id": .int(row.row), "geometry": GeoJSON.value(site.geometry), "properties": service.row(row),
      ])
      text += (isFirst ? "" : "\n,") + feature.canonicalText
      isFirst = false
    }
    if part == job.parts - 1 { text += "]}\n" }
    return Array(text.utf8)
  }

  /// The part that holds the first feature of all, which has no comma before it.
  private func firstPlace() throws(ServiceError) -> Int? {
    for part in 0..<job.parts where try rows(part).contains(where: { $0.jsonDigest != nil }) { return part }
    return nil
  }
}

extension ZoningService {
  /// The results of a batch as far as it is; rows that are not done yet are left out.
  public func batchResults(id: String, format: BatchResultFormat, caller: Caller) throws(ServiceError) -> BatchDownload {
    let (repository, job) = try batch(id)
    let options = try refusing { try BatchOptions(job.options) }
    let title = job.title.map { name in String(name.prefix { $0 != "." }) } ?? "批量研判"
    return BatchDownload(
      pieces: format == .xlsx ? 1 : job.parts, title: "\(title)-结果", service: self, repository: repository, job: job, options: options,
      format: format)
  }
}
