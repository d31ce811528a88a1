import Zoning

/// How things look on the site map: each class has a colour, a hatch and a brightness of its own, so that it survives a grey printer.
enum SiteMapStyle {
  struct ClassStyle {
    var label: String
    var fill: String
    var hatch: String
  }

  static func unit(_ unitClass: UnitClass) -> ClassStyle {
    switch unitClass {
    case .priority: ClassStyle(label: "优先保护单元", fill: "#9cc79f", hatch: "h45")
    case .key: ClassStyle(label: "重点管控单元", fill: "#f3c3bd", hatch: "hh")
    case .general: ClassStyle(label: "一般管控单元", fill: "#fdf6d3", hatch: "dots")
    }
  }

  static let ground = "#f7f7f5"
  static let water = "#d9e8f3"
  static let waterLine = "#7fa9c9"
  static let waterName = "#1f5b8a"
  static let site = "#c00000"
  static let hatches =
    "<pattern id=\"h45\" width=\"1.6\" height=\"1.6\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 1.6L1.6 0M-.4 .4L.4 -.4M1.2 2L2 1.2\" stroke=\"#2f6b37\" stroke-width=\".22\"/></pattern>"
    + "<pattern id=\"hh\" width=\"3\" height=\"2\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 1H3\" stroke=\"#b0625a\" stroke-width=\".14\"/></pattern>"
    + "<pattern id=\"dots\" width=\"2.4\" height=\"2.4\" patternUnits=\"userSpaceOnUse\"><circle cx=\".7\" cy=\".7\" r=\".17\" fill=\"#a58f3c\"/></pattern>"

  /// The colour of a layer's line, nil where layers of the group are not drawn.
  static func line(_ group: LayerDescriptor.Group) -> (colour: String, width: String)? {
    switch group {
    case .redline: ("#8a0f5c", ".55")
    case .ecology: ("#0b6b3a", ".45")
    case .source: ("#0067b1", ".45")
    case .belt: ("#5b3a00", ".4")
    case .shoreline: ("#1f5b8a", ".5")
    case .park: ("#444", ".35")
    case .unit, .administrative, .element, .region, .built, .sea: nil
    }
  }

  /// Layers of one group share a colour and differ in their dashes.
  static func dashes(_ group: LayerDescriptor.Group, _ index: Int) -> String {
    let patterns = ["", "2.4 .8", "1.2 .6", "2.4 .8 .5 .8", ".6 .5", "3.2 .6 .5 .6 .5 .6"]
    let first: Int =
      switch group {
      case .redline, .belt: 3
      case .ecology: 1
      case .source: 2
      case .park: 4
      default: 0
      }
    return patterns[(first + index) % patterns.count]
  }

  static let countyLine = "stroke=\"#333\" stroke-width=\".3\" stroke-dasharray=\"1.6 .5 .3 .5\""
  static let reachLine = "stroke=\"#000\" stroke-width=\".28\" stroke-dasharray=\".9 .5\""
}
