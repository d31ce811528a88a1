package import ExactJSON

/// How figures are printed: exact decimals in, half up on the printed digit, commas at thousands.
package enum Figures {
  /// Rounds canonical decimal text half up (away from zero on a tie) to `places` digits; trailing zeros stay.
  package static func rounded(_ text: String, places: Int) -> String {
    let negative = text.hasPrefix("-")
    let parts = (negative ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts.first ?? "0")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    var digits = Array((whole + fraction.prefix(places)).utf8)
    if fraction.count < places { digits += Array(repeating: UInt8(ascii: "0"), count: places - fraction.count) }
    if fraction.count > places, fraction.utf8[fraction.utf8.index(fraction.startIndex, offsetBy: places)] >= UInt8(ascii: "5") {
      var i = digits.count - 1
      while i >= 0, digits[i] == UInt8(ascii: "9") {
        digits[i] = UInt8(ascii: "0")
        i -= 1
      }
      if i >= 0 { digits[i] += 1 } else { digits.insert(UInt8(ascii: "1"), at: 0) }
    }
    let split = digits.count - places
    let body =
      String(decoding: digits[..<split], as: UTF8.self) + (places > 0 ? "." + String(decoding: digits[split...], as: UTF8.self) : "")
    return (negative && digits.contains { $0 != UInt8(ascii: "0") } ? "-" : "") + body
  }

  /// Commas at thousands, the real minus sign.
  package static func grouped(_ text: String) -> String {
    let negative = text.hasPrefix("-")
    let parts = (negative ? text.dropFirst() : text[...]).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var whole = ""
    for (i, c) in parts[0].reversed().enumerated() {
      if i > 0, i % 3 == 0 { whole.append(",") }
      whole.append(c)
    }
    return (negative ? "−" : "") + String(whole.reversed()) + (parts.count > 1 ? "." + parts[1] : "")
  }

  static func count(_ n: Int) -> String { grouped(String(n)) }

  /// To 0.01 as clauses used it, trailing zeros kept: `1,000.00`.
  static func exact(_ value: JSONValue?) -> String? { value?.numberText.map { grouped(rounded($0, places: 2)) } }

  /// As given, with commas.
  static func plain(_ value: JSONValue?) -> String? { value?.numberText.map(grouped) }

  /// Square metres as a clause used them: `44,199.50 m²`.
  static func squareMetres(_ value: JSONValue?) -> String? { exact(value).map { "\($0)\u{A0}m²" } }

  /// Metres as a clause used them.
  package static func metres(_ value: JSONValue?) -> String? { exact(value).map { "\($0)\u{A0}m" } }

  /// An area for reading: km² from a square kilometre up, 公顷 from a hectare, else m².
  package static func area(_ value: JSONValue?) -> String? {
    guard let text = value?.numberText else { return nil }
    switch Double(text) ?? 0 {
    case 1_000_000...: return grouped(rounded(shifted(text, by: -6), places: 2)) + "\u{A0}km²"
    case 10_000...: return grouped(rounded(shifted(text, by: -4), places: 2)) + "\u{A0}公顷"
    default: return grouped(rounded(text, places: 2)) + "\u{A0}m²"
    }
  }

  /// A distance for reading: km with two digits from 10 km up, else m.
  package static func distance(_ value: JSONValue?) -> String? {
    guard let text = value?.numberText else { return nil }
    if let metres = Double(text), metres >= 10_000 { return grouped(rounded(shifted(text, by: -3), places: 2)) + "\u{A0}km" }
    return grouped(rounded(text, places: 2)) + "\u{A0}m"
  }

  /// A share of 1 as per cent with two digits: `85.79%`.
  package static func percent(_ value: JSONValue?) -> String? { value?.numberText.map { rounded(shifted($0, by: 2), places: 2) + "%" } }

  /// Degrees to five places, about a metre.
  static func degrees(_ value: JSONValue?) -> String? { value?.numberText.map { rounded($0, places: 5) } }

  /// Moves the decimal point: by 2, `0.8579` becomes `85.79`.
  static func shifted(_ text: String, by places: Int) -> String {
    let negative = text.hasPrefix("-")
    let parts = (negative ? text.dropFirst() : text[...]).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    var digits = parts[0] + (parts.count > 1 ? parts[1] : "")
    var point = parts[0].count + places
    if point < 1 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    }
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    var whole = String(digits.prefix(point).drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    let fraction = digits.dropFirst(point)
    return (negative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}

/// How days and times are printed.
package enum Days {
  /// `2026-01-01` as 2026年1月1日; other text as it is.
  package static func chinese(_ iso: String) -> String {
    let parts = iso.prefix(10).split(separator: "-").map { Int($0) }
    guard parts.count == 3, let y = parts[0], let m = parts[1], let d = parts[2] else { return iso }
    return "\(y)年\(m)月\(d)日"
  }

  static func chinese(_ value: JSONValue?) -> String? { value?.stringValue.map(chinese) }

  /// `2026-01-01T17:30:05+08:00` as 2026年1月1日 17:30.
  package static func moment(_ value: JSONValue?) -> String? {
    guard let iso = value?.stringValue else { return nil }
    guard let t = iso.firstIndex(of: "T") else { return chinese(iso) }
    return "\(chinese(iso)) \(iso[iso.index(after: t)...].prefix(5))"
  }

  /// `2024-07-01 … null` as 2024年7月1日起, with an end 2024年7月1日至2026年8月14日 (the last day in force).
  package static func span(from: JSONValue?, until: JSONValue?) -> String? {
    guard let from = chinese(from) else { return chinese(until).map { "\($0)起失效" } }
    guard let until = chinese(until) else { return "\(from)起施行" }
    return "\(from)起施行，\(until)起失效"
  }
}
