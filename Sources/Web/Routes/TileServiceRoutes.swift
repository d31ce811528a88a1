import HTTPTypes
import Service
import Tiles

/// The picture tiles as OGC WMTS 1.0.0 has them, by parameters and by addresses, for clients without vectors.
extension Endpoint {
  static let tileService: [Endpoint] = [
    Endpoint(.get, "/wmts/1.0.0/WMTSCapabilities.xml") { site, call in try await site.tileServiceDescription(call) },
    Endpoint(.get, "/wmts") { site, call in
      let names = try TileServiceNames(call.query)
      switch names["REQUEST"]?.lowercased() {
      case "getcapabilities": return try await site.tileServiceDescription(call)
      case "gettile":
        let layer = try names.required("LAYER")
        let set = try names.required("TILEMATRIXSET")
        guard let known = TileMatrixSet(rawValue: set) else {
          throw Refusal.badQuery("TILEMATRIXSET", "没有名为“\(set)”的瓦片矩阵集，可以写 WebMercatorQuad 或 CGCS2000Quad。")
        }
        if let format = names["FORMAT"], format != "image/png" {
          throw Refusal.badQuery("FORMAT", "图片格式写的是“\(format)”，这里只有 image/png。")
        }
        let z = try names.whole("TILEMATRIX")
        let x = try names.whole("TILECOL")
        let y = try names.whole("TILEROW")
        return try await site.picture(try TileAddress.existing(set: known, z: z, x: x, y: y), scale: 1, layer: layer, state: "current")
      case let other:
        throw Refusal.badQuery("REQUEST", "“REQUEST”写的是“\(other ?? "")”，应为 GetCapabilities 或 GetTile。")
      }
    },
  ]
}

/// Parameters whose names may be written in large or small letters.
struct TileServiceNames {
  private var values: [String: String] = [:]

  init(_ query: [(name: String, value: String)]) throws(Refusal) {
    for (name, value) in query {
      guard values.updateValue(value, forKey: name.uppercased()) == nil else {
        throw .badQuery(name, "参数“\(name)”写了两次，请只留一个。")
      }
    }
    if let service = values["SERVICE"], service.uppercased() != "WMTS" {
      throw .badQuery("SERVICE", "“SERVICE”写的是“\(service)”，这里只有 WMTS。")
    }
  }

  subscript(_ name: String) -> String? { values[name] }

  func required(_ name: String) throws(Refusal) -> String {
    guard let value = values[name], !value.isEmpty else { throw .badQuery(name, "缺少参数“\(name)”。") }
    return value
  }

  func whole(_ name: String) throws(Refusal) -> Int { try TileAddress.whole(try required(name), name) }
}

extension Site {
  /// Capabilities under the public address, else under the one that the client used.
  fileprivate func tileServiceDescription(_ call: Call) async throws -> Answer {
    let bytes = try await desk.read { service, caller in try service.tileServiceDescription(base: service.publicURL, caller: caller) }
    return Answer(type: "application/xml; charset=utf-8", bytes: bytes, tag: Fingerprint.of(String(decoding: bytes, as: UTF8.self)))
  }
}

extension TileAddress {
  /// A number of an address, nothing but digits.
  static func whole(_ text: String, _ name: String) throws(Refusal) -> Int {
    guard text.utf8.count <= 9, !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(text) else {
      throw .badQuery(name, "图块地址里的 \(name) 写的是“\(text)”，应为不带符号的整数。")
    }
    return value
  }

  /// The tile, 404 where there is none.
  static func existing(set: TileMatrixSet, z: Int, x: Int, y: Int) throws(Refusal) -> TileAddress {
    guard let address = TileAddress(set: set, zoom: z, column: x, row: y) else {
      throw Refusal(status: .notFound, detail: "没有第 \(z) 级第 \(x) 列第 \(y) 行的图块：级别为 0 到 16，行列号不超出该级范围。")
    }
    return address
  }
}
