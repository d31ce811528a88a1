/// A table in fixed-width text: columns as wide as their contents, the wide ones wrapped until the table fits.
struct TextTable {
  var titles: [String]
  var alignments: [ReportTable.Alignment]
  var rows: [[String]]
  /// Lines across the table, each before the row of its index.
  var bands: [Int: [String]] = [:]

  static let gap = 2
  /// No column is made narrower than this by wrapping.
  private static let narrowest = 8

  func lines(columns: Int) -> [String] {
    let n = titles.count
    var widths = (0..<n).map { i in rows.reduce(TextLayout.width(titles[i])) { max($0, TextLayout.width(i < $1.count ? $1[i] : "")) } }
    func total() -> Int { widths.reduce(0, +) + Self.gap * (n - 1) }
    while total() > columns {
      // Take from the widest that may still give, words before figures.
      let givers = widths.indices.filter { widths[$0] > Self.narrowest }
      let words = givers.filter { alignments[$0] == .left }
      guard let widest = (words.isEmpty ? givers : words).max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    func set(_ cells: [String], _ alignments: [ReportTable.Alignment]) -> [String] {
      let wrapped = (0..<n).map { TextLayout.wrapped($0 < cells.count ? cells[$0] : "", columns: widths[$0]) }
      let height = wrapped.map(\.count).max() ?? 0
      return (0..<height).map { line in
        (0..<n).map { TextLayout.padded(line < wrapped[$0].count ? wrapped[$0][line] : "", to: widths[$0], alignments[$0]) }
          .joined(separator: String(repeating: " ", count: Self.gap)).trimmingEnd
      }
    }
    var out = set(titles, alignments)
    out.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: String(repeating: " ", count: Self.gap)))
    for (i, row) in rows.enumerated() {
      for band in bands[i] ?? [] { out.append("[\(band)]") }
      out += set(row, alignments)
    }
    return out
  }
}
