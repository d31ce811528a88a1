import ArgumentParser
import ExactJSON
import Foundation
import Service

/// Runs a command's work; a refusal becomes one sentence on standard error and exit status 2.
func answering<T>(_ work: () throws -> T) throws -> T {
  do { return try work() } catch { throw refuse(error) }
}

func answering<T>(_ work: () async throws -> T) async throws -> T {
  do { return try await work() } catch { throw refuse(error) }
}

private func refuse(_ error: any Error) -> any Error {
  if error is ExitCode || error is CleanExit || error is ValidationError { return error }
  let refusal = ServiceError(translating: error)
  Standard.error.write("错误：\(refusal.message)\n")
  if case .internalFault = refusal.kind, let context = refusal.context { Standard.error.write("（\(context)）\n") }
  for member in refusal.details {
    if ["cells", "slips", "differences"].contains(member.key) {
      for row in member.value.arrayValue ?? [] { Standard.error.write("  \(line(row))\n") }
    } else if let readings = member.value.arrayValue {
      for r in readings {
        Standard.error.write(
          "  可以读作 \(r["title"]?.stringValue ?? "")：\(r["why"]?.stringValue ?? "")，\(r["place"]?.stringValue ?? "")；用 --crs \(r["crs"]?.stringValue ?? "") 说明。\n"
        )
      }
    } else if let hint = member.value.stringValue {
      Standard.error.write("  \(hint)\n")
    }
  }
  return ExitCode(2)
}

/// A bad cell, or a scenario that comes to something else.
private func line(_ row: JSONValue) -> String {
  if let sentence = row["sentence"]?.stringValue { return sentence }
  func text(_ key: String) -> String { row[key]?.stringValue ?? "" }
  return "情景“\(text("scenario"))”：条款“\(text("clause"))”应为\(text("expected"))，实为\(text("actual"))（\(text("because"))）"
}

/// Standard streams as raw bytes, without buffering surprises.
enum Standard {
  case output
  case error

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    let handle: FileHandle = self == .output ? .standardOutput : .standardError
    do { try handle.write(contentsOf: Data(bytes)) } catch {
      // A closed pipe ends the program quietly, as `head` expects.
      Foundation.exit(self == .output ? 0 : 1)
    }
  }
}
