/// A closed vocabulary whose terms have a code for files and a Chinese word for people.
public protocol Vocabulary: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The official Chinese word.
  var chinese: String { get }
}

extension Vocabulary {
  /// Reads the code or the Chinese word.
  public init?(codeOrWord text: String) {
    guard let term = Self.allCases.first(where: { $0.rawValue == text || $0.chinese == text }) else { return nil }
    self = term
  }
}

/// The tier of a clause, 国家 above “1+5+13+N”.
public enum Tier: String, Vocabulary, Comparable {
  case nation, province, region, city, unit

  public var chinese: String {
    switch self {
    case .nation: "国家"
    case .province: "全省"
    case .region: "流域（区域）"
    case .city: "市域"
    case .unit: "管控单元"
    }
  }

  /// Position from the top, nation first.
  public var rank: Int { Self.allCases.firstIndex(of: self)! }
  public static func < (a: Tier, b: Tier) -> Bool { a.rank < b.rank }
}

/// The four dimensions of an access list (维度).
public enum Dimension: String, Vocabulary, Comparable {
  case spatial, discharge, risk, resource

  public var chinese: String {
    switch self {
    case .spatial: "空间布局约束"
    case .discharge: "污染物排放管控"
    case .risk: "环境风险防控"
    case .resource: "资源利用效率要求"
    }
  }

  public var rank: Int { Self.allCases.firstIndex(of: self)! }
  public static func < (a: Dimension, b: Dimension) -> Bool { a.rank < b.rank }
}

/// What a clause does to a project.
public enum Effect: String, Vocabulary {
  case prohibit, permitOnly, restrict, require, encourage

  public var chinese: String {
    switch self {
    case .prohibit: "禁止"
    case .permitOnly: "仅允许"
    case .restrict: "限制"
    case .require: "要求"
    case .encourage: "鼓励"
    }
  }
}

/// Whom a clause binds.
public enum Binding: String, Vocabulary {
  case project, government

  public var chinese: String {
    switch self {
    case .project: "约束项目"
    case .government: "约束政府"
    }
  }
}

/// Who judges a clause: the machine now, a person, or nobody before the project is carried out (后续落实).
public enum Judgement: String, Vocabulary {
  case machine, person, later

  public var chinese: String {
    switch self {
    case .machine: "机器判定"
    case .person: "人工研判"
    case .later: "后续落实"
    }
  }
}

/// The class of a control unit.
public enum UnitClass: String, Vocabulary {
  case priority, key, general

  public var chinese: String {
    switch self {
    case .priority: "优先保护"
    case .key: "重点管控"
    case .general: "一般管控"
    }
  }

  /// The class digit of unit codes: 1, 2, 3.
  public var digit: Int {
    switch self {
    case .priority: 1
    case .key: 2
    case .general: 3
    }
  }

  public init?(digit: Int) {
    guard let c = Self.allCases.first(where: { $0.digit == digit }) else { return nil }
    self = c
  }
}

/// 陆域 or 近岸海域.
public enum Domain: String, Vocabulary {
  case land, sea

  public var chinese: String {
    switch self {
    case .land: "陆域"
    case .sea: "近岸海域"
    }
  }
}
