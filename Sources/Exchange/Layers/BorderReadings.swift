import Geodesy
import Geometry

/// The ways in which a delivery's numbers may be meant, when the question is where it lies: what would be refused elsewhere is tried here
/// under the readings that the refusal names, so that the borders held can tell which is right.
struct BorderReadings {
  struct Choice {
    var system: CoordinateReferenceSystem
    var axes: AxisOrder
    /// What the numbers are multiplied by first.
    var factor = 1.0
    var title: String
    var doubt: String?
    /// What to mend.
    var fault: String?
    var assumed: [SiteAssumption] = []

    func placed(_ figure: RawGeometry) -> RawGeometry {
      guard axes == .northFirst || factor != 1 else { return figure }
      return figure.mapped { p in
        axes == .northFirst ? RawPoint(p.y * factor, p.x * factor) : RawPoint(p.x * factor, p.y * factor)
      }
    }
  }

  private(set) var choices: [Choice]

  init(everywhere: RawGeometry, statement: SystemStatement?, extent: GridBox) throws(ExchangeError) {
    let interpretation = Interpretation(figure: everywhere, axes: .eastFirst, extent: extent)
    do {
      let settled = try interpretation.settle(statement?.stated)
      let isOpen = settled.candidates.count > 1
      choices = settled.candidates.map { Self.choice($0, doubt: isOpen ? "没有写明坐标系，\($0.reason)" : nil, assumed: settled.assumed) }
    } catch {
      choices = try Self.choices(after: error, everywhere, extent)
    }
  }

  private static func choice(
    _ c: CandidateReading, factor: Double = 1, doubt: String?, fault: String? = nil, assumed: [SiteAssumption] = []
  ) -> Choice {
    Choice(system: c.system, axes: c.axes, factor: factor, title: c.title, doubt: doubt, fault: fault, assumed: assumed)
  }

  /// What may still be meant where the statement cannot be.
  private static func choices(after refusal: ExchangeError, _ everywhere: RawGeometry, _ extent: GridBox) throws(ExchangeError) -> [Choice]
  {
    switch refusal {
    case .swappedAxes(let reading):
      return [choice(reading, doubt: "坐标的次序反了（两列对调）", fault: "请把两列坐标对调后重新导出，再交付。")]
    case .wrongReferenceSystem(let stated, let readings) where !readings.isEmpty:
      return readings.map { choice($0, doubt: "按所写坐标系“\(stated)”读不在本省及周边，\($0.reason)", fault: "请把文件里的坐标系改为正确的，再交付。") }
    case .wrongReferenceSystem, .implausible:
      let scaled = scaledChoices(everywhere, extent)
      if !scaled.isEmpty { return scaled }
      guard everywhere.points.allSatisfy({ abs($0.x) <= 180 && abs($0.y) <= 90 }) else { throw refusal }
      // Degrees somewhere in the world: how far away is told by comparing.
      return [
        Choice(
          system: .cgcs2000, axes: .eastFirst, title: "EPSG:4490（\(CoordinateReferenceSystem.cgcs2000.chineseName)）", doubt: "坐标不在我国境内")
      ]
    default: throw refusal
    }
  }

  /// Numbers in another unit: kilometres or millimetres for metres, minutes or seconds for degrees.
  private static func scaledChoices(_ everywhere: RawGeometry, _ extent: GridBox) -> [Choice] {
    let units: [(Double, String)] = [
      (1000, "千米"), (0.001, "毫米"), (0.01, "厘米"), (1 / 60.0, "角分"), (1 / 3600.0, "角秒"), (0.3048, "英尺"), (10, "十米"), (0.1, "分米"),
    ]
    for (factor, unit) in units {
      let scaled = everywhere.mapped { RawPoint($0.x * factor, $0.y * factor) }
      do {
        let settled = try Interpretation(figure: scaled, axes: .eastFirst, extent: extent).settle(nil)
        let home = settled.candidates.filter {
          extent.contains(GridPoint(longitude: $0.longitude, latitude: $0.latitude))
            && ($0.system.isGeographic == (factor < 0.02 && factor != 0.001 && factor != 0.01))
        }
        if !home.isEmpty { return home.map { choice($0, factor: factor, doubt: "数值的单位像是\(unit)，\($0.reason)", fault: "请按米或度重新导出，再交付。") } }
      } catch { continue }
    }
    return []
  }
}
