/// Canonical decimal text of JSON numbers.
public enum CanonicalNumber {
  /// The number without exponent, leading or trailing zeros, or negative zero; nil when it is no JSON number or needs more digits than allowed.
  static func text(of token: ArraySlice<UInt8>, digits limit: Int) -> String? {
    var rest = token
    let negative = rest.first == UInt8(ascii: "-")
    if negative { rest = rest.dropFirst() }
    func takeDigits() -> [UInt8] {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(run.count)
      return Array(run)
    }
    let whole = takeDigits()
    guard !whole.isEmpty, whole.count == 1 || whole[0] != UInt8(ascii: "0") else { return nil }
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = takeDigits()
      guard !fraction.isEmpty else { return nil }
    }
    var exponent = 0
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      var minus = false
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        minus = sign == UInt8(ascii: "-")
        rest = rest.dropFirst()
      }
      let run = takeDigits()
      guard !run.isEmpty, run.count <= 6, let value = Int(String(decoding: run, as: UTF8.self)) else { return nil }
      exponent = minus ? -value : value
    }
    guard rest.isEmpty else { return nil }

    var all = whole + fraction
    var point = whole.count + exponent
    if let first = all.firstIndex(where: { $0 != UInt8(ascii: "0") }) {
      all.removeFirst(first)
      point -= first
    } else {
      return "0"
    }
    while all.last == UInt8(ascii: "0") { all.removeLast() }
    guard max(all.count, point) <= limit, all.count - min(point, 0) <= limit else { return nil }
    var text = negative ? "-" : ""
    if point <= 0 {
      text += "0." + String(repeating: "0", count: -point) + String(decoding: all, as: UTF8.self)
    } else if point >= all.count {
      text += String(decoding: all, as: UTF8.self) + String(repeating: "0", count: point - all.count)
    } else {
      text += String(decoding: all[..<point], as: UTF8.self) + "." + String(decoding: all[point...], as: UTF8.self)
    }
    return text
  }
}
