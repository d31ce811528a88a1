import Dispatch
import ExactJSON
import FEEL
import Geometry
import Screening
import Service

/// Whole screenings at seeded places all over the province, one thread, nothing stored.
struct ScreenBenchmark {
  let service: ZoningService
  let count: Int

  struct Row {
    var rate: Double
    var p50: Double
    var p99: Double
    var counts: [(String, Int)]
    var clauses: Int
    var outside: Int
    var checksum: String

    var json: JSONValue {
      .object([
        "task": .string("screen"), "rate": Self.number(rate), "unit": .string("screenings/s"), "p50Milliseconds": Self.number(p50),
        "p99Milliseconds": Self.number(p99), "peer": .null, "peerRate": .null, "ratio": .null, "agreement": .null,
        "checksum": .string(checksum),
        "counts": .object(counts.map { JSONMember(key: $0.0, value: .int($0.1)) }), "clauses": .int(clauses), "outside": .int(outside),
      ])
    }

    var text: String {
      "screen  \(Self.text(rate)) 次/秒  p50 \(Self.text(p50)) ms  p99 \(Self.text(p99)) ms  条款 \(clauses)  省外 \(outside)  "
        + counts.map { "\($0.0) \($0.1)" }.joined(separator: "  ") + "  校验 \(checksum.prefix(16))\n"
    }

    static func number(_ d: Double) -> JSONValue { .number(FEELDecimal(quantizing: d, fractionDigits: 3).description) }
    static func text(_ d: Double) -> String { FEELDecimal(quantizing: d, fractionDigits: 2).description }
  }

  func run() throws -> Row {
    var random = SeededPlaces()
    var times: [Double] = []
    var conclusions: [String: Int] = [:]
    var clauses = 0
    var outside = 0
    var sum: UInt64 = 0
    let options = ScreeningOptions(asOf: nil, store: false)
    // The first screenings open files and compile conditions; they are not timed.
    for i in 0..<(count + min(50, count)) {
      let body = random.project(i)
      let start = DispatchTime.now().uptimeNanoseconds
      do {
        let view = try service.screen(body: body, options: options, caller: .console)
        let took = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
        guard i >= min(50, count) else { continue }
        times.append(took)
        conclusions[view.json["conclusion"]?.stringValue ?? "", default: 0] += 1
        clauses += view.json["clauses"]?.arrayValue?.count ?? 0
        sum ^= UInt64(view.hash.dropFirst(7).prefix(16), radix: 16) ?? 0
      } catch {
        guard error.kind == .badInput else { throw error }
        outside += 1
      }
    }
    times.sort()
    let total = times.reduce(0, +)
    return Row(
      rate: Double(times.count) / max(total, 1e-9) * 1000, p50: times.isEmpty ? 0 : times[times.count / 2],
      p99: times.isEmpty ? 0 : times[min(times.count - 1, times.count * 99 / 100)],
      counts: Conclusion.allCases.map { ($0.rawValue, conclusions[$0.rawValue] ?? 0) }, clauses: clauses, outside: outside,
      checksum: String(sum, radix: 16))
  }
}

/// Seeded sites, log-uniform from 100 m to 2 km, with projects that supply most facts.
struct SeededPlaces {
  private var state: UInt64 = 20_261_125

  private mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  mutating func project(_ i: Int) -> JSONValue {
    let longitude = 116.5 + next() * 5.3
    let latitude = 30.9 + next() * 4.1
    var half = 0.0005
    for _ in 0..<Int(next() * 5) { half *= 2 }
    func position(_ dx: Double, _ dy: Double) -> JSONValue {
      let p = GridPoint(longitude: longitude + dx * half, latitude: latitude + dy * half)
      return .array([.number(GridText.degrees(p.x)), .number(GridText.degrees(p.y))])
    }
    let ring = [(-1.0, -0.8), (0.9, -1.0), (1.0, 0.7), (0.1, 1.0), (-0.8, 0.9), (-1.0, -0.8)].map { position($0.0, $0.1) }
    return .object([
      "name": .string("基准项目 \(i)"), "industries": .array([.string(["C2614", "C3340", "C1713", "C3963", "D4620", "H6210"][i % 6])]),
      "construction": .string(["new", "expansion", "renovation", "rebuild"][i % 4]), "contents": .array([]), "purposes": .array([]),
      "papers": .array([]),
      "processes": .array([]), "fuels": .array([.string("天然气")]), "dischargeRoute": .string("indirect"),
      "emissions": .object(["COD": .number("1.2"), "NH3-N": .number("0.1"), "TP": .number("0.01"), "VOCs": .number("3")]),
      "attributes": .object(["两高": .bool(false), "是否化工项目": .bool(i % 6 == 0)]),
      "footprint": .object(["type": .string("Polygon"), "coordinates": .array([.array(ring)])]), "crs": .string("EPSG:4490"),
    ])
  }
}
