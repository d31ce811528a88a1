public import Foundation

/// Reads models of DMN 1.1 to 1.5.
public enum DMNReader {
  public static let namespaces: Set<String> = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/",
  ]

  /// Reads a model; its drawing is left out.
  public static func model(_ data: Data) throws(DMNError) -> DMNModel {
    try ElementReader.model(try XMLTreeReader.tree(data))
  }

  /// A part of a model, in the order of the file.
  public enum Part: Sendable {
    case extensions([DMNExtension])
    case itemDefinition(DMNItemDefinition)
    case element(DMNElement)
    /// An element of the standard that models here do not keep (`knowledgeSource`, `textAnnotation`), by its name.
    case other(String, name: String?)
  }

  /// Goes through a model part by part, so that a large one is never held whole.
  ///
  /// Throws what `body` throws, and the refusals of `model`.
  public static func parts(_ data: Data, limits: DMNFileLimits, _ body: @escaping (Part) throws(DMNError) -> Void) throws(DMNError) {
    let root = try XMLTreeReader.tree(data, limits: limits) { (root, child) throws(DMNError) in
      try ElementReader.checkRoot(root)
      for part in try ElementReader.parts(child, of: root) { try body(part) }
    }
    try ElementReader.checkRoot(root)
  }

  /// Reads a model's file.
  public static func model(file: URL) throws(DMNError) -> DMNModel {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw .unreadable(file: file.path)
    }
    return try model(data)
  }
}
