public import Foundation

/// Reads models of DMN 1.1 to 1.5.
public enum DMNReader {
  public static let namespaces: Set<String> = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20240513/MODEL/",
  ]

  /// Reads a model; its drawing and the extensions of other tools are left out.
  public static func model(_ data: Data) throws(DMNError) -> DMNModel {
    try ElementReader.model(try XMLTreeReader.tree(data))
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
