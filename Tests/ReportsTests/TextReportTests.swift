import ExactJSON
import Reports
import Testing

@Suite("The report as text")
struct TextReportTests {
  /// Columns by the Unicode ranges that terminals draw double.
  private func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) {
      $0
        + ((0x2E80...0x303E).contains($1.value) || (0x3041...0xA4CF).contains($1.value) || (0xFF00...0xFF60).contains($1.value)
          || (0x20000...0x3FFFD).contains($1.value) ? 2 : 1)
    }
  }

  private func squeezed(_ s: String) -> String { s.filter { !$0.isWhitespace } }

  @Test("no line is wider than it may be", arguments: [60, 80, 120])
  func width(limit: Int) throws {
    for view in [Sample.view, Sample.withClauses(60), Sample.view.removing("screening")] {
      for line in try Sample.text(view, columns: limit).split(separator: "\n") { #expect(columns(line) <= limit, "\(line)") }
    }
  }

  @Test("every clause stands there whole, with its outcome and its reason")
  func clauses() throws {
    let text = squeezed(try Sample.text(Sample.view))
    for c in Sample.view["clauses"]?.arrayValue ?? [] {
      #expect(text.contains(squeezed(c["text"]?.stringValue ?? "")))
      #expect(text.contains(squeezed(c["because"]?.stringValue ?? "")))
      #expect(text.contains("〔\(c["id"]?.stringValue ?? "")〕"))
    }
    #expect(text.contains("【禁止准入】"))
    #expect(text.contains("【×未满足】〔R1-S1〕"))
  }

  @Test("no mark that closes begins a line")
  func marks() throws {
    for line in try Sample.text(Sample.withClauses(60), columns: 61).split(separator: "\n") {
      let first = line.drop { $0 == " " }.first
      #expect(!"，。；：、）》”〕】".contains(first ?? " "), "\(line)")
    }
  }

  @Test("numbers stay with their units, thousands have commas")
  func figures() throws {
    let text = try Sample.text(Sample.view)
    #expect(text.contains("2,319.73 m"))
    for line in text.split(separator: "\n") { #expect(line.firstMatch(of: /\d$/) == nil || line.firstMatch(of: /^m[，。]/) == nil) }
    #expect(text.firstMatch(of: /\d\n\s*m²?[，。；（]/) == nil)
  }

  @Test("the same view gives the same text")
  func same() throws { #expect(try Sample.text(Sample.view) == Sample.text(Sample.view)) }
}
