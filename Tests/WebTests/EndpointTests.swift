import Foundation
import Testing
import Web

@Suite("the interfaces are described")
struct EndpointTests {
  static func shipped() throws -> [String: Any] {
    let file = PageTests.root.appendingPathComponent("Sources/Web/OpenAPI/openapi.json")
    return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  /// Method and path of everything that the description names.
  static func described() throws -> Set<String> {
    let file = try #require(Self.shipped()["paths"] as? [String: [String: Any]])
    return Set(file.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
  }

  /// Addresses for programs; pages, assets and what browsers ask for by themselves are not described.
  static var interfaces: Set<String> {
    Set(
      Endpoint.addresses.filter { address in
        let path = address.split(separator: " ")[1]
        return path.hasPrefix("/api/") || path.hasPrefix("/map/") || path.hasPrefix("/tiles") || path.hasPrefix("/wmts")
          || path == "/health"
      })
  }

  @Test("every registered interface stands in openapi.json, and nothing else does")
  func complete() throws {
    let described = try Self.described()
    #expect(Self.interfaces.subtracting(described).sorted() == [])
    #expect(described.subtracting(Self.interfaces).sorted() == [])
    #expect(described.count > 12)
  }

  @Test("every operation has a name of its own, a Chinese summary and a problem answer, and every reference leads somewhere")
  func wellFormed() throws {
    let root = try Self.shipped()
    #expect(root["openapi"] as? String == "3.1.0")
    let paths = try #require(root["paths"] as? [String: [String: Any]])
    var names: Set<String> = []
    for (path, methods) in paths {
      for (method, value) in methods {
        let operation = try #require(value as? [String: Any], "\(method) \(path)")
        let name = try #require(operation["operationId"] as? String)
        #expect(names.insert(name).inserted, "\(name) stands twice")
        #expect((operation["summary"] as? String)?.unicodeScalars.contains { $0.value > 0x4E00 } == true, "\(name) has no summary")
        let answers = try #require(operation["responses"] as? [String: Any])
        #expect(answers.keys.contains { $0.hasPrefix("2") }, "\(name) never succeeds")
        if path != "/api/v1/openapi.json" { #expect(answers["500"] != nil, "\(name)") }
        for captured in path.split(separator: "{").dropFirst().map({ $0.prefix { $0 != "}" } }) {
          let parameters = operation["parameters"] as? [[String: Any]] ?? []
          #expect(parameters.contains { $0["name"] as? String == String(captured) && $0["in"] as? String == "path" }, "\(path)")
        }
      }
    }
    for reference in Self.references(root) {
      var at: Any? = root
      for part in reference.dropFirst(2).split(separator: "/") { at = (at as? [String: Any])?[String(part)] }
      #expect(at != nil, "\(reference) leads nowhere")
    }
  }

  static func references(_ value: Any) -> [String] {
    switch value {
    case let object as [String: Any]:
      object.flatMap { key, v in key == "$ref" ? [v as? String ?? ""] : references(v) }
    case let items as [Any]: items.flatMap(references)
    default: []
    }
  }
}
