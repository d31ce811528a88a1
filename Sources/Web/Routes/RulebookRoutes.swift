import ExactJSON
import HTTPTypes
import Screening
import Service
import Zoning

/// The check of the lists in force, computed in the background, and how far they can be judged by machine.
extension Endpoint {
  static let rulebook: [Endpoint] = [
    Endpoint(.get, "/rulebook", formats: [".json"]) { site, call in try await site.rulebook(call) },
    Endpoint(.get, "/api/v1/rulebook") { site, call in try await site.rulebook(call) },
    Endpoint(.get, "/rulebook/decidability", formats: [".json", ".csv"]) { site, call in try await site.decidability(call) },
    Endpoint(.get, "/api/v1/decidability") { site, call in try await site.decidability(call) },
  ]
}

extension Site {
  /// Seconds after which one may ask again for a check that is under way.
  private static let pause = 3

  /// The check of the day's lists, or how far it is: only what was computed for this very legal state is shown.
  fileprivate func rulebook(_ call: Call) async throws -> Answer {
    let asOf = try ZoningService.day(call.text("asOf"))
    let industry = call.text("industry")
    switch try await desk.read({ service, caller in try service.reviewStanding(asOf: asOf, caller: caller) }) {
    case .complete(let review):
      return try await tagged(call) { _ in
        let frame = frame.at(.rulebook)
        let pages = pages
        return try await desk.heavy { service, caller in
          let review = try industry.map { try review.counted(service, industry: $0, asOf: asOf, caller) } ?? review
          if call.format == .json { return .json(review) }
          let page = RulebookPage(review, problem: call.text("problem"), asOf: call.text("asOf"))
          return .page(pages.render("rulebook", page.view, in: frame))
        }
      }
    case .failed(let error): throw Refusal(error)
    case .checking(let progress): return checking(call, done: progress.listsChecked, of: progress.lists)
    case .absent:
      try await desk.beginReview(asOf: asOf)
      return checking(call, done: 0, of: nil)
    }
  }

  /// Not there yet: data with 202, a page that looks again by itself.
  private func checking(_ call: Call, done: Int, of lists: Int?) -> Answer {
    var answer: Answer
    if call.format == .json {
      answer = .json(
        .object(["state": .string("checking"), "listsChecked": .int(done), "lists": lists.map { .int($0) } ?? .null]))
      answer.status = .accepted
    } else {
      answer = .page(
        pages.render(
          "rulebook-checking", RulebookProgressPage(done: done, of: lists, asOf: call.text("asOf")).view, in: frame.at(.rulebook)))
    }
    answer.keeping = .never
    answer.more[.retryAfter] = String(Self.pause)
    return answer
  }

  /// Decidability for an industry, a city or a unit, as page, data or table.
  fileprivate func decidability(_ call: Call) async throws -> Answer {
    let asOf = try ZoningService.day(call.text("asOf"))
    guard let rows = DecidabilityQuestion.Rows(rawValue: call.text("by") ?? "tier") else {
      let known = DecidabilityQuestion.Rows.allCases.map(\.rawValue).joined(separator: "、")
      throw Refusal.badQuery("by", "“by”写的是“\(call.text("by") ?? "")”，应为 \(known) 之一。")
    }
    let question = DecidabilityQuestion(
      industry: call.text("industry").map(DecidabilityPage.code), city: call.text("city"),
      unit: call.text("unit").map(DecidabilityPage.code),
      rows: rows)
    let sorting = try DecidabilitySorting(call.text("sort"), descending: call.text("order") == "desc")
    let page = try call.number("page") ?? 1
    return try await tagged(call) { _ in
      let frame = frame.at(.rulebook)
      let pages = pages
      return try await desk.heavy { service, caller in
        let counted = try service.decidability(question, asOf: asOf, caller: caller)
        switch call.format {
        case .json: return .json(counted)
        case .csv: return .table(DecidabilityTableFile.csv(counted, sorting), name: "decidability-\(rows.rawValue)")
        case .page, .pdf:
          let view = DecidabilityPage(
            counted, question: question, sorting: sorting, page: Int(max(1, min(page, 1000))), asOf: call.text("asOf"),
            cities: try service.cities(caller: caller)
          ).view
          return .page(pages.render("decidability", view, in: frame))
        }
      }
    }
  }
}

extension JSONValue {
  /// A review with its decidability counted for one industry.
  fileprivate func counted(_ service: ZoningService, industry: String, asOf: CivilDate?, _ caller: Caller) throws -> JSONValue {
    let counts = try service.decidability(unit: nil, industry: industry, asOf: asOf, caller: caller)
    return .object(
      (objectValue ?? []).map { m in
        switch m.key {
        case "decidability": JSONMember(key: m.key, value: counts)
        case "industry": JSONMember(key: m.key, value: .string(industry))
        default: m
        }
      })
  }
}

extension Answer {
  /// A table of comma-separated values to save under an ASCII name.
  fileprivate static func table(_ text: String, name: String) -> Answer {
    // The mark at the beginning tells spreadsheets that the text is UTF-8.
    Answer(
      type: "text/csv; charset=utf-8", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      more: [.contentDisposition: "attachment; filename=\"\(name).csv\""])
  }
}
