package import ExactJSON

/// Answers to the catalogues' questions as a form sends them, put beside those that the project already holds.
package enum SituationAnswers {
  /// Fields `situation:WORDING` with `true` or `false`; a blank one leaves the question open.
  package static func merge(_ fields: [(name: String, value: String)], into project: inout JSONValue) {
    var records = project.items("situations")
    for (name, value) in fields where name.hasPrefix(ProceduresView.field) && ["true", "false"].contains(value) {
      let wording = String(name.dropFirst(ProceduresView.field.count))
      records.removeAll { $0.string("situation") == wording }
      records.append(.object(["situation": .string(wording), "holds": .bool(value == "true")]))
    }
    guard !records.isEmpty, var members = project.objectValue else { return }
    members.removeAll { $0.key == "situations" }
    members.append(JSONMember(key: "situations", value: .array(records)))
    project = .object(members)
  }
}
