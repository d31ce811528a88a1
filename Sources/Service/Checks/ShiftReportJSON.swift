import ExactJSON
import Geometry
import PlanLifecycle
import Screening
import Zoning

/// What a check of places says, as JSON: sentences for people, and the numbers behind them.
struct ShiftReportJSON {
  let held: HeldBorders
  /// Whether what a map draws goes with it.
  var hasPicture = false

  func report(_ checks: [(DeliveredFile?, ShiftComparison)]) -> JSONValue {
    .object([
      "legalState": held.state.rulebook.legalState.json,
      "displaced": .bool(
        checks.contains { file, c in c.verdict == .displaced || file?.fault != nil || file != nil && c.verdict == .elsewhere }),
      "checks": .array(checks.map { check($0.0, $0.1) }),
    ])
  }

  private func check(_ file: DeliveredFile?, _ c: ShiftComparison) -> JSONValue {
    let texts = ShiftTexts(held: held, file: file, comparison: c)
    let distance = c.verdict == .elsewhere ? c.distance : nil
    let fields: KeyValuePairs<String, JSONValue> = [
      "layer": .string(c.layer), "against": .string(c.against), "relation": .string(c.relation.rawValue),
      "verdict": .string(c.verdict.rawValue),
      "sentence": .string(texts.sentence), "advice": .text(texts.advice),
      "delivery": file.map { f in
        .object([
          "file": .text(f.name), "features": .int(f.features), "reading": .string(f.reading), "doubt": .text(f.doubt),
          "fault": .text(f.fault),
          "notes": .array(f.notes.map { .string($0) }),
        ])
      } ?? .null,
      "distanceMetres": distance.map { Self.number($0.metres, 0) } ?? .null,
      "bearingDegrees": distance.map { Self.number($0.bearingDegrees, 1) } ?? .null,
      "borderMetres": Self.number(c.parts.reduce(0) { $0 + $1.borderMetres }, 0),
      "shifts": .array(c.shifts.map { shift($0, texts) }),
      "parts": .array(c.parts.map { part($0, c) }),
    ]
    let members = fields.map { JSONMember(key: $0.key, value: $0.value) }
    guard hasPicture, let file else { return .object(members) }
    return .object(members + [JSONMember(key: "picture", value: ShiftPicture(held: held, delivered: file.borders, comparison: c).json)])
  }

  private func shift(_ s: CommonShift, _ texts: ShiftTexts) -> JSONValue {
    .object([
      "parts": .array(s.parts.map { .object(["code": .string($0), "name": .string(held.name($0))]) }), "coversAll": .bool(s.coversAll),
      "cause": .string(Self.cause(s)), "sentence": .string(texts.sentence(of: s)), "advice": .string(ShiftWords.advice(s)),
      "displacement": Self.displacement(s.displacement), "sure": .bool(s.isSure), "borderMetres": Self.number(s.borderMetres, 0),
      "agreesBeforeMetres": Self.number(s.agreesBeforeMetres, 0), "agreesAfterMetres": Self.number(s.agreesAfterMetres, 0),
      "residualBeforeMetres": s.residualBeforeMetres.map { Self.number($0, 3) } ?? .null,
      "residualAfterMetres": Self.number(s.residualAfterMetres, 3), "scatterMetres": Self.number(s.scatterMetres, 3),
      "uncertaintyMetres": Self.number(s.uncertaintyMetres, 3),
    ])
  }

  private func part(_ p: PartFinding, _ c: ShiftComparison) -> JSONValue {
    .object([
      "code": .string(p.key), "name": .string(held.name(p.key)), "state": .string(p.state.rawValue),
      "displacement": p.displacement.map(Self.displacement) ?? .null, "borderMetres": Self.number(p.borderMetres, 0),
      "agreesBeforeMetres": Self.number(p.agreesBeforeMetres, 0), "agreesAfterMetres": Self.number(p.agreesAfterMetres, 0),
      "residualBeforeMetres": p.residualBeforeMetres.map { Self.number($0, 3) } ?? .null,
      "residualAfterMetres": p.residualAfterMetres.map { Self.number($0, 3) } ?? .null,
      "scatterMetres": Self.number(p.scatterMetres, 3),
    ])
  }

  /// What kind of displacement it is, for programs.
  static func cause(_ s: CommonShift) -> String {
    switch s.slip {
    case .gcj02: return "GCJ-02"
    case .bd09: return "BD-09"
    case .bd09UndoneOnce: return "BD-09-as-GCJ-02"
    case .gcj02UndoneTwice: return "GCJ-02-undone"
    case .meridian: return "meridian"
    case .swapped: return "swapped"
    case nil: break
    }
    let d = s.displacement
    if d.isPlainMove { return "move" }
    return d.rotationDegrees != 0 && d.scale != 1 ? "turn-and-scale" : d.rotationDegrees != 0 ? "turn" : "scale"
  }

  static func displacement(_ d: Displacement) -> JSONValue {
    .object([
      "longitude": number(d.longitude, 6), "latitude": number(d.latitude, 6), "eastMetres": number(d.eastMetres, 3),
      "northMetres": number(d.northMetres, 3), "lengthMetres": number(d.lengthMetres, 3), "bearingDegrees": number(d.bearingDegrees, 1),
      "bearing": .string(ShiftWords.wind(d.bearingDegrees)), "rotationDegrees": number(d.rotationDegrees, 6), "scale": number(d.scale, 8),
      "fixedLongitude": d.fixedLongitude.map { number($0, 6) } ?? .null, "fixedLatitude": d.fixedLatitude.map { number($0, 6) } ?? .null,
      "meanMetres": number(d.meanMetres, 3),
    ])
  }

  /// A decimal without trailing zeros.
  static func number(_ value: Double, _ decimals: Int) -> JSONValue {
    var text = ShiftWords.fixed(value, decimals).replacing("−", with: "-")
    guard text != "—" else { return .null }
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return .number(text)
  }
}
