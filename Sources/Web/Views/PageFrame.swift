/// What surrounds every page: assets, navigation, the base map's number.
package struct PageFrame: Sendable {
  package enum Place: String, Sendable { case map, screening, batches, rulebook, about }

  package init(assets: String, baseMap: BaseMapSetting? = nil, place: Place? = nil) {
    self.assets = assets
    self.baseMap = baseMap
    self.place = place
  }

  /// `/assets/1f2e3d4c5b/`.
  var assets: String
  var baseMap: BaseMapSetting?
  /// The navigation entry that this page belongs to.
  var place: Place?

  func at(_ place: Place?) -> PageFrame {
    var copy = self
    copy.place = place
    return copy
  }

  var view: View {
    let entries: [(Place, String, String)] = [
      (.map, "地图", "/"), (.screening, "项目研判", "/screenings/new"), (.batches, "批量研判", "/batches"),
      (.rulebook, "清单", "/rulebook"),
      (.about, "关于与数据", "/about"),
    ]
    return [
      "assets": .text(assets), "icons": "\(assets)images/icons.svg",
      "navigation": .list(
        entries.map { entry in
          ["word": .text(entry.1), "href": .text(entry.2), "current": .flag(entry.0 == place)]
        }),
      "baseMapTemplate": .maybe(baseMap?.template), "baseMapApproval": .maybe(baseMap?.approval),
    ]
  }
}
