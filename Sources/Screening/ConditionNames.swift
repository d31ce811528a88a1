public import FEEL
import Zoning

/// The names that a condition may use: facts of the catalogue, the map functions and 属于行业.
public struct ConditionNames: FEELNames {
  /// `属于行业(项目.行业, "C26")`: whether any of the industries is, or stands below, any of the codes.
  static let industryFunction = "属于行业"
  /// True for a relocation, which otherwise reads 新建.
  static let relocation = ["项目", "迁建"]

  private let known: FEELKnownNames

  init(catalogue: FactsCatalogue) {
    var paths = [Self.relocation]
    for fact in catalogue.facts {
      paths.append(fact.path)
      if case .objects(let fields) = fact.type { paths += fields.map { fact.path + [$0.feel] } }
    }
    known = FEELKnownNames(paths: paths, functions: MapFact.Kind.allCases.map(\.function) + [Self.industryFunction])
  }

  public func isKnown(path: [String]) -> Bool { known.isKnown(path: path) }
  public func isKnownFunction(_ name: String) -> Bool { known.isKnownFunction(name) }
  public func nearest(to path: [String]) -> [[String]] { known.nearest(to: path) }
  public func nearestFunctions(to name: String) -> [String] { known.nearestFunctions(to: name) }
}
