public import Geometry

/// A file or text of another's making that cannot be taken; `message` is one Chinese sentence that names the thing and the remedy.
public enum ExchangeError: Error, Hashable, Sendable, Codable {
  // The upload as a whole.
  case emptyFile(name: String?)
  case tooLarge(bytes: Int, limit: Int)
  case unreadableText(tried: [String])
  case unknownEncoding(String)
  case unknownFormat(name: String?)
  /// A format that we know and do not take, with what to hand in instead.
  case unsupportedFormat(kind: String, remedy: String)
  /// The file points at other files or addresses instead of holding the figure.
  case externalReference(kind: String)
  case xmlEntities
  case xmlNotTaken(kind: String)

  // Archives.
  case damagedArchive(reason: String)
  case archiveTooLarge(bytes: Int, limit: Int)
  case archiveBomb(entry: String, ratio: Int)
  case archiveNested(entry: String)
  case archivePath(entry: String)
  case archiveEncrypted(entry: String)
  case archiveMethod(entry: String, method: Int)
  case archiveTooManyEntries(count: Int, limit: Int)
  case noShapefile(found: [String])
  case severalShapefiles([String])
  case missingPart(layer: String, part: String)
  case truncatedPart(file: String, stated: Int, actual: Int)
  case damagedPart(file: String, reason: String)

  case severalLayers(file: String, [String])

  // Text formats.
  case badJSON(line: Int, column: Int, reason: String)
  case badGeoJSON(place: String, reason: String)
  case badWKT(position: Int, reason: String)
  case badTableRow(line: Int, text: String, reason: String)
  case packedAngles(line: Int, text: String)
  case noCoordinates

  // Geometry.
  case emptyGeometry(place: String)
  case unclosedRing(place: String)
  case tooFewPoints(place: String)
  case zeroArea(place: String)
  case lineTooShort(place: String)
  case notFinite(place: String)
  case mixedShapes([String])
  case tooManyVertices(count: Int, limit: Int)
  case tooManyFeatures(count: Int, limit: Int)
  case selfCrossing(part: String, longitude: Double, latitude: Double)
  case overlappingEdges(part: String, longitude: Double, latitude: Double)
  case holeOutsideShell(part: String, longitude: Double, latitude: Double)
  case unknownShape(String)
  case tooComplex
  case geometryEngine(detail: String)
  case badWidth(String)
  case widthOnNonLine
  case differentWidths([String])

  // Reference systems.
  case unknownReferenceSystem(String)
  /// A city's own grid or an older datum: no transformation is kept here.
  case datumNotTaken(name: String)
  case projectionNotTaken(name: String)
  case conflictingReferenceSystems(file: String, declared: String)
  /// The stated system puts the site where it cannot be; these readings would put it in the province's surroundings.
  case wrongReferenceSystem(stated: String, readings: [CandidateReading])
  /// The axes are written in the other order than the format asks for.
  case swappedAxes(reading: CandidateReading)
  /// More than one reading makes sense.
  case ambiguous([CandidateReading])
  case implausible(first: Double, second: Double)

  // The worker.
  case workerUnavailable(detail: String)
  case workerTimedOut(seconds: Int)
  case workerExceededLimits
  case workerFailed(detail: String)

  // Batches.
  case tooManyRows(limit: Int)
  /// A table that cannot be cut into cells from this record on.
  case badTable(row: Int, reason: String, remedy: String)
  case moreCellsThanHeadings(cells: Int, headings: Int)
  /// Headings of a batch table, a sentence each.
  case badColumns([String])

  // Lists.
  case badList(ListFileFaults)
  /// The same for several files of one delivery.
  case badLists([ListFileFaults])
  case sheetTooLarge(sheet: String, limit: Int)
  /// A decision model that cannot be read at all; the reason is a sentence with its remedy.
  case badModel(reason: String)
  case badMapping(member: String, reason: String)
  case noCodeField(layer: String, fields: [String])

  /// The sentence for people.
  public var message: String {
    switch self {
    case .emptyFile(let name): "\(Self.file(name))是空的，请检查后重新提交。"
    case .tooLarge(let bytes, let limit):
      "提交的内容有 \(Self.megabytes(bytes)) MB，超过上限 \(Self.megabytes(limit)) MB，请只保留选址范围后再提交。"
    case .unreadableText(let tried): "文字不是有效的 \(tried.joined(separator: " 或 ")) 编码，请另存为 UTF-8 后再提交。"
    case .unknownEncoding(let name): "不认识的文字编码“\(name)”，请写 UTF-8 或 GBK。"
    case .unknownFormat(let name):
      "认不出\(Self.file(name))的格式，请提交 GeoJSON、WKT、压缩成 zip 的 Shapefile，或粘贴坐标表。"
    case .unsupportedFormat(let kind, let remedy): "不接收\(kind)，\(remedy)。"
    case .externalReference(let kind): "\(kind)指向别处的文件或网址，本系统不会去读取，请提交含有坐标本身的 GeoJSON 或 Shapefile。"
    case .xmlEntities: "XML 中定义了实体（DOCTYPE 或 ENTITY），可能引出别处的内容，已拒收，请改交 GeoJSON。"
    case .xmlNotTaken(let kind): "不接收 \(kind)，请在制图软件中导出为 GeoJSON 或 Shapefile 后再提交。"

    case .damagedArchive(let reason): "压缩包打不开：\(reason)，请重新压缩为 zip 后提交。"
    case .archiveTooLarge(let bytes, let limit):
      "压缩包解开后有 \(Self.megabytes(bytes)) MB，超过上限 \(Self.megabytes(limit)) MB，请只保留选址范围的图层。"
    case .archiveBomb(let entry, let ratio): "压缩包中“\(entry)”的压缩比达到 \(ratio) 倍，不像正常的图层，已拒收，请重新导出。"
    case .archiveNested(let entry): "压缩包里还有压缩包“\(entry)”，请把图层文件直接压缩为一个 zip。"
    case .archivePath(let entry): "压缩包中“\(entry)”的路径指向压缩包之外，已拒收，请重新压缩。"
    case .archiveEncrypted(let entry): "压缩包中“\(entry)”加了密码，请去掉密码后重新压缩。"
    case .archiveMethod(let entry, let method): "压缩包中“\(entry)”用了不支持的压缩方法（\(method)），请用普通的 zip 压缩。"
    case .archiveTooManyEntries(let count, let limit): "压缩包中有 \(count) 个文件，超过上限 \(limit) 个，请只保留一个图层的文件。"
    case .noShapefile(let found):
      "压缩包里没有 .shp 文件（有：\(Self.some(found))），请把同名的 .shp、.shx、.dbf、.prj 一起压缩。"
    case .severalShapefiles(let names): "压缩包里有 \(names.count) 个图层（\(Self.some(names))），请只保留选址范围的一个。"
    case .missingPart(let layer, let part): "图层“\(layer)”缺少 .\(part) 文件，请把同名的 .shp、.shx、.dbf、.prj 一起压缩。"
    case .truncatedPart(let file, let stated, let actual):
      "“\(file)”不完整：文件头写明 \(stated) 字节，实有 \(actual) 字节，可能被截断，请重新导出。"
    case .damagedPart(let file, let reason): "“\(file)”已损坏：\(reason)，请重新导出。"
    case .severalLayers(let file, let names): "“\(file)”里有 \(names.count) 个图层（\(Self.some(names))），请每个文件只放一个。"

    case .badJSON(let line, let column, let reason): "JSON 第 \(line) 行第 \(column) 列：\(reason)"
    case .badGeoJSON(let place, let reason): "GeoJSON 的“\(place)”不对：\(reason)。"
    case .badWKT(let position, let reason): "WKT 第 \(position) 个字符处不对：\(reason)。"
    case .badTableRow(let line, let text, let reason): "坐标表第 \(line) 行“\(text)”不对：\(reason)。"
    case .packedAngles(let line, let text):
      "坐标表第 \(line) 行“\(text)”像是连写的度分秒，与米制坐标分不清，请写成 120°11′07.5″ 或十进制度。"
    case .noCoordinates: "没有找到坐标，请每行写一个点，例如“J1, 118.7654321, 32.0612345”。"

    case .emptyGeometry(let place): "\(place)没有坐标，请补全或删去。"
    case .unclosedRing(let place): "\(place)没有闭合，请在末尾重复第一个点的坐标。"
    case .tooFewPoints(let place): "\(place)不足三个不同的点，围不成面，请补全界址点，或改按线提交并填写宽度。"
    case .zeroArea(let place): "\(place)的面积为零（各点在一条直线上），请核对坐标，或改按线提交并填写宽度。"
    case .lineTooShort(let place): "\(place)只有一个不同的点，不成线，请补足两个以上的点，或改按点提交。"
    case .notFinite(let place): "\(place)有不是有限数的坐标（NaN 或 Infinity），请改正后再提交。"
    case .mixedShapes(let kinds): "提交的图形里同时有\(kinds.joined(separator: "和"))，请分开提交。"
    case .tooManyVertices(let count, let limit): "图形有 \(count) 个顶点，超过上限 \(limit) 个，请只保留选址范围或适当简化。"
    case .tooManyFeatures(let count, let limit): "文件有 \(count) 个要素，超过上限 \(limit) 个，请只保留选址范围。"
    case .selfCrossing(let part, let longitude, let latitude):
      "\(part)在\(Self.place(longitude, latitude))处自相交，请核对该处各点的次序后再提交。"
    case .overlappingEdges(let part, let longitude, let latitude):
      "\(part)在\(Self.place(longitude, latitude))处与自身重叠（折返或重复走线），请删去重复的边后再提交。"
    case .holeOutsideShell(let part, let longitude, let latitude):
      "\(part)的内环在\(Self.place(longitude, latitude))处位于外环之外，请核对内外环的归属。"
    case .unknownShape(let kind): "不认识的图形类型“\(kind)”，请改用点、线、面（POINT、LINESTRING、POLYGON 及其 MULTI 类型）。"
    case .tooComplex: "图形过于复杂，检查所需的时间太长，请简化边界或分开提交。"
    case .geometryEngine: "图形无法处理，请在制图软件中做拓扑检查后再提交。"
    case .badWidth(let text): "线的宽度“\(text)”不对，请填写大于 0、不超过 1000 的米数。"
    case .widthOnNonLine: "只有线才填写宽度，提交的图形不是线，请去掉宽度或改按线提交。"
    case .differentWidths(let widths): "各条线写了不同的宽度（\(Self.some(widths)) 米），请统一为一个宽度，或分开提交。"

    case .unknownReferenceSystem(let text):
      "不认识的坐标系“\(text)”，请写 EPSG:4490、EPSG:4548、EPSG:4549、EPSG:4527、EPSG:4528、WGS84、GCJ-02 或 BD-09。"
    case .datumNotTaken(let name): "坐标系“\(name)”不是 2000 国家大地坐标系，本系统不保存转换参数，请向测绘单位索取 CGCS2000 坐标。"
    case .projectionNotTaken(let name): "投影“\(name)”不是 CGCS2000 的 3 度带高斯—克吕格投影，请在制图软件中转换为 EPSG:4490 后再提交。"
    case .conflictingReferenceSystems(let file, let declared):
      "文件写明的坐标系是“\(file)”，而填写的是“\(declared)”，请核对后只按一种提交。"
    case .wrongReferenceSystem(let stated, let readings):
      readings.isEmpty
        ? "按“\(stated)”读，选址不在我国境内，请核对坐标系和坐标次序。"
        : "按“\(stated)”读，选址不在合理范围内，可能应为：\(Self.list(readings))，请核对后改选。"
    case .swappedAxes(let reading):
      "坐标的次序像是反了（应先经度后纬度、先东后北），\(reading.place)才合理，请对调后提交，或确认按“\(reading.title)”读。"
    case .ambiguous(let readings): "坐标有 \(readings.count) 种读法：\(Self.list(readings))，请选定一种。"
    case .implausible(let first, let second):
      "坐标（\(Self.plain(first))，\(Self.plain(second))）按经纬度或高斯—克吕格各分带读都不在合理范围内，请核对数值、坐标次序和坐标系。"

    case .workerUnavailable: "文件读取程序没有启动，请告知系统管理员。"
    case .workerTimedOut(let seconds): "读取文件超过 \(seconds) 秒，已停止，请简化图形后再提交。"
    case .workerExceededLimits: "读取文件所需的内存超过上限，已停止，请简化图形后再提交。"
    case .workerFailed: "文件读取中途失败，文件可能已损坏，请重新导出后再提交。"

    case .tooManyRows(let limit): "超过 \(limit) 行，请分成几批提交。"
    case .badTable(let row, let reason, let remedy): "表格第 \(row) 行读不出来：\(reason)，\(remedy)。"
    case .moreCellsThanHeadings(let cells, let headings): "这一行有 \(cells) 格，表头只有 \(headings) 列，请核对有没有多出的逗号，含逗号的文字用双引号括起。"
    case .badColumns(let faults): "表头要改：" + faults.prefix(8).joined(separator: "；") + (faults.count > 8 ? "；等 \(faults.count) 处。" : "。")

    case .badList(let faults): faults.message
    case .badLists(let files): "有 \(files.count) 个文件要改：" + files.map(\.message).joined()
    case .sheetTooLarge(let sheet, let limit): "工作表“\(sheet)”连同空白超过 \(limit) 个单元格，请删去表格下方和右侧多余的行列后再提交。"
    case .badModel(let reason): "决策模型读不出来：\(reason)"
    case .badMapping(let member, let reason): "字段映射文件的“\(member)”不对：\(reason)。"
    case .noCodeField(let layer, let fields):
      "图层“\(layer)”里找不到编码字段（有：\(Self.some(fields))），请在字段映射文件的 code 中写明。"
    }
  }

  /// A stable code for interfaces and for tests of the mapping to HTTP.
  public var code: String {
    Mirror(reflecting: self).children.first?.label ?? "\(self)"
  }

  /// The crossing of an edge with another, where the refusal has a place.
  public var place: GridPoint? {
    switch self {
    case .selfCrossing(_, let longitude, let latitude), .overlappingEdges(_, let longitude, let latitude),
      .holeOutsideShell(_, let longitude, let latitude):
      GridPoint(longitude: longitude, latitude: latitude)
    default: nil
    }
  }

  private static func place(_ longitude: Double, _ latitude: Double) -> String {
    GridPoint(longitude: longitude, latitude: latitude).placeText
  }

  private static func file(_ name: String?) -> String { name.map { "文件“\($0)”" } ?? "提交的内容" }

  private static func some(_ names: [String]) -> String {
    if names.isEmpty { return "空" }
    return names.prefix(5).joined(separator: "、") + (names.count > 5 ? " 等" : "")
  }

  private static func list(_ readings: [CandidateReading]) -> String {
    readings.enumerated().map { "（\($0.offset + 1)）\($0.element.title)，\($0.element.place)" }.joined(separator: "；")
  }

  static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 99_999) / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
  }
}
