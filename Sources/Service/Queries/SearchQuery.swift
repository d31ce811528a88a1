public import ExactJSON
import Exchange
import Geodesy
import Geometry
import Screening
import ZoneIndex
public import Zoning

extension ZoningService {
  /// One box for place, unit code or name, zone, document and coordinates (搜索).
  ///
  /// - Parameter limit: rows in a group.
  public func search(_ query: String, asOf: CivilDate?, limit: Int, caller: Caller) throws(ServiceError) -> JSONValue {
    let state = try state(asOf)
    let text = query.trimmingSpaces
    guard text.count <= 100 else { throw ServiceError(.badInput, "搜索内容太长，请缩短到 100 字以内。", field: "q") }
    let limit = max(1, min(limit, 200))
    var groups: [JSONValue] = []
    /// `total` counts all that match, of which only the first are listed.
    func group(_ title: String, _ items: [JSONValue], of total: Int) {
      guard !items.isEmpty else { return }
      groups.append(.object(["title": .string(title), "total": .int(total), "items": .array(Array(items.prefix(limit)))]))
    }
    func group(_ title: String, _ found: (items: [JSONValue], total: Int)) { group(title, found.items, of: found.total) }
    let reading = coordinates(text, state)
    if !text.isEmpty {
      let places = places(text, state)
      group("地方", places, of: places.count)
      group("管控单元", features(text, [LayerDescriptor.unitLayer], state, limit: limit))
      let zoned = state.snapshot.layerIDs.filter { id in
        state.rulebook.layers[id].map { $0.listed && $0.held && $0.group != .unit && $0.group != .administrative && $0.kind == .polygon }
          ?? false
      }
      group("分区和园区", features(text, zoned, state, limit: limit))
      let documents = state.rulebook.documents.documents.values.filter {
        $0.title.contains(text) || $0.id.contains(text) || ($0.number?.contains(text) ?? false)
      }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
      group(
        "文件",
        documents.prefix(limit).map {
          .object([
            "title": .string($0.markedTitle), "detail": .text($0.number), "href": .string("/documents/\($0.id.addressEscaped)"),
            "lon": .null, "lat": .null,
            "box": .null,
          ])
        }, of: documents.count)
    }
    return .object(["query": .string(query), "reading": reading ?? .null, "groups": .array(groups)])
  }

  private func places(_ text: String, _ state: PlanState) -> [JSONValue] {
    var items: [JSONValue] = []
    let wanted = PlaceName.plain(text)
    guard !wanted.isEmpty else { return [] }
    for (code, name) in UnitDirectory.cityNames.sorted(by: { $0.key < $1.key }) where name.contains(wanted) || code == wanted {
      var box = GridBox.empty
      for r in state.snapshot.features(of: LayerDescriptor.countyLayer) where state.snapshot.code(of: r).hasPrefix(code.prefix(4)) {
        box.add(state.snapshot.geometry(of: r).box)
      }
      if !box.isEmpty { items.append(item(name, detail: "设区市", href: nil, box: box)) }
    }
    for r in state.snapshot.features(of: LayerDescriptor.countyLayer) {
      let (code, name) = (state.snapshot.code(of: r), state.snapshot.name(of: r))
      let city = state.directory.city(String(code.prefix(4)) + "00").name
      guard code == wanted || PlaceName(county: name, city: city).isMeant(by: wanted) else { continue }
      items.append(item(name, detail: city, href: nil, box: state.snapshot.geometry(of: r).box))
    }
    return items
  }

  private func features(_ text: String, _ layers: [String], _ state: PlanState, limit: Int) -> (items: [JSONValue], total: Int) {
    let upper = text.uppercased()
    var hits: [(rank: Int, code: String, item: FeatureReference)] = []
    for layer in layers {
      for r in state.snapshot.features(of: layer) {
        let code = state.snapshot.code(of: r)
        let rank: Int
        if code == upper {
          rank = 0
        } else if code.hasPrefix(upper) {
          rank = 2
        } else {
          let name = state.snapshot.name(of: r)
          guard name.contains(text) else { continue }
          rank = name == text ? 1 : 3
        }
        hits.append((rank, code, r))
      }
    }
    hits.sort { ($0.rank, $0.code) < ($1.rank, $1.code) }
    let items = hits.prefix(limit).map { hit in
      let layer = state.snapshot.layerID(of: hit.item)
      let detail: String
      var href: String?
      if layer == LayerDescriptor.unitLayer, let code = ControlUnitCode(hit.code) {
        detail = "\(code.unitClass.chinese)单元，\(state.directory.county(code.county).name)，\(hit.code)"
        href = "/units/\(hit.code)"
      } else {
        detail = state.rulebook.layers[layer]?.title ?? layer
      }
      return item(state.snapshot.name(of: hit.item), detail: detail, href: href, box: state.snapshot.geometry(of: hit.item).box)
    }
    return (items, hits.count)
  }

  private func item(_ title: String, detail: String, href: String?, box: GridBox) -> JSONValue {
    let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    let (lon, lat) = (GridText.degrees(x), GridText.degrees(y))
    return .object([
      "title": .string(title), "detail": .string(detail), "href": .string(href ?? "/at?lon=\(lon)&lat=\(lat)"), "lon": .number(lon),
      "lat": .number(lat),
      "box": .array([box.minX, box.minY, box.maxX, box.maxY].map { .number(GridText.degrees($0)) }),
    ])
  }

  /// Two figures or two angles as people type them, in degrees or metres.
  private func pair(_ text: String) -> (Double, Double)? {
    let parts = text.split { " ,，;；\t/、".contains($0) }
    if parts.count == 2, let a = Double(parts[0]), let b = Double(parts[1]), a.isFinite, b.isFinite { return (a, b) }
    return AnglePair(text).map { ($0.first, $0.second) }
  }

  /// Two numbers typed into the box, read as a position in the province where only one reading falls there.
  private func coordinates(_ text: String, _ state: PlanState) -> JSONValue? {
    guard let (a, b) = pair(text) else { return nil }
    for r in readings(of: [RawPoint(a, b)]) where !r.onlyWhenStated {
      let raw = r.axesSwapped ? RawPoint(b, a) : RawPoint(a, b)
      do throws(ReferenceRefusal) {
        let p = try r.system.gridPoint(raw)
        guard !state.snapshot.features(at: p, layer: LayerDescriptor.unitLayer).isEmpty else { continue }
        return .object([
          "lon": .number(GridText.degrees(p.x)), "lat": .number(GridText.degrees(p.y)), "crs": .string(r.system.identifier),
          "how": .string(r.system.chineseName + (r.axesSwapped ? (r.system.isGeographic ? "，先纬度后经度" : "，先北坐标（X）后东坐标（Y）") : "")),
        ])
      } catch { continue }
    }
    return nil
  }
}

extension String {
  /// Percent-escaped for a path (RFC 3986, unreserved kept).
  var addressEscaped: String {
    utf8.map { b in
      (48...57).contains(b) || (65...90).contains(b) || (97...122).contains(b) || [45, 46, 95, 126].contains(b)
        ? String(UnicodeScalar(b)) : "%" + (b < 16 ? "0" : "") + String(b, radix: 16, uppercase: true)
    }.joined()
  }
}
