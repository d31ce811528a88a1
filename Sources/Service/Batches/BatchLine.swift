import ExactJSON
import Screening

/// One row of a batch as it waits to be judged.
struct BatchLine {
  enum Content {
    case project(JSONValue)
    /// The text of a project file.
    case text(String)
    case refused(field: String?, message: String)
  }

  var row: Int
  var label: String?
  var content: Content

  /// The rows of a part.
  static func all(_ bytes: [UInt8]) throws -> [BatchLine] {
    try bytes.split(separator: 0x0A).map { try BatchLine(JSONValue(parsing: $0)) }
  }

  init(_ json: JSONValue) throws {
    guard let row = json["row"]?.numberText.flatMap({ Int($0) }) else { throw RecordFault(what: "row of a batch") }
    self.row = row
    label = json["label"]?.stringValue
    if let text = json["line"]?.stringValue {
      content = .text(text)
    } else if let refused = json["refused"], !refused.isNull {
      content = .refused(field: refused["field"]?.stringValue, message: refused["message"]?.stringValue ?? "")
    } else {
      content = .project(json["project"] ?? .null)
    }
  }

  /// The project file of the row, with the facts that all rows share below its own.
  func project(common: JSONValue?) throws(ServiceError) -> JSONValue {
    let own: JSONValue
    switch content {
    case .refused(let field, let message): throw ServiceError(.badInput, message, field: field)
    case .text(let text): own = try refusing { try JSONValue(parsing: text) }
    case .project(let project): own = project
    }
    guard let common, own.objectValue != nil else { return own }
    return Self.merged(own, over: common)
  }

  /// Members of `own`, then those of `common` that it lacks, blocks inside alike.
  private static func merged(_ own: JSONValue, over common: JSONValue) -> JSONValue {
    guard var members = own.objectValue, let others = common.objectValue else { return own }
    for other in others {
      if let i = members.firstIndex(where: { $0.key == other.key }) {
        members[i].value = merged(members[i].value, over: other.value)
      } else {
        members.append(other)
      }
    }
    return .object(members)
  }
}

/// A row that cannot be judged, as every batch shows it: `{"error": {"line": 2, "field": "crs", "message": "…"}}`, with the possible
/// readings where there are several.
public enum BatchRefusal {
  static func json(_ line: Int, _ refusal: ServiceError) -> JSONValue {
    .object([
      "error": .object(
        [
          JSONMember(key: "line", value: .int(line)), JSONMember(key: "field", value: .text(refusal.field)),
          JSONMember(key: "message", value: .string(refusal.message)),
        ] + refusal.details)
    ])
  }
}
