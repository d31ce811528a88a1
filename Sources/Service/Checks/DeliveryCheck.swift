import Exchange
import Geometry
import PlanLifecycle
import ZoneIndex
import Zoning

/// What is told about a delivered file beside what was found.
struct DeliveredFile {
  var name: String?
  var features: Int
  /// How its numbers were read: `EPSG:4490（CGCS2000 经纬度）`.
  var reading: String
  /// Why that is in doubt; nil where the file states it and it makes sense.
  var doubt: String?
  /// What to mend where the file as it stands cannot be right.
  var fault: String?
  var notes: [String]
  var borders: BorderLayer
}

/// One delivered layer under each reading of its numbers against the borders it should share; the reading that agrees best is reported.
struct DeliveryCheck {
  let held: HeldBorders
  let descriptor: LayerDescriptor
  let delivery: ReadDelivery

  func best() throws(ServiceError) -> (DeliveredFile?, ShiftComparison) {
    var best: (file: DeliveredFile, comparison: ShiftComparison)?
    for reading in delivery.readings {
      let layer = try borders(reading)
      let comparison = compare(layer)
      let file = DeliveredFile(
        name: delivery.fileName, features: layer.features.count, reading: reading.title, doubt: reading.doubt, fault: reading.fault,
        notes: reading.assumed.map(\.why), borders: layer)
      if let known = best, Self.rank(known.comparison) <= Self.rank(comparison) { continue }
      best = (file, comparison)
    }
    guard let best else { throw ServiceError(.badInput, "“\(descriptor.title)”的交付文件里没有要素。", field: "file") }
    return (best.file, best.comparison)
  }

  /// In place is best, then the least displaced, then what agrees with nothing.
  private static func rank(_ c: ShiftComparison) -> (Int, Double) {
    let order: [ShiftComparison.Verdict] = [.inPlace, .displaced, .different, .notComparable, .elsewhere]
    return (order.firstIndex(of: c.verdict) ?? order.count, c.shifts.map(\.displacement.meanMetres).max() ?? 0)
  }

  private func compare(_ layer: BorderLayer) -> ShiftComparison {
    let id = descriptor.id
    let snapshot = held.state.snapshot
    if snapshot.holds(id), snapshot.featureCount(of: id) > 0 { return ShiftDetection.compare(layer, with: held.layer(id), as: .sameLayer) }
    if id == LayerDescriptor.unitLayer {
      return ShiftDetection.compare(layer, with: held.layer(LayerDescriptor.countyLayer), as: .holdingBorders)
    }
    return ShiftDetection.compare(layer, with: held.layer(LayerDescriptor.unitLayer), as: .alongBorders)
  }

  /// The delivered features with the counties they belong to: as held under the same code, as stated, as the code says, or where they lie.
  private func borders(_ reading: BorderReading) throws(ServiceError) -> BorderLayer {
    let snapshot = held.state.snapshot
    var counties: [String: String] = [:]
    if snapshot.holds(descriptor.id) {
      for r in snapshot.features(of: descriptor.id) { counties[snapshot.code(of: r)] = held.county(of: r) }
    }
    var wrong = 0
    let features = reading.features.compactMap { f -> BorderFeature? in
      switch (f.geometry, descriptor.kind) {
      case (.polygons, .polygon), (.lines, .line): break
      // A shoreline may be drawn as the water it bounds.
      case (.polygons, .line): break
      default:
        wrong += 1
        return nil
      }
      let county = counties[f.code] ?? held.county(of: f.code, stated: f.county) ?? lying(f.geometry)
      return BorderFeature(code: f.code, name: f.name, county: county, geometry: f.geometry)
    }
    guard wrong == 0 else {
      let due = descriptor.kind == .polygon ? "面" : "线"
      throw ServiceError(
        .badInput, "“\(descriptor.title)”应为\(due)，交付的文件里有 \(wrong) 个要素不是\(due)，请选对图层，或改成\(due)后再核对。", field: "file")
    }
    return BorderLayer(id: descriptor.id, features: features)
  }

  private func lying(_ geometry: FeatureGeometry) -> String? {
    // Whole regions belong to no county.
    guard descriptor.group != .region, let place = geometry.vertices.first else { return nil }
    let box = geometry.box
    guard box.maxX - box.minX < 60_000_000, box.maxY - box.minY < 60_000_000 else { return nil }
    let middle = GridPoint(x: box.minX + (box.maxX - box.minX) / 2, y: box.minY + (box.maxY - box.minY) / 2)
    let found = [middle, place].lazy.compactMap { held.state.snapshot.features(at: $0, layer: LayerDescriptor.countyLayer).first }.first
    return found.map { held.state.snapshot.code(of: $0) }
  }
}
