import FEEL
import ZoneIndex
import Zoning

extension SiteSurvey {
  /// Captures 区域.* from the counties and 园区.* from the parks that the site meets; a fact on which they differ stays unknown.
  ///
  /// Where part of the site lies in no park, that part counts as one more place, which has none of what a park has: what is true of
  /// the park alone is not known of the site, and `park.within` is false.
  func registry(_ registers: RegistersOfDay, counties: [Overlap], units: [MetUnit]) -> [String: FEELValue] {
    let county = layers[LayerDescriptor.countyLayer]
    let met = counties.filter { weight($0, county) == .met }.map(\.code)
    let codes = met.isEmpty ? units.map(\.county.code) : met
    var facts = Self.agreed(codes.map { registers.county($0).mapValues { FEELValue.boolean($0) } })
    guard let layer = layers[LayerDescriptor.parkLayer], layer.held else { return facts }
    let parks = overlay(layer.id).filter { weight($0, layer) == .met }.map {
      registers.park(snapshot.code(of: $0.feature), delivered: parkFacts(snapshot.attributes(of: $0.feature)))
    }
    let none: [String: FEELValue] = [
      "park.recognised": .boolean(false), "park.chemical": .boolean(false), "park.planEIA": .boolean(false), "park.positioning": .list([]),
      "park.level": .string("不在园区"), "park.within": .boolean(false), "park.infrastructure": .boolean(false),
      "park.accessMet": .boolean(false), "park.sewage": .boolean(false), "park.heating": .boolean(false), "park.trades": .list([]),
      "park.safetyLevel": .string("不在园区"),
    ]
    let isWhole = !parks.isEmpty && isWithin(layer)
    facts.merge(Self.agreed(isWhole ? parks : parks + [none])) { _, park in park }
    facts["park.within"] = .boolean(isWhole)
    return facts
  }

  /// The facts that every place states alike.
  private static func agreed(_ places: [[String: FEELValue]]) -> [String: FEELValue] {
    guard let first = places.first else { return [:] }
    return first.filter { id, value in places.allSatisfy { $0[id] == value } }
  }

  private func parkFacts(_ attributes: [String: String]) -> [String: FEELValue] {
    var facts: [String: FEELValue] = ["park.within": .boolean(true)]
    for key in ["recognised", "chemical", "planEIA", "infrastructure", "accessMet", "sewage", "heating"] {
      if let text = attributes[key] { facts["park.\(key)"] = .boolean(text == "1") }
    }
    for key in ["positioning", "trades"] {
      if let text = attributes[key] { facts["park.\(key)"] = .list(text.split(separator: ",").map { .string(String($0)) }) }
    }
    for key in ["level", "safetyLevel"] {
      if let text = attributes[key] { facts["park.\(key)"] = .string(text) }
    }
    for (key, value) in attributes where key.hasPrefix("quota.") {
      if let d = FEELDecimal(value) { facts["park.\(key)"] = .number(d) }
    }
    return facts
  }
}
