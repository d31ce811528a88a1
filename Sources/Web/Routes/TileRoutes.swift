import ExactJSON
import Foundation
import HTTPTypes
import Service
import Tiles

/// Map tiles and what describes them.
///
/// An address with the digits of a tile state never changes its answer and may be kept for ever; `current` and days are
/// asked again each time, under the same tags. A tile without features is 200 and empty.
extension Endpoint {
  static let tiles: [Endpoint] = [
    Endpoint(.get, "/tiles.json") { site, call in
      let text = try await site.desk.read { service, caller in
        try service.tileLayers(asOf: try ZoningService.day(call.text("asOf")), caller: caller)
      }.canonicalBytes
      return Answer(type: "application/json; charset=utf-8", bytes: text, tag: Fingerprint.of(String(decoding: text, as: UTF8.self)))
    },
    Endpoint(.get, "/tiles/{state}/{layer}.json") { site, call in
      let layer = try call.captured("layer", dropping: ".json")
      let name = try call.captured("state")
      let (value, isFixed) = try await site.desk.tile { service, caller in
        let state = try service.tileState(name)
        return (try service.tileJSON(layer: layer, state: state, caller: caller), state.isFixed)
      }
      var answer = Answer.json(value)
      answer.tag = Fingerprint.of(String(decoding: answer.bytes, as: UTF8.self))
      answer.keeping = isFixed ? .forever : .revalidate
      return answer
    },
    Endpoint(.get, "/tiles/{state}/{layer}/{z}/{x}/{y}.mvt") { site, call in
      let layer = try call.captured("layer")
      let name = try call.captured("state")
      let address = try call.tileAddress()
      let (tile, isFixed) = try await site.vectorTile(address, layer: layer, state: name)
      var answer = Answer(
        type: "application/vnd.mapbox-vector-tile", bytes: tile.bytes, keeping: isFixed ? .forever : .revalidate, tag: tile.tag)
      if let text = tile.reduction.headerText { answer.more[.tileReduction] = text }
      return answer
    },
    Endpoint(.get, "/tiles/{state}/{layer}/{z}/{x}/{y}.png") { site, call in
      let layer = try call.captured("layer")
      let name = try call.captured("state")
      let isDouble = (call.captures["y"] ?? "").hasSuffix("@2x")
      let address = try call.tileAddress(format: isDouble ? "@2x" : "")
      return try await site.picture(address, scale: isDouble ? 2 : 1, layer: layer, state: name)
    },
    Endpoint(.get, "/map/style.json") { site, call in
      let style = try await site.desk.read { service, caller in try service.mapStyle(caller: caller) }
      return Answer(type: "application/json; charset=utf-8", bytes: style.bytes, tag: style.tag)
    },
    Endpoint(.get, "/map/legend/{layer}.png") { site, call in
      let layer = try call.captured("layer", dropping: ".png")
      let legend = try await site.desk.tile { service, caller in
        try service.legendPicture(layer: layer, state: try service.tileState("current"), caller: caller)
      }
      return Answer(type: "image/png", bytes: legend.bytes, tag: legend.tag)
    },
  ]
}

extension HTTPField.Name {
  /// What a tile left out so that it stays below the limit.
  static let tileReduction = HTTPField.Name("Fenqu-Tile-Reduction")!
}

extension TileReduction {
  /// `attributes; labels<2px; coarser=1; features=12`, nil where nothing was left out.
  var headerText: String? {
    var parts: [String] = []
    if withoutAttributes { parts.append("attributes") }
    if labelsBelowPixels > 0 { parts.append("labels<\(labelsBelowPixels)px") }
    if coarserBy > 0 { parts.append("coarser=\(coarserBy)") }
    if featuresLeftOut > 0 { parts.append("features=\(featuresLeftOut)") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension Site {
  /// A picture of a tile, its pyramid made first where there is none.
  func picture(_ address: TileAddress, scale: Int, layer: String, state name: String) async throws -> Answer {
    let (tile, isFixed) = try await made(address, layer: layer, state: name) { service, state, caller in
      try service.tilePicture(address, scale: scale, layer: layer, state: state, caller: caller)
    }
    return Answer(type: "image/png", bytes: tile.bytes, keeping: isFixed ? .forever : .revalidate, tag: tile.tag)
  }

  /// A vector tile and whether its address never changes; a layer's pyramid is made first where there is none.
  func vectorTile(_ address: TileAddress, layer: String, state name: String) async throws -> (tile: ServedTile, isFixed: Bool) {
    try await made(address, layer: layer, state: name) { service, state, caller in
      try service.tile(address, layer: layer, state: state, caller: caller)
    }
  }

  private func made(
    _ address: TileAddress, layer: String, state name: String,
    _ work: @escaping @Sendable (ZoningService, TileState, Caller) throws -> ServedTile?
  ) async throws -> (tile: ServedTile, isFixed: Bool) {
    for _ in 0..<2 {
      let found = try await desk.tile { service, caller in
        let state = try service.tileState(name)
        return (try work(service, state, caller), state.isFixed)
      }
      if let tile = found.0 { return (tile, found.1) }
      try await desk.heavy { service, caller in
        try service.makeTiles(layer: layer, set: address.set, state: try service.tileState(name), caller: caller)
      }
    }
    throw Refusal.busy
  }
}

extension ServiceDesk {
  /// Reads for a tile: what is malformed in a tile's address is 400, as in every tile service, and not 422.
  func tile<T: Sendable>(_ work: @escaping @Sendable (ZoningService, Caller) throws -> T) async throws -> T {
    do { return try await read(work) } catch var refusal as Refusal {
      if refusal.status == .unprocessableContent { refusal.status = .badRequest }
      throw refusal
    }
  }
}

extension Call {
  /// A captured part of the path, percent-decoded.
  func captured(_ name: String, dropping suffix: String = "") throws(Refusal) -> String {
    let raw = captures[name] ?? ""
    let text = suffix.isEmpty || !raw.hasSuffix(suffix) ? raw : String(raw.dropLast(suffix.count))
    guard let plain = text.removingPercentEncoding, !plain.isEmpty else {
      throw .badQuery(name, "地址里的“\(text)”不是 UTF-8 的百分号编码，请核对地址。")
    }
    return plain
  }

  /// z, x and y of the path: 400 where they are no numbers, 404 where there is no such tile.
  func tileAddress(format: String = "") throws(Refusal) -> TileAddress {
    var set = TileMatrixSet.webMercator
    if let name = text("matrixSet") {
      guard let known = TileMatrixSet(rawValue: name) else {
        throw .badQuery("matrixSet", "没有名为“\(name)”的瓦片矩阵集，可以写 WebMercatorQuad 或 CGCS2000Quad。")
      }
      set = known
    }
    let z = try whole("z")
    let x = try whole("x")
    let y = try whole("y", dropping: format)
    return try TileAddress.existing(set: set, z: z, x: x, y: y)
  }

  private func whole(_ name: String, dropping suffix: String = "") throws(Refusal) -> Int {
    try TileAddress.whole(try captured(name, dropping: suffix), name)
  }
}
