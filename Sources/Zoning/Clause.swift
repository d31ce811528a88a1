/// Where a clause comes from: a document in the registry and, if known, its article.
public struct ClauseSource: Hashable, Sendable {
  /// Id in the document registry.
  public var document: String
  /// As written, `第二十六条`; nil where the whole document is meant.
  public var article: String?

  public init(document: String, article: String?) {
    self.document = document
    self.article = article
  }
}

/// One requirement of an access list (管控要求), with the conditions that make it decidable.
public struct Clause: Hashable, Sendable {
  /// Unique over all lists in force, e.g. `JS-KJ-004`, `ZH32011520012-03`.
  public var id: String
  public var tier: Tier
  /// `000000` the nation, `320000` the province, a region's name, `320100` a city, a unit's code.
  public var owner: String
  public var dimension: Dimension
  public var effect: Effect
  public var binding: Binding
  public var judgement: Judgement
  public var text: String
  public var source: ClauseSource
  /// When the clause itself holds, half-open.
  public var validity: Validity
  /// FEEL: whether the clause concerns this project at this place; nil reads true.
  public var applies: String?
  /// FEEL: whether a concerned project keeps it; nil see `Outcome`.
  public var kept: String?
  /// FEEL: whether an exception lets a concerned project off; nil reads false.
  public var except: String?
  public var notes: String?
  /// The heading that carries the verb where the text is a noun phrase: `禁止建设下列项目`.
  public var heading: String?
  /// The distances that the sentence names.
  public var limits: [ClauseLimit]
  /// The cell or compound sentence that the clause was split from.
  public var origin: ClauseOrigin?

  public init(
    id: String, tier: Tier, owner: String, dimension: Dimension, effect: Effect, binding: Binding, judgement: Judgement,
    text: String, source: ClauseSource, validity: Validity = Validity(), applies: String? = nil, kept: String? = nil,
    except: String? = nil, notes: String? = nil, heading: String? = nil, limits: [ClauseLimit] = [], origin: ClauseOrigin? = nil
  ) {
    self.id = id
    self.tier = tier
    self.owner = owner
    self.dimension = dimension
    self.effect = effect
    self.binding = binding
    self.judgement = judgement
    self.text = text
    self.source = source
    self.validity = validity
    self.applies = applies
    self.kept = kept
    self.except = except
    self.notes = notes
    self.heading = heading
    self.limits = limits
    self.origin = origin
  }

  /// The text with the heading that it needs to be read as a sentence.
  public var fullText: String { heading.map { "\($0)：\(text)" } ?? text }
  /// The conditions that are written, under the names of their columns.
  public var conditions: [(column: String, text: String)] {
    [("applies", applies), ("kept", kept), ("except", except)].compactMap { column, text in text.map { (column, $0) } }
  }

  /// Whether any of the three conditions is written.
  public var hasCondition: Bool { applies != nil || kept != nil || except != nil }
}
