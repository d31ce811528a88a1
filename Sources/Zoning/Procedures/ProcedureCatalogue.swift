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
  /// 通用工序, which any industry may have.
  case commonProcess
}

/// One row of a catalogue: a class of projects and, by level, which of them.
public struct ProcedureItem: Hashable, Sendable {
  /// The row's number in the catalogue.
  public var number: String
  public var section: String
  /// The class of projects as printed.
  public var category: String
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
  public var title: String
  public var number: String?
  public var validity: Validity
  /// Where the text was taken from.
  public var source: String
  public var items: [ProcedureItem]

  public init(
    id: String, kind: ProcedureKind, title: String, number: String?, validity: Validity, source: String, items: [ProcedureItem]
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.number = number
    self.validity = validity
    self.source = source
    self.items = items
  }
}
