import ExactJSON
import Foundation
import Zoning

/// The description of the interfaces (OpenAPI 3.1), read once at start; the project file's schema is put in from the facts catalogue.
struct APIDescription: Sendable {
  let bytes: [UInt8]
  let json: JSONValue
  let tag: String
  /// `get /api/v1/at` → the names that may stand in its query.
  let query: [String: Set<String>]

  /// Throws `WebError.missingPart` when the file is missing or no JSON.
  init() throws(WebError) {
    guard let file = Bundle.module.url(forResource: "openapi", withExtension: "json", subdirectory: "OpenAPI"),
      let data = FileManager.default.contents(atPath: file.path)
    else { throw .missingPart("程序旁边没有接口说明 openapi.json，请重新编译或重新安装。") }
    do { json = Self.complete(try JSONValue(parsing: [UInt8](data))) } catch { throw .missingPart("接口说明 openapi.json 有误：\(error)") }
    bytes = json.canonicalBytes
    var print = Fingerprint()
    print.add(bytes)
    tag = print.hex
    query = Self.queries(json)
  }

  private static func queries(_ json: JSONValue) -> [String: Set<String>] {
    func name(_ parameter: JSONValue) -> String? {
      guard let reference = parameter["$ref"]?.stringValue?.split(separator: "/").last else {
        return parameter["in"]?.stringValue == "query" ? parameter["name"]?.stringValue : nil
      }
      return json["components"]?["parameters"]?[String(reference)].flatMap(name)
    }
    var queries: [String: Set<String>] = [:]
    for path in json["paths"]?.objectValue ?? [] where path.key.hasPrefix("/api/") {
      for method in path.value.objectValue ?? [] where method.key != "parameters" {
        let parameters = (path.value["parameters"]?.arrayValue ?? []) + (method.value["parameters"]?.arrayValue ?? [])
        queries["\(method.key) \(path.key)"] = Set(parameters.compactMap(name))
      }
    }
    return queries
  }

  /// Puts the project file's schema in the place that the file keeps for it.
  private static func complete(_ json: JSONValue) -> JSONValue {
    // Over the network the site comes with the project.
    let members = FactsCatalogue.standard.projectSchema.objectValue ?? []
    let file = JSONValue.object(members + [JSONMember(key: "required", value: .array([.string("footprint")]))])
    return json.replacing(["components", "schemas", "ProjectFile"], with: file)
  }
}

extension JSONValue {
  /// The value with another at a path of keys that exists; unchanged where it does not.
  fileprivate func replacing(_ path: [String], with value: JSONValue) -> JSONValue {
    guard let key = path.first else { return value }
    guard let members = objectValue else { return self }
    return .object(
      members.map { m in
        m.key == key ? JSONMember(key: key, value: m.value.replacing(Array(path.dropFirst()), with: value)) : m
      })
  }
}
