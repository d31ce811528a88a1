/// What a tool keeps inside a model that the standard has no place for (`extensionElements`): an element of its own namespace.
public struct DMNExtension: Hashable, Sendable {
  public var namespace: String
  public var name: String
  /// Those without a prefix; written in the order of their names.
  public var attributes: [String: String]
  /// The text directly inside, less the space around it.
  public var text: String
  public var children: [DMNExtension]

  public init(namespace: String, name: String, attributes: [String: String] = [:], text: String = "", children: [DMNExtension] = []) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.text = text
    self.children = children
  }
}
