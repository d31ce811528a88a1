import FEEL
import Geometry
import ZoneIndex
import Zoning

extension SiteSurvey {
  /// The attribute of a delivered river that gives the place of its mouth as `经度,纬度`.
  public static let mouthAttribute = "河口"

  /// 河口上溯: whether the site lies beside a stretch of any river of the layer, told by metres upstream of its mouth, on
  /// whichever bank.
  ///
  /// Each feature of the layer is a river. Its mouth is the place that it states, else the end of its last line. A river
  /// that ends before the stretch begins has none.
  ///
  /// - Parameter detail: `from|to|beside` in metres.
  func reach(_ layer: LayerDescriptor, _ detail: String, _ unknown: FEELValue) -> FEELValue {
    let figures = detail.split(separator: "|").compactMap { Double($0) }
    guard layer.kind == .line, figures.count == 3 else { return unknown }
    var undecided = false
    for river in snapshot.features(of: layer.id) {
      guard case .lines(let lines) = snapshot.geometry(of: river), let mouth = mouth(of: river, lines) else {
        undecided = true
        continue
      }
      do {
        let reach = try RiverReach(lines, mouth: mouth, fromMetres: figures[0], toMetres: figures[1])
        // As printed, a distance of 1,000.00 m is within one kilometre.
        if reach.holds(site, withinMetres: figures[2] + 0.005) { return .boolean(true) }
      } catch RiverRefusal.tooShort {
        continue
      } catch {
        undecided = true
      }
    }
    return undecided ? unknown : .boolean(false)
  }

  private func mouth(of river: FeatureReference, _ lines: [[GridPoint]]) -> GridPoint? {
    guard let stated = snapshot.attribute(Self.mouthAttribute, of: river) else { return lines.last?.last }
    let degrees = stated.split { $0 == "," || $0 == "，" || $0 == " " }.compactMap { Double($0) }
    guard degrees.count == 2, abs(degrees[0]) <= 180, abs(degrees[1]) <= 90 else { return nil }
    return GridPoint(longitude: degrees[0], latitude: degrees[1])
  }
}
