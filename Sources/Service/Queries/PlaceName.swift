/// A county's name as people type it: 玄武区, 玄武, 南京玄武, 江苏省南京市玄武区.
struct PlaceName {
  let county: String
  let city: String

  /// What was typed without blanks and without the province.
  static func plain(_ text: String) -> String {
    let compact = String(text.filter { !$0.isWhitespace })
    for province in ["江苏省", "江苏"] where compact.hasPrefix(province) && compact.count > province.count {
      return String(compact.dropFirst(province.count))
    }
    return compact
  }

  /// Whether plain text means this county; a city's name alone means the city, not all that lies in it.
  func isMeant(by text: String) -> Bool {
    if county.contains(text) { return true }
    let short = Self.short(city)
    for name in [city, short] where text.hasPrefix(name) && text.count > name.count {
      let rest = String(text.dropFirst(name.count))
      if county.hasPrefix(rest) || Self.short(county) == rest { return true }
    }
    return false
  }

  /// Without the last character that says what kind of place it is.
  private static func short(_ name: String) -> String {
    name.count > 2 && name.last.map { "市区县".contains($0) } == true ? String(name.dropLast()) : name
  }
}
