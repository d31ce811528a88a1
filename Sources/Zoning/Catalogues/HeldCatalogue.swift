public import ExactJSON

/// A catalogue as it is kept: one that conditions look things up in, or one that sorts projects by procedure.
public enum HeldCatalogue: Sendable {
  /// The kinds in files and in the register.
  public enum Kind: String, Vocabulary {
    case lookup, eia, permit

    public var chinese: String {
      switch self {
      case .lookup: "名录"
      case .eia: "环评分类管理名录"
      case .permit: "排污许可分类管理名录"
      }
    }
  }

  case lookup(DatedCatalogue)
  /// With the head and the table that it was read from.
  case procedures(ProcedureCatalogue, head: JSONValue, table: String)

  /// A catalogue of procedures from its head and its table as CSV; throws `badCatalogue` or `badValue`.
  public init(head: JSONValue, table: String) throws(ZoningError) {
    self = .procedures(try ProcedureCatalogue(head: head, table: table), head: head, table: table)
  }

  /// Reads the kept form; throws `badCatalogue` or `badValue` naming catalogue, row and field.
  public init(_ json: JSONValue) throws(ZoningError) {
    let kind: Kind = json["kind"] == nil ? .lookup : try json.term("kind", of: "名录")
    switch kind {
    case .lookup: self = .lookup(try DatedCatalogue(json))
    case .eia, .permit:
      let what = "名录“\(try json.text("id", of: "名录"))”"
      try DatedCatalogue.refuseAliens(
        json, known: ["kind", "id", "title", "edition", "number", "from", "until", "source", "table"], of: what)
      let members = json.objectValue ?? []
      try self.init(head: .object(members.filter { $0.key != "table" }), table: try json.text("table", of: what))
    }
  }

  public var json: JSONValue {
    switch self {
    case .lookup(let catalogue): catalogue.json
    case .procedures(_, let head, let table): .object((head.objectValue ?? []) + [JSONMember(key: "table", value: .string(table))])
    }
  }

  public var kind: Kind {
    switch self {
    case .lookup: .lookup
    case .procedures(let c, _, _): c.kind == .eia ? .eia : .permit
    }
  }

  /// The name by which law calls it, whichever its edition.
  public var id: String {
    switch self {
    case .lookup(let c): c.id
    case .procedures(let c, _, _): c.kind.catalogue
    }
  }

  /// `2024年本`.
  public var edition: String {
    switch self {
    case .lookup(let c): c.edition
    case .procedures(let c, let head, _): head["edition"]?.stringValue ?? c.id
    }
  }

  public var title: String {
    switch self {
    case .lookup(let c): c.title
    case .procedures(let c, _, _): c.title
    }
  }

  public var validity: Validity {
    get {
      switch self {
      case .lookup(let c): c.validity
      case .procedures(let c, _, _): c.validity
      }
    }
    set {
      switch self {
      case .lookup(var c):
        c.validity = newValue
        self = .lookup(c)
      case .procedures(var c, let head, let table):
        c.validity = newValue
        self = .procedures(c, head: head, table: table)
      }
    }
  }

  public var source: String {
    switch self {
    case .lookup(let c): c.source
    case .procedures(let c, _, _): c.source
    }
  }

  /// Whether every row of the original is here.
  public var isComplete: Bool {
    switch self {
    case .lookup(let c): c.isComplete
    case .procedures: true
    }
  }

  public var rows: Int {
    switch self {
    case .lookup(let c): c.entries.count
    case .procedures(let c, _, _): c.items.count
    }
  }
}

extension ProcedureKind {
  /// The name by which law calls the catalogue of this procedure.
  public var catalogue: String {
    switch self {
    case .eia: "建设项目环境影响评价分类管理名录"
    case .permit: "固定污染源排污许可分类管理名录"
    }
  }
}
