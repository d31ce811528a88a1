/// A unit as planned, before it has a geometry: what claims which triangles.
struct Plot: Sendable {
  var unitClass: ProvinceGeometry.UnitClass
  var kind: ProvinceGeometry.UnitKind
  /// What it is drawn round.
  var feature: String
  /// Unique in the province only after Naming.
  var name: String
  /// Nil for what is left of a township or a sea sector: those go by the nearest seed.
  var shapes: [Shape]
  var place: Vec
  /// How far its border may sway, 0 to 1 of the room there is.
  var sway: Double
  var park: ProvinceGeometry.Park?
  /// For water sources: the intake.
  var intake: Vec?
  /// Redline as a whole (reserves, sources, national parks) or by its inner part, or not at all.
  var redline: RedlineRule = .none

  enum RedlineRule: Sendable { case whole, inner, none }
}

/// A township as placed.
struct TownshipPlan: Sendable {
  var name: String
  var seed: Vec
  /// The plot of what no feature claims.
  var remainder: Int
  var isStreet: Bool
}

/// Everything that is to be drawn in one territory.
struct TerritoryPlan: Sendable {
  /// In order of claim: those with shapes come first.
  var plots: [Plot]
  var townships: [TownshipPlan]
  /// Typical distance between township seeds.
  var cell: Double
  /// The county seat.
  var seat: Vec
}
