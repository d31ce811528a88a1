public import Sealing

/// How editions of one catalogue take each other's place.
extension CatalogueRegister {
  /// What an addition did to the days of editions, in Chinese sentences.
  public struct Addition: Sendable {
    public var register: CatalogueRegister
    public var notes: [String]
    /// Whether the very same content was there already.
    public var isUnchanged: Bool
  }

  /// The register with one more edition; `own` gives the days that the content of an edition on record states.
  ///
  /// From its first day the new edition takes the place of the one before it; where a later one is on record, it ends with that one's first day.
  /// Throws `badCatalogue` where the edition is on record with other content and `correcting` is false, or has no day of its own.
  public func adding(_ catalogue: HeldCatalogue, content: Digest, correcting: Bool = false, own: (Row) throws -> Validity) throws
    -> Addition
  {
    let name = "名录“\(catalogue.id)”的 \(catalogue.edition)"
    var others = rows
    if let same = row(id: catalogue.id, edition: catalogue.edition) {
      if same.content == content, !same.isWithdrawn { return Addition(register: self, notes: [], isUnchanged: true) }
      guard correcting || same.isWithdrawn else {
        throw ZoningError.badCatalogue("\(name)已经入库，内容不同。确系更正的，请加 --correct；新的版本请改 edition。")
      }
      others.removeAll { $0 == same }
    }
    let siblings = others.filter { $0.id == catalogue.id && !$0.isWithdrawn }
    guard siblings.allSatisfy({ $0.kind == catalogue.kind }) else {
      throw ZoningError.badCatalogue("名录“\(catalogue.id)”已按另一种类型入库，请核对 kind。")
    }
    if let known = siblings.first(where: { $0.validity.from == catalogue.validity.from }) {
      throw ZoningError.badCatalogue(
        catalogue.validity.from.map { "\(name)与 \(known.edition) 同日（\($0)）起施行，请核对施行日期，或先撤下其中一个。" }
          ?? "\(name)没有写施行日期，\(known.edition) 也没有，请写上 from。")
    }
    let new = Row(
      kind: catalogue.kind, id: catalogue.id, edition: catalogue.edition, title: catalogue.title, validity: catalogue.validity,
      source: catalogue.source, isComplete: catalogue.isComplete, rows: catalogue.rows, content: content)
    let settled = try CatalogueRegister(rows: others + [new]).settled(catalogue.id) { try $0 == new ? catalogue.validity : own($0) }
    return Addition(register: settled, notes: settled.notes(of: new, after: self), isUnchanged: false)
  }

  /// The register with an edition withdrawn; the one that it took the place of gets back the days of its `own` content.
  public func withdrawing(id: String, edition: String, own: (Row) throws -> Validity) throws -> CatalogueRegister {
    guard let gone = row(id: id, edition: edition), !gone.isWithdrawn else {
      let known = standing.filter { $0.id == id }.map(\.edition)
      throw ZoningError.badCatalogue(
        known.isEmpty ? "没有入库名为“\(id)”的名录。" : "名录“\(id)”没有 \(edition) 这个版本，现有：\(known.joined(separator: "、"))。")
    }
    var others = rows
    for i in others.indices where others[i] == gone { others[i].isWithdrawn = true }
    return try CatalogueRegister(rows: others).settled(id, own: own)
  }

  /// Every standing edition of a catalogue in force for its own days, cut where the next one begins.
  private func settled(_ id: String, own: (Row) throws -> Validity) throws -> CatalogueRegister {
    var next = rows
    let standing = rows.indices.filter { rows[$0].id == id && !rows[$0].isWithdrawn }
    for (place, i) in standing.enumerated() {
      var days = try own(rows[i])
      days.from = rows[i].validity.from
      if place + 1 < standing.count, let later = rows[standing[place + 1]].validity.from, days.until.map({ $0 > later }) ?? true {
        days.until = later
      }
      next[i].validity = days
    }
    return CatalogueRegister(rows: next)
  }

  /// What changed for the new edition's neighbours, in Chinese sentences.
  private func notes(of new: Row, after old: CatalogueRegister) -> [String] {
    var notes: [String] = []
    let siblings = standing.filter { $0.id == new.id }
    for row in siblings where row.edition != new.edition {
      guard let before = old.row(id: row.id, edition: row.edition), before.validity != row.validity else { continue }
      if let until = row.validity.until, until == new.validity.from {
        notes.append("\(row.edition) 自 \(until) 起由 \(new.edition) 接替。")
      } else {
        notes.append("\(row.edition) 的施行期改为\(row.validity.until.map { "至 \($0) 止" } ?? "长期")。")
      }
    }
    if let place = siblings.firstIndex(where: { $0.edition == new.edition }), place + 1 < siblings.count,
      let until = siblings[place].validity.until, until == siblings[place + 1].validity.from, until != new.validity.until
    {
      notes.append("本版本至 \(siblings[place + 1].edition) 施行之日（\(until)）止。")
    }
    return notes
  }
}
