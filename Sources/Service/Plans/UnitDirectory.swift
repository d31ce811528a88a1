public import Screening
import ZoneIndex
import Zoning

/// Units, counties and cities by code, made once per snapshot from the layers' attributes.
public struct UnitDirectory: PlaceDirectory {
  let unitReferences: [String: FeatureReference]
  /// County code → name.
  let counties: [String: String]

  init(_ snapshot: ZoneSnapshot) {
    var units: [String: FeatureReference] = [:]
    for r in snapshot.features(of: LayerDescriptor.unitLayer) { units[snapshot.code(of: r)] = r }
    var counties: [String: String] = [:]
    for r in snapshot.features(of: LayerDescriptor.countyLayer) { counties[snapshot.code(of: r)] = snapshot.name(of: r) }
    unitReferences = units
    self.counties = counties
  }

  /// Whether a code is that of a county or city here.
  func holds(place code: String) -> Bool { counties[code] != nil || Self.cityNames[code] != nil }

  public func county(_ code: String) -> NamedPlace { NamedPlace(code: code, name: counties[code] ?? code) }
  public func city(_ code: String) -> NamedPlace { NamedPlace(code: code, name: Self.cityNames[code] ?? code) }

  /// GB/T 2260, Jiangsu.
  static let cityNames: [String: String] = [
    "320100": "南京市", "320200": "无锡市", "320300": "徐州市", "320400": "常州市", "320500": "苏州市", "320600": "南通市", "320700": "连云港市",
    "320800": "淮安市", "320900": "盐城市", "321000": "扬州市", "321100": "镇江市", "321200": "泰州市", "321300": "宿迁市",
  ]
}
