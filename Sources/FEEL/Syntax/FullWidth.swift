/// Full-width and typographic punctuation that a Chinese keyboard produces, and what the language wants instead.
enum FullWidth {
  /// The half-width form of a character that is at fault outside quoted text; nil for characters that are in order.
  static func replacement(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "＂", "「", "」", "『", "』", "〝", "〞", "„", "«", "»": "\""
    case "‘", "’", "＇": "\""
    case "，", "、", "；", "﹐", "﹑": ","
    case "。", "．", "｡": "."
    case "：", "∶", "﹕": ":"
    case "（", "﹙", "〔": "("
    case "）", "﹚", "〕": ")"
    case "【", "［", "〖": "["
    case "】", "］", "〗": "]"
    case "｛", "﹛": "{"
    case "｝", "﹜": "}"
    case "＜", "﹤", "〈": "<"
    case "＞", "﹥", "〉": ">"
    case "＝", "﹦": "="
    case "≤", "≦", "⩽": "<="
    case "≥", "≧", "⩾": ">="
    case "≠": "!="
    case "！": "!"
    case "＋": "+"
    case "－", "−", "–", "—": "-"
    case "×", "＊": "*"
    case "÷", "／": "/"
    case "？": "?"
    case "＠": "@"
    case "…": ".."
    case "＿": "_"
    case "０"..."９": String(Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? "0")
    default: nil
    }
  }

  /// Signs of mathematics, which are not full-width forms of anything.
  static func isMathematical(_ sign: String) -> Bool { ["≤", "≦", "⩽", "≥", "≧", "⩾", "≠", "×", "÷", "−", "–", "—", "…"].contains(sign) }

  private static func opensText(_ scalar: Unicode.Scalar) -> Bool { replacement(for: scalar) == "\"" }

  /// The whole text with such characters replaced outside quoted text and comments.
  static func mended(_ scalars: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    var i = 0
    while i < scalars.count {
      let scalar = scalars[i]
      if scalar == "\"" || opensText(scalar) {
        // Quoted text is kept as it is up to its closing quote, half-width or full-width as the opening one was.
        let half = scalar == "\""
        result.append("\"")
        i += 1
        while i < scalars.count {
          let inner = scalars[i]
          if half, inner == "\\", i + 1 < scalars.count {
            result.append(inner)
            result.append(scalars[i + 1])
            i += 2
            continue
          }
          if inner == "\"" || (!half && opensText(inner)) { break }
          result.append(inner)
          i += 1
        }
        if i < scalars.count {
          result.append("\"")
          i += 1
        }
        continue
      }
      if scalar == "/", i + 1 < scalars.count, scalars[i + 1] == "/" || scalars[i + 1] == "*" {
        let line = scalars[i + 1] == "/"
        // The opening signs first: the star of `/*` closes nothing.
        let opening = i + 2
        result.append(contentsOf: scalars[i..<opening])
        i = opening
        while i < scalars.count {
          if line, scalars[i] == "\n" { break }
          if !line, scalars[i] == "/", i > opening, scalars[i - 1] == "*" {
            result.append(scalars[i])
            i += 1
            break
          }
          result.append(scalars[i])
          i += 1
        }
        continue
      }
      if let half = replacement(for: scalar) { result.append(contentsOf: half.unicodeScalars) } else { result.append(scalar) }
      i += 1
    }
    return String(result)
  }
}
