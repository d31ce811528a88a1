/// Which procedure a catalogue assigns: the EIA's kind of paper, or the permit's kind of management.
public enum ProcedureKind: String, Vocabulary {
  case eia, permit

  public var chinese: String {
    switch self {
    case .eia: "环境影响评价"
    case .permit: "排污许可"
    }
  }

  /// From the strictest to the lightest.
  public var levels: [ProcedureLevel] {
    switch self {
    case .eia: [.reportBook, .reportTable, .registrationForm]
    case .permit: [.key, .simplified, .registration]
    }
  }
}

/// A level of a procedure; a catalogue has one column for each.
public enum ProcedureLevel: String, Vocabulary {
  case reportBook, reportTable, registrationForm
  case key, simplified, registration

  public var chinese: String {
    switch self {
    case .reportBook: "报告书"
    case .reportTable: "报告表"
    case .registrationForm: "登记表"
    case .key: "重点管理"
    case .simplified: "简化管理"
    case .registration: "登记管理"
    }
  }
}

/// What a row of a catalogue is found by.
public enum ProcedureScope: Hashable, Sendable {
  /// Industries that its category names.
  case industries([ProcedureClass])
  /// A kind of works that its category describes, and the industries where such works are met (canonical codes; a hint, no membership).
  case works(related: [String])
  /// 除1-107外的其他行业: industries that no row of these numbers names.
  case otherIndustries(ClosedRange<Int>)
  /// 通用工序, which any industry may have, and the stated facts that tell it.
  case commonProcess([ProcessEvidence])
}

/// One row of a catalogue: a class of projects and, by level, which of them.
public struct ProcedureItem: Hashable, Sendable {
  /// The row's number in the catalogue.
  public var number: String
  public var section: String
  /// The class of projects as printed.
  public let category: String
  /// What asks whether the project builds what the row describes.
  public let question: String
  public var scope: ProcedureScope
  /// Level → the cell as printed.
  public var cells: [ProcedureLevel: String]
  /// Level → the alternatives read from the cell, any of which puts a project there.
  public var phrases: [ProcedureLevel: [ProcedurePhrase]]
  /// Which sensitive areas count for this row, as printed; nil where the catalogue does not say.
  public var sensitiveAreas: String?

  public init(
    number: String, section: String, category: String, scope: ProcedureScope, cells: [ProcedureLevel: String],
    phrases: [ProcedureLevel: [ProcedurePhrase]], sensitiveAreas: String?
  ) {
    self.number = number
    self.section = section
    self.category = category
    question = "建设内容属于“\(category)”的"
    self.scope = scope
    self.cells = cells
    self.phrases = phrases
    self.sensitiveAreas = sensitiveAreas
  }

  /// Canonical industry codes that the category names, `C261`.
  public var industries: [String] {
    if case .industries(let classes) = scope { classes.map(\.industry) } else { [] }
  }

  /// Codes that the category does not name but where its works are met.
  public var relatedIndustries: [String] {
    if case .works(let related) = scope { related } else { [] }
  }
}

/// One edition of a catalogue that sorts projects by the procedure they need, in force `[from, until)`.
public struct ProcedureCatalogue: Hashable, Sendable {
  public var id: String
  public var kind: ProcedureKind
  public let title: String
  public var number: String?
  public var validity: Validity
  /// Where the text was taken from.
  public var source: String
  public let items: [ProcedureItem]
  /// The rows that name a kind of works and no industry.
  public let works: [ProcedureItem]
  /// The one question that rules out all rows of works at once; nil where it has none.
  public let worksQuestion: String?
  /// The notes below its table.
  public var notes: [CatalogueNote]
  /// Who says at which industries the works of its rows are met, in words; such hints point to a row and decide nothing. Nil where it has none.
  public var hints: String?

  public init(
    id: String, kind: ProcedureKind, title: String, number: String?, validity: Validity, source: String, items: [ProcedureItem],
    notes: [CatalogueNote] = [], hints: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.number = number
    self.validity = validity
    self.source = source
    self.items = items
    self.notes = notes
    self.hints = hints
    works = items.filter { if case .works = $0.scope { true } else { false } }
    worksQuestion = works.isEmpty ? nil : "建设内容属于《\(title)》第\(Self.spans(works.map(\.number)))项所列工程或场所的"
  }

  /// What the star on its rows asks; where it prints no note on the star, that the note is to be looked up.
  public var starQuestion: String {
    notes.first { $0.subject == CatalogueNote.star }?.asks ?? "符合《\(title)》对标“*”号的说明的"
  }

  /// `97至107、110`; two in a row are named one by one.
  package static func spans(_ numbers: [String]) -> String {
    var spans: [(first: String, last: String)] = []
    for n in numbers {
      if let last = spans.last, let a = Int(last.last), let b = Int(n), a + 1 == b {
        spans[spans.count - 1].last = n
      } else {
        spans.append((n, n))
      }
    }
    return spans.map { span in
      if span.first == span.last { return span.first }
      let isPair = Int(span.first).map { String($0 + 1) == span.last } ?? false
      return span.first + (isPair ? "、" : "至") + span.last
    }.joined(separator: "、")
  }
}
