import CGDAL

/// What a file says about its reference system, taken apart so that our own systems can be recognised in it.
struct SpatialReferenceFacts {
  var name: String
  var datum: String
  var projection: String?
  var centralMeridian = 0.0
  var scale = 1.0
  var falseEasting = 0.0
  var falseNorthing = 0.0
  var metresPerUnit = 1.0

  init?(_ reference: OGRSpatialReferenceH?) {
    guard let reference else { return nil }
    func attribute(_ key: String) -> String? { OSRGetAttrValue(reference, key, 0).map { String(cString: $0) } }
    func parameter(_ key: String, _ missing: Double) -> Double { OSRGetProjParm(reference, key, missing, nil) }
    datum = attribute("DATUM") ?? ""
    if OSRIsProjected(reference) != 0 {
      name = attribute("PROJCS") ?? datum
      projection = attribute("PROJECTION") ?? ""
      centralMeridian = parameter("central_meridian", 0)
      scale = parameter("scale_factor", 1)
      falseEasting = parameter("false_easting", 0)
      falseNorthing = parameter("false_northing", 0)
      metresPerUnit = OSRGetLinearUnits(reference, nil)
    } else {
      name = attribute("GEOGCS") ?? datum
    }
    if name.lowercased() == "unknown" { name = "未命名坐标系（\(datum.replacing("_", with: " "))）" }
  }

  var isGeographic: Bool { projection == nil }
  var isWGS84: Bool { ["WGS1984", "WGS84"].contains(where: datumKey.contains) }
  private var isCGCS2000: Bool { ["CHINA2000", "CGCS2000", "CHINAGEODETICCOORDINATESYSTEM2000"].contains(where: datumKey.contains) }
  private var datumKey: String { datum.uppercased().filter { $0.isLetter || $0.isNumber } }

  /// What the site reader should take the file for, and what must be taken off the eastings first.
  ///
  /// Throws `datumNotTaken` for older datums and local grids, `projectionNotTaken` for other projections.
  func recognised() throws(ExchangeError) -> (system: RawSite.StatedSystem, eastingShift: Double) {
    func stated(_ readable: String) -> RawSite.StatedSystem { RawSite.StatedSystem(text: name, origin: ".prj", readableName: readable) }
    guard isCGCS2000 || isWGS84 else { throw .datumNotTaken(name: name) }
    guard let projection else { return (stated(isCGCS2000 ? "EPSG:4490" : "EPSG:4326"), 0) }

    guard ["Transverse_Mercator", "Gauss_Kruger"].contains(projection), scale == 1, falseNorthing == 0, metresPerUnit == 1 else {
      throw .projectionNotTaken(name: name)
    }
    let meridian = Int(centralMeridian.rounded())
    guard Double(meridian) == centralMeridian, meridian % 3 == 0, (75...135).contains(meridian) else { throw .datumNotTaken(name: name) }
    let prefix = (falseEasting - 500_000) / 1e6
    guard prefix == prefix.rounded(), (0...60).contains(prefix) else { throw .datumNotTaken(name: name) }
    let isThreeDegreePrefix = Int(prefix) == meridian / 3
    let readable = "CGCS2000 高斯 中央经线\(meridian)" + (isThreeDegreePrefix ? " 带号\(meridian / 3)" : "")
    return (stated(readable), isThreeDegreePrefix ? 0 : prefix * 1e6)
  }
}
