/// Reads the wording of catalogue cells into phrases; what it does not surely understand becomes a question, never a decision.
public struct ProcedurePhraseReader: Sendable {
  private let mentions: IndustryMentions

  public init(industries: IndustryClassification = .standard) { mentions = IndustryMentions(industries) }

  init(_ mentions: IndustryMentions) { self.mentions = mentions }

  /// The alternatives of a cell, any of which puts a project there; none where the cell is `/` or empty.
  ///
  /// Alternatives stand between `；`, and in the catalogue of permits between `，` too.
  public func phrases(_ cell: String, of kind: ProcedureKind) -> [ProcedurePhrase] {
    if cell == "/" || cell.isEmpty { return [] }
    var all: [ProcedurePhrase] = []
    for group in BracketedText.parts(cell, at: "；;") {
      var conditions: [ProcedurePhrase] = []
      for part in parts(group, kind) {
        // `除纳入重点排污单位名录的，` opens what follows: the column of key management names that list.
        if part == "除纳入重点排污单位名录的" {
          conditions.append(.otherThan([.key]))
          continue
        }
        var head = part
        var excluded: [ProcedurePhrase] = []
        // `以上均不含…` closes a list and is taken out of every alternative before it.
        if let range = part.firstRange(of: "以上均不含") {
          head = String(part[..<range.lowerBound])
          excluded = [.question(Self.unstarred(String(part[range.upperBound...])))]
        }
        if !head.isEmpty { all.append(alternative(head).narrowed(by: conditions)) }
        all = all.map { $0.without(excluded) }
      }
    }
    return all
  }

  private func parts(_ group: String, _ kind: ProcedureKind) -> [String] {
    switch kind {
    case .permit: BracketedText.parts(group, at: "，,")
    case .eia: BracketedText.clauses(group, endingIn: "，", before: "或").map { $0.hasSuffix("，") ? String($0.dropLast()) : $0 }
    }
  }

  /// One alternative: what it leaves to other columns first, then each of its wordings that end in 的.
  private func alternative(_ text: String) -> ProcedurePhrase {
    if let (excepted, rest) = ProcedureNote.exceptPart(text), let levels = ProcedureNote.levels(excepted), !rest.isEmpty {
      return .both(alternative(rest), .otherThan(levels))
    }
    if Self.unstarred(text).hasSuffix("的") {
      let wordings = BracketedText.clauses(text, endingIn: "的", before: "、")
      if wordings.count > 1 { return ProcedurePhrase.any(wordings.map(alternative)) ?? .question(text) }
    }
    if !mentions.mentions(in: Array(text)).isEmpty { return CodedList(text, mentions).phrase }
    let plain = plain(Self.unstarred(text))
    return text.contains("*") ? .both(plain, ProcedureCondition.industrialBuilding) : plain
  }

  /// An alternative that prints no code.
  private func plain(_ text: String) -> ProcedurePhrase {
    if let (excepted, rest) = ProcedureNote.exceptPart(text), rest.isEmpty {
      return .both(.all, .not(ProcedureCondition.phrase(excepted.hasSuffix("的") ? excepted : excepted + "的")))
    }
    let (head, notes) = BracketedText.closing(text)
    if let base = ProcedureCondition.known(head) { return ProcedureNote(notes, mentions).laid(on: base) }
    if let known = ProcedureCondition.known(text) { return known }
    if let named = named(head, whole: text, bracketed: !notes.isEmpty) { return ProcedureNote(notes, mentions).laid(on: named) }
    // A bracket after a clause, or after one thing, belongs to all of it.
    if !notes.isEmpty, head.hasSuffix("的") || !head.contains("、") {
      let note = ProcedureNote(notes, mentions)
      // `（不含20张床位的）` only says that the limit itself is outside.
      let limits = notes.contains { ProcedureNote.exclusion($0)?.first.map { $0.isASCII && $0.isNumber } ?? false }
      if note.narrowed.isEmpty, !note.excluded.isEmpty, !limits { return note.laid(on: .question(head)) }
    }
    // A gloss inside a class's name narrows the class: 水泥（熟料）制造.
    if let code = mentions.code(named: BracketedText.outer(text)) { return .both(.industry([code]), .question(text)) }
    return .question(text)
  }

  /// An alternative that ends in names of industries, with or without conditions before them.
  private func named(_ text: String, whole: String, bracketed: Bool) -> ProcedurePhrase? {
    if let list = mentions.list(text) {
      // A bracket after a list belongs to its last name, or to all: only where it is one name is that sure.
      let names = mentions.phrase(list.codes)
      return bracketed && list.codes.count > 1 && text.contains("、") ? .both(names, .question(whole)) : names
    }
    if let year = text.firstRange(of: "年产"), let code = mentions.code(named: String(text[..<year.lowerBound])),
      let production = ProcedureProduction(String(text[year.lowerBound...]))
    {
      return .both(.industry([code]), .production(production, wording: text))
    }
    return bracketed ? nil : mixed(text) ?? qualified(text, whole: whole)
  }

  /// `有发酵工艺的年生产能力5000千升以下的白酒、啤酒制造`.
  private func qualified(_ text: String, whole: String) -> ProcedurePhrase? {
    let wordings = text.split(separator: "的", omittingEmptySubsequences: false).map(String.init)
    guard wordings.count > 1, let last = wordings.last, let list = mentions.list(last) else { return nil }
    let conditions = wordings.dropLast().map { ProcedureCondition.known($0 + "的") }
    let sure = conditions.compactMap { $0 }
    let industry = ProcedurePhrase.industry(list.codes)
    // Names that each stand for themselves may or may not all be under what stands before the first.
    guard sure.count == conditions.count, list.shared else { return .both(industry, .question(whole)) }
    return industry.narrowed(by: sure)
  }

  /// A list of names each with its own condition, or of other things that ends in a name: 机车、车辆、城市轨道交通设备制造.
  private func mixed(_ text: String) -> ProcedurePhrase? {
    let items = BracketedText.parts(text, at: "、")
    guard items.count > 1 else { return nil }
    var names: [ProcedurePhrase] = []
    for item in items {
      if let code = mentions.code(named: item) {
        names.append(mentions.phrase([code]))
      } else if let of = item.lastIndex(of: "的"), let code = mentions.code(named: String(item[item.index(after: of)...])),
        let condition = ProcedureCondition.known(String(item[...of]))
      {
        names.append(.both(.industry([code]), condition))
      }
    }
    if names.count == items.count, !items[0].contains("的") { return ProcedurePhrase.any(names) }
    guard !text.contains(where: { "的有含无用".contains($0) }), let last = mentions.code(named: items[items.count - 1]) else { return nil }
    return .either(.industry([last]), .question(text))
  }

  /// The text without the stars that stand for 在工业建筑中生产的.
  static func unstarred(_ text: String) -> String { text.filter { $0 != "*" } }
}
