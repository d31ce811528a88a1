import HTTPTypes
import Service

/// What the maps draw: generalised by zoom, in full past 14.
extension Endpoint {
  static let maps: [Endpoint] = [
    Endpoint(.get, "/map/features.json") { site, call in
      guard let layer = call.text("layer") else { throw Refusal.badQuery("layer", "缺少“layer”，请给出图层名，如 管控单元。") }
      let zoom = try call.requiredNumber("zoom", example: "9")
      guard (0...24).contains(zoom) else { throw Refusal.badQuery("zoom", "“zoom”应在 0 到 24 之间。") }
      let box = try call.box()
      return try await site.tagged(call) { tag in
        .geoJSON(
          try await site.desk.read { service, caller in
            try service.mapFeatures(
              layer: layer, zoom: zoom, box: (box.west, box.south, box.east, box.north), asOf: try ZoningService.day(call.text("asOf")),
              caller: caller)
          }, tag: tag)
      }
    },
    Endpoint(.get, "/map/waters.json") { site, call in
      try await site.tagged(call) { tag in
        .geoJSON(try await site.desk.read { service, caller in try service.mapWaters(caller: caller) }, tag: tag)
      }
    },
    Endpoint(.get, "/map/boundaries.json") { site, call in
      let zoom = try call.number("zoom") ?? 8
      return try await site.tagged(call) { tag in
        .geoJSON(try await site.desk.read { service, caller in try service.mapBoundaries(zoom: zoom, caller: caller) }, tag: tag)
      }
    },
  ]
}
