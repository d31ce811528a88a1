import ExactJSON
import HTTPTypes
import Service

/// Pages to read, each also JSON at the same address.
extension Endpoint {
  static let pages: [Endpoint] = [
    Endpoint(.get, "/") { site, call in try await site.home(call) },
    Endpoint(.get, "/index.json") { site, call in try await site.about(call) },
    Endpoint(.get, "/at", formats: [".json"]) { site, call in try await site.place(call) },
    Endpoint(.get, "/units/{code}", formats: [".json"]) { site, call in try await site.unit(call) },
    Endpoint(.get, "/search", formats: [".json"]) { site, call in try await site.search(call) },
    Endpoint(.get, "/about", formats: [".json"]) { site, call in try await site.about(call) },
    Endpoint(.get, "/documents/{id}", formats: [".json"]) { site, call in try await site.document(call) },
  ]
}

extension Site {
  /// The map, with the place panel already in it when the address names a point.
  fileprivate func home(_ call: Call) async throws -> Answer {
    if call.format == .json { return try await about(call) }
    let lon = try call.number("lon")
    let lat = try call.number("lat")
    let query = call.text("q")
    return try await tagged(call) { _ in
      let day = call.text("asOf")
      let pages = pages
      let frame = frame.at(.map)
      return try await desk.read { service, caller in
        let asOf = try ZoningService.day(day)
        let about = try service.about(asOf: asOf, caller: caller)
        var panel: View = .absent
        if let lon, let lat {
          panel =
            PlacePage(
              try service.at(longitude: lon, latitude: lat, crs: nil, asOf: asOf, caller: caller), owner: nil, dimension: nil, asOf: day,
              isPanel: true
            ).view
        }
        let still: StillMap? =
          if let lon, let lat {
            StillMap(longitude: lon, latitude: lat, day: day)
          } else {
            try service.unitTiles(asOf: asOf, caller: caller).flatMap { StillMap(layer: $0, day: day) }
          }
        return .page(pages.render("home", HomePage(about: about, query: query, panel: panel, still: still).view, in: frame))
      }
    }
  }

  fileprivate func place(_ call: Call) async throws -> Answer {
    let lon = try call.requiredNumber("lon", example: "118.79")
    let lat = try call.requiredNumber("lat", example: "32.06")
    let part = try call.flag("panel", default: false)
    return try await tagged(call) { _ in
      let pages = pages
      let frame = frame.at(.map)
      return try await desk.read { service, caller in
        let day = call.text("asOf")
        let at = try service.at(longitude: lon, latitude: lat, crs: call.text("crs"), asOf: try ZoningService.day(day), caller: caller)
        if call.format == .json { return .json(at) }
        let page = PlacePage(at, owner: call.text("owner"), dimension: call.text("dimension"), asOf: day, isPanel: part)
        return .page(pages.render(part ? "place-panel" : "place", page.view, in: frame))
      }
    }
  }

  fileprivate func unit(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.map)
    let full = call.text("geometry") == "full"
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let day = call.text("asOf")
        let unit = try service.unit(call.subject, asOf: try ZoningService.day(day), geometry: full && call.format == .json, caller: caller)
        if call.format == .json { return .json(unit) }
        return .page(
          pages.render("unit", UnitPage(unit, owner: call.text("owner"), dimension: call.text("dimension"), asOf: day).view, in: frame))
      }
    }
  }

  fileprivate func search(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.map)
    guard let query = call.text("q") else {
      if call.format == .json { throw Refusal.badQuery("q", "缺少“q”，请给出要搜的地名、编码或坐标。") }
      return .page(pages.render("search", SearchPage(result: .object(["groups": .array([])])).view, in: frame))
    }
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let result = try service.search(query, asOf: try ZoningService.day(call.text("asOf")), limit: 60, caller: caller)
        if call.format == .json { return .json(result) }
        return .page(pages.render("search", SearchPage(result: result).view, in: frame))
      }
    }
  }

  fileprivate func about(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.about)
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let about = try service.about(asOf: try ZoningService.day(call.text("asOf")), caller: caller)
        if call.format == .json { return .json(about) }
        return .page(pages.render("about", AboutPage(about: about).view, in: frame))
      }
    }
  }

  fileprivate func document(_ call: Call) async throws -> Answer {
    let pages = pages
    let frame = frame.at(.about)
    return try await tagged(call) { _ in
      try await desk.read { service, caller in
        let document = try service.document(call.subject, asOf: try ZoningService.day(call.text("asOf")), caller: caller)
        if call.format == .json { return .json(document) }
        return .page(pages.render("document", DocumentPage(document: document).view, in: frame))
      }
    }
  }
}
