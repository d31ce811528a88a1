/// A value of the plain machine: 16 bytes, no references.
///
/// Texts are ids of a vocabulary, lists are slices of a pool, and an unknown value carries which of its program's slots
/// it is unknown for as a set of bits, so that nothing is counted or copied while conditions are evaluated.
struct PlainValue: Equatable, Sendable {
  /// Number: the mantissa. Wide number: place in the wide pool. Text: id. Date: days since 1970. List: offset and count.
  /// Unknown: a bit for each cause of the program.
  var payload: Int64
  var tag: Tag
  /// Digits after the point of a number, 0 to 18.
  var scale: UInt8

  /// The first four are the logical states in the order of a conjunction: the greatest decides.
  enum Tag: UInt8, Comparable {
    case yes, null, unknown, no
    case number, wide, text, date, list
    /// Known, but of a kind that only the general evaluator handles.
    case outside
    /// Not read yet in this frame.
    case unread

    static func < (a: Tag, b: Tag) -> Bool { a.rawValue < b.rawValue }
  }

  init(_ tag: Tag, _ payload: Int64 = 0, scale: UInt8 = 0) {
    self.payload = payload
    self.tag = tag
    self.scale = scale
  }

  init(boolean: Bool) { self.init(boolean ? .yes : .no) }

  static let null = PlainValue(.null)
  static let outside = PlainValue(.outside)
  static let unread = PlainValue(.unread)

  static func list(offset: Int, count: Int) -> PlainValue { PlainValue(.list, Int64(offset) << 32 | Int64(count)) }
  @inline(__always) var listOffset: Int { Int(payload >> 32) }
  @inline(__always) var listCount: Int { Int(payload & 0xFFFF_FFFF) }

  @inline(__always) var isUnknown: Bool { tag == .unknown }
  @inline(__always) var isNumber: Bool { tag == .number || tag == .wide }
  /// The causes of an unknown value, else none.
  @inline(__always) var causes: Int64 { tag == .unknown ? payload : 0 }

  @inline(__always) static func unknown(_ a: PlainValue, _ b: PlainValue) -> PlainValue { PlainValue(.unknown, a.causes | b.causes) }
}

/// Kleene logic over plain values; what is not a Boolean counts as null, as in `Kleene`.
extension PlainValue {
  @inline(__always) private var state: Tag { tag <= .no ? tag : .null }

  @inline(__always) var negated: PlainValue {
    switch tag {
    case .yes: PlainValue(.no)
    case .no: PlainValue(.yes)
    case .unknown: self
    default: .null
    }
  }

  @inline(__always) static func and(_ a: PlainValue, _ b: PlainValue) -> PlainValue {
    let state = max(a.state, b.state)
    return state == .unknown ? unknown(a, b) : PlainValue(state)
  }

  @inline(__always) static func or(_ a: PlainValue, _ b: PlainValue) -> PlainValue { and(a.negated, b.negated).negated }
}
