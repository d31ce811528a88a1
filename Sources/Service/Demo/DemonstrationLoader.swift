import Demonstration
import ExactJSON
import Foundation
import Geometry
import Screening
public import Store
import Synchronization
import ZoneIndex
import Zoning

/// Makes the demonstration province and puts its 14 editions on record; everything in it is 示范数据.
public struct DemonstrationLoader {
  public struct Request: Sendable {
    public var baseMap: String
    public var units: Int
    public var seed: UInt64

    public init(baseMap: String, units: Int, seed: UInt64) {
      self.baseMap = baseMap
      self.units = units
      self.seed = seed
    }

    /// What marks a data folder as this demonstration.
    var marks: [String: String] { ["seed": String(seed), "units": String(units), "version": ProductVersion.current] }
  }

  let folder: DataFolder
  let repository: Repository
  let clock: any Clock

  public init(folder: DataFolder, repository: Repository, clock: any Clock) {
    self.folder = folder
    self.repository = repository
    self.clock = clock
  }

  /// Whether the folder already holds this very demonstration; throws `otherData` where it holds something else.
  public func isPresent(_ request: Request) throws -> Bool {
    guard !(try repository.editions()).isEmpty else { return false }
    guard
      try repository.meta("demonstration")
        == JSONValue.object(request.marks.map { JSONMember(key: $0.key, value: .string($0.value)) }).sortedByKey.canonicalText
    else { throw StoreError.otherData(folder.path) }
    // An interruption between the transaction and the files is mended here.
    try Publication(folder: folder, repository: repository).catchUp(atMicroseconds: clock.now())
    return true
  }

  /// Generates and publishes. Nothing is on record until the one transaction at the end.
  public func load(_ request: Request, progress: @escaping @Sendable (Double, String) -> Void) throws {
    let province = try ProvinceGeometry.generate(
      ProvinceGeometry.Request(baseMapFolder: request.baseMap, units: request.units, seed: request.seed)
    ) { share, what in progress(share * 0.45, what) }
    try folder.removeUnfinished()
    let building = folder.snapshots + "/building-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: building, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: building) }

    var contents: [EditionContent] = []
    for (i, issuer) in DemonstrationLaw.issuers.enumerated() {
      progress(0.45 + 0.2 * Double(i) / 14, "编译图层和清单：\(issuer)")
      let path = "\(building)/\(issuer).segment"
      _ = try SegmentWriter.write(try layers(of: issuer, province), to: path)
      guard let instrument = DemonstrationLaw.instrument(issuer: issuer), let name = DemonstrationLaw.editionName(issuer: issuer) else {
        continue
      }
      var descriptors = DemonstrationLaw.descriptors(issuer: issuer)
      if issuer == DemonstrationLaw.provinceCode { descriptors += waterDescriptors(descriptors) }
      contents.append(
        EditionContent(
          issuer: issuer, name: name, instrument: instrument, validity: Validity(from: DemonstrationLaw.effective),
          layers: .compiled(path: path),
          clauses: DemonstrationLaw.clauses(issuer: issuer, province: province), descriptors: descriptors))
    }
    progress(0.66, "概化地图图形")
    let display = "\(building)/display"
    _ = try SegmentWriter.write(try displayLayers(province), to: display)
    progress(0.85, "写入数据库")
    try CatalogueRecords(folder: folder, repository: repository).addShipped(atMicroseconds: clock.now())
    let editions = try Publication(folder: folder, repository: repository).publish(
      contents, documents: try DocumentRegistry(DemonstrationLaw.documents(province: province)),
      registers: DemonstrationLaw.registers(province: province),
      knownLayers: [], marks: request.marks, audit: AuditStamp(principal: "demonstration", atMicroseconds: clock.now()))
    try FileManager.default.moveReplacing(display, to: folder.file(PlanLibrary.displayKey(editions), "display"))
    progress(0.9, "切地图图块")
    let state = try PlanLibrary(folder: folder).state(asOf: DemonstrationLaw.effective)
    try TilePreparation(folder: folder).makeAll(of: state) { progress(0.9 + 0.07 * $0, "切地图图块") }
    progress(0.97, "核对导出摘要")
  }

  private func layers(of issuer: String, _ province: ProvinceGeometry) throws -> [LayerContent] {
    let units = Dictionary(uniqueKeysWithValues: province.units.map { ($0.code, $0) })
    var layers = province.layers.filter { $0.owner == issuer }.map { layer in
      var features = layer.features
      if layer.id == LayerDescriptor.parkLayer {
        for i in features.indices {
          guard let unit = features[i].attributes["unit"].flatMap({ units[$0] }) else { continue }
          features[i].attributes.merge(DemonstrationLaw.parkAttributes(unit, seed: province.seed)) { _, register in register }
        }
      }
      return LayerContent(id: layer.id, kind: layer.kind, features: features)
    }
    if issuer == DemonstrationLaw.provinceCode { layers += try NamedWaterLayers.make() }
    return layers
  }

  /// Waters are drawn and searched; of the rivers into Lake Taihu law tells reaches from the mouth.
  private func waterDescriptors(_ known: [LayerDescriptor]) -> [LayerDescriptor] {
    guard let basis = known.first(where: { $0.group == .administrative })?.basis else { return [] }
    let drawn: [(String, LayerDescriptor.Kind, LayerDescriptor.Group)] = [
      (LayerDescriptor.waterPolygons, .polygon, .administrative), (LayerDescriptor.waterLines, .line, .administrative),
      (NamedWaterLayers.riversIntoTaihu, .line, .element),
    ]
    return drawn.map { LayerDescriptor(id: $0.0, kind: $0.1, group: $0.2, basis: basis, sourceAccuracyMetres: 2000, listed: false) }
  }

  /// Every layer of the province at every zoom, neighbours across cities thinned together.
  private func displayLayers(_ province: ProvinceGeometry) throws -> [LayerContent] {
    var joined: [String: LayerContent] = [:]
    for layer in province.layers {
      joined[layer.id, default: LayerContent(id: layer.id, kind: layer.kind, features: [])].features += layer.features
    }
    for layer in try NamedWaterLayers.make() { joined[layer.id] = layer }
    let all = joined.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    let done = Mutex<[Int: [LayerContent]]>([:])
    let lanes = 2
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for i in stride(from: lane, to: all.count, by: lanes) {
        let levels = DisplayGeneraliser.levels(of: all[i]).map { level in
          LayerContent(id: DisplayLayers.id(all[i].id, zoom: level.zoom), kind: level.layer.kind, features: level.layer.features)
        }
        done.withLock { $0[i] = levels }
      }
    }
    return done.withLock { d in all.indices.flatMap { d[$0] ?? [] } }
  }
}

extension FileManager {
  func moveReplacing(_ source: String, to target: String) throws {
    guard rename(source, target) == 0 else { throw StoreError.failed("rename to \(target): \(errno)") }
  }
}
