public import FEEL

/// A fact measured on the map: what is asked, of which layer.
public struct MapFact: Hashable, Comparable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// 在: overlap beyond tolerance.
    case `in`
    /// 全在: all of the site but tolerance.
    case within
    /// 重叠面积, m².
    case area
    /// 重叠占比 of the whole site, 0 to 1.
    case share
    /// 穿越长度, m.
    case length
    /// 距离, m; 0 where they touch.
    case distance
    /// 最近: name of the nearest feature.
    case nearest
    /// 同在: ground that lies in this layer and in the one that `detail` names.
    case both
    /// 属性: texts of the attribute `detail` over the features met.
    case attribute
    /// 河口上溯: within `detail` metres `from|to|beside` of a river's chainage from its mouth.
    case reach

    /// The FEEL function.
    public var function: String {
      switch self {
      case .in: "在"
      case .within: "全在"
      case .area: "重叠面积"
      case .share: "重叠占比"
      case .length: "穿越长度"
      case .distance: "距离"
      case .nearest: "最近"
      case .both: "同在"
      case .attribute: "属性"
      case .reach: "河口上溯"
      }
    }

    public init?(function: String) {
      guard let k = Self.allCases.first(where: { $0.function == function }) else { return nil }
      self = k
    }

    public var unit: String? {
      switch self {
      case .in, .within, .nearest, .both, .attribute, .reach: nil
      case .area: "m²"
      case .share: "1"
      case .length, .distance: "m"
      }
    }

    /// Decimals kept at the door: lengths and areas 2, shares 6.
    public var fractionDigits: Int { self == .share ? 6 : 2 }
  }

  public var kind: Kind
  public var layer: String
  /// What some kinds ask beside the layer.
  public var detail: String?

  public init(_ kind: Kind, _ layer: String, detail: String? = nil) {
    self.kind = kind
    self.layer = layer
    self.detail = detail
  }

  /// `map.distance.长江干支流岸线`, `map.reach.望虞河|0|10000|1000`.
  public var id: String { "map.\(kind.rawValue).\(layer)" + (detail.map { "|\($0)" } ?? "") }

  public init?(id: String) {
    // Most ids that are asked about are facts of the catalogue.
    guard id.utf8.starts(with: "map.".utf8) else { return nil }
    let parts = id.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "map", let kind = Kind(rawValue: String(parts[1])) else { return nil }
    let rest = parts[2]
    guard let mark = rest.firstIndex(of: "|") else {
      self.init(kind, String(rest))
      return
    }
    self.init(kind, String(rest[..<mark]), detail: String(rest[rest.index(after: mark)...]))
  }

  public static func < (a: MapFact, b: MapFact) -> Bool { a.id.utf8.lexicographicallyPrecedes(b.id.utf8) }

  /// The sentence's name of the fact: `距长江干支流岸线`.
  public var label: String {
    switch kind {
    case .in: "位于“\(layer)”"
    case .within: "全部位于“\(layer)”"
    case .area: "与“\(layer)”重叠面积"
    case .share: "与“\(layer)”重叠占比"
    case .length: "穿越“\(layer)”长度"
    case .distance: "距“\(layer)”"
    case .nearest: "最近的“\(layer)”"
    case .both: "位于“\(layer)”与“\(detail ?? "")”的共同范围"
    case .attribute: "所在“\(layer)”的\(detail ?? "")"
    case .reach:
      "位于“\(layer)”自河口上溯 "
        + (detail.map { d in
          let m = d.split(separator: "|")
          return m.count == 3 ? "\(m[0]) 至 \(m[1]) 米、两岸各 \(m[2]) 米" : d
        } ?? "")
    }
  }
}

/// Where map facts come from: the spatial engine, or a record that captured them.
public protocol MapFactSource: Sendable {
  /// The quantised value: boolean, number or text as the kind has it; unknown of its own id where the layer is known but not held or the site's shape cannot answer.
  func value(of fact: MapFact) -> FEELValue
}

/// Map facts that were measured before; what is not among them is unknown.
public struct RecordedMapFacts: MapFactSource {
  public var values: [MapFact: FEELValue]

  public init(_ values: [MapFact: FEELValue]) { self.values = values }

  public func value(of fact: MapFact) -> FEELValue { values[fact] ?? .unknown(facts: [fact.id]) }
}
