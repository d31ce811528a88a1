import FEEL
import Zoning

/// What values a part of a condition can have, as far as the facts catalogue and the functions say (条件各部分的类型).
///
/// `any` is what nothing is known of; it fits everywhere, so that no sound condition is refused.
indirect enum ConditionType: Hashable, Sendable {
  case any
  case null
  case boolean
  /// A share lies between 0 and 1.
  case number(isShare: Bool)
  case text(TextDomain)
  case date
  case time
  case dateTime
  case yearsMonths
  case daysTime
  case list(ConditionType)
  /// Entries by name.
  case record([String: ConditionType])
  case range(ConditionType)
  case function
  /// `项目` by itself.
  case project

  /// Which texts a text can be.
  enum TextDomain: Hashable, Sendable {
    case free
    /// One of the words of an enumerated fact.
    case options([String])
    /// One of the texts that the condition itself writes.
    case constants([String])
    /// An industry of the project, which catalogue codes may stand above.
    case industry
  }

  static let number = ConditionType.number(isShare: false)
  static let text = ConditionType.text(.free)

  init(_ fact: FactDefinition) {
    switch fact.type {
    case .number: self = .number(isShare: fact.unit == "1" && fact.maximum == FEELDecimal(1))
    default: self.init(fact.type, options: fact.options)
    }
  }

  init(_ type: FactType, options: [FactOption] = []) {
    switch type {
    case .boolean: self = .boolean
    case .number: self = .number
    case .text: self = .text
    case .enumeration:
      var words: [String] = []
      for option in options where !words.contains(option.word) { words.append(option.word) }
      self = .text(.options(words))
    case .texts: self = .list(.text)
    case .industries: self = .list(.text(.industry))
    case .objects(let fields):
      self = .list(.record(Dictionary(fields.map { ($0.feel, ConditionType($0.type, options: $0.options)) }) { a, _ in a }))
    }
  }

  init(_ value: FEELValue) {
    switch value {
    case .null: self = .null
    case .unknown, .context: self = .any
    case .boolean: self = .boolean
    case .number: self = .number
    case .string(let s): self = .text(.constants([s]))
    case .date: self = .date
    case .time: self = .time
    case .dateTime: self = .dateTime
    case .yearsMonths: self = .yearsMonths
    case .daysTime: self = .daysTime
    case .list(let items): self = .list(ConditionType.joined(items.map { ConditionType($0) }))
    case .range(let range): self = .range(ConditionType(range.lower == .null ? range.upper : range.lower))
    case .function: self = .function
    }
  }

  /// What kind of value it is, for messages.
  var kindName: String {
    switch self {
    case .any: "未定的值"
    case .null: "空值"
    case .boolean: "是否值"
    case .number: "数字"
    case .text: "文字"
    case .date: "日期"
    case .time: "时间"
    case .dateTime: "日期时间"
    case .yearsMonths: "年月时长"
    case .daysTime: "日时时长"
    case .list(.any): "列表"
    case .list(let element): "\(element.kindName)的列表"
    case .record: "记录"
    case .range: "区间"
    case .function: "函数"
    case .project: "整个项目"
    }
  }

  /// The items of a list; a single value counts as a list of itself.
  var element: ConditionType {
    switch self {
    case .list(let element): element
    case .range(let bound): bound
    case .null: .any
    default: self
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }

  /// Whether it may stand where true or false is expected.
  var mayBeBoolean: Bool { self == .any || self == .boolean }

  /// What holds for values of all the types; of none it is `any`.
  static func joined(_ types: [ConditionType]) -> ConditionType {
    guard let first = types.first else { return .any }
    return types.dropFirst().reduce(first) { $0.joined($1) }
  }

  func joined(_ other: ConditionType) -> ConditionType {
    if self == other { return self }
    switch (self, other) {
    case (.text(.constants(let a)), .text(.constants(let b))): return .text(.constants(a + b.filter { !a.contains($0) }))
    case (.text, .text): return .text
    case (.number, .number): return .number
    case (.list(let a), .list(let b)): return .list(a.joined(b))
    case (.range(let a), .range(let b)): return .range(a.joined(b))
    default: return .any
    }
  }

  /// Whether `=` can compare the two at all; else it is null whatever the values.
  func isComparable(to other: ConditionType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.null, _), (_, .null): true
    case (.number, .number), (.text, .text), (.boolean, .boolean), (.date, .date), (.time, .time), (.dateTime, .dateTime),
      (.yearsMonths, .yearsMonths), (.daysTime, .daysTime), (.record, .record), (.range, .range), (.function, .function):
      true
    case (.list(let a), .list(let b)): a.isComparable(to: b)
    default: false
    }
  }

  /// Whether `<` and its kin can compare the two.
  func isOrdered(with other: ConditionType) -> Bool {
    switch (self, other) {
    case (.any, .any): true
    case (.any, let known), (let known, .any):
      switch known {
      case .number, .text, .date, .time, .dateTime, .yearsMonths, .daysTime: true
      default: false
      }
    case (.number, .number), (.text, .text), (.date, .date), (.time, .time), (.dateTime, .dateTime), (.yearsMonths, .yearsMonths),
      (.daysTime, .daysTime):
      true
    default: false
    }
  }
}
