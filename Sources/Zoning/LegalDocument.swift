/// A law, plan or notice in the document registry.
public struct LegalDocument: Hashable, Sendable {
  /// Short stable id, `长江保护法`.
  public var id: String
  public var title: String
  /// Document number, `主席令第65号`; nil where there is none or it is not known.
  public var number: String?
  public var validity: Validity
  /// The document that takes its place when it ends.
  public var successor: String?
  /// Article → successor's article; an article that is not listed has no known counterpart.
  public var articleSuccessors: [String: String]
  /// Who issued it, for display.
  public var issuer: String?

  public init(
    id: String, title: String, number: String? = nil, validity: Validity = Validity(), successor: String? = nil,
    articleSuccessors: [String: String] = [:], issuer: String? = nil
  ) {
    self.id = id
    self.title = title
    self.number = number
    self.validity = validity
    self.successor = successor
    self.articleSuccessors = articleSuccessors
    self.issuer = issuer
  }
}

/// A clause's source as it must be cited on one day.
public struct Citation: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    /// The document is in force that day.
    case inForce
    /// The document ended; this is its successor, whose article is known.
    case successor
    /// The document ended; the successor's article is not known and is never invented.
    case successorArticleUnknown
    /// The document ended, or has not begun, and nothing takes its place: a finding about the rulebook.
    case notInForce
  }

  public var document: LegalDocument
  public var article: String?
  public var state: State
  /// The document that the clause itself names, when a successor is cited.
  public var original: LegalDocument?

  /// `《长江保护法》第二十六条`, or `《生态环境法典》（对应条款待核）`.
  public var text: String {
    let title = document.markedTitle
    return switch state {
    case .successorArticleUnknown: title + "（对应条款待核）"
    case .notInForce: title + (article ?? "") + "（该文件当日不在有效期内）"
    case .inForce, .successor: title + (article ?? "")
    }
  }
}

/// Documents by id; answers which law is cited on which day.
public struct DocumentRegistry: Hashable, Sendable {
  public let documents: [String: LegalDocument]

  public init(_ documents: [LegalDocument]) throws(ZoningError) {
    var byID: [String: LegalDocument] = [:]
    for d in documents {
      guard byID.updateValue(d, forKey: d.id) == nil else { throw .duplicateDocument(d.id) }
    }
    for d in documents {
      if let s = d.successor, byID[s] == nil { throw .unknownDocument(s, usedBy: d.id) }
    }
    self.documents = byID
  }

  /// The citation of a clause's source on a day: the document itself while it is in force, else along its successors.
  ///
  /// Throws `unknownDocument` where the registry does not hold it.
  public func cite(_ source: ClauseSource, on day: CivilDate) throws(ZoningError) -> Citation {
    guard let original = documents[source.document] else { throw .unknownDocument(source.document, usedBy: nil) }
    var current = original
    var article = source.article
    var articleKnown = true
    var seen: Set<String> = [original.id]
    while let until = current.validity.until, day >= until, let next = current.successor.flatMap({ documents[$0] }),
      seen.insert(next.id).inserted
    {
      if let a = article {
        if let mapped = current.articleSuccessors[a] {
          article = mapped
        } else {
          article = nil
          articleKnown = false
        }
      }
      current = next
    }
    let state: Citation.State =
      if !current.validity.contains(day) { .notInForce } else if current == original { .inForce } else if articleKnown { .successor } else {
        .successorArticleUnknown
      }
    return Citation(document: current, article: article, state: state, original: current == original ? nil : original)
  }
}

extension LegalDocument {
  /// The title in book-title marks; marks inside it become single ones: 《〈…指南〉实施细则》 (GB/T 15834).
  public var markedTitle: String { Self.marked(title) }

  public static func marked(_ title: String) -> String {
    // Nearly all titles have no marks inside.
    guard title.unicodeScalars.contains(where: { $0 == "《" || $0 == "》" }) else { return "《\(title)》" }
    var depth = 0
    let inner = title.map { c -> Character in
      switch c {
      case "《":
        depth += 1
        return depth % 2 == 1 ? "〈" : "《"
      case "》":
        depth -= 1
        return depth % 2 == 0 ? "〉" : "》"
      default: return c
      }
    }
    return "《\(String(inner))》"
  }
}
