import ExactJSON
import Zoning

/// The map: what its layer tree lists, what was asked, the panel of a point that the address names.
struct HomePage {
  let about: JSONValue
  let query: String?
  let panel: View
  /// What stands in for the map without scripts.
  let still: StillMap?

  /// The layer tree below the units: heading and the groups of layers that stand under it.
  static let headings: [(title: String, groups: Set<String>)] = [
    ("界线与红线", ["redline", "ecology", "shoreline"]), ("要素分区", ["element"]), ("保护范围和水源", ["belt", "source"]), ("园区和建成区", ["park", "built"]),
    ("流域（区域）", ["region"]), ("海域", ["sea"]),
  ]

  var view: View {
    let counts = about["counts"]
    let classes = counts
    let layers = about.items("layers")
    return [
      "query": .maybe(query), "panel": panel, "still": still?.view ?? .absent, "hasPanel": .flag(!panel.isAbsent),
      "classes": .list(
        UnitClass.allCases.map { c in
          [
            "style": .text(c.style), "word": "\(c.chinese)单元", "code": .text(c.rawValue),
            "n": .maybe(classes.flatMap { Figures.plain($0[c.rawValue]) }),
          ]
        }),
      "groups": .list(
        Self.headings.compactMap { heading -> View? in
          let mine = layers.filter { ($0["held"]?.boolValue ?? true) && heading.groups.contains($0.string("group") ?? "") }
          return mine.isEmpty ? nil : ["title": .text(heading.title), "layers": .list(mine.map(Self.entry))]
        }),
      "edition": .maybe(about.items("editions").first?.string("name")),
      "editionFrom": .maybe(Days.chinese(about.items("editions").first?["from"])),
      "asOf": .maybe(Days.chinese(about["asOf"])), "asOfRaw": .maybe(about.string("asOf")),
    ]
  }

  /// A layer's row: checkbox, swatch, name; banks are on from the start.
  static func entry(_ layer: JSONValue) -> View {
    let id = layer.string("id") ?? ""
    let group = layer.string("group") ?? ""
    let bank = group == "shoreline" && layer.string("kind") == "line"
    return [
      "id": .text(id), "title": .text(layer.string("title") ?? id), "kind": .text(layer.string("kind") ?? "polygon"), "group": .text(group),
      "shore": .flag(bank), "n": .maybe(Figures.plain(layer["features"])),
    ]
  }
}
