/// Writes XML: elements with attributes in the order given, two spaces of indent a level, LF.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  mutating func element(_ name: String, _ attributes: [(String, String?)] = [], _ content: ((inout XMLText) -> Void)? = nil) {
    open(name, attributes)
    guard let content else {
      text += "/>\n"
      return
    }
    text += ">\n"
    depth += 1
    content(&self)
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  /// An element that holds text only.
  mutating func leaf(_ name: String, _ content: String, _ attributes: [(String, String?)] = []) {
    open(name, attributes)
    text += ">\(Self.escaped(content))</\(name)>\n"
  }

  /// Text on a line of its own, for elements that hold both text and elements.
  mutating func line(_ content: String) {
    indent()
    text += Self.escaped(content) + "\n"
  }

  private mutating func open(_ name: String, _ attributes: [(String, String?)]) {
    indent()
    text += "<\(name)"
    for (key, value) in attributes {
      if let value { text += " \(key)=\"\(Self.escaped(value))\"" }
    }
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "\n": out.append(contentsOf: "&#10;".unicodeScalars)
      case "\r": out.append(contentsOf: "&#13;".unicodeScalars)
      case "\t": out.append(contentsOf: "&#9;".unicodeScalars)
      // Other control characters are not XML.
      case "\0"..."\u{1f}", "\u{fffe}", "\u{ffff}": continue
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
