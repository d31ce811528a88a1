/// A part of a project that rows of a catalogue may speak of: what it makes, builds, runs, burns, uses, carries and throws away.
public enum ProjectPart: String, Hashable, Sendable, CaseIterable {
  case products, contents, processes, equipment, industries, fuels, materials, cargo, wastes
  /// What no project file carries: its own name, the enterprise's, the waters and species of the place, single pollutants.
  case other

  /// The parts that a project file may state.
  public static let stated = Set(allCases).subtracting([.other])
}
