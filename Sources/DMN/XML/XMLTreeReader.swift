internal import Foundation
internal import FoundationXML

/// Reads an XML document into a tree; refuses document types, entities, other encodings, and what is too large or too deep.
///
/// Given a handler, the children of the root are handed out one by one as they end, and not kept.
final class XMLTreeReader: NSObject, XMLParserDelegate {
  static let depthLimit = 100

  private struct Open {
    let name: String
    let namespace: String
    let attributes: [String: String]
    let prefixed: [String: String]
    let prefixes: [String: String]
    var children: [XMLTree] = []
    var text = ""
  }

  private var open: [Open] = []
  private var root: XMLTree?
  private var elements = 0
  private var refusal: DMNError?
  private let limits: DMNFileLimits
  private let child: ((_ root: XMLTree, XMLTree) throws(DMNError) -> Void)?

  private init(_ limits: DMNFileLimits, _ child: ((_ root: XMLTree, XMLTree) throws(DMNError) -> Void)?) {
    self.limits = limits
    self.child = child
  }

  /// The root; without its children where `child` takes them.
  static func tree(
    _ data: Data, limits: DMNFileLimits = .standard, child: ((_ root: XMLTree, XMLTree) throws(DMNError) -> Void)? = nil
  ) throws(DMNError) -> XMLTree {
    if data.count > limits.bytes { throw .tooLarge(bytes: data.count, limit: limits.bytes) }
    try inspect(data)
    let reader = XMLTreeReader(limits, child)
    let parser = XMLParser(data: data)
    parser.shouldProcessNamespaces = false
    parser.shouldReportNamespacePrefixes = false
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    let isWhole = parser.parse()
    if let refusal = reader.refusal { throw refusal }
    guard isWhole, let root = reader.root else {
      throw .malformed(line: max(1, parser.lineNumber), detail: "标记没有闭合或写法有误")
    }
    return root
  }

  /// What must not reach the parser: other encodings, document types.
  private static func inspect(_ data: Data) throws(DMNError) {
    guard String(validating: data, as: UTF8.self) != nil, !data.contains(0) else { throw .foreignEncoding }
    let head = String(decoding: data.prefix(200), as: UTF8.self)
    if let declaration = head.range(of: "encoding="), let end = head.range(of: "?>"), declaration.lowerBound < end.lowerBound {
      let name = head[declaration.upperBound..<end.lowerBound].dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
      guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else { throw .foreignEncoding }
    }
    for sign in ["<!DOCTYPE", "<!ENTITY", "<!doctype"] where data.range(of: Data(sign.utf8)) != nil { throw .documentType }
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes attributeDict: [String: String]
  ) {
    elements += 1
    if elements > limits.elements { return refuse(.tooManyElements(limit: limits.elements), parser) }
    if open.count >= Self.depthLimit { return refuse(.tooDeep(limit: Self.depthLimit), parser) }
    var prefixes = open.last?.prefixes ?? [:]
    var attributes: [String: String] = [:]
    var prefixed: [String: String] = [:]
    for (name, value) in attributeDict {
      if name == "xmlns" {
        prefixes[""] = value
      } else if name.hasPrefix("xmlns:") {
        prefixes[String(name.dropFirst(6))] = value
      } else if name.contains(":") {
        prefixed[name] = value
      } else {
        attributes[name] = value
      }
    }
    let parts = elementName.split(separator: ":", maxSplits: 1).map(String.init)
    let namespace = prefixes[parts.count == 2 ? parts[0] : ""] ?? ""
    open.append(
      Open(name: parts.last ?? elementName, namespace: namespace, attributes: attributes, prefixed: prefixed, prefixes: prefixes))
  }

  func parser(_ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?) {
    guard let last = open.popLast() else { return }
    let tree = XMLTree(
      name: last.name, namespace: last.namespace, attributes: last.attributes, prefixed: last.prefixed, children: last.children,
      text: last.text)
    guard !open.isEmpty else { return root = tree }
    guard open.count == 1, let child else { return open[open.count - 1].children.append(tree) }
    let above = open[0]
    let root = XMLTree(
      name: above.name, namespace: above.namespace, attributes: above.attributes, prefixed: above.prefixed, children: [], text: "")
    do throws(DMNError) { try child(root, tree) } catch { refuse(error, parser) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !open.isEmpty { open[open.count - 1].text += string }
  }

  func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
    if !open.isEmpty { open[open.count - 1].text += String(decoding: CDATABlock, as: UTF8.self) }
  }

  private func refuse(_ error: DMNError, _ parser: XMLParser) {
    if refusal == nil { refusal = error }
    parser.abortParsing()
  }
}
