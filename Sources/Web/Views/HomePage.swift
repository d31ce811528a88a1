import ExactJSON
import Zoning

/// The map: what its layer tree lists, what was asked, the panel of a point that the address names.
struct HomePage {
  let about: JSONValue
  let query: String?
  let panel: View

  /// Groups of layers as the tree shows them, each with the icon of its rows.
  static let groups: [(group: LayerGroup, title: String)] = [
    (.lines, "界线与红线"), (.elements, "要素分区"), (.places, "保护区和园区"),
  ]

  enum LayerGroup { case lines, elements, places }

  /// Where a layer's group stands in the tree; nil: not on the map by itself.
  static func place(_ group: String) -> LayerGroup? {
    switch group {
    case "redline", "shoreline", "ecology": .lines
    case "element", "sea": .elements
    case "park", "belt", "source", "region", "built": .places
    default: nil
    }
  }

  var view: View {
    let counts = about["counts"]
    let classes = counts
    let layers = about.items("layers")
    return [
      "query": .maybe(query), "panel": panel, "hasPanel": .flag(!panel.isAbsent),
      "classes": .list(
        UnitClass.allCases.map { c in
          [
            "style": .text(c.style), "word": "\(c.chinese)单元", "code": .text(c.rawValue),
            "n": .maybe(classes.flatMap { Figures.plain($0[c.rawValue]) }),
          ]
        }),
      "groups": .list(
        Self.groups.compactMap { entry -> View? in
          let mine = layers.filter { ($0["held"]?.boolValue ?? true) && Self.place($0.string("group") ?? "") == entry.group }
          guard !mine.isEmpty else { return nil }
          return [
            "title": .text(entry.title),
            "layers": .list(
              mine.map { l in
                let id = l.string("id") ?? ""
                return [
                  "id": .text(id), "title": .text(l.string("title") ?? id), "kind": .text(l.string("kind") ?? "polygon"),
                  "group": .text(l.string("group") ?? ""), "n": .maybe(Figures.plain(l["features"])),
                  "shore": .flag(l.string("group") == "shoreline"),
                  "redline": .flag(l.string("group") == "redline"),
                  "far": .flag(l.string("group") == "redline" || (l.integer("features") ?? 0) > 600),
                ]
              }),
          ]
        }),
      "edition": .maybe(about.items("editions").first?.string("name")),
      "editionFrom": .maybe(Days.chinese(about.items("editions").first?["from"])),
      "asOf": .maybe(Days.chinese(about["asOf"])), "asOfRaw": .maybe(about.string("asOf")),
    ]
  }
}
