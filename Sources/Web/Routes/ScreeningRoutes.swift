package import ExactJSON
import Foundation
import HTTPTypes
import Service

/// The wizard, the stored result as page, JSON and PDF, and the form that judges again with what was missing.
extension Endpoint {
  static let screenings: [Endpoint] = [
    Endpoint(.get, "/screenings/new") { site, call in
      .page(site.pages.render("wizard", ["lon": .maybe(call.text("lon")), "lat": .maybe(call.text("lat"))], in: site.frame.at(.screening)))
    },
    Endpoint(.post, "/screenings") { site, call in try await site.submit(call) },
    Endpoint(.get, "/screenings/{id}", formats: [".json", ".pdf"]) { site, call in try await site.screening(call) },
  ]
}

extension Site {
  /// A project file as JSON, or the form of a result page that supplies missing facts.
  fileprivate func submit(_ call: Call) async throws -> Answer {
    let body = try await call.body(upTo: configuration.uploadLimit)
    if call.contentType == "application/x-www-form-urlencoded" {
      return try await judgeAgain(Call.pairs(String(decoding: body, as: UTF8.self)))
    }
    let view = try await screen(body, call, store: true)
    return .seeOther("/screenings/\(view.id)")
  }

  /// Screens a project file. What is stored goes through the writer's lane.
  func screen(_ body: [UInt8], _ call: Call, store: Bool, questions: Bool = false) async throws -> ScreeningView {
    let asOf = call.text("asOf")
    let work: @Sendable (ZoningService, Caller) throws -> ScreeningView = { service, caller in
      let project: JSONValue
      do { project = try JSONValue(parsing: body) } catch {
        throw Refusal(status: .badRequest, detail: "提交的内容不是有效的 JSON：\(error)")
      }
      return try service.screen(
        body: project, options: ScreeningOptions(asOf: try ZoningService.day(asOf), store: store, questions: questions), caller: caller)
    }
    return store ? try await desk.write(work) : try await desk.read(work)
  }

  func screening(_ call: Call) async throws -> Answer {
    let id = call.subject
    if call.format == .pdf {
      let (number, bytes) = try await desk.child { service, caller in
        let stored = try service.screening(id: id, hash: call.text("h"), caller: caller)
        return (stored.number ?? id, try await service.report(id: id, caller: caller))
      }
      return Answer(
        type: "application/pdf", bytes: bytes, keeping: .revalidate, tag: Fingerprint.of(id, "pdf", String(bytes.count)),
        more: [.contentDisposition: Self.attachment("研判报告-\(number).pdf", plain: "\(number).pdf")])
    }
    let pages = pages
    let frame = frame.at(.screening)
    let assets = assets.version
    return try await desk.read { service, caller in
      let stored = try service.screening(id: id, hash: call.text("h"), caller: caller)
      let tag = Fingerprint.of(stored.hash, call.instance, String(describing: call.format), pages.version, assets)
      if call.format == .json { return .json(stored.json, tag: tag) }
      let page = AssessmentPage(
        json: stored.json, traces: try service.traces(id: id, caller: caller), id: stored.id, hash: stored.hash,
        industryNames: try Self.industryNames(stored.json["project"]?["facts"], service, caller))
      return .page(pages.render("assessment", page.view, in: frame), tag: tag)
    }
  }

  /// A download under a name in any script (RFC 6266, RFC 5987), with a plain one for clients that only know ASCII.
  static func attachment(_ name: String, plain: String) -> String {
    let plain = String(plain.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Addresses.escaped(name))"
  }

  /// Names of the project's industries, from the classification.
  static func industryNames(_ facts: JSONValue?, _ service: ZoningService, _ caller: Caller) throws -> [String: String] {
    var names: [String: String] = [:]
    for code in facts?.items("industries").compactMap(\.stringValue) ?? [] {
      let found = try service.industries(matching: code, caller: caller)
      names[code] = found.items("items").first { $0.string("code") == code }?.string("name")
    }
    return names
  }

  /// The stored project with the facts that were just supplied, judged anew on the same day's law; a wrong value comes back at its field.
  fileprivate func judgeAgain(_ fields: [(name: String, value: String)]) async throws -> Answer {
    guard let id = fields.first(where: { $0.name == "_from" })?.value else {
      throw Refusal(status: .badRequest, detail: "表单里没有说明补的是哪一次研判，请回到结果页再提交。")
    }
    let pages = pages
    let frame = frame.at(.screening)
    return try await desk.write { service, caller in
      let stored = try service.screening(id: id, hash: nil, caller: caller)
      let json = stored.json
      var typed: [String: String] = [:]
      var faults: [Refusal.FieldFault] = []
      func again() throws -> Answer {
        let page = AssessmentPage(
          json: json, traces: try service.traces(id: id, caller: caller), id: stored.id, hash: stored.hash,
          industryNames: try Self.industryNames(json["project"]?["facts"], service, caller), faults: faults, typed: typed)
        var answer = Answer.page(pages.render("assessment", page.view, in: frame))
        answer.status = .unprocessableContent
        answer.keeping = .never
        return answer
      }
      let catalogue = try service.facts(caller: caller).items("facts")
      let blocks = SuppliedFacts.blocks(of: catalogue.compactMap { $0.string("id") })
      var project = ProjectFile.rebuilt(from: json, blocks: blocks)
      for missing in json.items("missingFacts") {
        guard let fact = missing.string("fact"), case let given = fields.filter({ $0.name == fact }).map(\.value), !given.isEmpty else {
          continue
        }
        typed[fact] = given.joined(separator: "、")
        do {
          let value = try SuppliedFacts.value(given, type: missing.string("type") ?? "text", label: missing.string("label") ?? fact)
          if let value { SuppliedFacts.put(value, at: fact, into: &project, blocks: blocks) }
        } catch let error as Refusal.FieldFaultError { faults.append(.init(field: fact, message: error.message)) }
      }
      SituationAnswers.merge(fields, into: &project)
      if !faults.isEmpty { return try again() }
      do {
        let asOf = try ZoningService.day(json["legalState"]?.string("asOf"))
        let view = try service.screen(body: project, options: ScreeningOptions(asOf: asOf, store: true), caller: caller)
        return .seeOther("/screenings/\(view.id)")
      } catch let error as ServiceError where error.kind == .badInput {
        faults.append(.init(field: error.field ?? "", message: error.message))
        return try again()
      }
    }
  }
}

/// The project file behind a stored screening.
package enum ProjectFile {
  package static func rebuilt(from screening: JSONValue, blocks: Set<String>) -> JSONValue {
    var project = JSONValue.object([JSONMember]())
    var members: [JSONMember] = []
    for key in ["name", "projectCode", "description"] {
      if let text = screening["screening"]?.string(key) { members.append(JSONMember(key: key, value: .string(text))) }
    }
    project = .object(members)
    for fact in screening["project"]?["facts"]?.objectValue ?? [] {
      SuppliedFacts.put(fact.value, at: fact.key, into: &project, blocks: blocks)
    }
    guard var all = project.objectValue else { return project }
    let site = screening["site"]
    all.append(JSONMember(key: "footprint", value: site?["geometry"] ?? .null))
    if let width = site?["widthMetres"], !width.isNull { all.append(JSONMember(key: "width_m", value: width)) }
    all.append(JSONMember(key: "crs", value: .string("EPSG:4490")))
    return .object(all)
  }
}
