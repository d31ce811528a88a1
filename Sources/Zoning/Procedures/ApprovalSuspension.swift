public import ExactJSON

/// A suspension of approvals in an area (区域限批), dated, by pollutant or industry; 《江苏省生态环境保护条例》第十七条.
public struct ApprovalSuspension: Hashable, Sendable {
  public var id: String
  /// Codes of cities and counties, or codes of features of `layer`.
  public var areas: [String]
  /// The layer whose features `areas` names; nil for cities and counties.
  public var layer: String?
  /// What may not be approved, in words.
  public var scope: String
  /// Pollutants concerned, as the facts catalogue writes them under `emissions.`; empty means every project in scope.
  public var pollutants: [String]
  /// Canonical industry codes concerned; empty means all.
  public var industries: [String]
  public var validity: Validity
  /// The decision: document and article in the registry.
  public var source: ClauseSource

  public init(
    id: String, areas: [String], layer: String?, scope: String, pollutants: [String], industries: [String], validity: Validity,
    source: ClauseSource
  ) {
    self.id = id
    self.areas = areas
    self.layer = layer
    self.scope = scope
    self.pollutants = pollutants
    self.industries = industries
    self.validity = validity
    self.source = source
  }

  public var json: JSONValue {
    .object(
      [
        JSONMember(key: "id", value: .string(id)), JSONMember(key: "areas", value: .array(areas.map { .string($0) })),
        JSONMember(key: "layer", value: .text(layer)), JSONMember(key: "scope", value: .string(scope)),
        JSONMember(key: "pollutants", value: .array(pollutants.map { .string($0) })),
        JSONMember(key: "industries", value: .array(industries.map { .string($0) })),
      ] + validity.members() + [
        JSONMember(key: "document", value: .string(source.document)), JSONMember(key: "article", value: .text(source.article)),
      ])
  }

  public init(_ json: JSONValue) throws(ZoningError) {
    let id = try json.text("id", of: "限批")
    let what = "限批“\(id)”"
    func texts(_ key: String) throws(ZoningError) -> [String] {
      guard let items = json[key]?.arrayValue else { throw .badValue(field: "\(what)的 \(key)", message: "应为文字的列表，没有写 []。") }
      var all: [String] = []
      for item in items {
        guard let s = item.stringValue else { throw .badValue(field: "\(what)的 \(key)", message: "应为文字的列表，没有写 []。") }
        all.append(s)
      }
      return all
    }
    self.init(
      id: id, areas: try texts("areas"), layer: try json.optionalText("layer", of: what), scope: try json.text("scope", of: what),
      pollutants: try texts("pollutants"), industries: try texts("industries"), validity: try Validity(reading: json, what: what),
      source: ClauseSource(document: try json.text("document", of: what), article: try json.optionalText("article", of: what)))
  }
}
