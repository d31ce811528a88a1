import ExactJSON
public import Reports
public import Store
public import Zoning

/// Everything a person may do, one function each; permission, transaction, audit and editions are decided here and nowhere else.
public final class ZoningService: Sendable {
  public let library: PlanLibrary
  /// nil where the folder is only read.
  let repository: Repository?
  let clock: any Clock
  let identifiers: any IdentifierSource
  let reports: ReportRenderer?
  /// Public address for links and QR codes, without a closing slash.
  public let publicURL: String
  let examplesFolder: String?
  let reviews = RulebookReviews()
  let decidabilities = DecidabilityTables()
  let tiles: TileShelf

  public init(
    library: PlanLibrary, repository: Repository?, clock: any Clock, identifiers: any IdentifierSource, reports: ReportRenderer?,
    publicURL: String,
    examplesFolder: String? = nil
  ) {
    self.library = library
    tiles = TileShelf(folder: library.folder)
    self.repository = repository
    self.clock = clock
    self.identifiers = identifiers
    self.reports = reports
    self.publicURL = publicURL
    self.examplesFolder = examplesFolder
  }

  /// Today in Asia/Shanghai, the default 法律时点.
  public var today: CivilDate { CivilDate(secondsSince1970: clock.now() / 1_000_000) }

  /// The legal state on a day, today by default.
  func state(_ asOf: CivilDate?) throws(ServiceError) -> PlanState {
    try refusing { try library.state(asOf: asOf ?? today) }
  }

  /// Reads a `法律时点` as people write it.
  public static func day(_ text: String?) throws(ServiceError) -> CivilDate? {
    guard let text, !text.isEmpty else { return nil }
    guard let day = CivilDate(text) else { throw ServiceError(.badInput, "法律时点“\(text)”不是有效日期，请写成 2026-08-15 的形式。", field: "asOf") }
    return day
  }
}
