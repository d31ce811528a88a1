import Screening
import ZoneIndex
import Zoning

/// Places as people write them in registers (地区): codes, names of provinces, cities and counties, and layers of regions.
struct PlaceNames {
  /// Name → codes; 鼓楼区 is in several cities.
  private let codes: [String: Set<String>]
  private let layers: Set<String>
  private let province: String

  init(_ state: PlanState, province: String) {
    self.province = province
    var codes: [String: Set<String>] = [:]
    func add(_ name: String, _ code: String) { codes[name, default: []].insert(code) }
    for (code, city) in UnitDirectory.cityNames { add(city, code) }
    for (code, county) in state.directory.counties {
      add(county, code)
      if let city = UnitDirectory.cityNames[code.prefix(4) + "00"] { add(city + county, code) }
    }
    if let name = UnitDirectory.provinceNames[province] { add(name, province) }
    add("全国", "000000")
    self.codes = codes
    layers = Set(state.rulebook.layers.keys).union(KnownLaw.standard.layers.keys)
  }

  /// The code of a place, or the id of a layer; else why it is refused, with the nearest known.
  func read(_ text: String) throws(ZoningError) -> String {
    if CatalogueGround.isCode(text) {
      if text == "000000" || text == province || !text.hasPrefix(province.prefix(2)) || codes.values.contains(where: { $0.contains(text) })
      {
        return text
      }
      throw .badCatalogue("没有代码为“\(text)”的市、县（市、区）")
    }
    if layers.contains(text) { return text }
    let found = codes[text] ?? []
    if found.count > 1 { throw .badCatalogue("“\(text)”有 \(found.count) 个（\(found.sorted().joined(separator: "、"))），请写行政区划代码") }
    if let code = found.first { return code }
    let near = KnownLaw.near(text, Array(codes.keys) + layers)
    throw .badCatalogue("没有名为“\(text)”的地区" + (near.contains("相近") ? String(near.dropLast()) : "，请写行政区划代码或图层名称"))
  }
}

extension DatedCatalogue {
  /// With every row's places as codes and layers, which alone can be certainly elsewhere.
  ///
  /// Throws `badCatalogue` naming the first rows whose place is unknown.
  func placed(_ names: PlaceNames) throws(ZoningError) -> DatedCatalogue {
    var next = self
    var faults: [String] = []
    for i in entries.indices {
      // A row of the catalogue of suspended areas may name its place as its name.
      var stated = entries[i].places
      if stated.isEmpty, id == KnownLaw.suspendedAreas { stated = [entries[i].name] }
      var read: [String] = []
      for place in stated {
        do throws(ZoningError) { read.append(try names.read(place)) } catch {
          faults.append("第 \(i + 1) 条“\(entries[i].name.prefix(20))”的地区：\(error.message)")
        }
      }
      next.entries[i].places = read
    }
    if faults.isEmpty { return next }
    let count = faults.count > 5 ? "（共 \(faults.count) 处）" : ""
    throw .badCatalogue("名录“\(id)”：\(faults.prefix(5).joined(separator: "；"))\(count)。")
  }
}
