import ExactJSON
import Geometry
import Zoning

/// Features of a vector file as projects: attributes by the names of their fields, the site from the geometry.
extension BatchFile {
  func features(_ layer: VectorLayer, _ format: BatchFormat, encoding: TextEncoding?, into lines: inout BatchLines) throws(ExchangeError)
    -> BatchRecord
  {
    let raw = layer.features.flatMap { $0.values.compactMap { $0 } } + layer.fields
    let isUTF8 = raw.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
    func text(_ bytes: [UInt8]) throws(ExchangeError) -> String {
      if encoding != .gb18030, isUTF8 { return String(decoding: bytes, as: UTF8.self) }
      guard let text = TextDecoding.gb18030(bytes) else { throw .unreadableText(tried: ["UTF-8", "GB18030"]) }
      return text
    }
    var fields: [String] = []
    for field in layer.fields { fields.append(try text(field)) }
    // Fields of drawing programs stand in every such file: what is not known is passed over and named.
    let columns = try BatchColumns(fields, passesOverUnknown: true, siteBesideTable: true)
    let stated = try layer.reference?.recognised()
    let site = BatchSite(declaredSystem: question.declaredSystem, limits: SiteLimits())
    let table = BatchTable(columns: columns, site: site)
    let widthField = columns.meanings.firstIndex(of: .width)
    for feature in layer.features {
      var cells: [String] = []
      for value in feature.values { cells.append(try value.map(text) ?? "") }
      let width = widthField.map { cells[$0] } ?? ""
      try table.add(
        row: feature.number, cells: cells,
        beside: { () throws(ExchangeError) in
          if let fault = feature.fault { throw fault }
          guard var figure = feature.geometry else { throw .emptyGeometry(place: "这个要素") }
          if let shift = stated?.eastingShift, shift != 0 { figure = figure.mapped { RawPoint($0.x - shift, $0.y) } }
          return try site.members(
            RawSite(format: .shapefile, figure: figure, statedSystem: stated?.system, axes: .eastFirst), width: width, system: "")
        }, to: &lines)
    }
    var notes: [String] = []
    if encoding == nil, !isUTF8 { notes.append("文件没有写明文字编码，属性按 GBK（GB18030）读。") }
    return BatchRecord(format: format, columns: columns.columns, notes: notes)
  }

  /// A feature collection; attributes may be nested as in a project file.
  func collection(_ text: String, into lines: inout BatchLines) throws(ExchangeError) -> BatchRecord {
    let root: JSONValue
    do {
      root = try JSONValue(parsing: Array(text.utf8), limits: JSONLimits(depth: 64, bytes: limits.unpackedBytes, numberDigits: 400))
    } catch {
      throw .badJSON(line: error.line, column: error.column, reason: error.message)
    }
    guard let features = root["type"]?.stringValue == "FeatureCollection" ? root["features"]?.arrayValue : nil else {
      throw .badGeoJSON(place: "根对象", reason: "批量要用 FeatureCollection，一个要素一个选址；单个选址请用项目研判")
    }
    let system = root["crs"]?.stringValue ?? root["crs"]?["properties"]?["name"]?.stringValue ?? question.declaredSystem
    // The columns are all names that stand in any feature.
    var names: [String] = []
    var seen: Set<String> = []
    for feature in features {
      for member in feature["properties"]?.objectValue ?? [] where !isBlock(member) && seen.insert(member.key).inserted {
        names.append(member.key)
      }
    }
    guard names.count <= 2000 else { throw .badColumns(["属性有 \(names.count) 种名称，最多 2000 种，请只保留要用的"]) }
    let columns = try BatchColumns(names, passesOverUnknown: true, siteBesideTable: true)
    var meaning: [String: BatchColumns.Meaning] = [:]
    for (name, m) in zip(names, columns.meanings) { meaning[name] = m }
    for (i, feature) in features.enumerated() {
      try add(feature, row: i + 1, system: system, meaning: meaning, to: &lines)
    }
    return BatchRecord(format: .geoJSON, columns: columns.columns)
  }

  /// A nested object under the name of a block of the project file.
  private func isBlock(_ member: JSONMember) -> Bool { member.value.objectValue != nil && FactsCatalogue.standard.isBlock(member.key) }

  private func add(
    _ feature: JSONValue, row: Int, system: String?, meaning: [String: BatchColumns.Meaning], to lines: inout BatchLines
  ) throws(ExchangeError) {
    var object = JSONValue.object([JSONMember]())
    var label: String?
    var width: JSONValue?
    do throws(ZoningError) {
      for member in feature["properties"]?.objectValue ?? [] where !member.value.isNull {
        if isBlock(member) {
          object = .object((object.objectValue ?? []) + [member])
          continue
        }
        let text = member.value.stringValue ?? member.value.numberText
        switch meaning[member.key] {
        case .fact(let id)?:
          guard let fact = FactsCatalogue.standard[id] else { continue }
          let value: JSONValue? = if let text, fact.type != .text { try WrittenFact.value(text, of: fact) } else { member.value }
          if let value { object = BatchTable.put(value, at: id, into: object, blocks: BatchTable.blocks) }
        case .name?: object = BatchTable.put(.text(text), at: "name", into: object, blocks: [])
        case .projectCode?: object = BatchTable.put(.text(text), at: "projectCode", into: object, blocks: [])
        case .description?: object = BatchTable.put(.text(text), at: "description", into: object, blocks: [])
        case .label?: label = text
        case .width?: width = member.value
        default: continue
        }
      }
    } catch {
      return try lines.add(row: row, label: object["name"]?.stringValue ?? label, field: nil, refusal: error.message)
    }
    label = object["name"]?.stringValue ?? label
    guard feature["type"]?.stringValue == "Feature", let geometry = feature["geometry"], !geometry.isNull else {
      return try lines.add(row: row, label: label, field: "footprint", refusal: "这个要素没有图形（geometry），请补上或删去。")
    }
    var members = (object.objectValue ?? []) + [JSONMember(key: "footprint", value: geometry)]
    if let width { members.append(JSONMember(key: "width_m", value: width)) }
    if let system { members.append(JSONMember(key: "crs", value: .string(system))) }
    try lines.add(row: row, label: label.map { String($0.prefix(200)) }, project: members)
  }
}
