import FEEL

/// GB/T 4754 industry classification (国民经济行业分类): letters, two, three and four digits.
public struct IndustryClassification: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// Canonical with its letter, `C2614`.
    public var code: String
    public var name: String
    public var parent: String?
  }

  public let entries: [Entry]
  private let byCode: [String: Int]
  private let byDigits: [String: String]
  /// Code → the code of the standard classification, in which law and catalogues are written; nil for the standard itself.
  private let correspondence: [String: String]?

  public init(csv text: String) throws(ZoningError) {
    var entries: [Entry] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 3 else { throw .badCatalogue("行业分类有一行不足三列：\(line)") }
      entries.append(Entry(code: cells[0], name: cells[1], parent: cells[2].isEmpty ? nil : cells[2]))
    }
    self.init(entries: entries, written: nil)
  }

  init(entries: [Entry], written: [String: String]?) {
    var byCode: [String: Int] = [:]
    var byDigits: [String: String] = [:]
    for (i, e) in entries.enumerated() {
      byCode[e.code] = i
      if e.code.count > 1 { byDigits[String(e.code.dropFirst())] = e.code }
    }
    self.entries = entries
    correspondence = written
    self.byCode = byCode
    self.byDigits = byDigits
  }

  public subscript(code: String) -> Entry? { byCode[code].map { entries[$0] } }

  /// The canonical code for `C2614`, `c2614` or `2614`; throws `unknownIndustry` with the nearest.
  public func canonical(_ text: String) throws(ZoningError) -> String {
    let t = text.uppercased()
    if byCode[t] != nil { return t }
    if let code = byDigits[t] { return code }
    throw .unknownIndustry(
      text, nearest: FEELExpression.nearestNames(t, among: entries.map(\.code), limit: 3).map { "\($0) \(self[$0]!.name)" })
  }

  /// The code under which conditions and catalogues know an industry of this edition: the same one, or the one that the edition says it
  /// corresponds to; nil where none is sure.
  public func written(_ code: String) -> String? { correspondence.map { $0[code] } ?? code }

  /// Whether `code` is `ancestor` or stands below it; codes nest by prefix within a letter.
  public static func belongs(_ code: String, to ancestor: String) -> Bool { code.hasPrefix(ancestor) }

  /// The classification that ships with the program (2017 with the 2019 amendment).
  public static let standard: IndustryClassification = {
    do { return try IndustryClassification(csv: String(decoding: ShippedData.bytes("gbt4754-2017.csv"), as: UTF8.self)) } catch {
      preconditionFailure("the shipped industry classification is faulty: \(error)")
    }
  }()
}
