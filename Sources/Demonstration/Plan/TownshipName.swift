import Foundation

/// Names of townships as the divisions list has them, and what of them may name other things.
enum TownshipName {
  /// The township's own name, or nil where the entry is an institution, a zone or a site and no township.
  static func proper(_ listed: String) -> String? {
    var name = listed
    // 城南经济新区（车逻镇）, 科技城（东渚街道）: the township is in the brackets; 浒墅关经开区（镇）: its kind is.
    if let open = name.firstIndex(of: "（"), name.hasSuffix("）") {
      let inner = String(name[name.index(after: open)...].dropLast())
      if inner == "镇" {
        name = String(name[..<open]).replacingOccurrences(of: "经开区", with: "") + "镇"
      } else if inner.hasSuffix("镇") || inner.hasSuffix("街道") {
        name = inner
      } else {
        return nil
      }
    }
    for prefix in ["江苏省国营", "江苏省", "省属", "南通市海门区", "海安县", "高淳县"] where name.hasPrefix(prefix) && name.count > prefix.count + 2 {
      name = String(name.dropFirst(prefix.count))
    }
    if name.hasSuffix("地区办事处") { return name }
    for suffix in ["街道", "镇", "乡", "街道办事处"] where name.hasSuffix(suffix) { return name.count <= 7 ? name : nil }
    for suffix in ["农场", "林场", "盐场", "茶场", "经济区"] where name.hasSuffix(suffix) && name.count >= 4 { return name }
    for suffix in ["临江新区", "海门港新区", "亭湖新区"] where name.hasSuffix(suffix) { return suffix }
    return nil
  }

  /// Without 街道, 镇, 乡 and the like: names rivers, clusters, wetlands.
  static func base(_ name: String) -> String {
    for suffix in ["街道办事处", "地区办事处", "街道", "镇", "乡", "农场", "林场", "盐场", "茶场", "经济区", "新区"]
    where name.hasSuffix(suffix) && name.count > suffix.count {
      let stem = String(name.dropLast(suffix.count))
      return stem.count >= 2 && stem != "沿海" ? stem : name
    }
    return name
  }

  static func isStreet(_ name: String) -> Bool { name.hasSuffix("街道") || name.hasSuffix("办事处") }
  static func isFarm(_ name: String) -> Bool { name.hasSuffix("场") || name.hasSuffix("经济区") || name.hasSuffix("新区") }
}
