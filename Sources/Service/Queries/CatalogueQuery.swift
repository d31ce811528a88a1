import FEEL
import Screening
public import ExactJSON
import Zoning

extension ZoningService {
  /// The facts catalogue, from which forms and file formats are made.
  public func facts(caller: Caller) throws(ServiceError) -> JSONValue {
    let catalogue = FactsCatalogue.standard
    return .object(["edition": .string(catalogue.edition), "facts": .array(catalogue.facts.map(\.json))])
  }

  /// Industries of the classification in force whose code or name holds the text, nearest classes first; at most 40.
  public func industries(matching text: String, caller: Caller) throws(ServiceError) -> JSONValue {
    let wanted = text.trimmingSpaces
    let upper = wanted.uppercased()
    let all = try state(nil).rulebook.industries.entries
    func rank(_ e: IndustryClassification.Entry) -> Int? {
      if e.code == upper || String(e.code.dropFirst()) == upper { return 0 }
      if wanted.isEmpty { return e.code.count == 1 ? 1 : nil }
      if e.code.hasPrefix(upper) || e.code.dropFirst().hasPrefix(upper) { return 1 }
      if e.name == wanted { return 2 }
      if e.name.contains(wanted) { return 3 }
      return nil
    }
    let hits = all.compactMap { e in rank(e).map { ($0, e) } }.sorted { ($0.0, $0.1.code) < ($1.0, $1.1.code) }.prefix(40)
    return .object([
      "items": .array(
        hits.map { .object(["code": .string($0.1.code), "name": .string($0.1.name), "parent": .text($0.1.parent)]) })
    ])
  }
}

extension FactDefinition {
  var json: JSONValue {
    var fieldsJSON: JSONValue = .null
    if case .objects(let fields) = type {
      fieldsJSON = .array(
        fields.map {
          .object([
            "key": .string($0.key), "feel": .string($0.feel), "type": .string(FactDefinition.name(of: $0.type)), "unit": .text($0.unit),
            "options": .array($0.options.map { .object(["code": .string($0.code), "word": .string($0.word)]) }),
            "open": .bool($0.isOpen),
          ])
        })
    }
    return .object([
      "id": .string(id), "feel": .string(feel), "label": .string(label), "type": .string(typeName), "unit": .text(unit),
      "supplier": .string(supplier.rawValue), "group": .string(group), "question": .string(question), "why": .string(why),
      "min": minimum.map { .number($0.description) } ?? .null, "max": maximum.map { .number($0.description) } ?? .null,
      "options": .array(options.map(\.json)), "open": .bool(isOpen), "fields": fieldsJSON,
    ])
  }
}

extension String {
  var trimmingSpaces: String {
    var s = self[...]
    while let c = s.first, c.isWhitespace { s = s.dropFirst() }
    while let c = s.last, c.isWhitespace { s = s.dropLast() }
    return String(s)
  }
}
