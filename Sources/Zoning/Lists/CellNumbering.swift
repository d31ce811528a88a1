/// The numbers that people put before the parts of a cell: `1.`, `（1）`, `①`, `一、`, `（一）`, `1)`.
enum CellNumbering: Hashable {
  case digitsPoint, digitsBracket, digitsInBrackets, circled, chinesePoint, chineseInBrackets

  /// A number at the head of a text, with the length of its mark in characters.
  struct Mark: Hashable {
    var kind: CellNumbering
    var number: Int
    var length: Int
  }

  /// The mark with which a text begins, nil where it begins with none.
  static func mark(at text: Substring) -> Mark? {
    guard let head = text.first else { return nil }
    if let scalar = head.unicodeScalars.first, (0x2460...0x2473).contains(scalar.value) {
      return Mark(kind: .circled, number: Int(scalar.value) - 0x245F, length: 1)
    }
    if head == "（" || head == "(" {
      let inner = text.dropFirst().prefix { $0 != "）" && $0 != ")" }
      guard inner.count <= 4, text.dropFirst(1 + inner.count).first != nil else { return nil }
      let length = inner.count + 2
      if let n = digits(inner) { return Mark(kind: .digitsInBrackets, number: n, length: length) }
      if let n = chinese(inner) { return Mark(kind: .chineseInBrackets, number: n, length: length) }
      return nil
    }
    let run = text.prefix { digits($0) != nil }
    if !run.isEmpty, let n = digits(run), let sign = text.dropFirst(run.count).first {
      let after = text.dropFirst(run.count + 1).first
      if ".．、".contains(sign), !(after?.isNumber ?? false) { return Mark(kind: .digitsPoint, number: n, length: run.count + 1) }
      if "）)".contains(sign) { return Mark(kind: .digitsBracket, number: n, length: run.count + 1) }
      return nil
    }
    let words = text.prefix { "一二三四五六七八九十".contains($0) }
    if let n = chinese(words), text.dropFirst(words.count).first == "、" {
      return Mark(kind: .chinesePoint, number: n, length: words.count + 1)
    }
    return nil
  }

  private static func digits(_ c: Character) -> Int? {
    guard let v = c.wholeNumberValue, c.unicodeScalars.count == 1, let s = c.unicodeScalars.first?.value,
      (48...57).contains(s) || (0xFF10...0xFF19).contains(s)
    else { return nil }
    return v
  }

  private static func digits(_ text: Substring) -> Int? {
    guard (1...3).contains(text.count) else { return nil }
    var n = 0
    for c in text {
      guard let d = digits(c) else { return nil }
      n = n * 10 + d
    }
    return n
  }

  /// 一 to 九十九.
  private static func chinese(_ text: Substring) -> Int? {
    let values = Dictionary(uniqueKeysWithValues: zip("一二三四五六七八九", 1...9))
    guard !text.isEmpty, text.count <= 3, text.allSatisfy({ values[$0] != nil || $0 == "十" }) else { return nil }
    guard let ten = text.firstIndex(of: "十") else { return text.count == 1 ? values[text.first!] : nil }
    let before = text[..<ten]
    let after = text[text.index(after: ten)...]
    guard before.count <= 1, after.count <= 1, !before.contains("十"), !after.contains("十") else { return nil }
    return (before.first.flatMap { values[$0] } ?? 1) * 10 + (after.first.flatMap { values[$0] } ?? 0)
  }
}
