import ExactJSON
import FEEL
import Foundation
import Geometry
import Screening
import Service
import Testing
import ZoneIndex
import Zoning

/// Regional state and registers of parks, brought by an administrator, by day.
@Suite("Registers brought by an administrator") struct RegisterImportTests {
  let folder: DataFolder
  let service: ZoningService

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-registers-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    folder = DataFolder(path: path)
    service = try SmallProvince.service(over: path)
  }

  private func state(_ day: String) throws -> PlanState { try PlanLibrary(folder: folder).state(asOf: CivilDate(day)!) }

  private func regions(_ csv: String) async throws -> (total: Int, inForce: Int) {
    try await service.importRegionStates(("区域状态.csv", Array(csv.utf8)), worker: CatalogueImportTests.NoWorker(), caller: .console)
  }

  private func parks(_ csv: String, edition: String, from: String, complete: Bool = true, correcting: Bool = false) async throws
    -> JSONValue
  {
    let head: JSONValue = .object([
      "kind": .string("parks"), "id": .string("合规园区名录"), "title": .string("合规园区名录"), "edition": .string(edition),
      "from": .string(from), "source": .string("试验"), "complete": .bool(complete),
    ])
    return try await service.importCatalogue(
      CatalogueImportRequest(file: ("园区.csv", Array(csv.utf8)), head: head, isCorrection: correcting),
      worker: CatalogueImportTests.NoWorker(), caller: .console)
  }

  private static let head = "地区,指标,状态,起始日期,终止日期,依据\n"

  @Test("dated state is read by code or name, replaced as a whole, and goes out as its own template")
  func regionalState() async throws {
    let code = try #require(state("2026-11-25").rulebook.registers.regions.keys.sorted().first)
    let name = try state("2026-11-25").directory.county(code).name
    let before = try state("2026-11-25").rulebook.registersOfDay.county(code)
    let count = try await regions(
      Self.head + "\(name),区域.空气质量达标,否,2026-01-01,2026-07-01,2025年公报\n\(code),region.airAttained,是,2026/7/1,,2026年半年公报\n")
    #expect(count.total == 2 && count.inForce == 1)
    #expect(try state("2026-06-30").rulebook.registersOfDay.county(code)["region.airAttained"] == false)
    let now = try state("2026-11-25").rulebook.registersOfDay.county(code)
    #expect(now["region.airAttained"] == true)
    #expect(now.filter { $0.key != "region.airAttained" } == before.filter { $0.key != "region.airAttained" })
    var out: [UInt8] = []
    try service.export(.regions, format: nil, asOf: nil, caller: .console) { out += $0 }
    let text = String(decoding: out, as: UTF8.self)
    #expect(text.hasPrefix("地区,指标,状态,起始日期,终止日期,依据") && text.contains("区域.空气质量达标"))
    #expect(try await regions(text).total == 2)
    #expect(try await regions(Self.head).total == 0)
    #expect(try state("2026-11-25").rulebook.registersOfDay.county(code) == before)
  }

  @Test("every bad cell is told, and nothing is stored")
  func badCells() async throws {
    let before = try state("2026-11-25").rulebook.registers
    do {
      _ = try await regions(
        Self.head + "没有的县,区域.空气质量,大概,2026-13-01,,公报\n320102,区域.空气质量达标,是,,,\n")
      Issue.record("it was taken")
    } catch let error as ServiceError {
      #expect(error.message.contains("区域状态文件") && error.message.contains("共 5 处"), "\(error.message)")
    }
    await #expect(throws: ServiceError.self) {
      try await regions(Self.head + "320102,区域.空气质量达标,是,2026-01-01,,甲\n320102,区域.空气质量达标,否,2026-06-01,,乙\n")
    }
    await #expect(throws: ServiceError.self) { try await regions("甲,乙\n1,2\n") }
    #expect(try state("2026-11-25").rulebook.registers == before)
  }

  /// A site of a hectare inside a park, and the park's code and name.
  private func site() throws -> (project: String, code: String, name: String) {
    let state = try state("2026-11-25")
    let layer = LayerDescriptor.parkLayer
    for park in state.snapshot.features(of: layer) {
      guard case .polygons(let polygons) = state.snapshot.geometry(of: park) else { continue }
      let box = polygons[0].box
      let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
      let ring = [(-50_000, -50_000), (50_000, -50_000), (50_000, 50_000), (-50_000, 50_000), (-50_000, -50_000)].map {
        GridPoint(x: x + Int64($0.0), y: y + Int64($0.1))
      }
      let all = state.snapshot.features(at: GridPoint(x: x, y: y), layer: layer)
      guard all.count == 1,
        state.snapshot.coverage(try Site(.polygons([GridPolygon(shell: Array(ring.dropLast()))])), layer: layer).share > 0.999999
      else {
        continue
      }
      let text = ring.map { "[\(GridText.degrees($0.x)),\(GridText.degrees($0.y))]" }.joined(separator: ",")
      return (
        #"{"name":"地块","industries":["C2614"],"footprint":{"type":"Polygon","coordinates":[[\#(text)]]}}"#, state.snapshot.code(of: park),
        state.snapshot.name(of: park)
      )
    }
    throw CocoaError(.featureUnsupported)
  }

  private func parkFacts(_ project: String, on day: String) throws -> [String: FEELValue] {
    let state = try state(day)
    let reading = try SiteText.site(project)
    return SiteSurvey(site: reading, snapshot: state.snapshot, layers: state.rulebook.layers)
      .findings(directory: state.directory, registers: state.rulebook.registersOfDay, geometry: .null, notes: []).registry
  }

  @Test("a register of parks is in force by its days; records keep the edition that they used")
  func registerOfParks() async throws {
    let (project, code, name) = try site()
    let level = try parkFacts(project, on: "2026-11-25")["park.level"]
    let options = { (day: String) in ScreeningOptions(asOf: CivilDate(day)!, store: true) }
    let earlier = try service.screen(body: JSONValue.reading(project), options: options("2026-11-25"), caller: .console)
    let taken = try await parks("编码,名称,园区.级别\n\(code),\(name),试验级\n没有,没有的园区,\n", edition: "2026年版", from: "2026-10-01")
    #expect(taken["rows"]?.numberText == "2")
    #expect((taken["notes"]?.arrayValue ?? []).contains { $0.stringValue?.contains("没有的园区") == true })
    #expect(try parkFacts(project, on: "2026-09-30")["park.level"] == level)
    let listed = try parkFacts(project, on: "2026-11-25")
    #expect(listed["park.level"] == .string("试验级") && listed["park.recognised"] == .boolean(true))
    // A successor that does not list the park: no longer recognised from its first day on.
    _ = try await parks("编码,名称\n没有,没有的园区\n", edition: "2027年版", from: "2027-01-01")
    #expect(try parkFacts(project, on: "2027-01-01")["park.recognised"] == .boolean(false))
    #expect(try parkFacts(project, on: "2026-12-31")["park.recognised"] == .boolean(true))
    let later = try service.screen(body: JSONValue.reading(project), options: options("2027-01-01"), caller: .console)
    for id in [earlier.id, later.id] {
      let replay = try service.replay(id: id, caller: .console)
      #expect(replay.isIdentical, "\(replay.differences)")
    }
    // Corrected by name only; then the day's answer is the corrected one.
    await #expect(throws: ServiceError.self) { try await parks("编码,名称\n\(code),\(name)\n", edition: "2027年版", from: "2027-01-01") }
    _ = try await parks("编码,名称\n\(code),\(name)\n", edition: "2027年版", from: "2027-01-01", correcting: true)
    #expect(try parkFacts(project, on: "2027-01-01")["park.recognised"] == .boolean(true))
    #expect(try service.replay(id: later.id, caller: .console).isIdentical)
    func answer(_ name: String, _ day: String) throws -> String? {
      try service.lookUp("合规园区名录", entryClass: nil, name: name, processes: nil, asOf: CivilDate(day), caller: .console)["answer"]?
        .stringValue
    }
    #expect(try answer(name, "2026-11-25") == "listed" && answer(code, "2026-11-25") == "listed")
    #expect(try answer("别的园区", "2026-11-25") == "notListed" && answer(name, "2026-09-30") == "notHeld")
    let shown = try service.catalogue("合规园区名录", edition: "2026年版", query: "试验级", limit: 10, asOf: nil, caller: .console)
    #expect(shown["total"]?.numberText == "1")
    #expect(shown["items"]?.arrayValue?.first?["园区级别"]?.stringValue == "试验级")
  }

  @Test("bad cells of a register of parks are told by column")
  func badParks() async throws {
    do {
      _ = try await parks("编码,名称,园区.级别,园区.是否化工园区,颜色\n甲,甲园,省级,也许,红\n甲,,,,\n", edition: "坏", from: "2026-10-01")
      Issue.record("it was taken")
    } catch let error as ServiceError { #expect(error.message.contains("共 3 处"), "\(error.message)") }
    #expect(
      try service.catalogues(asOf: nil, caller: .console)["held"]?.arrayValue?.contains { $0["kind"]?.stringValue == "parks" } == false)
  }
}

/// The site of a project file's own footprint.
enum SiteText {
  static func site(_ project: String) throws -> Site {
    let footprint = try #require(try JSONValue.reading(project)["footprint"])
    let rings = try #require(footprint["coordinates"]?.arrayValue)
    let shell = try (rings[0].arrayValue ?? []).dropLast().map { pair in
      let numbers = (pair.arrayValue ?? []).compactMap(\.numberText).compactMap(Double.init)
      try #require(numbers.count == 2)
      return GridPoint(x: Int64((numbers[0] * 1e8).rounded()), y: Int64((numbers[1] * 1e8).rounded()))
    }
    return try Site(.polygons([GridPolygon(shell: shell)]))
  }
}
