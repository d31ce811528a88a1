/// Fixed-width text: Chinese letters take two columns, others one.
enum TextLayout {
  /// Columns that a text takes on a terminal; letters of ambiguous width count as one, as terminals in UTF-8 show them.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  static func width(_ s: Unicode.Scalar) -> Int {
    switch s.value {
    case 0..<0x300: 1
    case 0x300...0x36F, 0xFE00...0xFE0F, 0x200B...0x200F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  private static let neverFirst = Set("，。；：、！？）》〕】”’」』％%,.;:!?)]…")
  private static let neverLast = Set("（《〔【“‘「『([")

  /// The text in lines of at most `columns`, its own line breaks kept; no mark that closes begins a line, none that opens ends one.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph(String($0), columns: max(columns, 4)) }
  }

  private static func paragraph(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(text) {
      var w = width(piece)
      if used + w > columns, !line.isEmpty {
        lines.append(line.trimmingEnd)
        line = ""
        used = 0
      }
      if line.isEmpty, piece == " " { continue }
      if w > columns {
        // A run without a place to break is cut.
        for c in piece {
          let cw = width(String(c))
          if used + cw > columns {
            lines.append(line)
            line = ""
            used = 0
          }
          line.append(c)
          used += cw
        }
        w = 0
      } else {
        line += piece
      }
      used += w
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line.trimmingEnd) }
    return lines
  }

  /// What may not be parted: words, a Chinese letter with the marks that belong to it, a blank.
  private static func pieces(_ text: String) -> [String] {
    var out: [String] = []
    let letters = Array(text)
    for (i, c) in letters.enumerated() {
      let isWide = width(String(c)) == 2
      if let last = out.last?.last {
        let sticks =
          c != " " && last != " " && (neverFirst.contains(c) || neverLast.contains(last) || (!isWide && width(String(last)) == 1))
          || c == "\u{A0}" || last == "\u{A0}" || joinsUnit(letters, i) || i > 0 && joinsUnit(letters, i - 1)
        if sticks {
          out[out.count - 1].append(c)
          continue
        }
      }
      out.append(String(c))
    }
    return out
  }

  /// A blank between a number and its unit, which stay together.
  private static func joinsUnit(_ letters: [Character], _ i: Int) -> Bool {
    letters[i] == " " && i > 0 && letters[i - 1].isDigit && i + 1 < letters.count && (letters[i + 1].isASCIILetter || letters[i + 1] == "°")
  }

  static func padded(_ text: String, to columns: Int, _ alignment: ReportTable.Alignment = .left) -> String {
    let free = max(0, columns - width(text))
    switch alignment {
    case .left: return text + String(repeating: " ", count: free)
    case .right: return String(repeating: " ", count: free) + text
    case .center: return String(repeating: " ", count: free / 2) + text + String(repeating: " ", count: free - free / 2)
    }
  }
}

extension String {
  var trimmingEnd: String {
    var s = self
    while s.last == " " || s.last == "\u{3000}" { s.removeLast() }
    return s
  }
}
