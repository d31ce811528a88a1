import Geometry

/// The seeded places and outlines that space is measured with, the same on every processor and in every language.
///
/// Only + − × ÷ and square root on Double, which IEEE 754 fixes; `Benchmarks/sites/make.py` draws the same ones and keeps
/// the first of each beside it. They are drawn over the province's frame; who measures leaves out those that lie outside.
struct SpaceSites {
  static let seed: UInt64 = 20_261_125
  /// 116.36–121.92° E, 30.76–35.12° N in steps of the grid.
  static let frame = GridBox(minX: 11_636_000_000, minY: 3_076_000_000, maxX: 12_192_000_000, maxY: 3_512_000_000)
  /// How many of each kind are kept beside the script.
  static let keptPlaces = 1_000
  static let keptOutlines = 200

  /// How an outline's diameter is drawn.
  enum Size {
    /// 0.1 to 5 km, each octave as often as the next.
    case logUniform
    /// 0.1 to 5 km, each metre as often as the next.
    case uniform
  }

  private var state: UInt64

  init(stream: UInt64) { state = Self.seed &+ stream &* 0xD1B5_4A32_D192_ED03 }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func place() -> GridPoint {
    let width = UInt64(Self.frame.maxX - Self.frame.minX)
    let height = UInt64(Self.frame.maxY - Self.frame.minY)
    let x = Self.frame.minX + Int64(next() % width)
    return GridPoint(x: x, y: Self.frame.minY + Int64(next() % height))
  }

  /// A star of 5 to 50 corners about a place; simple, since its corners go once round the centre.
  mutating func outline(_ size: Size) -> (centre: GridPoint, ring: [GridPoint]) {
    let centre = place()
    let corners = 5 + Int(next() % 46)
    let metres = diameter(size)
    // Steps of the grid a metre about 32° N, the same for all latitudes.
    let acrossSteps = metres / 2 / 94_000 * GridPoint.perDegree
    let alongSteps = metres / 2 / 111_000 * GridPoint.perDegree
    var ring: [GridPoint] = []
    ring.reserveCapacity(corners)
    for k in 0..<corners {
      let turn = (Double(k) + 0.8 * fraction()) / Double(corners)
      let reach = 0.5 + 0.5 * fraction()
      let (x, y) = Self.direction(turn)
      ring.append(
        GridPoint(
          x: centre.x + Self.whole(acrossSteps * reach * x), y: centre.y + Self.whole(alongSteps * reach * y)))
    }
    return (centre, ring)
  }

  private mutating func diameter(_ size: Size) -> Double {
    let drawn = next() >> 40
    switch size {
    case .uniform: return 100 + 4900 * (Double(drawn) * 0x1p-24)
    case .logUniform:
      // 100 m × 50^u, u in binary: a product of 50's square roots of square roots.
      var root = 50.0
      var product = 100.0
      for bit in (0..<24).reversed() {
        root = root.squareRoot()
        if drawn >> UInt64(bit) & 1 == 1 { product *= root }
      }
      return product
    }
  }

  /// A place on the unit circle for a part of a turn, in order and nearly evenly: the half-angle's tangent grows evenly
  /// within each quarter.
  private static func direction(_ turn: Double) -> (Double, Double) {
    let quarters = turn * 4
    let quarter = quarters.rounded(.down)
    let t = quarters - quarter
    let c = (1 - t * t) / (1 + t * t)
    let s = 2 * t / (1 + t * t)
    switch Int(quarter) {
    case 0: return (c, s)
    case 1: return (-s, c)
    case 2: return (-c, -s)
    default: return (s, -c)
    }
  }

  private static func whole(_ value: Double) -> Int64 { Int64((value + 0.5).rounded(.down)) }
}

extension SpaceSites {
  /// The first places for which `holds` is true.
  static func places(_ count: Int, where holds: (GridPoint) -> Bool) -> [GridPoint] {
    var random = SpaceSites(stream: 1)
    var result: [GridPoint] = []
    result.reserveCapacity(count)
    while result.count < count {
      let place = random.place()
      if holds(place) { result.append(place) }
    }
    return result
  }

  /// The first outlines whose centre `holds` is true for.
  static func outlines(_ count: Int, _ size: Size, where holds: (GridPoint) -> Bool) -> [GridPolygon] {
    var random = SpaceSites(stream: size == .logUniform ? 2 : 3)
    var result: [GridPolygon] = []
    result.reserveCapacity(count)
    while result.count < count {
      let (centre, ring) = random.outline(size)
      if holds(centre) { result.append(GridPolygon(shell: ring).normalised) }
    }
    return result
  }

  /// A checksum over the sites that are kept beside the script, before any is left out.
  static var keptChecksum: String {
    var sum = SpaceChecksum()
    var random = SpaceSites(stream: 1)
    for _ in 0..<keptPlaces {
      let place = random.place()
      sum.add(place.x)
      sum.add(place.y)
    }
    random = SpaceSites(stream: 2)
    for _ in 0..<keptOutlines {
      let (_, ring) = random.outline(.logUniform)
      sum.add(Int64(ring.count))
      for corner in ring {
        sum.add(corner.x)
        sum.add(corner.y)
      }
    }
    return sum.text
  }
}

/// FNV over whole numbers and texts.
struct SpaceChecksum {
  private var sum: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ value: Int64) { sum = (sum ^ UInt64(bitPattern: value)) &* 0x0000_0100_0000_01B3 }
  mutating func add(_ text: String) { for byte in text.utf8 { add(Int64(byte)) } }
  /// A measure in steps of a hundredth.
  mutating func add(hundredths value: Double) { add(Int64((value * 100).rounded(.toNearestOrEven))) }

  var text: String {
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
