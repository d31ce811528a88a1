/// Names that no two units of the province share.
enum Naming {
  static func numeral(_ n: Int) -> String {
    let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    if n <= 10 { return digits[n] }
    if n < 20 { return "十" + digits[n - 10] }
    if n < 100 { return digits[n / 10] + "十" + (n % 10 == 0 ? "" : digits[n % 10]) }
    return String(n)
  }

  /// Where a name is met twice, all but those already bracketed get their county, then the later ones a number.
  static func distinct(_ names: [(name: String, county: String)]) -> [String] {
    var count: [String: Int] = [:]
    for n in names { count[n.name, default: 0] += 1 }
    var out = names.map { n in
      count[n.name]! > 1 && !n.name.contains("（\(n.county)）") ? "\(n.name)（\(n.county)）" : n.name
    }
    var all = Set(out)
    var seen: Set<String> = []
    for i in out.indices where !seen.insert(out[i]).inserted {
      var k = 2
      while !all.insert("\(out[i])（\(numeral(k))）").inserted { k += 1 }
      out[i] = "\(out[i])（\(numeral(k))）"
      seen.insert(out[i])
    }
    return out
  }
}
