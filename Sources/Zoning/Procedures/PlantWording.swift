public import FEEL

/// A total output of boilers, `单台或者合计出力20吨/小时（14兆瓦）及以上的锅炉（不含电热锅炉）`, in tonnes of steam an hour.
public struct BoilerOutput: Hashable, Sendable {
  public var limit: FEELDecimal
  /// Whether it holds from the limit on; else below it.
  public var atLeast: Bool
  public var withoutElectric: Bool

  /// Reads just these wordings; nil for any other.
  init?(_ text: String) {
    let (head, notes) = BracketedText.closing(text)
    guard notes.isEmpty || notes == ["不含电热锅炉"] else { return nil }
    var t = BracketedText.outer(head)[...]
    guard t.removePrefix("单台或者合计出力") || t.removePrefix("单台或合计出力") || t.removePrefix("单台且合计出力") else { return nil }
    let digits = t.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let limit = FEELDecimal(String(digits)) else { return nil }
    t = t.dropFirst(digits.count)
    guard t.removePrefix("吨/小时") else { return nil }
    self.limit = limit
    withoutElectric = !notes.isEmpty
    switch t {
    case "及以上的锅炉": atLeast = true
    case "以下的锅炉": atLeast = false
    default: return nil
    }
    // 单台或者合计 reaches a limit where the total does; 单台且合计 stays below it where the total does.
    guard head.hasPrefix("单台且") != atLeast else { return nil }
  }
}

/// Kilns of some kinds on some fuels, `以天然气或者电为能源的加热炉、热处理炉或者干燥炉（窑）`, or all others than these.
public struct KilnKinds: Hashable, Sendable {
  public var fuels: [String]
  public var kinds: [String]
  /// Whether it means every kiln but these: `除…以外的其他工业炉窑`.
  public var isComplement: Bool

  /// Reads just these wordings; nil for any other.
  init?(_ text: String) {
    var own = text
    isComplement = false
    if let (excepted, rest) = ProcedureNote.exceptPart(text) {
      guard ["其他工业炉窑", "工业炉窑"].contains(rest) else { return nil }
      own = excepted
      isComplement = true
    }
    guard own.hasPrefix("以"), let mark = own.firstRange(of: "为能源的") ?? own.firstRange(of: "为燃料的") else { return nil }
    fuels = Self.list(own[own.index(after: own.startIndex)..<mark.lowerBound])
    kinds = Self.list(own[mark.upperBound...]).flatMap { kind in
      // 干燥炉（窑）: either word.
      let (head, notes) = BracketedText.closing(kind)
      return [head] + notes.filter { $0.count == 1 }.map { String(head.dropLast()) + $0 }
    }
    guard !fuels.isEmpty, !kinds.isEmpty, kinds.allSatisfy({ $0.hasSuffix("炉") || $0.hasSuffix("窑") }) else { return nil }
  }

  private static func list(_ text: Substring) -> [String] {
    BracketedText.parts(String(text).replacing("或者", with: "、").replacing("或", with: "、"), at: "、")
  }
}
