import ExactJSON
import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Zoning

@Suite("Importing lists")
struct ListImportTests {
  let path: String
  let service: ZoningService
  /// Two units of Nanjing.
  let units: [String]

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-import-\(UUID().uuidString)").path
    try FileManager.default.copyItem(atPath: SmallProvince.folder.path, toPath: path)
    service = try SmallProvince.service(over: path)
    var owners: [String] = []
    try service.export(.lists(.all), format: .jsonl, asOf: nil, caller: .console) { line in
      if let owner = try JSONValue(parsing: line)["owner"]?.stringValue, owner.hasPrefix("ZH3201"), owners.last != owner {
        owners.append(owner)
      }
    }
    units = Array(owners.prefix(2))
  }

  func line(_ id: String, owner: String, tier: String = "unit", applies: String = "true", more: String = "") -> String {
    #"{"id":"\#(id)","tier":"\#(tier)","owner":"\#(owner)","dimension":"spatial","effect":"prohibit","binding":"project","judgement":"machine","text":"禁止。","document":"环境保护法","applies":\#(JSONValue.string(applies).canonicalText.trimmingCharacters(in: .newlines))\#(more)}"#
  }

  @discardableResult
  func load(_ lines: String..., issuer: String = "320100", edition: String = "新版", effective: String? = nil, by other: ZoningService? = nil)
    throws -> Edition
  {
    try (other ?? service).importLists(
      ListImportRequest(
        issuer: issuer, edition: edition, effective: effective.flatMap { CivilDate($0) },
        files: [("清单.jsonl", Array(lines.joined(separator: "\n").utf8))]),
      caller: .console)
  }

  func message(_ body: () throws -> Edition) -> String {
    do { return "accepted \(try body().id)" } catch { return (error as? ServiceError)?.message ?? "\(error)" }
  }

  @Test("a clause that could never be in scope where it is filed is refused, not lost")
  func misplaced() {
    #expect(message { try load(line("T-1", owner: "320000", tier: "nation"), issuer: "320000") }.contains("应为 000000"))
    #expect(message { try load(line("T-1", owner: "000000", tier: "province"), issuer: "320000") }.contains("应为 320000"))
    #expect(message { try load(line("T-1", owner: "太湖流或", tier: "region"), issuer: "320000") }.contains("没有这个名称的流域"))
    #expect(message { try load(line("T-1", owner: "ZH32010239999")) }.contains("没有这个管控单元"))
    #expect(message { try load(line("T-1", owner: units[0], more: #","from":"2027-01-01","until":"2026-01-01""#)) }.contains("永远不会生效"))
    #expect(message { try load(line("T-1", owner: units[0], applies: #"属于行业(项目.行业, "26")"#)) }.contains("请写成 C26"))
    #expect(message { try load(line("T-1", owner: units[0], applies: #"属于行业(项目.行业, ["C26", "C9999"])"#)) }.contains("C9999"))
    #expect(message { try load(line("GJ-KJ-001", owner: units[0])) }.contains("出现了两次"))
    #expect(message { try load("") }.contains("没有条款"))
    #expect(service.library.timeline.editions.filter { $0.issuer == "320100" }.count == 1)
  }

  @Test("a day before the province's first edition is refused, also for a new edition")
  func tooEarly() {
    #expect(message { try load(line("T-1", owner: units[0]), effective: "2020-01-01") }.contains("早于最早的成果版本"))
  }

  @Test("an edition that begins later and takes the place of an imported one is named")
  func replaced() throws {
    try load(line("T-1", owner: units[0]), edition: "明年", effective: "2027-01-01")
    let sooner = try load(line("T-2", owner: units[1]), edition: "下月", effective: "2026-12-01")
    #expect(service.editionsThatReplace(sooner).map(\.name) == ["明年"])
    let again = try load(line("T-2", owner: units[1]), edition: "明年（并入下月）", effective: "2027-01-01")
    #expect(service.editionsThatReplace(again).isEmpty)
    func holds(_ day: String) throws -> Set<String> {
      var ids: Set<String> = []
      try service.export(.lists(.all), format: .jsonl, asOf: CivilDate(day), caller: .console) { l in
        if let id = try JSONValue(parsing: l)["id"]?.stringValue, id.hasPrefix("T-") { ids.insert(id) }
      }
      return ids
    }
    #expect(try holds("2026-11-30").isEmpty)
    #expect(try holds("2026-12-31") == ["T-2"])
    #expect(try holds("2027-01-01") == ["T-1", "T-2"])
  }

  @Test("a running service answers by what another process published, and two imports from one state do not lose each other")
  func anotherProcess() throws {
    let other = try SmallProvince.service(over: path)
    try load(line("T-1", owner: units[0]), edition: "甲", by: other)
    let code = units[0]
    #expect(
      try service.unit(code, asOf: nil, geometry: false, caller: .console)["clauses"]?.arrayValue?.map { $0["id"] } == [.string("T-1")])
    try load(line("T-2", owner: units[1]), edition: "乙")
    #expect(try other.unit(code, asOf: nil, geometry: false, caller: .console)["clauses"]?.arrayValue?.map { $0["id"] } == [.string("T-1")])
  }

  @Test("an interruption between the transaction and the manifest is made good by the next writer")
  func interrupted() throws {
    let manifest = path + "/manifest.json"
    let before = try Data(contentsOf: URL(fileURLWithPath: manifest))
    try load(line("T-1", owner: units[0]), edition: "甲")
    try before.write(to: URL(fileURLWithPath: manifest))
    let after = try SmallProvince.service(over: path)
    #expect(after.library.timeline.editions.filter { $0.issuer == "320100" }.count == 1)
    #expect(message { try load(line("T-1", owner: units[0]), edition: "甲", by: after) }.contains("已有名为“甲”的版本"))
    #expect(try load(line("T-2", owner: units[1]), edition: "乙", by: after).serial == 3)
    #expect(try after.unit(units[0], asOf: nil, geometry: false, caller: .console)["clauses"]?.arrayValue?.count == 1)
  }

  @Test("a publication whose files cannot be written leaves nothing on record")
  func filesFirst() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("fenqu-full-\(UUID().uuidString)").path
    let folder = DataFolder(path: place)
    try folder.create()
    let repository = try Repository(SQLiteDatabase(path: folder.databasePath), migratingAtMicroseconds: 0)
    // A file where the folder of snapshots should be stands for a disk that takes nothing more.
    try FileManager.default.removeItem(atPath: place + "/snapshots")
    #expect(FileManager.default.createFile(atPath: place + "/snapshots", contents: Data([1])))
    let content = EditionContent(
      issuer: "320000", name: "甲",
      instrument: Instrument(body: "厅", documentNumber: nil, date: CivilDate("2024-06-01")!, consentingGovernment: nil),
      validity: Validity(from: CivilDate("2024-07-01")), layers: .compiled(path: place + "/snapshots"), clauses: [], descriptors: [])
    #expect(throws: (any Error).self) {
      try Publication(folder: folder, repository: repository).publish(
        [content], documents: try DocumentRegistry([]), registers: Registers(regions: [:], source: ""), knownLayers: [], marks: [:],
        audit: AuditStamp(principal: "tester", atMicroseconds: 0))
    }
    #expect(try repository.editions().isEmpty)
  }

  @Test("a list file that is not what its digest says is not law: nothing is answered from it")
  func damaged() throws {
    let folder = URL(fileURLWithPath: path + "/snapshots")
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "lists"
    {
      var bytes = try Data(contentsOf: file)
      bytes[bytes.count - 20] ^= 1
      try bytes.write(to: file)
    }
    let after = try SmallProvince.service(over: path)
    #expect(throws: ServiceError.self) { try after.at(longitude: 118.78, latitude: 32.04, crs: nil, asOf: nil, caller: .console) }
  }
}
