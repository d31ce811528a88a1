public import ExactJSON

/// A note that a catalogue prints below its table (说明): what a mark on its rows asks of a project, or what a term in its cells means.
public struct CatalogueNote: Hashable, Sendable {
  /// The mark or the term as the cells print it, `*`, `单纯混合`.
  public var subject: String
  /// What the mark asks of a project, as the wording of a question; nil for a term.
  public var asks: String?
  public var text: String
  /// Where in the catalogue it stands and how it was taken over.
  public var source: String

  public init(subject: String, asks: String? = nil, text: String, source: String) {
    self.subject = subject
    self.asks = asks
    self.text = text
    self.source = source
  }

  /// The mark of both catalogues of the national ministry.
  public static let star = "*"

  /// Whether a question's wording speaks of it.
  public func explains(_ wording: String) -> Bool { asks == wording || (asks == nil && wording.contains(subject)) }

  public var json: JSONValue {
    .object(["subject": .string(subject), "asks": .text(asks), "text": .string(text), "source": .string(source)])
  }

  init(_ json: JSONValue, of what: String) throws(ZoningError) {
    let subject = try json.text("subject", of: "\(what)的说明")
    let own = "\(what)对“\(subject)”的说明"
    try DatedCatalogue.refuseAliens(json, known: ["subject", "asks", "text", "source"], of: own)
    self.init(
      subject: subject, asks: try json.optionalText("asks", of: own), text: try json.text("text", of: own),
      source: try json.text("source", of: own))
  }

  /// The notes of a catalogue's head; none where it states none. Throws where one subject is explained twice.
  static func all(in head: JSONValue, of what: String) throws(ZoningError) -> [CatalogueNote] {
    guard let stated = head["notes"], !stated.isNull else { return [] }
    guard let items = stated.arrayValue else {
      throw .badValue(field: "\(what)的 notes", message: "应为说明的列表：[{\"subject\": \"*\", \"asks\": …, \"text\": …, \"source\": …}]。")
    }
    var notes: [CatalogueNote] = []
    for item in items {
      let note = try CatalogueNote(item, of: what)
      if notes.contains(where: { $0.subject == note.subject }) { throw .badCatalogue("\(what)对“\(note.subject)”的说明写了两次，请只保留一条。") }
      notes.append(note)
    }
    return notes
  }
}
