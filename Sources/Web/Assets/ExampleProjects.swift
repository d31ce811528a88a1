import ExactJSON
import Foundation

/// Example projects that the wizard offers, one file each, read once at start.
struct ExampleProjects: Sendable {
  /// {items: [{id, name, description, project}]}, by file name.
  let json: JSONValue

  /// Throws `WebError.missingPart` naming the file that is no project file.
  init(folder: String?) throws(WebError) {
    var items: [JSONValue] = []
    if let folder {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".json") {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
        let project: JSONValue
        do { project = try JSONValue(parsing: data) } catch {
          throw .missingPart("示例项目 \(folder)/\(name) 不是有效的 JSON：\(error)")
        }
        items.append(
          .object([
            "id": .string(String(name.dropLast(5))), "name": project["name"] ?? .string(name),
            "description": project["description"] ?? .null,
            "project": project,
          ]))
      }
    }
    json = .object(["items": .array(items)])
  }
}
