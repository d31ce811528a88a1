import Zoning

/// What law names and this system does not hold: names as findings carry them, and how they are printed.
enum Unheld {
  private static let cataloguePrefix = "catalogue."

  /// The id of unknown that stands for a catalogue without a deciding edition.
  static func catalogue(_ name: String) -> String { cataloguePrefix + name }

  /// `名录“危险化学品目录”` for such an id, nil for others.
  static func catalogueName(_ id: String) -> String? {
    id.hasPrefix(cataloguePrefix) ? "名录“\(id.dropFirst(cataloguePrefix.count))”" : nil
  }

  /// As sentences print it: layers go by their bare name in findings, everything else says what it is.
  static func title(_ name: String) -> String { name.contains("“") ? name : "图层“\(name)”" }
}

extension Rulebook {
  /// The name of what is not held where a missing fact's id stands for that; nil where somebody could still supply it.
  func unheld(_ id: String) -> String? {
    if let catalogue = Unheld.catalogueName(id) { return catalogue }
    guard let fact = MapFact(id: id) else { return nil }
    if fact.kind == .reach, layers[fact.layer]?.held != true || layers[fact.layer]?.kind != .line { return "“\(fact.layer)”的河口里程" }
    let named = [fact.layer] + (fact.kind == .both ? [fact.detail ?? ""] : [])
    return named.first { layers[$0]?.held != true }
  }
}
