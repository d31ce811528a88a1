import ExactJSON
import FEEL

/// Layers, catalogues and plans that law names, whether or not this system holds them: what a condition may say.
///
/// What stands here and is not held reads as unknown, cause *not held*; what stands nowhere is refused where it is written.
public struct KnownLaw: Sendable {
  public struct Layer: Hashable, Sendable {
    public var id: String
    public var kind: LayerDescriptor.Kind
    public var group: LayerDescriptor.Group
    /// The law that draws it, in words.
    public var law: String
  }

  public struct Catalogue: Hashable, Sendable {
    public var id: String
    public var title: String
    /// Its classes; empty where it has none.
    public var classes: [String]
    /// Whether classes only mark some rows (剧毒 of 危险化学品目录), so that a row without one is in none; else every row is in one.
    public var classesAreMarks: Bool
    /// Which parts of a project its rows speak of.
    public var speaksOf: Set<ProjectPart>
  }

  public let layers: [String: Layer]
  public let catalogues: [String: Catalogue]
  public let plans: Set<String>

  /// Reads the three registers; throws `badCatalogue` for a double or malformed row.
  public init(layers: [UInt8], catalogues: [UInt8], plans: [UInt8]) throws(ZoningError) {
    func rows(_ bytes: [UInt8], _ key: String) throws(ZoningError) -> [JSONValue] {
      do {
        if let rows = try JSONValue(parsing: bytes)[key]?.arrayValue { return rows }
      } catch { throw .badCatalogue("登记簿 \(key) 不是有效的 JSON：\(error)") }
      throw .badCatalogue("登记簿缺少 \(key)。")
    }
    var known: [String: Layer] = [:]
    for row in try rows(layers, "layers") {
      let id = try row.text("id", of: "图层登记簿")
      guard let kind = row["kind"]?.stringValue.flatMap({ LayerDescriptor.Kind(rawValue: $0) }) else {
        throw .badCatalogue("图层登记簿中“\(id)”的 kind 应为 polygon、line 或 point。")
      }
      let layer = Layer(id: id, kind: kind, group: try row.term("group", of: "图层“\(id)”"), law: row["law"]?.stringValue ?? "")
      guard known.updateValue(layer, forKey: id) == nil else { throw .badCatalogue("图层登记簿中“\(id)”出现了两次。") }
    }
    self.layers = known
    var named: [String: Catalogue] = [:]
    for row in try rows(catalogues, "catalogues") {
      let id = try row.text("id", of: "名录登记簿")
      var parts = ProjectPart.stated
      if let listed = row["speaksOf"]?.arrayValue {
        parts = []
        for item in listed {
          guard let part = item.stringValue.flatMap({ ProjectPart(rawValue: $0) }) else {
            throw .badCatalogue("名录登记簿中“\(id)”的 speaksOf 应为 \(ProjectPart.allCases.map(\.rawValue).joined(separator: "、")) 中的几个。")
          }
          parts.insert(part)
        }
      }
      let catalogue = Catalogue(
        id: id, title: row["title"]?.stringValue ?? id, classes: (row["classes"]?.arrayValue ?? []).compactMap(\.stringValue),
        classesAreMarks: row["classesAreMarks"]?.boolValue ?? false, speaksOf: parts)
      guard named.updateValue(catalogue, forKey: id) == nil else { throw .badCatalogue("名录登记簿中“\(id)”出现了两次。") }
    }
    self.catalogues = named
    self.plans = Set(try rows(plans, "plans").compactMap(\.stringValue))
  }

  /// The registers that ship with the program.
  public static let standard: KnownLaw = {
    do {
      return try KnownLaw(
        layers: ShippedData.bytes("known-layers.json"), catalogues: ShippedData.bytes("known-catalogues.json"),
        plans: ShippedData.bytes("known-plans.json"))
    } catch {
      preconditionFailure("the shipped registers of known law are faulty: \(error)")
    }
  }()

  /// The dated catalogue of areas in which approvals are suspended (区域限批), which has places for rows.
  public static let suspendedAreas = "区域限批地区"

  // MARK: Refusals at entry

  /// Why a layer's name cannot be written, nil where it can; `held` are the layers in this legal state.
  public func fault(layer: String, held: Set<String>) -> String? {
    if held.contains(layer) || layers[layer] != nil { return nil }
    return "没有名为“\(layer)”的图层" + Self.near(layer, Array(held) + layers.keys)
  }

  /// Why a catalogue reference cannot be written, nil where it can; `shelf` may hold catalogues that the register does not name.
  public func fault(catalogue text: String, shelf: CatalogueShelf = .empty) -> String? {
    let reference = CatalogueReference(text)
    let editions = shelf.catalogues.filter { $0.id == reference.catalogue }
    guard let known = catalogues[reference.catalogue] else {
      if editions.isEmpty {
        return "没有名为“\(reference.catalogue)”的名录" + Self.near(reference.catalogue, catalogues.keys + shelf.catalogues.map(\.id))
      }
      return classFault(reference, editions.flatMap(\.classes))
    }
    return classFault(reference, known.classes + editions.flatMap(\.classes))
  }

  private func classFault(_ reference: CatalogueReference, _ classes: [String]) -> String? {
    guard let wanted = reference.entryClass, !classes.contains(wanted) else { return nil }
    if classes.isEmpty { return "名录“\(reference.catalogue)”不分类别，请去掉“:\(wanted)”。" }
    var seen: Set<String> = []
    return "名录“\(reference.catalogue)”没有“\(wanted)”这一类，有：\(classes.filter { seen.insert($0).inserted }.joined(separator: "、"))。"
  }

  /// Why a plan's name cannot be written, nil where it can.
  public func fault(plan: String) -> String? {
    plans.contains(plan) ? nil : "没有登记名为“\(plan)”的规划" + Self.near(plan, plans)
  }

  /// `，相近的有：…。`, or the remedy where nothing is near. Names that hold one another count as near.
  public static func near(_ name: String, _ names: some Sequence<String>) -> String {
    let candidates = Array(Set(names)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var near = FEELExpression.nearestNames(name, among: candidates, limit: 3)
    if near.count < 3 {
      let holding = candidates.filter { !near.contains($0) && ($0.contains(name) || name.contains($0)) }
      near += holding.sorted { abs($0.count - name.count) < abs($1.count - name.count) }.prefix(3 - near.count)
    }
    return near.isEmpty ? "，请先登记。" : "，相近的有：\(near.joined(separator: "、"))。"
  }
}
