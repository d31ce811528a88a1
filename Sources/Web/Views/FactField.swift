package import ExactJSON

/// A missing fact as a form field that works without a script.
struct FactField {
  let fact: JSONValue
  let typed: [String: String]
  let faults: [Refusal.FieldFault]

  /// Options of a long list that are shown before the fold.
  static let shown = 18

  init(_ fact: JSONValue, typed: [String: String], faults: [Refusal.FieldFault]) {
    self.fact = fact
    self.typed = typed
    self.faults = faults
  }

  var view: View {
    let id = fact.string("fact") ?? ""
    let type = fact.string("type") ?? "text"
    let options = fact.items("options")
    let value = typed[id]
    let fault = faults.first { $0.names(id) }
    let folds = type == "texts" && options.count > Self.shown + 6
    func choice(_ option: JSONValue) -> View {
      [
        "code": .maybe(option.string("code")), "word": .maybe(option.string("label") ?? option.string("word")),
        "chosen": .flag(value == option.string("code")),
      ]
    }
    let first: [View] = (folds ? Array(options.prefix(Self.shown)) : options).map(choice)
    let later: [View] = folds ? options.dropFirst(Self.shown).map(choice) : []
    let names = fact.items("neededBy").compactMap(\.stringValue)
    let shown = names.prefix(3)
    return [
      "anchor": "fact-\(FieldNames.anchor(id))", "name": .text(id), "label": .maybe(fact.string("label")),
      "question": .maybe(fact.string("question")),
      "why": .maybe(fact.string("why")),
      "needing": .list(shown.enumerated().map { ["code": .text($1), "more": .flag($0 + 1 < shown.count)] }),
      "needingMore": .maybe(names.count > 3 ? " 等 \(names.count) 条" : nil),
      "unit": .maybe(fact.string("unit").flatMap { $0 == "1" ? nil : $0 }),
      "number": .flag(type == "number"), "boolean": .flag(type == "boolean"), "choice": .flag(type == "enumeration"),
      "text": .flag(["text", "industries"].contains(type)), "several": .flag(type == "texts"), "records": .flag(type == "objects"),
      "wide": .flag(type == "texts" || type == "objects"), "value": .maybe(value), "yes": .flag(value == "true"),
      "no": .flag(value == "false"),
      "options": .list(first), "later": .list(later), "folds": .flag(folds), "laterCount": .text(String(later.count)),
      "fault": .maybe(fault?.message),
    ]
  }
}

/// Facts as a form sends them, back into a project file.
package enum SuppliedFacts {
  /// Puts `value` at the dotted path into an object of nested objects.
  package static func put(_ value: JSONValue, at path: String, into object: inout JSONValue, blocks: Set<String>) {
    guard let dot = path.firstIndex(of: "."), blocks.contains(String(path[..<dot])) else {
      set(path, value, in: &object)
      return
    }
    let block = String(path[..<dot])
    var inner = object[block] ?? .object([JSONMember]())
    let rest = String(path[path.index(after: dot)...])
    put(value, at: rest, into: &inner, blocks: nested(blocks, below: block))
    set(block, inner, in: &object)
  }

  private static func nested(_ blocks: Set<String>, below block: String) -> Set<String> {
    Set(blocks.compactMap { $0.hasPrefix(block + ".") ? String($0.dropFirst(block.count + 1)) : nil })
  }

  private static func set(_ key: String, _ value: JSONValue, in object: inout JSONValue) {
    var members = object.objectValue ?? []
    if let i = members.firstIndex(where: { $0.key == key }) {
      members[i].value = value
    } else {
      members.append(JSONMember(key: key, value: value))
    }
    object = .object(members)
  }

  /// The blocks of the catalogue's ids: `emissions`, `offset`, `offset.COD`.
  package static func blocks(of ids: [String]) -> Set<String> {
    var found: Set<String> = []
    for id in ids {
      let parts = id.split(separator: ".").map(String.init)
      for n in 1..<max(parts.count, 1) { found.insert(parts.prefix(n).joined(separator: ".")) }
    }
    return found
  }

  /// One field's text as the fact's type wants it; nil when left blank. Throws the sentence to show at the field.
  package static func value(_ texts: [String], type: String, label: String) throws(Refusal.FieldFaultError) -> JSONValue? {
    let given = texts.map(Blank.trimmed).filter { !$0.isEmpty }
    switch type {
    case "texts", "industries", "objects":
      if given.contains("[]") { return .array([]) }
      guard !given.isEmpty else { return nil }
      let items = given.flatMap { $0.split(whereSeparator: { "、，,;；\n".contains($0) }).map { Blank.trimmed(String($0)) } }.filter {
        !$0.isEmpty
      }
      return .array(items.map { type == "objects" ? .object(["kind": .string($0)]) : .string($0) })
    case "boolean":
      guard let t = given.first else { return nil }
      switch t.lowercased() {
      case "true", "是", "有": return .bool(true)
      case "false", "否", "无": return .bool(false)
      default: throw .init("“\(label)”填的是“\(t)”，只能填 是 或 否，不清楚时请留空。")
      }
    case "number":
      guard let t = given.first else { return nil }
      guard let plain = ungrouped(t) else {
        throw .init("“\(label)”填的是“\(t)”，小数点请用“.”，逗号只能每三位分节，如 12,500.5。")
      }
      guard let number = (try? JSONValue(parsing: plain.hasPrefix(".") ? "0" + plain : plain))?.numberText else {
        throw .init("“\(label)”填的是“\(t)”，应为一个数，如 3.0。")
      }
      return .number(number)
    default: return given.first.map { .string($0) }
    }
  }
}

extension SuppliedFacts {
  /// A number without the marks between its groups of three digits; nil where a comma or blank stands anywhere else (1,5 is not 15).
  private static func ungrouped(_ text: String) -> String? {
    let plain = text.replacing("，", with: ",")
    guard plain.contains(where: { $0 == "," || $0 == " " }) else { return text }
    let grouped = /[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?/
    return plain.wholeMatch(of: grouped) == nil ? nil : plain.filter { $0 != "," && $0 != " " }
  }
}

extension Refusal {
  /// What is wrong with one field.
  package struct FieldFaultError: Error {
    package var message: String

    init(_ message: String) { self.message = message }
  }
}
