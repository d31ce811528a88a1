/// Writes a map sheet as SVG, one user unit a millimetre, numbers to 0.01.
struct SheetSVG {
  private(set) var text = ""

  /// One CJK family first: the typesetter's SVG reader does not walk the list glyph by glyph.
  static let family = "'Noto Sans CJK SC','SimHei','黑体',sans-serif"

  mutating func put(_ element: String) {
    text += element
    text += "\n"
  }

  /// Hundredths of a millimetre as millimetres.
  static func number(_ hundredths: Int) -> String {
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    return sign + String(whole) + (rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)")
  }

  /// Millimetres to 0.01.
  static func number(_ millimetres: Double) -> String { number(Int((millimetres * 100).rounded())) }

  static func path(_ lines: [[SheetPoint]], closed: Bool) -> String {
    var d = ""
    for line in lines {
      guard let first = line.first else { continue }
      d += "M\(number(first.x)) \(number(first.y))"
      for (a, b) in zip(line, line.dropFirst()) {
        // Relative steps are shorter, and whole hundredths add up without error.
        d += "l\(number(b.x - a.x)) \(number(b.y - a.y))"
      }
      if closed { d += "Z" }
    }
    return d
  }

  mutating func shape(_ lines: [[SheetPoint]], closed: Bool, _ attributes: String) {
    if lines.isEmpty { return }
    put("<path d=\"\(Self.path(lines, closed: closed))\" \(attributes)/>")
  }

  enum Anchor: String {
    case start, middle, end
  }

  struct Lettering {
    var size = 2.5
    var anchor = Anchor.middle
    var isBold = false
    var fill = "#000"
    /// Width of the white edge that keeps letters legible over lines; 0 for none.
    var halo = 0.7
    var degrees = 0
  }

  mutating func label(_ x: Double, _ y: Double, _ words: String, _ lettering: Lettering = Lettering()) {
    let l = lettering
    let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    let turn = l.degrees == 0 ? "" : " transform=\"rotate(\(l.degrees) \(Self.number(x)) \(Self.number(y)))\""
    let edge =
      l.halo == 0 ? "" : " stroke=\"#fff\" stroke-width=\"\(Self.number(l.halo))\" stroke-linejoin=\"round\" paint-order=\"stroke\""
    put(
      "<text \(place) font-size=\"\(Self.number(l.size))\" text-anchor=\"\(l.anchor.rawValue)\" font-weight=\"\(l.isBold ? 700 : 400)\"\(turn) fill=\"\(l.fill)\"\(edge)>\(Self.escaped(words))</text>"
    )
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for c in text.unicodeScalars {
      switch c {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n": out += " "
      default: out.unicodeScalars.append(c)
      }
    }
    return out
  }

  /// The width of a line of letters in millimetres: an em for a Chinese letter, a little over half for others.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 && $1 != "—" && $1 != "…" && $1 != "“" && $1 != "”" ? 0.57 : 1) } * size
  }
}
