import ExactJSON
import Screening
import Zoning

/// Whether an industry is in the classification in force on a day, by its code or its whole name.
struct IndustryLookUp {
  let name: String
  let state: PlanState

  /// As for other catalogues; throws a refusal where nothing is asked for.
  func answer(edition: String?) throws(ServiceError) -> JSONValue {
    let wanted = name.trimmingSpaces
    guard !wanted.isEmpty else { throw ServiceError(.badInput, "请写上要查的行业的代码或名称。", field: "name") }
    let all = state.rulebook.industries.entries
    let rows = all.filter { $0.code == wanted.uppercased() || String($0.code.dropFirst()) == wanted || $0.name == wanted }
    let sentence = rows.isEmpty ? "《\(IndustryCatalogue.id)》里没有“\(wanted)”。" : "“\(wanted)”在《\(IndustryCatalogue.id)》内。"
    return .object([
      "id": .string(IndustryCatalogue.id), "class": .null, "name": .string(wanted), "asOf": .string(state.asOf.description),
      "edition": .text(edition), "answer": .string(rows.isEmpty ? "notListed" : "listed"), "sentence": .string(sentence),
      "rows": .array(
        rows.map { e in
          .object([
            "match": .string("yes"), "class": .array([]), "number": .string(e.code), "name": .string(e.name),
          ])
        }),
    ])
  }

  /// A row as it is shown, with the code under which law knows it where that is another.
  static func row(_ e: IndustryClassification.Entry, of catalogue: IndustryCatalogue) -> JSONValue {
    let written = catalogue.classification.written(e.code)
    let other = written == e.code ? [] : [JSONMember(key: "条款所用代码", value: .string(written ?? "没有确定的对应"))]
    return .object(
      [
        JSONMember(key: "class", value: .array([])), JSONMember(key: "number", value: .string(e.code)),
        JSONMember(key: "name", value: .string(e.name)),
      ] + other)
  }
}
