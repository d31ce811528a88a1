/// Reads what an applicant wrote in words of its own against the names that a catalogue prints.
enum PrintedNames {
  /// Whether a stated thing is one of the names; `不含电镀`, `外购电镀件组装` and `电镀委托外协` name it too and state nothing.
  static func state(_ text: String, _ names: [String]) -> Bool {
    if names.contains(text) { return true }
    if denials.contains(where: text.contains) { return false }
    return text.split(whereSeparator: { "、，,；;/+＋→".contains($0) }).contains { part in
      var name = String(part)
      for tail in ["工艺", "工序"] where name.hasSuffix(tail) && name.count > tail.count { name = String(name.dropLast(tail.count)) }
      return names.contains(name)
    }
  }

  private static let denials = [
    "无", "不", "非", "未", "除", "外购", "外协", "外委", "外包", "外发", "委托", "委外", "取消", "淘汰", "拆除", "停", "依托", "替代", "现有", "原有", "预留", "拟", "？", "?",
  ]
}
