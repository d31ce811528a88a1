public import FEEL
import Zoning

/// The names that a condition may use: facts of the catalogue, the map functions and those that ask the law's own registers.
public struct ConditionNames: FEELNames {
  /// `属于行业(项目.行业, "C26")`: whether any of the industries is, or stands below, any of the codes.
  static let industryFunction = "属于行业"
  /// `全属于行业(项目.行业, ["C26"])`: whether every industry is, or stands below, one of the codes; what a positive list must ask.
  static let allIndustriesFunction = "全属于行业"
  static let industryFunctions = [industryFunction, allIndustriesFunction]
  /// `在名录("产业结构调整指导目录:淘汰类", 项目)`: whether the project, a record or a name falls under a row of a dated catalogue.
  public static let catalogueFunction = "在名录"
  /// `符合规划("港口总体规划")`: what the planning authority found, by a numbered opinion.
  static let planFunction = "符合规划"
  /// `区域限批生效()`: whether approvals are suspended where the site lies, that day; a scope or a date may be named.
  static let suspensionFunction = "区域限批生效"
  static let lawFunctions = industryFunctions + [catalogueFunction, planFunction, suspensionFunction]
  /// True for a relocation, which otherwise reads 新建.
  static let relocation = ["项目", "迁建"]

  private let known: FEELKnownNames

  init(catalogue: FactsCatalogue) {
    var paths = [Self.relocation]
    for fact in catalogue.facts {
      paths.append(fact.path)
      if case .objects(let fields) = fact.type { paths += fields.map { fact.path + [$0.feel] } }
    }
    known = FEELKnownNames(paths: paths, functions: MapFact.Kind.allCases.map(\.function) + Self.lawFunctions)
  }

  public func isKnown(path: [String]) -> Bool { known.isKnown(path: path) }
  public func isKnownFunction(_ name: String) -> Bool { known.isKnownFunction(name) }
  public func nearest(to path: [String]) -> [[String]] { known.nearest(to: path) }
  public func nearestFunctions(to name: String) -> [String] { known.nearestFunctions(to: name) }
}
