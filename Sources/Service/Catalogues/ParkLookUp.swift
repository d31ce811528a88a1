import ExactJSON
import Screening
import Zoning

/// Whether a park is in a register of parks on a day, by its code or its whole name.
struct ParkLookUp {
  let id: String
  let name: String
  let state: PlanState

  /// As for other catalogues, `{answer: listed | notListed | notHeld, sentence, rows}`; throws a refusal where nothing is asked for.
  func answer() throws(ServiceError) -> JSONValue {
    let wanted = name.trimmingSpaces
    guard !wanted.isEmpty else { throw ServiceError(.badInput, "请写上要查的园区的名称或编码。", field: "name") }
    let edition = state.rulebook.parks.first { $0.id == id && $0.validity.contains(state.asOf) }
    let rows = edition?.entries.filter { $0.code == wanted || $0.name == wanted } ?? []
    let (code, sentence): (String, String) =
      if !rows.isEmpty {
        ("listed", "“\(wanted)”在《\(id)》内。")
      } else if edition?.isComplete == true {
        ("notListed", "按名称和编码核对，“\(wanted)”不在《\(id)》内。")
      } else {
        ("notHeld", "《\(id)》没有收全的版本施行，查不到不等于不在名录内。")
      }
    return .object([
      "id": .string(id), "class": .null, "name": .string(wanted), "asOf": .string(state.asOf.description),
      "edition": .text(edition?.edition), "answer": .string(code), "sentence": .string(sentence),
      "rows": .array(rows.map { .object([JSONMember(key: "match", value: .string("yes"))] + (Self.row($0).objectValue ?? [])) }),
    ])
  }

  /// A park as it is shown: its code as the number, its name, its facts by their labels.
  static func row(_ entry: ParkCatalogue.Entry) -> JSONValue {
    let facts = ParkCatalogue.facts.compactMap { fact in
      entry.facts[fact.id].map { JSONMember(key: fact.label, value: .string(Self.words($0))) }
    }
    return .object(
      [
        JSONMember(key: "class", value: .array([])), JSONMember(key: "number", value: .string(entry.code)),
        JSONMember(key: "name", value: .string(entry.name)),
      ] + facts)
  }

  private static func words(_ value: JSONValue) -> String {
    if let b = value.boolValue { return b ? "是" : "否" }
    return value.stringValue ?? value.numberText ?? (value.arrayValue ?? []).compactMap(\.stringValue).joined(separator: "、")
  }
}
