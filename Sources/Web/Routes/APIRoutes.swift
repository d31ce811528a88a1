import ExactJSON
import HTTPTypes
import Screening
import Service

/// The interfaces for programs; /api/v1/openapi.json describes every one of them.
extension Endpoint {
  static let interfaces: [Endpoint] = [
    Endpoint(.get, "/api/v1/openapi.json") { site, _ in
      Answer(type: "application/json; charset=utf-8", bytes: site.description.bytes, tag: site.description.tag)
    },
    Endpoint(.get, "/health") { site, call in try await site.health(call) },
    Endpoint(.post, "/api/v1/screenings") { site, call in try await site.screenNow(call) },
    Endpoint(.get, "/api/v1/screenings/{id}", formats: [".json", ".pdf"]) { site, call in try await site.screening(call) },
    Endpoint(.get, "/api/v1/at") { site, call in
      let lon = try call.requiredNumber("lon", example: "118.79")
      let lat = try call.requiredNumber("lat", example: "32.06")
      return try await site.read(call) { service, caller in
        try service.at(longitude: lon, latitude: lat, crs: call.text("crs"), asOf: try ZoningService.day(call.text("asOf")), caller: caller)
      }
    },
    Endpoint(.get, "/api/v1/units/{code}") { site, call in
      try await site.read(call) { service, caller in
        try service.unit(
          call.subject, asOf: try ZoningService.day(call.text("asOf")), geometry: call.text("geometry") == "full", caller: caller)
      }
    },
    Endpoint(.get, "/api/v1/search") { site, call in
      guard let query = call.text("q") else { throw Refusal.badQuery("q", "缺少“q”，请给出要搜的地名、编码或坐标。") }
      let limit = Int(try call.number("limit") ?? 8)
      guard (1...100).contains(limit) else { throw Refusal.badQuery("limit", "“limit”应在 1 到 100 之间。") }
      return try await site.read(call) { service, caller in
        try service.search(query, asOf: try ZoningService.day(call.text("asOf")), limit: limit, caller: caller)
      }
    },
    Endpoint(.get, "/api/v1/facts") { site, call in try await site.read(call) { service, caller in try service.facts(caller: caller) } },
    Endpoint(.get, "/api/v1/industries") { site, call in
      try await site.read(call) { service, caller in try service.industries(matching: call.text("q") ?? "", caller: caller) }
    },
    Endpoint(.get, "/api/v1/documents/{id}") { site, call in
      try await site.read(call) { service, caller in
        try service.document(call.subject, asOf: try ZoningService.day(call.text("asOf")), caller: caller)
      }
    },
    Endpoint(.get, "/api/v1/examples") { site, _ in .json(site.examples.json) },
    Endpoint(.post, "/api/v1/overlay") { site, call in
      let body = try await call.body(upTo: site.configuration.uploadLimit)
      let asOf = call.text("asOf")
      return .json(
        try await site.desk.read { service, caller in
          let question: JSONValue
          do { question = try JSONValue(parsing: body) } catch {
            throw Refusal(status: .badRequest, detail: "提交的内容不是有效的 JSON：\(error)")
          }
          return try service.overlay(body: question, asOf: try ZoningService.day(asOf), caller: caller)
        })
    },
    Endpoint(.post, "/api/v1/sites") { site, call in try await site.readSite(call) },
  ]
}

extension Site {
  fileprivate func read(_ call: Call, _ work: @escaping @Sendable (ZoningService, Caller) throws -> JSONValue) async throws -> Answer {
    try await tagged(call) { _ in .json(try await desk.read(work)) }
  }

  /// Screens and stores; with `store=false` only screens, so that the wizard learns what is still missing.
  fileprivate func screenNow(_ call: Call) async throws -> Answer {
    let store = try call.flag("store", default: true)
    let questions = try call.flag("questions", default: false)
    let body = try await call.body(upTo: configuration.uploadLimit)
    let view = try await screen(body, call, store: store, questions: questions)
    let asked = view.questions.map { [JSONMember(key: "questions", value: $0.json)] } ?? []
    var answer = Answer.json(.object(asked + (view.json.objectValue ?? [])))
    answer.keeping = .never
    if store {
      answer.status = .created
      answer.more[.location] = "/api/v1/screenings/\(view.id)"
    }
    return answer
  }

  /// A site as a file, text or GeoJSON, with every reading that is possible.
  fileprivate func readSite(_ call: Call) async throws -> Answer {
    let width = try call.number("width_m")
    let bytes = try await call.body(upTo: configuration.uploadLimit)
    let upload = SiteUpload(bytes: bytes, name: call.text("name"), crs: call.text("crs"), widthMetres: width)
    var answer = Answer.json(try await desk.child { service, caller in try await service.readSite(upload, caller: caller) })
    answer.keeping = .never
    return answer
  }

  /// Answers while the server takes requests and can read its data.
  fileprivate func health(_ call: Call) async throws -> Answer {
    let key = try await desk.stateKey(asOf: nil)
    var answer = Answer.json(.object(["status": .string("ok"), "legalState": .string(key), "assets": .string(assets.version)]))
    answer.keeping = .never
    return answer
  }
}
