import ExactJSON
import Exchange
import Foundation
import HTTPTypes
import Service
import Zoning

/// Many sites at once (批量研判): handed in, looked at, started, followed, taken away.
extension Endpoint {
  static let batches: [Endpoint] =
    [
      Endpoint(.get, "/batches") { site, call in
        .page(site.pages.render("batches", BatchesPage.view, in: site.frame.at(.batches)))
      },
      Endpoint(.post, "/batches") { site, call in try await site.handIn(call) },
      Endpoint(.get, "/batches/{id}", formats: [".json"]) { site, call in try await site.batchPage(call) },
      Endpoint(.post, "/batches/{id}") { site, call in try await site.actOnBatch(call) },
      Endpoint(.get, "/api/v1/batches/template") { site, call in try await site.batchTemplate(call) },
      Endpoint(.post, "/api/v1/batches") { site, call in try await site.submitBatch(call) },
      Endpoint(.get, "/api/v1/batches/{id}") { site, call in try await site.batch(call) },
      Endpoint(.delete, "/api/v1/batches/{id}") { site, call in try await site.endBatch(call) },
      Endpoint(.post, "/api/v1/batches/{id}/start") { site, call in
        let day = call.text("asOf")
        let stores = try call.flag("store", default: false)
        return try await site.batch(call) { service, caller in
          try service.startBatch(id: call.subject, asOf: try ZoningService.day(day), stores: stores, title: nil, caller: caller)
        }
      },
      Endpoint(.post, "/api/v1/batches/{id}/resume") { site, call in
        try await site.batch(call) { service, caller in try service.resumeBatch(id: call.subject, caller: caller) }
      },
      Endpoint(.get, "/api/v1/batches/{id}/rows") { site, call in try await site.batchRows(call) },
      Endpoint(.get, "/api/v1/batches/{id}/places") { site, call in
        try await site.fresh { service, caller in try service.batchPlaces(id: call.subject, limit: 200_000, caller: caller) }
      },
    ]
    + BatchResultFormat.allCases.map { format in
      Endpoint(.get, "/api/v1/batches/{id}/results.\(format.rawValue)") { site, call in try await site.batchResults(call, format) }
    }
}

/// What a form or an address says about a batch beside its file.
struct BatchForm: Sendable {
  var upload: BatchUpload
  var request: BatchRequest
}

extension Site {
  /// An answer that changes by the second.
  fileprivate func fresh(_ work: @escaping @Sendable (ZoningService, Caller) throws -> JSONValue) async throws -> Answer {
    var answer = Answer.json(try await desk.read(work))
    answer.keeping = .never
    return answer
  }

  // MARK: Interfaces

  fileprivate func batchTemplate(_ call: Call) async throws -> Answer {
    let format = call.text("format") ?? "xlsx"
    guard ["xlsx", "csv"].contains(format) else { throw Refusal.badQuery("format", "“format”写的是“\(format)”，应为 xlsx 或 csv。") }
    let bytes = try await desk.heavy { _, _ in format == "csv" ? BatchTemplate.csv : try BatchTemplate.workbook() }
    return Answer(
      type: format == "csv" ? "text/csv; charset=utf-8" : BatchResultFormat.xlsx.mediaType, bytes: bytes,
      more: [.contentDisposition: Self.attachment("批量研判模板.\(format)", plain: "batch-template.\(format)")])
  }

  /// The file as the body, or a form with a file and common facts.
  fileprivate func submitBatch(_ call: Call) async throws -> Answer {
    let form = try await batchForm(call)
    let id = try await submit(form)
    var answer = try await batch(id: id)
    answer.status = .accepted
    answer.more[.location] = "/api/v1/batches/\(id)"
    return answer
  }

  fileprivate func submit(_ form: BatchForm) async throws -> String {
    let reading = try await desk.child { service, caller in try await service.readBatch(form.upload, caller: caller) }
    return try await desk.heavy { service, caller in
      try service.submitBatch(reading, upload: form.upload, request: form.request, caller: caller)
    }
  }

  private func batchForm(_ call: Call) async throws -> BatchForm {
    let starts = try call.flag("start", default: true)
    let stores = try call.flag("store", default: false)
    let passesOver = try call.flag("ignoreUnknown", default: false)
    let day = try refusingDay(call.text("asOf"))
    let bytes = try await call.body(upTo: configuration.uploadLimit)
    let header = call.wholeContentType
    var upload = BatchUpload(
      bytes: bytes, fileName: call.text("name"), declaredSystem: call.text("crs"), passesOverUnknownColumns: passesOver)
    var common: JSONValue?
    if header.lowercased().hasPrefix("multipart/form-data") {
      guard let form = MultipartForm(bytes, contentType: header), let file = form["file"] else {
        throw Refusal(status: .badRequest, detail: "表单里没有名为 file 的文件，请核对后再提交。")
      }
      upload.bytes = file.bytes
      upload.fileName = file.fileName ?? upload.fileName
      common = try Self.common(form.text("project"))
    }
    return BatchForm(
      upload: upload, request: BatchRequest(asOf: day, stores: stores, common: common, title: call.text("name"), starts: starts))
  }

  private func refusingDay(_ text: String?) throws -> CivilDate? {
    do { return try ZoningService.day(text) } catch { throw Refusal(error) }
  }

  private static func common(_ text: String?) throws -> JSONValue? {
    guard let text else { return nil }
    do { return try JSONValue(parsing: text) } catch {
      throw Refusal(
        status: .unprocessableContent, detail: "共同的项目事实不是有效的 JSON：\(error)",
        fields: [.init(field: "project", message: "共同的项目事实不是有效的 JSON：\(error)")])
    }
  }

  fileprivate func batch(_ call: Call, after act: (@Sendable (ZoningService, Caller) throws -> Void)? = nil) async throws -> Answer {
    if let act { try await desk.write(act) }
    return try await batch(id: call.subject)
  }

  private func batch(id: String) async throws -> Answer { try await fresh { service, caller in try service.batch(id: id, caller: caller) } }

  /// Ends a batch; with `erase` takes its results away too.
  fileprivate func endBatch(_ call: Call) async throws -> Answer {
    let erases = try call.flag("erase", default: false)
    if !erases { return try await batch(call) { service, caller in try service.cancelBatch(id: call.subject, caller: caller) } }
    try await desk.heavy { service, caller in try service.eraseBatch(id: call.subject, caller: caller) }
    return Answer(status: .noContent, type: "text/plain", bytes: [], keeping: .never)
  }

  fileprivate func batchRows(_ call: Call) async throws -> Answer {
    let from = try call.whole("from", default: 0, in: 0...10_000_000)
    let limit = try call.whole("limit", default: 100, in: 1...1000)
    let order = call.text("order") ?? "row"
    guard ["row", "worst"].contains(order) else { throw Refusal.badQuery("order", "“order”写的是“\(order)”，应为 row 或 worst。") }
    return try await fresh { service, caller in
      try service.batchRows(
        id: call.subject, conclusion: call.text("conclusion"), worstFirst: order == "worst", from: from, limit: limit, caller: caller)
    }
  }

  fileprivate func batchResults(_ call: Call, _ format: BatchResultFormat) async throws -> Answer {
    let download = try await desk.read { service, caller in try service.batchResults(id: call.subject, format: format, caller: caller) }
    let desk = desk
    return Answer(
      type: format.mediaType, bytes: [], keeping: .never,
      more: [.contentDisposition: Self.attachment("\(download.title).\(format.rawValue)", plain: "results.\(format.rawValue)")],
      pieces: Answer.Pieces(count: download.pieces) { n in try await desk.results { _, _ in try download.piece(n) } })
  }

  // MARK: Pages

  /// A form of the page: a file or a pasted text, read and shown before it is started.
  fileprivate func handIn(_ call: Call) async throws -> Answer {
    let body = try await call.body(upTo: configuration.uploadLimit)
    guard let form = MultipartForm(body, contentType: call.wholeContentType) else {
      throw Refusal(status: .badRequest, detail: "表单不完整，请回到批量研判页重新选择文件。")
    }
    let file = form["file"].flatMap { $0.bytes.isEmpty ? nil : $0 }
    let pasted = form["text"].flatMap { Blank.trimmed($0.text).isEmpty ? nil : $0.bytes }
    guard let bytes = file?.bytes ?? pasted else {
      throw Refusal(status: .unprocessableContent, detail: "没有选择文件，也没有粘贴内容，请选一个文件，或者把表格粘贴进来。")
    }
    let upload = BatchUpload(
      bytes: bytes, fileName: file?.fileName ?? "粘贴的表格", declaredSystem: form.text("crs"),
      passesOverUnknownColumns: form.text("ignoreUnknown") != nil)
    let id = try await submit(
      BatchForm(upload: upload, request: BatchRequest(common: try Self.common(form.text("project")), starts: false)))
    return .seeOther("/batches/\(id)")
  }

  fileprivate func batchPage(_ call: Call) async throws -> Answer {
    let id = call.subject
    if call.format == .json { return try await batch(id: id) }
    let from = try call.whole("from", default: 0, in: 0...10_000_000)
    let conclusion = call.text("conclusion")
    let order = call.text("order") ?? "worst"
    let pages = pages
    let frame = frame.at(.batches)
    var answer = try await desk.read { service, caller in
      let batch = try service.batch(id: id, caller: caller)
      let rows =
        batch.integer("done") ?? 0 > 0
        ? try service.batchRows(
          id: id, conclusion: conclusion, worstFirst: order != "row", from: from, limit: BatchPage.rowsShown, caller: caller) : .null
      let page = BatchPage(
        batch: batch, rows: rows, conclusion: conclusion, order: order, today: service.today.description)
      return Answer.page(pages.render("batch", page.view, in: frame))
    }
    answer.keeping = .never
    return answer
  }

  /// Start, cancel, resume or delete, as the page's buttons ask; back to the page.
  fileprivate func actOnBatch(_ call: Call) async throws -> Answer {
    let id = call.subject
    let fields = Call.pairs(String(decoding: try await call.body(upTo: 65_536), as: UTF8.self))
    func field(_ name: String) -> String? {
      fields.first { $0.name == name }.map { Blank.trimmed($0.value) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let stores = field("store") != nil
    let day = field("asOf")
    let title = field("title")
    switch field("act") {
    case "start":
      try await desk.write { service, caller in
        try service.startBatch(id: id, asOf: try ZoningService.day(day), stores: stores, title: title, caller: caller)
      }
    case "cancel": try await desk.write { service, caller in try service.cancelBatch(id: id, caller: caller) }
    case "resume": try await desk.write { service, caller in try service.resumeBatch(id: id, caller: caller) }
    case "erase":
      try await desk.heavy { service, caller in try service.eraseBatch(id: id, caller: caller) }
      return .seeOther("/batches")
    default: throw Refusal(status: .badRequest, detail: "表单里没有说明要做什么，请回到批次页再按一次。")
    }
    return .seeOther("/batches/\(id)")
  }
}

extension BatchResultFormat {
  var mediaType: String {
    switch self {
    case .jsonl: "application/jsonl; charset=utf-8"
    case .csv: "text/csv; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .geojson: "application/geo+json; charset=utf-8"
    }
  }
}

extension Call {
  /// A whole number within bounds.
  fileprivate func whole(_ name: String, default value: Int, in range: ClosedRange<Int>) throws(Refusal) -> Int {
    guard let text = text(name) else { return value }
    guard let number = Int(text), range.contains(number) else {
      throw .badQuery(name, "“\(name)”写的是“\(text)”，应为 \(range.lowerBound) 到 \(range.upperBound) 之间的整数。")
    }
    return number
  }
}
