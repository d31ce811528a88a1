public import Geodesy
public import Geometry

/// A delivered layer's ground under one reading of its numbers, as it was drawn: shapes are not checked, so that where they lie can be
/// compared before anything else.
public struct BorderReading: Sendable {
  public struct Feature: Sendable {
    public var code: String
    public var name: String
    /// The county's six digits, where the delivery says them.
    public var county: String?
    public var geometry: FeatureGeometry
  }

  public var features: [Feature]
  public var system: CoordinateReferenceSystem
  /// `EPSG:4490（CGCS2000 经纬度）`.
  public var title: String
  /// Why the numbers can be read so; nil where the delivery states it and it makes sense.
  public var doubt: String?
  /// What to mend where the delivery as it stands cannot be right; nil where it only leaves something open.
  public var fault: String?
  public var assumed: [SiteAssumption]
}

extension LayerReader {
  /// The layer under the reading it states, or under each that makes sense where it states none, or one that cannot be.
  ///
  /// A missing code or name is left empty. Throws where the file cannot be read, or no reading puts it anywhere.
  public func borders(_ bytes: [UInt8], fileName: String?, mapping: LayerMapping) async throws(ExchangeError) -> [BorderReading] {
    let record = try await record(bytes, fileName: fileName, encoding: nil)
    var figures: [RawGeometry] = []
    var rows: [LayerRecord.Feature] = []
    for f in record.features {
      guard let packed = f.geometry else { continue }
      figures.append(try packed.figure())
      rows.append(f)
    }
    let everywhere = RawGeometry.points(figures.flatMap(\.points))
    guard !everywhere.points.isEmpty else { throw .emptyGeometry(place: "图层“\(mapping.layer)”") }
    let statement = try SystemStatement(inFile: record.statedSystem, declared: mapping.crs)
    let readings = try BorderReadings(everywhere: everywhere, statement: statement, extent: extent)
    let code = LayerMapping.field(mapping.code, among: record.fields)
    let name = LayerMapping.field(mapping.name, among: record.fields)
    let county = LayerMapping.field((mapping.attributes["county"] ?? []) + ["county"], among: record.fields)
    func value(_ row: LayerRecord.Feature, _ field: Int?) -> String { field.flatMap { row.values[$0] }.map(PlainText.trimmed) ?? "" }
    var result: [BorderReading] = []
    for choice in readings.choices {
      var features: [BorderReading.Feature] = []
      for (row, figure) in zip(rows, figures) {
        let turned = choice.placed(figure)
        let geometry: FeatureGeometry
        do { geometry = try turned.onGrid(from: choice.system) } catch {
          throw .notFinite(place: "第 \(row.number) 个要素")
        }
        let area = value(row, county)
        features.append(
          BorderReading.Feature(
            code: value(row, code), name: value(row, name), county: area.isEmpty ? nil : area, geometry: geometry))
      }
      result.append(
        BorderReading(
          features: features, system: choice.system, title: choice.title, doubt: choice.doubt, fault: choice.fault,
          assumed: (statement?.assumed ?? []) + choice.assumed))
    }
    return result
  }
}
