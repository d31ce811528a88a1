public import ExactJSON
import FEEL
import Sealing
public import Zoning

extension Assessment {
  /// The stored and hashed form, keys in the documented order.
  public var json: JSONValue {
    .object([
      "id": .string(id.description),
      "legalState": legalState.json,
      "engineRules": .string(engineRules),
      "areaMethod": .string(findings.areaMethod),
      "conclusion": .string(conclusion.rawValue),
      "mayBecome": .array(mayBecome.map { .string($0.rawValue) }),
      "answer": .string(answer),
      "counts": .object(
        Outcome.allCases.map { JSONMember(key: $0.rawValue, value: .int(count($0))) } + [
          JSONMember(key: "binding", value: .int(bindingCount))
        ]),
      "project": .object(["facts": .object(project)]),
      "site": siteJSON,
      "assumed": .array(assumed.map { .object(["what": .string($0.what), "value": .string($0.value), "why": .string($0.why)]) }),
      "units": .array(findings.units.map(unitJSON)),
      "zones": .array(findings.zones.map(zoneJSON)),
      "tolerated": .array(findings.tolerated.map(zoneJSON)),
      "nearest": .array(findings.nearest.map(\.json)),
      "facts": .object(facts.map { JSONMember(key: $0.id, value: $0.value) }),
      "clauses": .array(clauses.map(\.json)),
      "missingFacts": .array(missingFacts.map(\.json)),
      "notChecked": .array(notChecked.map { .object(["what": .string($0.what), "why": .string($0.why)]) }),
      "procedures": .array(procedures.map(\.json)),
      "suspensions": .array(suspensions.map(\.json)),
    ])
  }

  var siteJSON: JSONValue {
    let s = findings.site
    return .object([
      "kind": .string(s.kind.rawValue), "areaSquareMetres": .decimal(s.areaSquareMetres), "perimeterMetres": .decimal(s.perimeterMetres),
      "lengthMetres": .decimal(s.lengthMetres), "widthMetres": .decimal(s.widthMetres), "outsideShare": .decimal(s.outsideShare),
      "geometry": s.geometry, "notes": .array(s.notes.map { .string($0) }),
    ])
  }

  func unitJSON(_ u: MetUnit) -> JSONValue {
    .object([
      "code": .string(u.code.text), "name": .string(u.name), "class": .string(u.unitClass.rawValue), "county": u.county.json,
      "city": u.city.json,
      "areaSquareMetres": .decimal(u.areaSquareMetres), "share": .decimal(u.share), "lengthMetres": .decimal(u.lengthMetres),
    ])
  }

  func zoneJSON(_ z: MetZone) -> JSONValue {
    let layer = layers[z.layer]
    return .object([
      "layer": .string(z.layer), "layerTitle": .string(layer?.title ?? z.layer), "group": .text(layer?.group.rawValue),
      "code": .string(z.code),
      "name": .string(z.name), "class": .text(z.zoneClass), "areaSquareMetres": .decimal(z.areaSquareMetres), "share": .decimal(z.share),
      "lengthMetres": .decimal(z.lengthMetres), "basis": .text(basisCitations[z.layer]),
    ])
  }
}

extension LegalState {
  /// The legal state as every answer shows it.
  public var json: JSONValue {
    .object([
      "id": .string(id.description), "asOf": .string(asOf.description),
      "editions": .array(
        editions.map {
          .object([
            "issuer": .string($0.issuer), "edition": .string($0.id), "name": .string($0.name), "from": .text($0.validity.from?.description),
            "instrument": .object([
              "body": .string($0.instrument.body), "number": .text($0.instrument.documentNumber),
              "date": .string($0.instrument.date.description),
            ]),
          ])
        }),
    ])
  }
}

extension Citation {
  /// A source as it is cited that day, the clause's own document beside it where a successor took its place.
  public var json: JSONValue {
    .object([
      "document": .string(document.id), "title": .string(document.title), "number": .text(document.number), "article": .text(article),
      "from": .text(document.validity.from?.description), "until": .text(document.validity.until?.description), "citation": .string(text),
      "state": .string(state.code), "original": .text(original?.markedTitle),
    ])
  }
}

extension Citation.State {
  var code: String {
    switch self {
    case .inForce: "inForce"
    case .successor: "successor"
    case .successorArticleUnknown: "successorArticleUnknown"
    case .notInForce: "notInForce"
    }
  }
}

extension ClauseFinding {
  public var json: JSONValue {
    let clause = clause
    return .object(members(clause) + clause.formMembers)
  }

  /// Heading, limits and origin follow only where the list has them.
  private func members(_ clause: Clause) -> [JSONMember] {
    let base: JSONValue = .object([
      "id": .string(clause.id), "tier": .string(clause.tier.rawValue), "owner": .string(clause.owner), "ownerName": .string(ownerName),
      "edition": .string(edition.id), "dimension": .string(clause.dimension.rawValue), "effect": .string(clause.effect.rawValue),
      "binding": .string(clause.binding.rawValue), "judgement": .string(judgement.rawValue), "applies": .string(applies.rawValue),
      "outcome": .string(outcome.rawValue), "text": .string(clause.text), "source": citation.json,
      "factsUsed": .array(factsUsed.map { .string($0) }), "because": .string(because), "margin": margin?.json ?? .null,
      "notHeld": .array(notHeld.map { .string($0) }),
    ])
    return base.objectValue ?? []
  }
}

extension Margin {
  var json: JSONValue {
    .object([
      "fact": .text(fact), "actual": .decimal(actual), "relation": .string(relation), "limit": .decimal(limit), "value": .decimal(value),
      "unit": .text(unit), "borderline": .bool(borderline),
    ])
  }
}

extension MissingFact {
  var json: JSONValue {
    .object([
      "fact": .string(id), "label": .string(definition?.label ?? id), "type": .text(definition?.typeName), "unit": .text(definition?.unit),
      "options": .array((definition?.options ?? []).map(\.json)),
      "supplier": .string(supplier.rawValue), "question": .string(question), "why": .text(definition?.why),
      "neededBy": .array(neededBy.map { .string($0) }),
    ])
  }
}

extension NearestFeature {
  /// The nearest feature as every answer shows it.
  public var json: JSONValue {
    .object([
      "layer": .string(layer), "code": .string(code), "name": .string(name), "distanceMetres": .decimal(distanceMetres),
      "bearingDegrees": .decimal(bearingDegrees), "bearing": .text(bearingDegrees.map { CompassPoint(degrees: $0).chinese }),
      "from": .array(from.map { .number($0) }), "to": .array(to.map { .number($0) }),
    ])
  }
}
