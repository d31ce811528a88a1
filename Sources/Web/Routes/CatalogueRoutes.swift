import ExactJSON
import HTTPTypes
import Service

/// The catalogues that law points at, their editions and rows.
extension Endpoint {
  static let catalogues: [Endpoint] = [
    Endpoint(.get, "/catalogues", formats: [".json"]) { site, call in try await site.catalogues(call) },
    Endpoint(.get, "/catalogues/{id}", formats: [".json"]) { site, call in try await site.catalogue(call) },
    Endpoint(.get, "/api/v1/catalogues") { site, call in try await site.catalogues(call) },
    Endpoint(.get, "/api/v1/catalogues/{id}") { site, call in try await site.catalogue(call) },
  ]
}

extension Site {
  fileprivate func catalogues(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.about)
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let all = try service.catalogues(asOf: try ZoningService.day(call.text("asOf")), caller: caller)
        if call.format == .json { return .json(all) }
        return .page(pages.render("catalogues", CataloguesPage(all).view, in: frame))
      }
    }
  }

  /// One edition with its rows; with `name`, whether that is in it.
  fileprivate func catalogue(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.about)
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let asOf = try ZoningService.day(call.text("asOf"))
        var answer: JSONValue?
        if let name = call.text("name") {
          answer = try service.lookUp(
            call.subject, entryClass: call.text("class"), name: name, processes: call.text("process").map { [$0] }, asOf: asOf,
            caller: caller)
          if call.format == .json { return .json(answer ?? .null) }
        }
        let limit = call.format == .json ? 10_000 : CataloguePage.shown
        let catalogue = try service.catalogue(
          call.subject, edition: call.text("edition"), query: call.text("q"), limit: limit, asOf: asOf, caller: caller)
        if call.format == .json { return .json(catalogue) }
        return .page(pages.render("catalogue", CataloguePage(catalogue, answer: answer).view, in: frame))
      }
    }
  }
}
