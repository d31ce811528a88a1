/// The classes of one catalogue (类别): those that law knows, or those that its own rows first name.
public struct CatalogueClasses: Sendable {
  private let id: String
  private let known: [String]
  private let own: [String]
  private let areMarks: Bool

  /// Of a catalogue that is held or about to be.
  public init(of catalogue: DatedCatalogue, law: KnownLaw = .standard) {
    self.init(id: catalogue.id, own: catalogue.classes, law: law)
  }

  /// - Parameter own: the classes that the rows themselves state, which count where law knows none.
  public init(id: String, own: [String], law: KnownLaw = .standard) {
    self.id = id
    self.own = own
    known = law.catalogues[id]?.classes ?? []
    areMarks = law.catalogues[id]?.classesAreMarks ?? false
  }

  /// Whether a row is of a class; open where it states none, or one that law does not know.
  func has(_ entry: CatalogueEntry, _ wanted: String) -> CatalogueMatch {
    if entry.classes.contains(wanted) { return .yes }
    if entry.classes.isEmpty { return areMarks || (known.isEmpty && own.isEmpty) ? .no : .possible([.entryClass]) }
    let isKnown = known.isEmpty || entry.classes.allSatisfy(known.contains)
    return isKnown ? .no : .possible([.entryClass])
  }

  /// Why a row cannot be taken in, with the remedy.
  public struct Fault: Error, Hashable {
    public var reason: String
    public var remedy: String
  }

  /// The classes that a row states, as law writes them; several in one text are taken apart at `；、/，`.
  public func read(_ texts: [String]) throws(Fault) -> [String] {
    let parts = texts.flatMap { $0.split { "；;、/／，,\n".contains($0) }.map { String($0).trimmingSpaces } }.filter { !$0.isEmpty }
    if parts.isEmpty {
      guard !areMarks, !(known.isEmpty && own.isEmpty) else { return [] }
      throw Fault(
        reason: "没有填写类别",
        remedy: "每一条都要写类别\(known.isEmpty ? "" : "（\(known.joined(separator: "、"))）")，合并单元格的请在每一行填上")
    }
    var read: [String] = []
    for part in parts {
      guard !known.isEmpty else {
        read.append(part)
        continue
      }
      let plain = PlainWord(part)
      guard let name = known.first(where: { PlainWord($0) == plain }) else {
        throw Fault(reason: "名录“\(id)”没有“\(part.prefix(20))”这一类", remedy: nearest(part))
      }
      read.append(name)
    }
    var seen: Set<String> = []
    return read.filter { seen.insert($0).inserted }
  }

  private func nearest(_ part: String) -> String {
    let near = known.first { $0.contains(part) || part.contains($0) }
    return (near.map { "相近的有“\($0)”；" } ?? "") + "请写 \(known.joined(separator: "、")) 之一，几类用分号隔开"
  }
}

extension DatedCatalogue {
  /// The catalogue as it may be put on record: classes as law writes them, and days that come in order.
  ///
  /// Throws `badCatalogue` with the first rows that cannot be taken in.
  public func admitted(law: KnownLaw = .standard) throws(ZoningError) -> DatedCatalogue {
    var next = self
    var faults: [String] = []
    if let fault = validity.orderFault { faults.append(fault) }
    let classes = CatalogueClasses(of: self, law: law)
    for i in entries.indices {
      let row = "第 \(i + 1) 条“\(entries[i].name.prefix(20))”："
      do throws(CatalogueClasses.Fault) { next.entries[i].classes = try classes.read(entries[i].classes) } catch {
        faults.append(row + error.reason + "，" + error.remedy)
      }
      if let fault = entries[i].validity.orderFault { faults.append(row + fault) }
    }
    if faults.isEmpty { return next }
    let count = faults.count > 5 ? "（共 \(faults.count) 处）" : ""
    throw .badCatalogue("名录“\(id)”的 \(edition)：\(faults.prefix(5).joined(separator: "；"))\(count)。")
  }
}

extension Validity {
  /// What is wrong where the first day does not come before the last, nil where nothing.
  public var orderFault: String? {
    guard let from, let until, from >= until else { return nil }
    return "起始日期 \(from) 不早于终止日期 \(until)，请核对"
  }
}
