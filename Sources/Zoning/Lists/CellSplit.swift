/// A part of a cell that holds many requirements.
public struct CellPart: Hashable, Sendable {
  /// The numbers before it, outermost first: `1.（2）`; empty where it had none.
  public var marks: String
  /// What introduces it and its neighbours: `禁止新建下列项目`.
  public var heading: String?
  public var text: String

  public init(marks: String, heading: String?, text: String) {
    self.marks = marks
    self.heading = heading
    self.text = text
  }
}

/// Splits a cell of a delivered list table by the numbers people wrote (1. (1) ① 一、); the cell itself is kept by the caller.
///
/// A number counts only where a part may begin and where it is the next of its kind (on a new line: a later one), so `1.5 倍` and `（2021）20号` stay text.
public struct CellSplit: Sendable {
  public let parts: [CellPart]

  public init(_ cell: String) {
    var splitter = Splitter(cell)
    splitter.run()
    parts = splitter.parts
  }

  private struct Level {
    var kind: CellNumbering
    var number: Int
    var mark: String
    /// The text between this number and the first number below it, once that was met.
    var lead: String?
  }

  private struct Splitter {
    let cell: String
    var parts: [CellPart] = []
    var levels: [Level] = []
    var preamble: String?
    /// What introduces parts of which none has come yet; a part of its own if none does.
    var unused: CellPart?

    init(_ cell: String) { self.cell = cell }

    mutating func run() {
      var at = cell.startIndex
      var start = at
      var mayBegin = true
      var beginsLine = true
      var numbered = false
      while at < cell.endIndex {
        if mayBegin, let mark = CellNumbering.mark(at: cell[at...]), accepts(mark, beginsLine) {
          close(String(cell[start..<at]), before: mark)
          numbered = true
          let end = cell.index(at, offsetBy: mark.length)
          open(mark, String(cell[at..<end]))
          at = end
          start = end
          // `1.（1）` begins with two numbers at once.
          mayBegin = true
          beginsLine = false
          continue
        }
        let c = cell[at]
        if c.isNewline { beginsLine = true } else if !c.isWhitespace { beginsLine = false }
        if c.isNewline || "。；;：:".contains(c) { mayBegin = true } else if !c.isWhitespace { mayBegin = false }
        at = cell.index(after: at)
      }
      if numbered { return close(String(cell[start...]), before: nil) }
      for line in cell.split(whereSeparator: \.isNewline) {
        let text = String(line.trimmingBlanks)
        if !text.isEmpty { parts.append(CellPart(marks: "", heading: nil, text: text)) }
      }
    }

    /// The next of a kind that is open, or the first of a new one; on a new line also a later one, since people miss numbers.
    func accepts(_ mark: CellNumbering.Mark, _ beginsLine: Bool) -> Bool {
      if let level = levels.last(where: { $0.kind == mark.kind }) {
        return mark.number == level.number + 1 || beginsLine && mark.number > level.number
      }
      return mark.number == 1
    }

    mutating func open(_ mark: CellNumbering.Mark, _ text: String) {
      if let i = levels.lastIndex(where: { $0.kind == mark.kind }) { levels.removeSubrange(i...) }
      levels.append(Level(kind: mark.kind, number: mark.number, mark: text, lead: nil))
    }

    /// Ends the text before a number: a part of its own, or what introduces the numbers below it.
    mutating func close(_ raw: String, before next: CellNumbering.Mark?) {
      let text = String(raw.trimmingBlanks)
      let goesDeeper = next.map { mark in !levels.contains { $0.kind == mark.kind } } ?? false
      if goesDeeper, text.isEmpty || !text.hasSuffix("。") && !text.hasSuffix("；") && !text.hasSuffix(";") {
        if !text.isEmpty { unused = part(text) }
        if levels.isEmpty { preamble = text } else { levels[levels.count - 1].lead = text }
        return
      }
      if !text.isEmpty { parts.append(part(text)) } else if let unused { parts.append(unused) }
      unused = nil
    }

    /// A part under the numbers and introductions that are open.
    func part(_ text: String) -> CellPart {
      let introductions = [preamble] + levels.map(\.lead)
      let heading = introductions.compactMap { $0.map(Self.withoutColon) }.filter { !$0.isEmpty }.joined(separator: "；")
      return CellPart(marks: levels.map(\.mark).joined(), heading: heading.isEmpty ? nil : heading, text: text)
    }

    static func withoutColon(_ text: String) -> String {
      var text = text[...]
      while let c = text.last, "：:，,".contains(c) { text = text.dropLast() }
      return String(text)
    }
  }
}
