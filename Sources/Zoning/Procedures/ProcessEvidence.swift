/// A stated fact that tells whether a project has a common process (通用工序): a list of boilers has the process 锅炉, an empty one has not.
public struct ProcessEvidence: Hashable, Sendable {
  /// Id of the fact: a list, or a number of which 0 means none.
  public var fact: String
  /// For a list of texts, the words of which any one tells the process; empty where any entry does.
  public var words: [String]

  public init(fact: String, words: [String]) {
    self.fact = fact
    self.words = words
  }

  /// Reads `boilers; resources.boilerSteam_t; facilities=污水处理设施 预处理设施`; throws `badCatalogue` for a fact that cannot tell.
  static func all(_ text: String, of what: String) throws(ZoningError) -> [ProcessEvidence] {
    var all: [ProcessEvidence] = []
    for part in text.split(whereSeparator: { ";；".contains($0) }) {
      let sides = part.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
      guard let id = sides.first, !id.isEmpty else { continue }
      let words = sides.count > 1 ? sides[1].split(separator: " ").map(String.init) : []
      guard let fact = FactsCatalogue.standard[id] else {
        let near = FactsCatalogue.standard.nearestFields(to: id).joined(separator: "、")
        throw .badCatalogue("\(what)的 facts 写的“\(id)”不在事实目录里，相近的有：\(near)。")
      }
      switch fact.type {
      case .objects where words.isEmpty, .number where words.isEmpty, .texts: break
      default: throw .badCatalogue("\(what)的 facts 写的“\(id)”不能说明有没有这道工序，请写一个清单或数量，文字清单可写成 processes=电镀 酸洗。")
      }
      all.append(ProcessEvidence(fact: id, words: words))
    }
    return all
  }
}
