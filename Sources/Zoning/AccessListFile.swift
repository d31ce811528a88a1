import ExactJSON
import Synchronization

/// The canonical list file of an edition: a line of owners with their places, then one clause a line, grouped by owner.
///
/// Owners are read only when somebody asks for them, so that one point query does not parse a province's lists.
public final class AccessListFile: Sendable {
  struct Place: Sendable {
    var tier: Tier
    var range: Range<Int>
  }

  public let bytes: [UInt8]
  let places: [String: Place]
  /// Owners in file order.
  public let owners: [(id: String, tier: Tier)]
  private let parsed = Mutex<[String: [Clause]]>([:])

  /// Writes the canonical bytes; clauses keep their order within an owner, owners go by tier and then by their bytes.
  ///
  /// Throws `duplicateClause` where two clauses have one id.
  public static func encode(_ clauses: [Clause]) throws(ZoningError) -> [UInt8] {
    var seen: Set<String> = []
    var order: [String] = []
    var byOwner: [String: [Clause]] = [:]
    for c in clauses {
      guard seen.insert(c.id).inserted else { throw .duplicateClause(c.id) }
      if byOwner[c.owner] == nil { order.append(c.owner) }
      byOwner[c.owner, default: []].append(c)
    }
    order.sort { a, b in
      let (ta, tb) = (byOwner[a]![0].tier, byOwner[b]![0].tier)
      return ta != tb ? ta < tb : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    var body: [UInt8] = []
    var index: [JSONValue] = []
    for owner in order {
      let start = body.count
      for c in byOwner[owner]! { body += c.json.canonicalBytes }
      index.append(.array([.string(owner), .string(byOwner[owner]![0].tier.rawValue), .int(start), .int(body.count - start)]))
    }
    return JSONValue.object(["owners": .array(index)]).canonicalBytes + body
  }

  /// Opens canonical bytes; throws where the line of owners is not one.
  public init(_ bytes: [UInt8]) throws(ZoningError) {
    self.bytes = bytes
    guard let end = bytes.firstIndex(of: 0x0A) else { throw .badCatalogue("清单文件没有目录行。") }
    let head: JSONValue
    do { head = try JSONValue(parsing: bytes[..<end]) } catch { throw .badCatalogue("清单文件的目录行不是 JSON：\(error)") }
    var places: [String: Place] = [:]
    var owners: [(id: String, tier: Tier)] = []
    for row in head["owners"]?.arrayValue ?? [] {
      guard let cells = row.arrayValue, cells.count == 4, let owner = cells[0].stringValue,
        let tier = cells[1].stringValue.flatMap({ Tier(rawValue: $0) }),
        let start = cells[2].numberText.flatMap({ Int($0) }), let length = cells[3].numberText.flatMap({ Int($0) }), start >= 0,
        length >= 0,
        end + 1 + start + length <= bytes.count
      else { throw .badCatalogue("清单文件的目录行有一项不完整。") }
      places[owner] = Place(tier: tier, range: (end + 1 + start)..<(end + 1 + start + length))
      owners.append((owner, tier))
    }
    self.places = places
    self.owners = owners
  }

  /// The clauses of an owner in order, nil when it has no list here.
  public func clauses(ofOwner owner: String) -> [Clause]? {
    guard let place = places[owner] else { return nil }
    if let known = parsed.withLock({ $0[owner] }) { return known }
    do {
      let clauses = try bytes[place.range].split(separator: 0x0A).map { line in try Clause(try JSONValue(parsing: line)) }
      parsed.withLock { $0[owner] = clauses }
      return clauses
    } catch {
      preconditionFailure("a list file whose digest was checked does not parse: \(error)")
    }
  }

  public func owners(ofTier tier: Tier) -> [String] { owners.filter { $0.tier == tier }.map(\.id) }

  /// Every clause, in file order.
  public var all: [Clause] { owners.flatMap { clauses(ofOwner: $0.id) ?? [] } }
}
