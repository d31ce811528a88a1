import Store

extension ZoningService {
  /// Reads every byte of the files in force today and makes again, from the database, what is not as it was written; gives the
  /// names of the files that were mended.
  ///
  /// Opening sees to it that no question reads outside a file; this finds bits that rotted.
  public func verifyFiles() throws(ServiceError) -> [String] {
    let state = try state(nil)
    return try refusing {
      let damaged = try library.takeAwayDamaged(state)
      guard !damaged.isEmpty else { return [] }
      if let repository { try Publication(folder: library.folder, repository: repository).materialise() }
      _ = try library.state(asOf: today)
      return damaged
    }
  }
}
