public import FEEL

/// What registers say on one day: of counties (区域.*) and of parks (园区.*).
public struct RegistersOfDay: Sendable {
  private let registers: Registers
  private let day: CivilDate
  /// Editions in force that day, one a register.
  private let parks: [ParkCatalogue]

  public init(_ registers: Registers, parks: [ParkCatalogue] = [], on day: CivilDate) {
    self.registers = registers
    self.day = day
    self.parks = parks.filter { $0.validity.contains(day) }
  }

  /// Facts of a county by id. Where dated statements speak of a fact, what stands without a date does not count any more:
  /// on a day that none covers, nothing is known. The county's own go before its city's.
  public func county(_ code: String) -> [String: Bool] {
    var facts = registers.regions[code] ?? [:]
    guard !registers.states.isEmpty else { return facts }
    let own = registers.states.filter { $0.covers(county: code) }
    for s in own { facts[s.fact] = nil }
    for s in own.sorted(by: { $0.place != code && $1.place == code }) where s.validity.contains(day) { facts[s.fact] = s.value }
    return facts
  }

  /// Facts of a park by id: as delivered with its feature, in what the registers in force state as they state it; where those differ, or
  /// hold only an excerpt without the park, nothing is known.
  public func park(_ code: String, delivered: [String: FEELValue]) -> [String: FEELValue] {
    var facts = delivered
    var stated: [String: FEELValue?] = [:]
    for catalogue in parks {
      for (id, value) in catalogue.statements(of: code) {
        if let before = stated[id], before != value { stated[id] = .some(nil) } else { stated[id] = .some(value) }
      }
    }
    for (id, value) in stated { facts[id] = value }
    return facts
  }
}
