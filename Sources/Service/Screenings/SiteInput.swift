import Geodesy
public import ExactJSON
import Exchange
import Geometry
import Screening
import ZoneIndex
import Zoning

/// A site file or text as it arrives at a door.
public struct SiteUpload: Sendable {
  public var bytes: [UInt8]
  public var name: String?
  public var crs: String?
  public var widthMetres: Double?

  public init(bytes: [UInt8], name: String?, crs: String?, widthMetres: Double?) {
    self.bytes = bytes
    self.name = name
    self.crs = crs
    self.widthMetres = widthMetres
  }
}

extension ZoningService {
  /// The upload limit of every door, bytes.
  public static let uploadLimit = 50_000_000

  /// Reads a site file or pasted text: every possible reading with where it would fall, nothing stored.
  public func readSite(_ upload: SiteUpload, caller: Caller) async throws(ServiceError) -> JSONValue {
    let reading = try await refusing {
      try await SiteReader().read(
        Exchange.SiteUpload(bytes: upload.bytes, fileName: upload.name, declaredSystem: upload.crs, widthMetres: upload.widthMetres))
    }
    let state = try state(nil)
    var readings: [JSONValue] = []
    var repair = JSONValue.null
    for candidate in reading.candidates {
      do {
        readings.append(try self.reading(reading.footprint(as: candidate), reading.eastFirst(as: candidate), candidate, state))
      } catch let refusal as ExchangeError where refusal.place != nil && reading.candidates.count == 1 {
        // A self-crossing site is offered mended, to be confirmed; it is never mended silently.
        let mended = try refusing { try reading.repairedFootprint(as: candidate) }
        repair = .object([
          "why": .string(refusal.message), "place": refusal.place.map(GeoJSON.position) ?? .null,
          "geometry": GeoJSON.value(mended.geometry),
        ])
      } catch { throw ServiceError(translating: error) }
    }
    // A reading that falls outside the province is no choice while another falls inside; it is named, not offered.
    let inside = readings.filter { $0["inside"]?.boolValue == true }
    var notes = reading.notes
    if !inside.isEmpty, inside.count < readings.count {
      let outside = readings.filter { $0["inside"]?.boolValue != true }.compactMap { $0["crs"]?.stringValue }
      notes.append("按 \(outside.joined(separator: "、")) 读则全部落在省外，没有列为选项。")
      readings = inside
    }
    return .object([
      "format": .string(reading.format.chinese), "notes": .array(notes.map { .string($0) }),
      "assumed": .array(reading.assumed.map { .object(["what": .string($0.what), "value": .string($0.value), "why": .string($0.why)]) }),
      "readings": .array(readings), "repair": repair,
    ])
  }

  private func reading(_ footprint: SiteFootprint, _ figure: RawGeometry, _ candidate: CandidateReading, _ state: PlanState) throws
    -> JSONValue
  {
    let site = try Site(footprint.geometry, widthMetres: footprint.widthMetres)
    let flat = site.form == .point
    let survey = SiteSurvey(site: site, snapshot: state.snapshot, layers: state.rulebook.layers)
    return .object([
      "crs": .string(candidate.system.identifier), "axes": .string(candidate.axes.rawValue), "title": .string(candidate.title),
      "why": .string(candidate.reason), "geometry": GeoJSON.value(footprint.geometry),
      // To be handed in: in the numbers and the order of the person, so that points keep their numbers and plane edges stay straight.
      "points": GeoJSON.value(footprint.given), "footprint": GeoJSON.value(figure),
      "widthMetres": footprint.widthMetres.map(Measured.area) ?? .null,
      "areaSquareMetres": flat ? .null : Measured.area(site.areaSquareMetres),
      "perimeterMetres": flat ? .null : Measured.area(site.perimeterMetres),
      "place": .text(place(of: site, state)), "inside": .bool(survey.meetsProvince),
    ])
  }

  /// The county in which most of the site lies, at sea the one that its unit belongs to; nil outside the province.
  func place(of site: Site, _ state: PlanState) -> String? {
    func most(_ layer: String) -> String? {
      state.snapshot.overlay(site, layer: layer).filter { $0.interiorsIntersect || site.form == .point }
        .max { ($0.areaSquareMetres, $1.code) < ($1.areaSquareMetres, $0.code) }?.code
    }
    func name(_ county: String) -> String {
      state.directory.city(String(county.prefix(4)) + "00").name + state.directory.county(county).name
    }
    if let county = most(LayerDescriptor.countyLayer) { return name(county) }
    return most(LayerDescriptor.unitLayer).flatMap { ControlUnitCode($0) }.map { name($0.county) + "海域" }
  }
}
