/// A report as parts in their fixed order, before it is set in type or written as text.
///
/// All figures are already words: what lays a document out never sees a number that it could round.
package struct ReportDocument: Hashable, Sendable {
  package struct Head: Hashable, Sendable {
    var title: String
    var project: String
    var number: String
    var projectCode: String?
    var isDemonstration: Bool
    var asOf: String
    /// First 16 hexadecimal digits of the stored JSON's digest, at the foot of every page.
    var shortHash: String
    /// Year, month and day of the screening, for the file's own date.
    var date: [Int]
    var secondsSince1970: Int64
    var fileDescription: String
    var keywords: [String]
  }

  package struct Verification: Hashable, Sendable {
    /// What the QR code holds; nil where the screening was not stored.
    var address: String?
    var lines: [(label: String, value: String)]

    package static func == (a: Self, b: Self) -> Bool { a.address == b.address && a.lines.elementsEqual(b.lines) { $0 == $1 } }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(address)
      for l in lines {
        hasher.combine(l.label)
        hasher.combine(l.value)
      }
    }
  }

  var head: Head
  var verdict: Verdict
  var parts: [Part]
  var verification: Verification
}

/// The box at the head of the report: complete even if the rest is lost.
struct Verdict: Hashable, Sendable {
  struct Count: Hashable, Sendable {
    var sign: String
    var word: String
    var count: Int
  }

  enum Tone: String, Sendable {
    case bad, open, good
  }

  var word: String
  var tone: Tone
  var asOf: String
  var answer: String
  var paragraph: Words
  /// Eight counts that add up to all clauses.
  var counts: [Count]
  var sum: String
}

/// A numbered part of the report; one with nothing to say stays and says so.
struct Part: Hashable, Sendable {
  var title: String
  var blocks: [Block]
}

enum Block: Hashable, Sendable {
  /// A heading of the second level.
  case heading(String)
  case paragraph(Words)
  case numbered([Words])
  case table(ReportTable)
  case pairs(caption: String, [LabelledValue])
  case map(caption: String, description: String)
  case clauses(caption: String, [ClauseRow])
  case margins(caption: String, [MarginRow])
}

/// A label with its value; a wide one takes the whole line.
struct LabelledValue: Hashable, Sendable {
  var label: String
  var value: String
  var isWide: Bool
}

struct ReportTable: Hashable, Sendable {
  enum Alignment: String, Sendable {
    case left, center, right
  }

  struct Column: Hashable, Sendable {
    var title: String
    var alignment: Alignment
    /// Millimetres; nil shares what is left.
    var width: Int?
  }

  enum Row: Hashable, Sendable {
    case cells([Words])
    /// A row across the table that says what follows.
    case band(String)
    /// The last row: the label across `span` columns, then the sums.
    case total(label: String, span: Int, [String])
  }

  var caption: String
  var columns: [Column]
  var rows: [Row]
  /// Narrow rows, for long lists of figures.
  var isTight = false
}

/// A row of the clause table: a band or a clause.
enum ClauseRow: Hashable, Sendable {
  case tier(String)
  case dimension(String)
  case clause(ClauseEntry)
}

struct ClauseEntry: Hashable, Sendable {
  var number: Int
  var id: String
  var text: String
  var source: String
  var situation: String
  var sign: String
  var word: String
  var tone: Tone

  enum Tone: String, Sendable {
    case plain, bad, open
  }
}

struct MarginRow: Hashable, Sendable {
  var clause: String
  var quantity: String
  var actual: String
  var limit: String
  var room: String
  /// Actual over limit, 1 at the limit, for the bar; nil where the limit is zero.
  var ratio: Double?
  var isShort: Bool
  var isBorderline: Bool
}

/// Running text with its few marks.
struct Words: Hashable, Sendable, ExpressibleByStringInterpolation {
  enum Piece: Hashable, Sendable {
    case plain(String)
    case strong(String)
    /// Set without the gap between Chinese and digits: 第9条.
    case close(String)
  }

  var pieces: [Piece]

  init(_ text: String) { pieces = [.plain(text)] }
  /// One after the other.
  init(_ parts: Words...) { pieces = parts.flatMap(\.pieces) }
  init(stringLiteral text: String) { self.init(text) }

  /// The text alone.
  var plain: String {
    pieces.map {
      switch $0 {
      case .plain(let s), .strong(let s), .close(let s): s
      }
    }.joined()
  }

  static func += (a: inout Words, b: Words) { a.pieces += b.pieces }
  static func strong(_ s: String) -> Words { Words(piece: .strong(s)) }
  static func close(_ s: String) -> Words { Words(piece: .close(s)) }

  private init(piece: Piece) { pieces = [piece] }
}
