package import ExactJSON
import FEEL
import Screening
import Zoning

/// Writes a stored screening as a report: every sentence and figure, in the fixed order of parts.
package struct ReportComposer {
  let record: ScreeningRecord
  let figures: FigureStyle
  let wording: Wording
  let isDemonstration: Bool
  /// Where the screening is found; nil where it was not stored.
  let address: String?
  /// Counts tables and pictures while parts are written, so that text can point at them.
  var tables = 0

  /// - Parameters:
  ///   - view: the screening view as it is stored and served.
  ///   - publicURL: the address under which screenings are found, `https://…`, without a slash at the end or with one.
  package init(_ view: JSONValue, publicURL: String, isDemonstration: Bool, figures: FigureStyle = .paper) throws(ReportError) {
    record = try ScreeningRecord(view)
    self.figures = figures
    wording = Wording(figures: figures)
    self.isDemonstration = isDemonstration
    address = try Self.address(record, publicURL)
  }

  /// `{publicURL}/screenings/{id}?h={first 16 hexadecimal digits}`.
  static func address(_ record: ScreeningRecord, _ publicURL: String) throws(ReportError) -> String? {
    guard let registration = record.registration else { return nil }
    guard publicURL.hasPrefix("https://") || publicURL.hasPrefix("http://"), publicURL.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw .badPublicURL(publicURL)
    }
    let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    return "\(base)/screenings/\(registration.id)?h=\(shortHash(registration.hash))"
  }

  static func shortHash(_ digest: String) -> String {
    let hex = digest.split(separator: ":", maxSplits: 1).last ?? ""
    return String(hex.prefix(16))
  }

  /// The whole report.
  package mutating func document() -> ReportDocument {
    tables = 0
    let parts = [
      projectPart(), sitePart(), zonesPart(), clausesPart(), brokenPart(), openPart(), marginsPart(), categoryPart(), basisPart(),
      uncheckedPart(),
      noticePart(),
    ]
    return ReportDocument(head: head, verdict: verdict, parts: parts, verification: verification)
  }

  /// `表3　` before a caption.
  mutating func caption(_ title: String) -> String {
    tables += 1
    return "表\(tables)　\(title)"
  }

  var head: ReportDocument.Head {
    let day = record.at.day
    let registration = record.registration
    return ReportDocument.Head(
      title: Sentences.title, project: record.name, number: registration?.number ?? Sentences.notRegistered,
      projectCode: record.projectCode,
      isDemonstration: isDemonstration, asOf: record.asOf.chinese,
      shortHash: registration.map { Self.shortHash($0.hash) } ?? Sentences.notRegistered,
      date: [day.year, day.month, day.day], secondsSince1970: record.at.secondsSince1970,
      fileDescription:
        "编号 \(registration?.number ?? Sentences.notRegistered)；法律时点 \(record.asOf.chinese)；结果校验 \(registration?.hash ?? "无")",
      keywords: ["生态环境分区管控", "研判报告"] + (registration.map { [$0.number] } ?? []) + record.units.prefix(20).map(\.code))
  }

  var verification: ReportDocument.Verification {
    guard let registration = record.registration, let address else {
      return ReportDocument.Verification(address: nil, lines: [("输入校验", record.assessmentID), ("说明", Sentences.notVerifiable)])
    }
    return ReportDocument.Verification(
      address: address,
      lines: [
        ("编号", registration.number), ("输入校验", record.assessmentID), ("结果校验", registration.hash), ("核验网址", address),
        ("研判时间", record.at.chinese + "（北京时间）"),
      ])
  }

  func noticePart() -> Part { Part(title: "使用说明", blocks: [.numbered(Sentences.notice.map { Words($0) })]) }

  func uncheckedPart() -> Part {
    let items = record.notChecked.map { Words(wording.sentence($0.why.isEmpty ? $0.what : "\($0.what)：\($0.why)").endingSentence) }
    return Part(title: "未检查事项", blocks: items.isEmpty ? [.paragraph(Words(Sentences.nothingUnchecked))] : [.numbered(items)])
  }
}

extension String {
  /// The text with a full stop at its end.
  var endingSentence: String { hasSuffix("。") || hasSuffix("！") || hasSuffix("？") ? self : self + "。" }
}
