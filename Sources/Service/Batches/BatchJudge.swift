import ExactJSON
import Exchange
import Geometry
import Screening
import Sealing
import Store
import ZoneIndex
public import Zoning

/// Judges rows of batches, on any number of threads: it keeps nothing but the law it judges by.
public struct BatchJudge: Sendable {
  let service: ZoningService
  let state: PlanState

  /// Judges by the law of a day, today by default.
  public init(service: ZoningService, asOf: CivilDate?) throws(ServiceError) {
    self.init(service: service, state: try service.state(asOf))
  }

  init(service: ZoningService, state: PlanState) {
    self.service = service
    self.state = state
  }

  /// The answer to a line of project files as `fenqu screen --jsonl` prints it, and whether it was refused.
  public func answer(line number: Int, _ text: some Collection<UInt8>) -> (bytes: [UInt8], isRefused: Bool) {
    do throws(ServiceError) {
      let body = try refusing { try JSONValue(parsing: text) }
      return (try printed(judge(body)), false)
    } catch {
      return (BatchRefusal.json(number, error).canonicalBytes, true)
    }
  }

  /// The same for a row that was read from a table or a vector file, as `BatchReading` has it.
  public func answer(row line: some Collection<UInt8>) -> (bytes: [UInt8], isRefused: Bool) {
    do {
      return answer(try BatchLine(JSONValue(parsing: line)), common: nil)
    } catch { preconditionFailure("a line that was just written: \(error)") }
  }

  func answer(_ line: BatchLine, common: JSONValue?) -> (bytes: [UInt8], isRefused: Bool) {
    do throws(ServiceError) {
      return (try printed(judge(line.project(common: common))), false)
    } catch {
      return (BatchRefusal.json(line.row, error).canonicalBytes, true)
    }
  }

  func judge(_ body: JSONValue) throws(ServiceError) -> ZoningService.JudgedProject {
    try service.judge(body: body, footprint: try ZoningService.site(of: body), state: state)
  }

  func printed(_ judged: ZoningService.JudgedProject, _ stamp: ZoningService.Stamp? = nil) -> [UInt8] {
    ZoningService.viewBytes(stamp, project: judged.project, hash: judged.hash, assessment: judged.bytes)
  }

  /// A row judged and ready to be kept.
  func row(_ line: BatchLine, options: BatchOptions, disclosure: DisclosureClass) -> FinishedRow {
    do throws(ServiceError) {
      let body = try line.project(common: options.common)
      let judged: ZoningService.JudgedProject
      let place: GridPoint
      do throws(ServiceError) {
        let footprint = try ZoningService.site(of: body)
        judged = try service.judge(body: body, footprint: footprint, state: state)
        place = Self.middle(footprint.geometry)
      } catch {
        return refused(line, label: body["name"]?.stringValue ?? line.label, error)
      }
      let label = judged.project.name ?? line.label
      let row = JobRow(
        row: line.row, rank: BatchSummary.rank(judged.result.assessment.conclusion), label: Self.shown(label),
        summary: BatchSummary.json(judged, at: place), jsonDigest: judged.hash)
      guard options.stores else { return FinishedRow(row: row, counts: BatchSummary.counts(judged)) }
      let differs = refused(line, label: label, ServiceError(translating: StoreError.differs("")))
      return FinishedRow(
        row: row, screening: service.newScreening(judged, state: state, atMicroseconds: service.clock.now(), disclosure: disclosure),
        otherwise: differs.row, counts: BatchSummary.counts(judged))
    } catch {
      return refused(line, label: line.label, error)
    }
  }

  private func refused(_ line: BatchLine, label: String?, _ error: ServiceError) -> FinishedRow {
    FinishedRow(
      row: JobRow(
        row: line.row, rank: BatchSummary.rank(nil), label: Self.shown(label), summary: BatchRefusal.json(line.row, error), jsonDigest: nil),
      counts: ["refused"])
  }

  /// A label that can be kept: not empty, without control characters, at most 200 characters.
  private static func shown(_ label: String?) -> String? {
    let text = String((label ?? "").filter { $0 >= " " }.prefix(200))
    return text.isEmpty ? nil : text
  }

  /// Where a site is shown on a map of many: the middle of its box.
  static func middle(_ geometry: FeatureGeometry) -> GridPoint {
    var box = GridBox.empty
    for vertex in geometry.vertices { box.add(vertex) }
    return GridPoint(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
  }
}
