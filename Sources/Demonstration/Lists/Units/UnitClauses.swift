import Zoning

/// The list of one control unit: written for what it is, then for the belts that cross it.
enum UnitClauses {
  /// 6 to 14 clauses in list order.
  static func drafts(_ unit: ProvinceGeometry.Unit, seed: UInt64) -> [ClauseDraft] {
    let place = UnitPlace(unit, seed: seed)
    var pool = pool(place, seed: seed)
    pool.first(Array(BeltClauses.all(place).prefix(4)))
    return pool.drawn(place)
  }

  private static func pool(_ u: UnitPlace, seed: UInt64) -> ClausePool {
    switch u.unit.kind {
    case .reserve: ReserveClauses.pool(u)
    case .waterSource: WaterSourceClauses.pool(u)
    case .corridor: CorridorClauses.pool(u)
    case .wetland: WetlandClauses.pool(u)
    case .wetlandPark: WetlandParkClauses.pool(u)
    case .fishery: FisheryClauses.pool(u)
    case .floodStorage: FloodStorageClauses.pool(u)
    case .forest, .scenic: ForestClauses.pool(u)
    case .coastBelt: CoastBeltClauses.pool(u)
    case .park: u.unit.park == nil ? ClusterClauses.pool(u) : ParkClauses.pool(u, seed: seed)
    case .cluster: ClusterClauses.pool(u)
    case .townCore, .street: TownClauses.pool(u)
    case .rural: RuralClauses.pool(u)
    case .seaProtected, .seaPort, .seaIndustry, .seaOutfall, .seaDumping, .seaGeneral: SeaClauses.pool(u)
    }
  }

  /// The document that a unit's list stands in.
  static func document(_ unit: ProvinceGeometry.Unit, city: CityCharacter) -> String {
    switch unit.kind {
    case .park: DemonstrationPlans.reviewID(of: unit)
    case .waterSource: DemonstrationPlans.id(.waterSources, city: city)
    case .cluster: DemonstrationPlans.id(.parks, city: city)
    case .townCore, .street: DemonstrationPlans.id(.town, city: city)
    case .seaProtected, .seaPort, .seaIndustry, .seaOutfall, .seaDumping, .seaGeneral: DemonstrationPlans.id(.sea, city: city)
    default: DemonstrationPlans.id(.list, city: city)
    }
  }
}
