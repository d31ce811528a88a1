/// A cell whose content a list must not take over as it is shown, and how to mend it.
struct CellFault: Hashable, Sendable, Codable {
  /// Counted from 1.
  var row: Int
  /// Counted from 1; nil for a whole sheet.
  var column: Int?
  var reason: String
  var remedy: String
}

/// A block of merged cells, rows and columns counted from 1.
struct MergedCells: Hashable, Sendable, Codable {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>
}
