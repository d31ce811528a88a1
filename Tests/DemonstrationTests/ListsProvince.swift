import Demonstration
import FEEL
import Foundation
import Zoning

/// The small province that the tests of the lists share, made once, with every issuer's clauses.
enum ListsProvince {
  /// Where set-up keeps the base map: FENQU_BASEMAP, or cache/basemap of this checkout.
  static let baseMap: String =
    ProcessInfo.processInfo.environment["FENQU_BASEMAP"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("cache/basemap").path

  static let province: ProvinceGeometry = {
    do { return try ProvinceGeometry.generate(ProvinceGeometry.Request(baseMapFolder: baseMap, units: 300, seed: 1)) } catch {
      fatalError("the small province cannot be made: \(error)")
    }
  }()

  static let byIssuer: [(issuer: String, clauses: [Clause])] = DemonstrationLaw.issuers.map {
    ($0, DemonstrationLaw.clauses(issuer: $0, province: province))
  }
  static let clauses: [Clause] = byIssuer.flatMap(\.clauses)
  static let documents: [LegalDocument] = DemonstrationLaw.documents(province: province)

  /// Clauses whose outcome a project can change.
  static var judged: [Clause] { clauses.filter { $0.binding == .project && $0.effect != .encourage } }
}

extension Clause {
  /// The conditions that are written, `applies`, `kept`, `except`.
  var conditions: [String] { [applies, kept, except].compactMap(\.self) }
}

/// The names a condition may use: the catalogue's, 项目.迁建, the map functions and those of industries.
struct CatalogueNames: FEELNames {
  static let functions = ["在", "全在", "重叠面积", "重叠占比", "穿越长度", "距离", "属于行业", "全属于行业"]
  private let known: FEELKnownNames

  init() {
    var paths = [["项目", "迁建"]]
    for fact in FactsCatalogue.standard.facts {
      paths.append(fact.path)
      if case .objects(let fields) = fact.type { paths += fields.map { fact.path + [$0.feel] } }
    }
    known = FEELKnownNames(paths: paths, functions: Self.functions)
  }

  func isKnown(path: [String]) -> Bool { known.isKnown(path: path) }
  func isKnownFunction(_ name: String) -> Bool { known.isKnownFunction(name) }
}

/// Texts and numbers that a condition writes, from which projects are drawn that turn it.
struct Literals {
  var texts: [String]
  var numbers: [FEELDecimal]

  init(_ conditions: [String]) {
    let all = conditions.joined(separator: " ; ")
    texts = all.matches(of: /"([^"]*)"/).map { String($0.1) }
    numbers = all.replacing(/"[^"]*"/, with: "").matches(of: /\d+(?:\.\d+)?/).compactMap { FEELDecimal(String($0.0)) }
  }

  /// A condition with its constants taken out.
  static func shape(_ condition: String?) -> String {
    (condition ?? "-").replacing(/"[^"]*"/, with: "文").replacing(/\b\d+(?:\.\d+)?/, with: "数").replacing(/\[文(?:, 文)*\]/, with: "文")
      .replacing(/\(文(?:, 文)*\)/, with: "(文)")
  }
}

/// A project and its place drawn at random from a clause's own constants; the same draw for a fact within one evaluation.
final class DrawnProject: FEELEnvironment {
  private var state: UInt64
  private let literals: Literals
  private var drawn: [String: FEELValue] = [:]

  init(seed: UInt64, literals: Literals) {
    state = seed
    var l = literals
    l.texts += ["其他", "新建"]
    l.numbers += [FEELDecimal(0), FEELDecimal(1), FEELDecimal(10), FEELDecimal(100_000)]
    self.literals = l
  }

  private func below(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(n))
  }

  private func text() -> FEELValue { .string(literals.texts[below(literals.texts.count)]) }

  private func number() -> FEELValue {
    var n = literals.numbers[below(literals.numbers.count)]
    for _ in 0..<below(3) { n = n * literals.numbers[below(literals.numbers.count)] }
    switch below(4) {
    case 0: return .number(n)
    case 1: return .number(n + FEELDecimal("0.01")!)
    case 2: return .number(FEELDecimal(0))
    default: return .number(n + n)
    }
  }

  private func draw(_ key: String, _ make: () -> FEELValue) -> FEELValue {
    if let known = drawn[key] { return known }
    let value = make()
    drawn[key] = value
    return value
  }

  func value(at path: [String]) -> FEELValue? {
    draw(path.joined(separator: ".")) {
      guard let fact = FactsCatalogue.standard.fact(at: path) else { return .boolean(below(2) == 0) }
      func scalar(_ type: FactType) -> FEELValue {
        switch type {
        case .boolean: .boolean(below(2) == 0)
        case .number: number()
        default: text()
        }
      }
      switch fact.type {
      case .texts, .industries: return .list((0..<(1 + below(2))).map { _ in text() })
      case .objects(let fields): return .list((0..<below(3)).map { _ in .context(FEELContext(fields.map { ($0.feel, scalar($0.type)) })) })
      default: return scalar(fact.type)
      }
    }
  }

  func call(_ function: String, _ arguments: [FEELValue]) throws(FEELEvaluationError) -> FEELValue? {
    if function.hasSuffix("属于行业") {
      func codes(_ v: FEELValue) -> [String] {
        switch v {
        case .string(let s): [s]
        case .list(let items): items.flatMap(codes)
        default: []
        }
      }
      let listed = codes(arguments[0]).map { c in codes(arguments[1]).contains { IndustryClassification.belongs(c, to: $0) } }
      return .boolean(function == "全属于行业" ? !listed.isEmpty && !listed.contains(false) : listed.contains(true))
    }
    guard case .string(let layer)? = arguments.first else { return nil }
    return draw(function + layer) { function == "在" || function == "全在" ? .boolean(below(2) == 0) : number() }
  }
}
