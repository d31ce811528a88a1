import ExactJSON
import Exchange
import HTTPTypes
import Service

/// Lists as those who write them use them: the splitting of delivered tables, workbooks.
extension Endpoint {
  static let lists: [Endpoint] = [
    Endpoint(.get, "/lists/split") { site, _ in .page(site.pages.render("split", .absent, in: site.frame.at(.rulebook))) },
    Endpoint(.get, "/api/v1/lists/template") { site, _ in
      .workbook(try await site.desk.heavy { service, caller in try service.listTemplate(caller: caller) }, name: "list-template")
    },
    Endpoint(.get, "/api/v1/lists/{owner}") { site, call in
      let owner = call.subject
      let format = try call.listFormat(default: .xlsx)
      return .list(
        try await site.desk.heavy { service, caller in
          try service.list(of: owner, format: format, asOf: try ZoningService.day(call.text("asOf")), caller: caller)
        }, format, name: "list-" + owner.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    },
    Endpoint(.post, "/api/v1/lists/convert") { site, call in try await site.convert(call) },
    Endpoint(.post, "/api/v1/lists/split") { site, call in try await site.split(call) },
    Endpoint(.post, "/api/v1/lists/workbook") { site, call in
      let body = try await call.body(upTo: site.configuration.uploadLimit)
      return .workbook(try await site.desk.heavy { service, caller in try service.workbook(ofLines: body, caller: caller) }, name: "list")
    },
  ]
}

extension Site {
  /// A list file of any kind as another kind; bad cells are refused by place, nothing is stored.
  fileprivate func convert(_ call: Call) async throws -> Answer {
    let format = try call.listFormat(default: .xlsx)
    let name = call.text("name") ?? "清单"
    let bytes = try await call.body(upTo: configuration.uploadLimit)
    return .list(
      try await desk.child { service, caller in
        try await service.convertedList(name, bytes, to: format, worker: WorkerProcess(), caller: caller)
      }, format, name: "list")
  }

  /// A delivered table as cells and proposed parts; nothing is stored.
  fileprivate func split(_ call: Call) async throws -> Answer {
    let document = call.text("document") ?? ""
    let name = call.text("name") ?? "清单"
    let bytes = try await call.body(upTo: configuration.uploadLimit)
    let cells = try await desk.child { service, caller in
      try await service.splitLists(name, bytes, worker: WorkerProcess(), caller: caller)
    }
    var answer = Answer.json(ZoningService.preview(cells, document: document))
    answer.keeping = .never
    return answer
  }
}

extension Call {
  /// `format` of a list, refused where there is none of that name.
  fileprivate func listFormat(default format: ListFormat) throws(Refusal) -> ListFormat {
    guard let text = text("format") else { return format }
    guard let format = ListFormat(rawValue: text) else {
      throw .badQuery("format", "“format”写的是“\(text)”，应为 \(ListFormat.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
    }
    return format
  }
}

extension Answer {
  /// A list to save under an ASCII name.
  fileprivate static func list(_ bytes: [UInt8], _ format: ListFormat, name: String) -> Answer {
    Answer(
      type: format.mediaType, bytes: bytes, keeping: .never,
      more: [.contentDisposition: "attachment; filename=\"\(name).\(format.rawValue)\""])
  }

  fileprivate static func workbook(_ bytes: [UInt8], name: String) -> Answer { list(bytes, .xlsx, name: name) }
}
