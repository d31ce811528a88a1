import Cartography
public import ExactJSON
import Geometry
import Screening
import Sealing
public import Tiles
import ZoneIndex
public import Zoning

/// A tile as it is served.
public struct ServedTile: Sendable {
  public var bytes: [UInt8]
  /// Names the bytes.
  public var tag: String
  public var reduction: TileReduction
}

extension ZoningService {
  /// The descriptor of a layer that tiles can be cut from; refuses with a sentence where there is none or it is not held.
  func tileLayer(_ layer: String, _ state: TileState) throws(ServiceError) -> LayerDescriptor {
    guard let descriptor = state.state.rulebook.layers[layer] else {
      throw ServiceError(.notFound, "没有名为“\(layer)”的图层，图层名见 /tiles.json。", field: "layer")
    }
    guard descriptor.held, state.state.snapshot.holds(layer) else {
      throw ServiceError(.notFound, "图层“\(layer)”依法应有，本系统还没有入库，没有图块可取。", field: "layer")
    }
    return descriptor
  }

  /// A vector tile; nil where the layer's pyramid has to be made first (`makeTiles`).
  public func tile(_ address: TileAddress, layer: String, state: TileState, caller: Caller) throws(ServiceError) -> ServedTile? {
    _ = try tileLayer(layer, state)
    let key = TileShelf.key(layer: layer, set: address.set, parts: state.parts(of: layer))
    guard let pyramid = tiles.pyramid(key) else { return nil }
    let tag = Self.tag(key, address)
    return tiles.tile(tag) {
      let tile = pyramid.tile(address, layer: layer)
      return ServedTile(bytes: tile.bytes, tag: tag, reduction: tile.reduction)
    }
  }

  /// A picture of a tile as PNG, drawn by the style file; nil where the pyramid has to be made first.
  ///
  /// - Parameter scale: 1 for 256 pixels, 2 for 512.
  public func tilePicture(_ address: TileAddress, scale: Int, layer: String, state: TileState, caller: Caller) throws(ServiceError)
    -> ServedTile?
  {
    let (style, look) = try look(of: try tileLayer(layer, state))
    let key = TileShelf.key(layer: layer, set: address.set, parts: state.parts(of: layer))
    guard let pyramid = tiles.pyramid(key) else { return nil }
    let tag = "\(Self.tag(key, address))-\(style.version)-\(scale)"
    return try refusing {
      try tiles.tile(tag) {
        let bytes = try TilePainter(look, font: style.font).png(pyramid, address, scale: scale)
        return ServedTile(bytes: bytes, tag: tag, reduction: TileReduction())
      }
    }
  }

  /// The legend of a layer as PNG, with the name of its bytes.
  public func legendPicture(layer: String, state: TileState, caller: Caller) throws(ServiceError) -> ServedTile {
    let descriptor = try tileLayer(layer, state)
    let (style, look) = try look(of: descriptor)
    let bytes = try refusing { try LegendPainter(look, font: style.font, isArea: descriptor.kind == .polygon).png() }
    return ServedTile(bytes: bytes, tag: "legend-\(style.version)-\(FeatureID.of(layer: layer, code: ""))", reduction: TileReduction())
  }

  /// The style file as the pages read it, with the name of its bytes.
  public func mapStyle(caller: Caller) throws(ServiceError) -> ServedTile {
    let style = try refusing { try ShippedStyle.style.get() }
    return ServedTile(bytes: style.bytes, tag: style.version, reduction: TileReduction())
  }

  private func look(of descriptor: LayerDescriptor) throws(ServiceError) -> (MapStyle, MapStyle.Look) {
    let style = try refusing { try ShippedStyle.style.get() }
    guard let look = style.look(layer: descriptor.id, group: descriptor.group.rawValue) else {
      throw ServiceError(.notFound, "地图样式里没有图层“\(descriptor.id)”，只有矢量图块可取。", field: "layer")
    }
    return (style, look)
  }

  private static func tag(_ key: Digest, _ address: TileAddress) -> String {
    "\(key.hex.prefix(16))-\(address.zoom)-\(address.column)-\(address.row)"
  }

  /// Makes the pyramid of a layer: seconds for a large one, so not among quick queries.
  public func makeTiles(layer: String, set: TileMatrixSet, state: TileState, caller: Caller) throws(ServiceError) {
    _ = try tileLayer(layer, state)
    _ = try refusing {
      try tiles.make(
        TileShelf.key(layer: layer, set: set, parts: state.parts(of: layer)), layer: layer, of: state.state.snapshot, set: set)
    }
  }

  // MARK: Descriptions

  /// TileJSON 3.0.0 of a layer.
  public func tileJSON(layer: String, state: TileState, caller: Caller) throws(ServiceError) -> JSONValue {
    let descriptor = try tileLayer(layer, state)
    let snapshot = state.state.snapshot
    var attributes: Set<String> = []
    for r in snapshot.features(of: layer) { attributes.formUnion(snapshot.attributes(of: r).keys) }
    attributes.formUnion(["code", "name"])
    let fields = attributes.sorted().map { JSONMember(key: $0, value: .string(TileAttributeNames.title($0))) }
    let labelFields = ["class", "code", "name", "rank"].filter { $0 == "rank" || attributes.contains($0) }
      .map { JSONMember(key: $0, value: .string(TileAttributeNames.title($0))) }
    let box = snapshot.box(of: layer)
    let bounds: [JSONValue] =
      box.isEmpty
      ? [.int(-180), .int(-85), .int(180), .int(85)]
      : [box.minX, box.minY, box.maxX, box.maxY].map { Self.degrees($0) }
    let basis = try refusing { try state.state.rulebook.documents.cite(descriptor.basis, on: state.state.asOf).text }
    func described(_ id: String, _ text: String, _ fields: [JSONMember]) -> JSONValue {
      .object([
        "id": .string(id), "description": .string(text), "minzoom": .int(0), "maxzoom": .int(TileAddress.finestZoom),
        "fields": .object(fields),
      ])
    }
    return .object([
      "tilejson": .string("3.0.0"),
      "tiles": .array([.string("\(publicURL)/tiles/\(state.id)/\(PercentText.encoded(layer))/{z}/{x}/{y}.mvt")]),
      "vector_layers": .array([
        described(layer, descriptor.title, fields), described(layer + "·标注", descriptor.title + "的标注点", labelFields),
      ]),
      "name": .string(descriptor.title), "description": .string(basis),
      "attribution": .string(library.demonstration.isEmpty ? basis : "示范数据，不作审批依据"),
      "version": .string("1.0.0"), "scheme": .string("xyz"), "minzoom": .int(0), "maxzoom": .int(TileAddress.finestZoom),
      "bounds": .array(bounds), "state": .string(state.id), "asOf": .string(state.state.asOf.description),
      "kind": .string(descriptor.kind.rawValue), "group": .string(descriptor.group.rawValue),
      "features": .int(snapshot.featureCount(of: layer)),
    ])
  }

  /// TileJSON of the control units in force on a day; nil where no plan brought any.
  public func unitTiles(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue? {
    let state = try tileState(asOf?.description ?? "current")
    guard state.state.snapshot.holds(LayerDescriptor.unitLayer) else { return nil }
    return try tileJSON(layer: LayerDescriptor.unitLayer, state: state, caller: caller)
  }

  /// Every layer that tiles can be cut from, with its addresses, and the current state.
  public func tileLayers(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try tileState(asOf?.description ?? "current")
    let groups = LayerDescriptor.Group.allCases
    let layers = state.state.rulebook.layers.values.filter { $0.held && state.state.snapshot.holds($0.id) }.sorted { a, b in
      (groups.firstIndex(of: a.group) ?? 0, a.id) < (groups.firstIndex(of: b.group) ?? 0, b.id)
    }
    return .object([
      "state": .string(state.id), "asOf": .string(state.state.asOf.description), "minzoom": .int(0),
      "maxzoom": .int(TileAddress.finestZoom),
      "layers": .array(
        layers.map { l in
          let base = "/tiles/\(state.id)/\(PercentText.encoded(l.id))"
          return .object([
            "id": .string(l.id), "title": .string(l.title), "group": .string(l.group.rawValue), "groupTitle": .string(l.group.chinese),
            "kind": .string(l.kind.rawValue), "features": .int(state.state.snapshot.featureCount(of: l.id)), "listed": .bool(l.listed),
            "tilejson": .string(base + ".json"), "vector": .string(base + "/{z}/{x}/{y}.mvt"),
            "picture": .string(base + "/{z}/{x}/{y}.png"),
          ])
        }),
    ])
  }

  private static func degrees(_ grid: Int64) -> JSONValue {
    let sign = grid < 0 ? "-" : ""
    let fraction = String(grid.magnitude % 100_000_000)
    return .number(sign + String(grid.magnitude / 100_000_000) + "." + String(repeating: "0", count: 8 - fraction.count) + fraction)
  }
}

/// Text in the path of an address (RFC 3986): everything but unreserved characters as %XX of its UTF-8.
enum PercentText {
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(Character(UnicodeScalar(byte)))
      default: out += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return out
  }
}

/// What attributes are called in Chinese; those that nobody named keep their own name.
enum TileAttributeNames {
  private static let titles: [String: String] = [
    "code": "编码", "name": "名称", "class": "类别", "rank": "按面积的名次", "county": "县（市、区）代码", "countyName": "县（市、区）", "city": "设区市代码",
    "cityName": "设区市", "township": "乡镇（街道）", "domain": "陆域或海域", "kind": "类型", "type": "类型", "level": "级别", "subclass": "管控分区类型",
    "unit": "所属管控单元", "section": "控制断面", "basin": "流域", "use": "海域使用功能", "function": "岸线功能", "order": "干支流", "water": "水体",
    "recognised": "是否合规园区", "recognition": "合规园区认定", "chemical": "是否化工园区", "chemicalRecognition": "化工园区认定", "positioning": "产业定位",
    "positioning2": "第二产业定位", "profile": "主导产业", "planEIA": "是否完成规划环评", "side": "岸别", "source": "来源", "geometryKind": "图形种类",
  ]

  static func title(_ key: String) -> String { titles[key] ?? key }
}
