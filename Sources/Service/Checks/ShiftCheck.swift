public import ExactJSON
public import Exchange
import Geometry
import PlanLifecycle
import Screening
import ZoneIndex
public import Zoning

/// A layer as it is handed in, to be compared with what is held before anything is imported.
public struct LayerDelivery: Sendable {
  /// The layer's id, its Chinese name.
  public var layer: String
  public var fileName: String?
  public var bytes: [UInt8]
  /// The reference system as the person states it.
  public var crs: String?

  public init(layer: String, fileName: String?, bytes: [UInt8], crs: String? = nil) {
    self.layer = layer
    self.fileName = fileName
    self.bytes = bytes
    self.crs = crs
  }
}

/// A delivery under each reading of its numbers.
public struct ReadDelivery: Sendable {
  var layer: String
  var fileName: String?
  var readings: [BorderReading]
}

extension ZoningService {
  /// Layers in force against each other: what lies along the control units, cities against cities, counties against counties (位置核对).
  ///
  /// - Parameter edition: only what this edition of a city, or of the province, holds; on the day it takes effect.
  public func checkHeldPlaces(edition: String?, asOf: CivilDate?, caller: Caller) throws(ServiceError) -> JSONValue {
    let (state, place) = try place(of: edition, asOf)
    let held = HeldBorders(state: state)
    guard state.snapshot.holds(LayerDescriptor.unitLayer) else { throw ServiceError(.badInput, "没有管控单元图层，无从核对位置。", field: "data") }
    let units = held.layer(LayerDescriptor.unitLayer)
    let mine = place.map { held.layer(LayerDescriptor.unitLayer, within: $0) }
    var checks = ShiftDetection.compare(held.alongUnits.map { held.layer($0, within: place) }.filter { !$0.features.isEmpty }, along: units)
    for check in [
      ShiftDetection.compare(units, with: units, as: .neighbours, level: .city),
      ShiftDetection.compare(units, with: units, as: .neighbours),
    ] {
      var check = check
      if let place, mine?.features.isEmpty == false {
        check.parts.removeAll { !$0.key.hasPrefix(place) }
        check.shifts.removeAll { !$0.parts.contains { $0.hasPrefix(place) } }
      }
      checks.append(check)
    }
    return ShiftReportJSON(held: held).report(checks.map { (nil, $0) })
  }

  /// Reads a delivery in a child process; refuses a layer that is not known here before anything is read.
  public func readDelivery(
    _ delivery: LayerDelivery, asOf: CivilDate?, worker: any IsolatedWorker, limits: SiteLimits = .layer, caller: Caller
  )
    async throws(ServiceError) -> ReadDelivery
  {
    let descriptor = try descriptor(of: delivery.layer, try state(asOf))
    var mapping = LayerMapping.national(layer: descriptor.id)
    mapping.crs = delivery.crs
    do {
      let readings = try await LayerReader(worker: worker, limits: limits).borders(
        delivery.bytes, fileName: delivery.fileName, mapping: mapping)
      return ReadDelivery(layer: descriptor.id, fileName: delivery.fileName, readings: readings)
    } catch {
      var refusal = ServiceError(translating: error)
      if refusal.field == "footprint" { refusal.field = "file" }
      throw refusal
    }
  }

  /// Deliveries against what is held; nothing is stored.
  ///
  /// - Parameter picture: whether thinned borders and arrows go with each answer, under `picture`.
  public func checkPlaces(of deliveries: [ReadDelivery], edition: String? = nil, asOf: CivilDate?, picture: Bool = false, caller: Caller)
    throws(ServiceError)
    -> JSONValue
  {
    let (state, _) = try place(of: edition, asOf)
    let held = HeldBorders(state: state)
    var checks: [(DeliveredFile?, ShiftComparison)] = []
    for delivery in deliveries {
      let descriptor = try descriptor(of: delivery.layer, state)
      checks.append(try DeliveryCheck(held: held, descriptor: descriptor, delivery: delivery).best())
    }
    return ShiftReportJSON(held: held, hasPicture: picture).report(checks)
  }

  /// Layers that can be handed in, in order of their ids: those drawn as areas or lines.
  public func checkableLayers(asOf: CivilDate?, caller: Caller) throws(ServiceError) -> [(id: String, title: String)] {
    let state = try state(asOf)
    return state.rulebook.layers.values.filter { $0.held && $0.kind != .point && state.snapshot.holds($0.id) }
      .sorted { a, b in
        let first = [LayerDescriptor.unitLayer, LayerDescriptor.countyLayer]
        let (i, j) = (first.firstIndex(of: a.id) ?? 9, first.firstIndex(of: b.id) ?? 9)
        return i != j ? i < j : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
      }
      .map { ($0.id, $0.title) }
  }

  private func descriptor(of layer: String, _ state: PlanState) throws(ServiceError) -> LayerDescriptor {
    let id = layer == "units" ? LayerDescriptor.unitLayer : layer
    guard let found = state.rulebook.layers[id], found.held else {
      let known = state.rulebook.layers.values.filter { $0.held && $0.kind != .point }.map(\.id).sorted()
      throw ServiceError(.badInput, "没有名为“\(layer)”的图层，可以写：\(known.joined(separator: "、"))。", field: "layer")
    }
    guard found.kind != .point else { throw ServiceError(.badInput, "“\(found.title)”是点，没有界线可以核对。", field: "layer") }
    return found
  }

  /// The state under which an edition takes effect, and the digits its issuer's counties begin with.
  private func place(of edition: String?, _ asOf: CivilDate?) throws(ServiceError) -> (PlanState, place: String?) {
    guard let edition else { return (try state(asOf), nil) }
    let found = try refusing { try library.timeline.edition(named: edition) }
    let day = [asOf, found.validity.from].compactMap { $0 }.first { found.validity.contains($0) }
    let issuer = found.issuer
    return (try state(day ?? asOf), issuer.hasSuffix("0000") ? nil : String(issuer.prefix(4)))
  }
}
