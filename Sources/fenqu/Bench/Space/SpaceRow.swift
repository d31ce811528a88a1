import ExactJSON
import FEEL

/// One line of the benchmark: our rate at a task, beside one peer's in the same run.
struct SpaceRow {
  /// `point`, `footprint`, `distance`, `tile`, `area`, `open`, `batch`.
  var task: String
  /// Which form of the task, such as `units` or `all`.
  var form: String
  var what: String
  var rate: Double
  var unit: String
  var milliseconds: [Double] = []
  var peer: String?
  var peerRate: Double?
  /// The median over the rounds of our rate over the peer's.
  var ratio: Double?
  var aimRate: Double?
  var aimRatio: Double?
  var agreement: String?
  var comparison: SpaceComparison?
  var checksum = ""
  /// How far the rounds lay from the median, ours and the peer's.
  var spread: Double?
  var more: [JSONMember] = []

  var name: String { "\(task).\(form)" }

  func json(_ run: JSONValue) -> JSONValue {
    func number(_ value: Double?, _ digits: Int = 3) -> JSONValue { value.map { .number(Self.text($0, digits)) } ?? .null }
    let row: [(String, JSONValue)] = [
      ("task", .string(task)), ("case", .string(form)), ("rate", number(rate)), ("unit", .string(unit)),
      ("p50Milliseconds", number(percentile(50), 6)), ("p99Milliseconds", number(percentile(99), 6)), ("peer", .text(peer)),
      ("peerRate", number(peerRate)), ("ratio", number(ratio)), ("agreement", .text(agreement)), ("checksum", .string(checksum)),
      ("aimRate", number(aimRate)), ("aimRatio", number(aimRatio)), ("met", met.map { .bool($0) } ?? .null),
      ("spread", number(spread)), ("compared", comparison?.json ?? .null),
    ]
    return .object(row.map { JSONMember(key: $0.0, value: $0.1) } + more + [JSONMember(key: "run", value: run)])
  }

  var text: String {
    var line = name + String(repeating: " ", count: max(1, 26 - name.count)) + "\(what)：\(Self.short(rate)) \(unit)"
    if let p50 = percentile(50), let p99 = percentile(99) { line += "  p50 \(Self.short(p50)) ms  p99 \(Self.short(p99)) ms" }
    if let peer { line += "  \(peer)" }
    if let peerRate { line += " \(Self.short(peerRate))" }
    if let ratio { line += "  ×\(Self.short(ratio))" }
    for member in more { line += "  \(member.key) \(member.value.canonicalText)" }
    if let met { line += met ? "  达标" : "  未达标" }
    if !aims.isEmpty { line += "（\(aims)）" }
    line += checksum.isEmpty ? "" : "  校验 \(checksum)"
    return line + (agreement.map { "\n  \($0)" } ?? "") + "\n"
  }

  /// Whether every aim is reached; nil where none is set for what was measured.
  var met: Bool? {
    var reached: [Bool] = []
    if let aimRate { reached.append(rate >= aimRate) }
    if let aimRatio, let ratio { reached.append(ratio >= aimRatio) }
    return reached.isEmpty ? nil : !reached.contains(false)
  }

  private var aims: String {
    [aimRate.map { "目标 \(Self.short($0))" }, aimRatio.map { "目标 ×\(Self.short($0))" }].compactMap { $0 }.joined(separator: "，")
  }

  private func percentile(_ percent: Int) -> Double? {
    let sorted = milliseconds.sorted()
    return sorted.isEmpty ? nil : sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  private static func text(_ value: Double, _ digits: Int) -> String {
    FEELDecimal(quantizing: value, fractionDigits: digits).description
  }

  /// Nine figures after the point, for differences.
  static func precise(_ value: Double) -> String { text(value, 9) }

  /// Three figures or the whole number.
  static func short(_ value: Double) -> String {
    let size = value.magnitude
    return text(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6)
  }
}
