/// What a function of the expression language takes and comes to, as far as conditions need it (DMN 1.5 §10.3.4).
struct BuiltinSignature: Sendable {
  /// What one parameter takes.
  enum Want: Hashable, Sendable {
    case any, text, number, quantity, list, numbers, truths, date

    var word: String {
      switch self {
      case .any: "任意值"
      case .text: "文字"
      case .number, .quantity: "数字"
      case .list: "列表"
      case .numbers: "数字的列表"
      case .truths: "是否值的列表"
      case .date: "日期"
      }
    }

    /// A single value may stand for a list of one; a list never for the one value that is wanted.
    func fits(_ type: ConditionType) -> Bool {
      switch (self, type) {
      case (.any, _), (_, .any), (.list, _): return true
      case (.text, .text), (.number, .number), (.quantity, .number), (.quantity, .yearsMonths), (.quantity, .daysTime): return true
      case (.date, .date), (.date, .dateTime): return true
      case (.numbers, _):
        switch type.element {
        case .any, .null, .number, .yearsMonths, .daysTime: return true
        default: return false
        }
      case (.truths, _): return type.element.mayBeBoolean || type.element == .null
      default: return false
      }
    }
  }

  enum Result: Sendable {
    case fixed(ConditionType)
    /// What the first argument is, as a list.
    case listOfFirst
    /// An item of the first argument, or one of the arguments.
    case item
  }

  private let wants: [Want]
  private let least: Int
  private let repeats: Bool
  private let outcome: Result
  /// Makes a value of a written text or of numbers.
  let isConversion: Bool

  private init(_ wants: [Want], optional: Int = 0, repeats: Bool = false, _ outcome: Result, isConversion: Bool = false) {
    self.wants = wants
    least = wants.count - optional
    self.repeats = repeats
    self.outcome = outcome
    self.isConversion = isConversion
  }

  /// How many arguments it takes, in words, where a call has another number.
  func refusedCount(_ count: Int) -> String? {
    if repeats { return count >= least ? nil : "至少 \(least)" }
    if (least...wants.count).contains(count) { return nil }
    return least == wants.count ? "\(least)" : "\(least) 至 \(wants.count)"
  }

  func want(_ i: Int, of count: Int) -> Want { wants[min(i, wants.count - 1)] }

  func result(_ types: [ConditionType]) -> ConditionType {
    switch outcome {
    case .fixed(let type): return type
    case .listOfFirst: return .list(types.first?.element ?? .any)
    case .item: return types.count == 1 ? types[0].element : ConditionType.joined(types)
    }
  }

  /// Nil for functions whose arguments take many forms.
  static func named(_ name: String) -> BuiltinSignature? { all[name] }

  private static let all: [String: BuiltinSignature] = {
    var all: [String: BuiltinSignature] = [:]
    func put(_ names: [String], _ signature: BuiltinSignature) { for n in names { all[n] = signature } }
    let (truth, text, number) = (Result.fixed(.boolean), Result.fixed(.text), Result.fixed(.number))
    put(["contains", "starts with", "ends with"], .init([.text, .text], truth))
    put(["matches"], .init([.text, .text, .text], optional: 1, truth))
    put(["upper case", "lower case"], .init([.text], text))
    put(["string length"], .init([.text], number))
    put(["substring before", "substring after"], .init([.text, .text], text))
    put(["substring"], .init([.text, .number, .number], optional: 1, text))
    put(["replace"], .init([.text, .text, .text, .text], optional: 1, text))
    put(["split"], .init([.text, .text], .fixed(.list(.text))))
    put(["string join"], .init([.list, .text], optional: 1, text))
    put(["list contains"], .init([.list, .any], truth))
    put(["count"], .init([.list], repeats: true, number))
    put(["sum", "mean", "median", "stddev", "product"], .init([.numbers], repeats: true, .fixed(.any)))
    put(["min", "max"], .init([.list], repeats: true, .item))
    put(["all", "any"], .init([.truths], repeats: true, truth))
    put(["mode", "distinct values", "reverse"], .init([.list], repeats: true, .listOfFirst))
    put(["sublist"], .init([.list, .number, .number], optional: 1, .listOfFirst))
    put(["remove"], .init([.list, .number], .listOfFirst))
    put(["append", "concatenate", "union", "flatten"], .init([.any], repeats: true, .fixed(.list(.any))))
    put(["index of"], .init([.list, .any], .fixed(.list(.number))))
    put(["sqrt", "log", "exp"], .init([.number], number))
    put(["abs"], .init([.quantity], .fixed(.any)))
    put(["odd", "even"], .init([.number], truth))
    put(["modulo", "decimal", "round up", "round down", "round half up", "round half down"], .init([.number, .number], number))
    put(["floor", "ceiling"], .init([.number, .number], optional: 1, number))
    put(["is defined"], .init([.any], truth))
    put(["is"], .init([.any, .any], truth))
    put(["string"], .init([.any], text))
    put(["number"], .init([.any, .any, .any], optional: 2, number, isConversion: true))
    put(["date"], .init([.any, .number, .number], optional: 2, .fixed(.date), isConversion: true))
    put(["today"], .init([], .fixed(.date)))
    put(["now"], .init([], .fixed(.dateTime)))
    put(["date and time"], .init([.any], repeats: true, .fixed(.dateTime), isConversion: true))
    put(["time"], .init([.any], repeats: true, .fixed(.time), isConversion: true))
    put(["duration"], .init([.text], .fixed(.any), isConversion: true))
    put(["years and months duration"], .init([.date, .date], .fixed(.yearsMonths)))
    put(["day of year", "week of year"], .init([.date], number))
    put(["day of week", "month of year"], .init([.date], text))
    return all
  }()
}
