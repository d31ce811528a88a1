/// An angle as people write it: decimal, or degrees, minutes and seconds with their marks or with hyphens or colons.
struct AngleText: Hashable, Sendable {
  var degrees: Double
  /// Written with minutes.
  var isSexagesimal: Bool
  /// Written with a degree mark, a hemisphere or minutes, so that it can be nothing but an angle.
  var isMarked: Bool
  /// What its hemisphere letter or word says: true east, false north.
  var isEast: Bool?

  static let degreeMarks: Set<Character> = ["°", "º", "˚", "度"]
  static let minuteMarks: Set<Character> = ["′", "'", "’", "‘", "´", "`", "分"]
  static let secondMarks: Set<Character> = ["″", "\"", "”", "“", "秒"]

  /// Reads one cell; nil when it is not wholly one angle or number. Full-width forms must have been brought down before.
  init?(_ cell: String) {
    // Words, by far the most cells that are no angle, are told at a glance.
    guard let start = cell.unicodeScalars.first, "+-0123456789 东西南北EWSNewsn".unicodeScalars.contains(start) else { return nil }
    var rest = Substring(cell)
    func dropBlank() { while rest.first == " " { rest.removeFirst() } }
    func take(_ marks: Set<Character>) -> Bool {
      guard let c = rest.first, marks.contains(c) else { return false }
      rest.removeFirst()
      return true
    }
    func digits() -> String {
      let run = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest.removeFirst(run.count)
      return String(run)
    }

    var east: Bool?
    var sign = 1.0
    var marked = false
    dropBlank()
    if let (side, s, length) = Self.hemisphere(rest) {
      (east, sign, marked) = (side, s, true)
      rest.removeFirst(length)
      dropBlank()
      if rest.first == ":" { rest.removeFirst() }
      dropBlank()
    }
    if let c = rest.first, c == "-" || c == "+" {
      if c == "-" { sign = -sign }
      rest.removeFirst()
    }
    let first = digits()
    guard let whole = Self.number(first) else { return nil }
    var value = whole
    var sexagesimal = false
    dropBlank()
    let hyphen = rest.first == "-" || rest.first == ":"
    if take(Self.degreeMarks) || hyphen {
      marked = true
      let separator = rest.first
      if hyphen { rest.removeFirst() }
      dropBlank()
      let second = digits()
      if !second.isEmpty {
        guard !first.contains("."), let minutes = Self.number(second), minutes < 60 else { return nil }
        sexagesimal = true
        value += minutes / 60
        dropBlank()
        if hyphen {
          if rest.first == separator {
            rest.removeFirst()
            guard !second.contains("."), let seconds = Self.number(digits()), seconds < 60 else { return nil }
            value += seconds / 3600
          } else if !second.contains(".") {
            // 118-45 may be a range or a number of a plot.
            return nil
          }
        } else {
          guard take(Self.minuteMarks) else { return nil }
          dropBlank()
          let third = digits()
          if !third.isEmpty {
            guard !second.contains("."), let seconds = Self.number(third), seconds < 60 else { return nil }
            value += seconds / 3600
            guard take(Self.secondMarks) || (take(Self.minuteMarks) && take(Self.minuteMarks)) else { return nil }
          }
        }
      } else if hyphen {
        return nil
      }
    }
    dropBlank()
    if let (side, s, length) = Self.hemisphere(rest) {
      guard east == nil else { return nil }
      (east, marked) = (side, true)
      sign *= s
      rest.removeFirst(length)
      dropBlank()
    }
    guard rest.isEmpty else { return nil }
    degrees = sign * value
    isSexagesimal = sexagesimal
    isMarked = marked
    isEast = east
  }

  private static func number(_ digits: String) -> Double? {
    guard let first = digits.first, first != ".", digits.filter({ $0 == "." }).count <= 1 else { return nil }
    return Double(digits)
  }

  private static func hemisphere(_ text: Substring) -> (east: Bool, sign: Double, length: Int)? {
    let words: [(String, Bool, Double)] = [
      ("东经", true, 1), ("北纬", false, 1), ("西经", true, -1), ("南纬", false, -1), ("E", true, 1), ("N", false, 1), ("W", true, -1),
      ("S", false, -1), ("e", true, 1), ("n", false, 1),
    ]
    guard let found = words.first(where: { text.hasPrefix($0.0) }) else { return nil }
    return (found.1, found.2, found.0.count)
  }

  /// The line with the blanks inside each marked angle taken out, so that blanks can separate cells.
  static func closingUp(_ line: String) -> String {
    let characters = Array(line)
    let marks = degreeMarks.union(minuteMarks)
    var out: [Character] = []
    var i = 0
    while i < characters.count {
      let c = characters[i]
      if c == " " || c == "\t" {
        var j = i
        while j < characters.count, characters[j] == " " { j += 1 }
        let next = j < characters.count ? characters[j] : nil
        if let next, degreeMarks.contains(next) || (minuteMarks.union(secondMarks).contains(next) && out.last?.isNumber == true) {
          i = j
          continue
        }
        if let last = out.last, marks.contains(last), next?.isNumber == true, continues(characters, from: j, after: last) {
          i = j
          continue
        }
        if j == i { j += 1 }
        out.append(contentsOf: characters[i..<j])
        i = j
        continue
      }
      out.append(c)
      i += 1
    }
    return String(out)
  }

  /// Whether the number at `from` carries the next smaller mark, so that it goes on with the same angle.
  private static func continues(_ characters: [Character], from: Int, after mark: Character) -> Bool {
    var j = from
    while j < characters.count, characters[j].isNumber || characters[j] == "." { j += 1 }
    while j < characters.count, characters[j] == " " { j += 1 }
    guard j < characters.count else { return false }
    if degreeMarks.contains(mark) { return minuteMarks.contains(characters[j]) }
    return secondMarks.contains(characters[j])
      || (minuteMarks.contains(characters[j]) && j + 1 < characters.count && minuteMarks.contains(characters[j + 1]))
  }

  /// Degrees of `dddmmss.s`, nil when it is not such a number or lies outside longitudes 73–136 and latitudes 3–54.
  static func packed(_ value: Double, east: Bool) -> Double? {
    guard value > 0, value < 2_000_000 else { return nil }
    let seconds = value.truncatingRemainder(dividingBy: 100)
    let minutes = ((value - seconds) / 100).truncatingRemainder(dividingBy: 100)
    let degrees = (value - seconds - minutes * 100) / 10000
    guard seconds < 60, minutes < 60, (east ? 73.0..<136.0 : 3.0..<54.0).contains(degrees) else { return nil }
    return degrees + minutes / 60 + seconds / 3600
  }
}
