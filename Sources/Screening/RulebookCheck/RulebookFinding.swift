public import ExactJSON
public import Zoning

/// What can be wrong with a rulebook, worst first (清单体检发现).
public enum RulebookProblem: String, Vocabulary {
  case faulty, neverApplies, contradiction, laxer, limitDiffers, endedDocument, unitWithoutList, listWithoutUnit
  case unsuppliedFact, bareIn, someForEvery, partOfPark, softByMachine, nothingToJudge, nearDuplicate

  public var chinese: String {
    switch self {
    case .faulty: "条件写错"
    case .neverApplies: "永不适用"
    case .contradiction: "互相矛盾"
    case .laxer: "宽于上级"
    case .limitDiffers: "限值与条件不符"
    case .endedDocument: "依据已失效"
    case .unitWithoutList: "单元没有清单"
    case .listWithoutUnit: "清单没有单元"
    case .unsuppliedFact: "事实无人提供"
    case .bareIn: "应为全在"
    case .someForEvery: "应为每一项"
    case .partOfPark: "部分在园区"
    case .softByMachine: "含糊用词由机器判"
    case .nothingToJudge: "没有可判的条件"
    case .nearDuplicate: "近似重复"
    }
  }

  /// Whether the verdicts of projects go wrong by it, or the list is only worse to work with.
  public var isSerious: Bool {
    switch self {
    case .faulty, .neverApplies, .contradiction, .laxer, .limitDiffers, .unitWithoutList, .listWithoutUnit: true
    case .endedDocument, .unsuppliedFact, .bareIn, .someForEvery, .partOfPark, .softByMachine, .nothingToJudge, .nearDuplicate: false
    }
  }
}

/// One finding, for all clauses that share it.
public struct RulebookFinding: Sendable {
  public var problem: RulebookProblem
  /// The clauses as the first place shows them, lower tier first; empty for a finding about a unit or owner.
  public var clauses: [Clause]
  /// Every clause or owner concerned, at most `listed` of them.
  public var subjects: [String]
  /// How many there are.
  public var count: Int
  public var message: String
  public var remedy: String
  /// Facts of a project that shows it.
  public var witness: JSONValue?

  /// Subjects are named up to this number.
  public static let listed = 200

  init(
    _ problem: RulebookProblem, clauses: [Clause], subjects: [String], message: String, remedy: String, witness: JSONValue? = nil
  ) {
    self.problem = problem
    self.clauses = clauses
    self.subjects = Array(subjects.prefix(Self.listed))
    count = subjects.count
    self.message = message
    self.remedy = remedy
    self.witness = witness
  }

  /// Findings of one key made one, with the first's wording and witness and everybody's subjects.
  static func merged(_ findings: [RulebookFinding], by key: (RulebookFinding) -> [String]) -> [RulebookFinding] {
    var index: [[String]: Int] = [:]
    var all: [(finding: RulebookFinding, subjects: [String])] = []
    for f in findings {
      let key = key(f)
      if let i = index[key] {
        all[i].subjects += f.subjects
        all[i].finding.count += f.count
      } else {
        index[key] = all.count
        all.append((f, f.subjects))
      }
    }
    return all.map { entry in
      var f = entry.finding
      f.subjects = Array(entry.subjects.prefix(listed))
      return f
    }
  }

  public var json: JSONValue {
    .object([
      "problem": .string(problem.rawValue), "serious": .bool(problem.isSerious), "count": .int(count), "message": .string(message),
      "remedy": .string(remedy), "subjects": .array(subjects.map { .string($0) }),
      "clauses": .array(
        clauses.map {
          .object([
            "id": .string($0.id), "tier": .string($0.tier.rawValue), "owner": .string($0.owner), "text": .string($0.fullText),
            "applies": .text($0.applies), "kept": .text($0.kept), "except": .text($0.except),
          ])
        }), "witness": witness ?? .null,
    ])
  }
}
