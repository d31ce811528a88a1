public import ExactJSON
import Exchange
import FEEL
import Geodesy
import Geometry
import Screening
import Sealing
import Store
import ZoneIndex
import Zoning

extension ZoningService {
  /// Screens a project file (环境准入研判): reads it, measures its site, judges every clause, and stores the screening.
  ///
  /// Throws a refusal that names field and remedy; nothing is stored then.
  public func screen(body: JSONValue, options: ScreeningOptions, caller: Caller) throws(ServiceError) -> ScreeningView {
    let site = try Self.site(of: body)
    return try screen(body: body, footprint: site, options: options, caller: caller)
  }

  /// Reads geometries that stand in project files; it keeps nothing from one to the next.
  private static let geometries = SiteReader()

  /// The site that stands in a project file.
  static func site(of body: JSONValue) throws(ServiceError) -> SiteFootprint {
    guard let footprint = body["footprint"], !footprint.isNull else {
      throw ServiceError(.badInput, "项目文件缺少选址范围 footprint，请提供 GeoJSON 几何，或用 --footprint 给出文件。", field: "footprint")
    }
    let width = try Self.width(body)
    let crs = try Self.text(body, "crs")
    let reading = try refusing { try geometries.read(geoJSON: footprint, declaredSystem: crs, widthMetres: width) }
    var site = try refusing { try reading.footprint() }
    if let points = body["points"], !points.isNull { site.given = try Self.numbered(points, on: site.geometry) }
    return site
  }

  /// The order of points that a project file states for a site it took from a record; each must be a vertex of the site.
  private static func numbered(_ points: JSONValue, on site: FeatureGeometry) throws(ServiceError) -> FeatureGeometry {
    let given = try refusing { try geometries.read(geoJSON: points, declaredSystem: "EPSG:4490", widthMetres: nil).footprint().given }
    let vertices = Set(site.vertices)
    if let stray = given.vertices.first(where: { !vertices.contains($0) }) {
      throw ServiceError(
        .badInput,
        "“points”里的点（\(GridText.degrees(stray.x))，\(GridText.degrees(stray.y))）不是 footprint 的顶点；请照 footprint 的顶点写，或者不写 points。",
        field: "points")
    }
    return given
  }

  /// Screens a project whose site came as a file.
  public func screen(body: JSONValue, upload: SiteUpload, options: ScreeningOptions, caller: Caller) async throws(ServiceError)
    -> ScreeningView
  {
    let statedWidth = try Self.width(body)
    let statedSystem = try Self.text(body, "crs")
    let width = upload.widthMetres ?? statedWidth
    let crs = upload.crs ?? statedSystem
    let reading = try await refusing {
      try await SiteReader().read(Exchange.SiteUpload(bytes: upload.bytes, fileName: upload.name, declaredSystem: crs, widthMetres: width))
    }
    return try screen(body: body, footprint: try refusing { try reading.footprint() }, options: options, caller: caller)
  }

  static func width(_ body: JSONValue) throws(ServiceError) -> Double? {
    guard let w = body["width_m"], !w.isNull else { return nil }
    guard let d = w.doubleValue else { throw ServiceError(.badInput, "“width_m”应为数值，单位 m。", field: "width_m") }
    return d
  }

  static func text(_ body: JSONValue, _ key: String) throws(ServiceError) -> String? {
    guard let v = body[key], !v.isNull else { return nil }
    guard let s = v.stringValue else { throw ServiceError(.badInput, "“\(key)”应为文字。", field: key) }
    return s
  }

  private func screen(body: JSONValue, footprint: SiteFootprint, options: ScreeningOptions, caller: Caller) throws(ServiceError)
    -> ScreeningView
  {
    let state = try state(options.asOf)
    let judged = try judge(body: body, footprint: footprint, state: state)
    let questions = options.questions ? try questions(judged, state) : nil
    guard options.store else {
      return ScreeningView(
        json: Self.view(nil, project: judged.project, hash: judged.hash, assessment: judged.json), storedID: nil, number: nil,
        hash: judged.hash.description, questions: questions)
    }
    guard let repository else { throw ServiceError(translating: StoreError.readOnly) }
    let now = clock.now()
    let screening = newScreening(judged, state: state, atMicroseconds: now, disclosure: caller.disclosure)
    let number = try refusing {
      try repository.record(screening, audit: AuditStamp(principal: caller.principal.id, atMicroseconds: now))
    }
    let stamp = Stamp(id: screening.id, number: number, atMicroseconds: now, url: address(screening.id, judged.hash))
    return ScreeningView(
      json: Self.view(stamp, project: judged.project, hash: judged.hash, assessment: judged.json), storedID: screening.id, number: number,
      hash: judged.hash.description, questions: questions)
  }

  /// A project that was judged, before anything is stored.
  struct JudgedProject {
    var project: ProjectFacts
    var findings: SiteFindings
    var result: Assessor.Result
    var assumed: [Assumption]
    /// The assessment, its canonical bytes and their digest.
    var json: JSONValue
    var bytes: [UInt8]
    var hash: Digest
  }

  func judge(body: JSONValue, footprint: SiteFootprint, state: PlanState) throws(ServiceError) -> JudgedProject {
    let project = try refusing { try ProjectFacts(body, industries: state.rulebook.industries) }
    // The corridor is drawn from the width that is printed and kept, so that a reader and a replay draw the same.
    let width = footprint.widthMetres.map { FEELDecimal(quantizing: $0, fractionDigits: 2).doubleValue }
    let site = try refusing { try Site(footprint.geometry, widthMetres: width) }
    let assumed = footprint.assumed.map { Assumption(what: $0.what, value: $0.value, why: $0.why) }
    let judged = try judge(
      project: project, site: site, geometry: footprint.geometry, points: GeoJSON.value(footprint.given), notes: footprint.notes,
      assumed: assumed, state: state)
    let json = judged.result.assessment.json
    let bytes = json.canonicalBytes
    return JudgedProject(
      project: project, findings: judged.findings, result: judged.result, assumed: assumed, json: json, bytes: bytes,
      hash: Digest(of: bytes))
  }

  /// What is kept of a judged project.
  func newScreening(_ judged: JudgedProject, state: PlanState, atMicroseconds now: Int64, disclosure: DisclosureClass) -> NewScreening {
    let record = ScreeningRecord(state: state, findings: judged.findings, result: judged.result, assumed: judged.assumed)
    return NewScreening(
      id: identifiers.next(atMicroseconds: now), jurisdiction: judged.findings.units.first?.city.code ?? "320000",
      day: CivilDate(secondsSince1970: now / 1_000_000).description.replacing("-", with: ""), disclosure: disclosure.rawValue,
      name: judged.project.name, projectCode: judged.project.projectCode, description: judged.project.description, knownAtMicroseconds: now,
      assessment: judged.result.assessment.id, legalState: state.rulebook.legalState.id,
      conclusion: judged.result.assessment.conclusion.rawValue, record: record.json, jsonDigest: judged.hash)
  }

  /// What is still to be asked about a project that was just judged.
  private func questions(_ judged: JudgedProject, _ state: PlanState) throws(ServiceError) -> OpenQuestions {
    let traces = try refusing {
      try Assessor(rulebook: state.rulebook).traces(
        project: judged.project, findings: judged.findings, map: RecordedMapFacts(judged.result.measured))
    }
    return OpenQuestions(assessment: judged.json, traces: traces)
  }

  /// The measured and judged site, before anything is stored.
  func judge(
    project: ProjectFacts, site: Site, geometry: FeatureGeometry, points: JSONValue?, notes: [String], assumed: [Assumption],
    state: PlanState
  )
    throws(ServiceError)
    -> (findings: SiteFindings, result: Assessor.Result)
  {
    let survey = SiteSurvey(site: site, snapshot: state.snapshot, layers: state.rulebook.layers)
    let shown = site.form == .polygon ? FeatureGeometry.polygons(site.polygons) : geometry
    let written = GeoJSON.value(shown)
    let findings = survey.findings(
      directory: state.directory, registers: state.rulebook.registersOfDay, geometry: written, points: points == written ? nil : points,
      notes: notes)
    guard findings.insideProvince else {
      let box = site.box
      let middle = GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
      throw ServiceError(
        .badInput,
        "选址（中心约 \(GridText.degrees(middle.x))，\(GridText.degrees(middle.y))）全部在江苏省管控范围以外，请核对坐标是否写反、坐标系和分带是否选对。",
        field: "footprint")
    }
    let result = try refusing {
      try Assessor(rulebook: state.rulebook).assess(project: project, findings: findings, map: survey, assumed: assumed)
    }
    return (findings, result)
  }

  // MARK: View

  /// What the screening adds in front of the assessment.
  struct Stamp {
    var id: String
    var number: String
    var atMicroseconds: Int64
    var url: String
  }

  func address(_ id: String, _ hash: Digest) -> String { "\(publicURL)/screenings/\(id)?h=\(hash.hex.prefix(16))" }

  static func view(_ stamp: Stamp?, project: ProjectFacts, hash: Digest, assessment: JSONValue) -> JSONValue {
    .object([JSONMember(key: "screening", value: front(stamp, project: project, hash: hash))] + (assessment.objectValue ?? []))
  }

  /// The same bytes as those of `view`, from the bytes of the assessment.
  static func viewBytes(_ stamp: Stamp?, project: ProjectFacts, hash: Digest, assessment bytes: [UInt8]) -> [UInt8] {
    let front = front(stamp, project: project, hash: hash).canonicalText
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + front.utf8.count + 16)
    out += Array("{\"screening\":".utf8)
    out += front.utf8
    out.append(UInt8(ascii: ","))
    out += bytes.dropFirst()
    return out
  }

  private static func front(_ stamp: Stamp?, project: ProjectFacts, hash: Digest) -> JSONValue {
    .object([
      "id": .text(stamp?.id), "number": .text(stamp?.number), "at": .text(stamp.map { Instant.text($0.atMicroseconds) }),
      "name": .text(project.name),
      "projectCode": .text(project.projectCode), "description": .text(project.description), "hash": .string(hash.description),
      "url": .text(stamp?.url),
    ])
  }
}

/// Instants as people and files read them: ISO 8601 with the offset of Asia/Shanghai.
enum Instant {
  static func text(_ microseconds: Int64) -> String {
    let seconds = microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    let local = seconds + 8 * 3600
    let ofDay = ((local % 86400) + 86400) % 86400
    func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(CivilDate(secondsSince1970: seconds))T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))+08:00"
  }
}
