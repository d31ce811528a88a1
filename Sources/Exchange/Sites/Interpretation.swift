import Geodesy
import Geometry

/// Settles in which reference system and order of axes a file's numbers are meant.
///
/// What a person or the file states is believed where it puts the site somewhere sensible. Nothing stated: degrees read as
/// EPSG:4490, metres as every zone that puts them into the expected area. More than one reading is never settled here.
struct Interpretation {
  let figure: RawGeometry
  /// The order that the format, a header or the person gives; nil where nobody does.
  let axes: AxisOrder?
  /// Where sites are expected, for telling readings apart; a site may still lie outside.
  let extent: GridBox

  /// 73–136° E, 3–54° N.
  static let china = GridBox(minX: 7_300_000_000, minY: 300_000_000, maxX: 13_600_000_000, maxY: 5_400_000_000)

  struct Settled {
    var candidates: [CandidateReading]
    var assumed: [SiteAssumption] = []
  }

  /// A reference system that was stated, and whether a bare datum's name may stand for its projected zones.
  struct Stated {
    var system: CoordinateReferenceSystem
    /// As the person or the file wrote it.
    var text: String
    var isBareDatum: Bool
  }

  func settle(_ stated: Stated?) throws(ExchangeError) -> Settled {
    guard let stated else { return try settleUnstated() }
    if stated.isBareDatum, stated.system == .cgcs2000, !looksGeographic { return try settleUnstated() }
    return try settle(as: stated)
  }

  /// Whether no number is beyond the range of degrees.
  private var looksGeographic: Bool { figure.points.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 180 } }

  // MARK: Stated

  private func settle(as stated: Stated) throws(ExchangeError) -> Settled {
    let orders: [AxisOrder] = axes.map { [$0, $0.flipped] } ?? [.eastFirst, .northFirst]
    let reason = "按所述坐标系“\(stated.text)”读"
    for box in [extent, Self.china] {
      for order in orders {
        guard let reading = reading(stated.system, order, within: box, reason: reason) else { continue }
        if let axes, order != axes { throw .swappedAxes(reading: reading) }
        // Stated and sensible, but only far away: is another reading at home here?
        if box != extent {
          let others = plausible(within: extent).filter { axes == nil || $0.axes == axes }
          if !others.isEmpty, !stated.system.isGeographic { throw .wrongReferenceSystem(stated: stated.text, readings: others) }
        }
        var settled = Settled(candidates: [reading])
        if axes == nil, order == .northFirst { settled.assumed.append(axesAssumption(stated.system)) }
        if stated.system == .wgs84 {
          settled.assumed.append(
            SiteAssumption(what: "datum", value: "EPSG:4490", why: "WGS84 与 CGCS2000 相差在厘米级，按 CGCS2000 使用，不作改正"))
        }
        return settled
      }
    }
    throw .wrongReferenceSystem(stated: stated.text, readings: plausible(within: extent))
  }

  // MARK: Not stated

  private func settleUnstated() throws(ExchangeError) -> Settled {
    var found = plausible(within: extent)
    if found.isEmpty, looksGeographic { found = plausible(within: Self.china) }
    guard let first = found.first else {
      let p = figure.points[0]
      throw .implausible(first: p.x, second: p.y)
    }
    if let axes {
      let ordered = found.filter { $0.axes == axes }
      guard !ordered.isEmpty else { throw .swappedAxes(reading: first) }
      found = ordered
    }
    guard found.count == 1 else { return Settled(candidates: found) }
    var settled = Settled(candidates: found)
    let why = found[0].system == .cgcs2000 ? "没有说明坐标系，数值是经纬度，按 CGCS2000 读" : "没有说明坐标系，" + found[0].reason
    settled.assumed.append(SiteAssumption(what: "crs", value: found[0].system.identifier, why: why))
    if axes == nil, found[0].axes == .northFirst { settled.assumed.append(axesAssumption(found[0].system)) }
    return settled
  }

  private func axesAssumption(_ system: CoordinateReferenceSystem) -> SiteAssumption {
    SiteAssumption(what: "axes", value: AxisOrder.northFirst.chinese(in: system), why: "没有说明两列坐标的次序，只有这样读才在合理范围内")
  }

  /// Readings that the numbers themselves suggest; offset web-map systems hold only when stated.
  private func plausible(within box: GridBox) -> [CandidateReading] {
    readings(of: corners, within: box).filter { !$0.onlyWhenStated }.compactMap {
      reading($0.system, $0.axesSwapped ? .northFirst : .eastFirst, within: box, reason: $0.reason)
    }
  }

  /// The four outermost positions of the figure, which lie in a box where all do, save for the bend of a projection.
  private var corners: [RawPoint] {
    let all = figure.points
    let x = all.map(\.x)
    let y = all.map(\.y)
    guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else { return [] }
    return [RawPoint(west, south), RawPoint(east, south), RawPoint(east, north), RawPoint(west, north)]
  }

  /// The reading, where it can be made and its corners lie in the box.
  private func reading(_ system: CoordinateReferenceSystem, _ order: AxisOrder, within box: GridBox, reason: String) -> CandidateReading? {
    var found = GridBox.empty
    for corner in corners {
      let p = order == .eastFirst ? corner : RawPoint(corner.y, corner.x)
      do {
        found.add(try system.gridPoint(p))
      } catch {
        return nil
      }
    }
    guard box.contains(GridPoint(x: found.minX, y: found.minY)), box.contains(GridPoint(x: found.maxX, y: found.maxY)) else { return nil }
    return CandidateReading(
      system: system, axes: order, reason: reason,
      longitude: GridPoint(x: (found.minX + found.maxX) / 2, y: 0).longitude,
      latitude: GridPoint(x: 0, y: (found.minY + found.maxY) / 2).latitude)
  }
}
