import ExactJSON
import Service

/// Screens one project a line and goes on after a bad one: its row tells the line and why, in the place of its assessment.
struct ScreenBatch {
  let service: ZoningService
  let options: ScreeningOptions

  /// Writes one row a project, blank lines passed over; how many lines there were, and how many were refused.
  func run(_ bytes: [UInt8], write: ([UInt8]) -> Void) -> (total: Int, refused: Int) {
    var total = 0
    var refused = 0
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    for (i, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      total += 1
      do {
        write(try service.screen(body: try JSONValue(parsing: line), options: options, caller: .console).json.canonicalBytes)
      } catch {
        refused += 1
        write(Self.row(i + 1, ServiceError(translating: error)).canonicalBytes)
      }
    }
    return (total, refused)
  }

  /// `{"error": {"line": 2, "field": "crs", "message": "…"}}`, with the possible readings where there are several.
  private static func row(_ line: Int, _ refusal: ServiceError) -> JSONValue {
    .object([
      "error": .object(
        [
          JSONMember(key: "line", value: .int(line)), JSONMember(key: "field", value: .text(refusal.field)),
          JSONMember(key: "message", value: .string(refusal.message)),
        ] + refusal.details)
    ])
  }
}
