/// What an expression may name: decides where a name with spaces or signs ends, and refuses names that do not exist.
public protocol FEELNames: Sendable {
  /// Whether a path can be read. Also true for every beginning of such a path (`项目`, `项目.排放`), and for the entries
  /// of a list's items below the list's own path (`项目.锅炉.蒸吨`).
  func isKnown(path: [String]) -> Bool
  /// Whether the value at a path may have entries beyond those that `isKnown` lists; entries below it are then not checked.
  func isOpen(path: [String]) -> Bool
  /// Whether the environment answers calls of this name; built-ins need not be listed.
  func isKnownFunction(_ name: String) -> Bool
  /// Whether some value may have an entry of this name: decides where an entry's name with spaces ends in a value of unknown shape.
  func isEntryName(_ name: String) -> Bool
  /// A type that the model defines, for `instance of` and parameters; nil where there is none of that name.
  func type(named name: String) -> FEELType?
  /// Whether `function(…) external {…}` may be written; its calls are null, since nothing outside is run.
  var allowsExternalFunctions: Bool { get }
  /// Known paths that look like this one, nearest first.
  func nearest(to path: [String]) -> [[String]]
  /// Known host functions that look like this one, nearest first.
  func nearestFunctions(to name: String) -> [String]
}

extension FEELNames {
  public func isOpen(path: [String]) -> Bool { false }
  public func isEntryName(_ name: String) -> Bool { false }
  public func type(named name: String) -> FEELType? { nil }
  public var allowsExternalFunctions: Bool { false }
  public func nearest(to path: [String]) -> [[String]] { [] }
  public func nearestFunctions(to name: String) -> [String] { [] }
}

/// Names from plain lists: every path with all its beginnings, and functions.
public struct FEELKnownNames: FEELNames {
  private let paths: Set<[String]>
  private let open: Set<[String]>
  /// All paths, in the order they were given, beginnings before wholes.
  private let ordered: [[String]]
  private let functions: Set<String>

  /// - Parameters:
  ///   - paths: whole paths; their beginnings are known by that.
  ///   - open: paths whose values may have further entries, unchecked.
  ///   - functions: host functions.
  public init(paths: some Sequence<[String]> = [], open: some Sequence<[String]> = [], functions: some Sequence<String> = []) {
    var all: Set<[String]> = []
    self.open = Set(open)
    var ordered: [[String]] = []
    for path in Array(paths) + Array(open) {
      for end in path.indices {
        let beginning = Array(path[...end])
        if all.insert(beginning).inserted { ordered.append(beginning) }
      }
    }
    self.paths = all
    self.ordered = ordered
    self.functions = Set(functions)
  }

  /// Single names whose values may be anything: the variables of a decision model or of a context file.
  public init(variables: some Sequence<String>, functions: some Sequence<String> = []) {
    self.init(paths: [], open: variables.map { [$0] }, functions: functions)
  }

  public func isKnown(path: [String]) -> Bool { paths.contains(path) }
  public func isOpen(path: [String]) -> Bool { path.indices.contains { open.contains(Array(path[...$0])) } }
  public func isKnownFunction(_ name: String) -> Bool { functions.contains(name) }
  public var allowsExternalFunctions: Bool { true }

  public func nearest(to path: [String]) -> [[String]] {
    // First the names beside it, then anything that reads alike.
    let parent = path.dropLast()
    let beside = ordered.filter { $0.count == path.count && $0.dropLast() == parent }.compactMap(\.last)
    let siblings = FEELExpression.nearestNames(path.last ?? "", among: beside, limit: 3)
    if !siblings.isEmpty { return siblings.map { parent + [$0] } }
    let near = Self.nearest(to: path, among: ordered.filter { $0.count == path.count })
    return near.isEmpty ? Self.nearest(to: path, among: ordered) : near
  }

  private static func nearest(to path: [String], among candidates: [[String]]) -> [[String]] {
    let names = candidates.map { $0.joined(separator: ".") }
    let byName = Dictionary(zip(names, candidates)) { first, _ in first }
    return FEELExpression.nearestNames(path.joined(separator: "."), among: names, limit: 3).compactMap { byName[$0] }
  }

  public func nearestFunctions(to name: String) -> [String] {
    FEELExpression.nearestNames(name, among: functions.sorted(), limit: 3)
  }
}
