import Geodesy

/// What is stated about a file's reference system, by the file and by the person, brought together.
struct SystemStatement {
  var stated: Interpretation.Stated
  var assumed: [SiteAssumption] = []

  /// nil where nobody states anything.
  ///
  /// Throws `conflictingReferenceSystems` where the two contradict each other and the person cannot be the one who knows better.
  init?(inFile: RawSite.StatedSystem?, declared: String?) throws(ExchangeError) {
    let declaredText = declared.map(PlainText.trimmed) ?? ""
    let file = try inFile.map { stated throws(ExchangeError) in
      Interpretation.Stated(
        system: try Self.parse(stated.readableName, shown: stated.text), text: stated.text, isBareDatum: Self.isBareDatum(stated.text))
    }
    guard !declaredText.isEmpty else {
      guard let file else { return nil }
      stated = file
      return
    }
    let system = try Self.parse(declaredText, shown: declaredText)
    stated = Interpretation.Stated(system: system, text: declaredText, isBareDatum: Self.isBareDatum(declaredText))
    guard let file, file.system != system else { return }
    // Data taken from a web map carry WGS84 or CGCS2000 in their file whatever they are.
    let isOffset = system == .gcj02 || system == .bd09
    let datums: [CoordinateReferenceSystem] = [.cgcs2000, .wgs84]
    guard isOffset && file.system.isGeographic || datums.contains(system) && datums.contains(file.system) else {
      throw .conflictingReferenceSystems(file: file.text, declared: declaredText)
    }
    assumed = [SiteAssumption(what: "crs", value: system.identifier, why: "文件写明“\(file.text)”，以填写的“\(declaredText)”为准")]
  }

  private static func parse(_ name: String, shown: String) throws(ExchangeError) -> CoordinateReferenceSystem {
    do {
      return try CoordinateReferenceSystem(parsing: name)
    } catch {
      if case .localGrid = error { throw .datumNotTaken(name: shown) }
      throw .unknownReferenceSystem(shown)
    }
  }

  /// `CGCS2000`, `2000国家大地坐标系`: a datum, which people write beside metres of its zones too.
  private static func isBareDatum(_ text: String) -> Bool { !text.contains("4490") && !text.contains("经纬") }
}
