public import Geodesy
public import Geometry

/// A site as it was read: the figure in its own numbers, and the ways in which they can be meant.
public struct SiteReading: Hashable, Sendable {
  public var format: SiteFormat
  /// In the numbers and the order of the file.
  public var figure: RawGeometry
  /// The reference system that the person or the file states, in its own words.
  public var statedSystem: String?
  /// One where the reading is settled; several where a person must choose.
  public var candidates: [CandidateReading]
  public var widthMetres: Double?
  /// What was taken for granted.
  public var assumed: [SiteAssumption]
  /// What else a person should know: lines left out, parts put together.
  public var notes: [String]

  /// The footprint, where the reading is settled.
  ///
  /// Throws `ambiguous` with every reading named, and the refusals of `footprint(as:)`.
  public func footprint() throws(ExchangeError) -> SiteFootprint {
    guard candidates.count == 1 else { throw .ambiguous(candidates) }
    return try footprint(as: candidates[0])
  }

  /// The footprint on the grid under one reading.
  ///
  /// Edges given in a Gauss–Krüger plane are split to 250 m there before they are converted. Throws where a ring encloses
  /// nothing, a boundary crosses itself (with the place), or a line is a point.
  public func footprint(as reading: CandidateReading) throws(ExchangeError) -> SiteFootprint {
    var footprint = try converted(as: reading)
    switch footprint.geometry {
    case .polygons(let polygons):
      var checked: [GridPolygon] = []
      var touches = false
      for (i, polygon) in polygons.enumerated() {
        do {
          let result = try polygon.checked()
          checked.append(result.polygon)
          touches = touches || result.touchesItself
        } catch {
          throw ExchangeError(error, part: Self.part(i, of: polygons.count))
        }
      }
      if touches { footprint.notes.append("图形的边界在个别点上与自身相接，已按原样使用。") }
      if Self.boxesMeet(checked) { footprint.notes.append("选址有 \(checked.count) 个部分，重叠之处合并计算，不重复计面积。") }
      footprint.geometry = .polygons(checked)
    case .lines(let lines):
      for (i, line) in lines.enumerated() where line.count < 2 { throw .lineTooShort(place: PartTitle.line(i)) }
    case .points(let points):
      footprint.geometry = .points(points.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
    return footprint
  }

  /// The footprint with self-crossing boundaries made valid (even–odd), for showing to a person who must confirm it.
  ///
  /// Throws where nothing is left.
  public func repairedFootprint(as reading: CandidateReading) throws(ExchangeError) -> SiteFootprint {
    var footprint = try converted(as: reading)
    guard case .polygons(let polygons) = footprint.geometry else { return try self.footprint(as: reading) }
    do {
      footprint.geometry = .polygons(try PolygonUnion.repaired(polygons))
    } catch {
      throw ExchangeError(error)
    }
    footprint.assumed.append(SiteAssumption(what: "repair", value: "已修复", why: "边界自相交，按奇偶规则修复后的图形，须经确认"))
    return footprint
  }

  // MARK: Conversion

  private func converted(as reading: CandidateReading) throws(ExchangeError) -> SiteFootprint {
    let east = eastFirst(as: reading)
    if !reading.system.isGeographic {
      let pieces = Self.planeEdgePieces(east)
      let limit = 2 * SiteLimits().vertices
      if pieces > limit { throw .tooManyVertices(count: pieces, limit: limit) }
    }
    do {
      let geometry = try east.onGrid(from: reading.system)
      let given = reading.system.isGeographic ? geometry : try east.onGrid(from: reading.system, splitting: false)
      let pieces = geometry.vertexCount - given.vertexCount
      var notes = notes
      if pieces > 0 { notes.append("平面坐标的边在平面上是直线，长于 250 m 的边上内插了 \(pieces) 个点再转为经纬度，内插的点不是界址点。") }
      return SiteFootprint(
        geometry: geometry, given: given, widthMetres: widthMetres, system: reading.system, assumed: assumed, notes: notes)
    } catch {
      switch error {
      case .notANumber: throw .notFinite(place: "图形")
      case .unknown(let text): throw .unknownReferenceSystem(text)
      case .localGrid(let text): throw .datumNotTaken(name: text)
      case .swappedAxes(let p, _), .outOfRange(let p, _): throw .implausible(first: p.x, second: p.y)
      }
    }
  }

  /// The figure in its own numbers, east first, as GeoJSON wants them.
  public func eastFirst(as reading: CandidateReading) -> RawGeometry {
    reading.axes == .eastFirst ? figure : figure.mapped { RawPoint($0.y, $0.x) }
  }

  /// Vertices there will be once plane edges are split.
  private static func planeEdgePieces(_ figure: RawGeometry) -> Int {
    func pieces(_ line: [RawPoint], closed: Bool) -> Int {
      var count = line.count
      for (a, b) in zip(line, Array(line.dropFirst()) + (closed ? Array(line.prefix(1)) : [])) {
        let length = ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
        count += Int(min(length / RawGeometry.longestPlaneEdgeMetres, 1e6))
      }
      return count
    }
    switch figure {
    case .polygons(let polygons): return polygons.reduce(0) { $0 + $1.reduce(0) { $0 + pieces($1, closed: true) } }
    case .lines(let lines): return lines.reduce(0) { $0 + pieces($1, closed: false) }
    case .points(let points): return points.count
    }
  }

  private static func part(_ index: Int, of count: Int) -> String { count == 1 ? "图形边界" : "第 \(index + 1) 个面的边界" }

  private static func boxesMeet(_ polygons: [GridPolygon]) -> Bool {
    let boxes = polygons.map(\.box).sorted { $0.minX < $1.minX }
    var active: [GridBox] = []
    for box in boxes {
      active.removeAll { $0.maxX < box.minX }
      if active.contains(where: { $0.meets(box) }) { return true }
      active.append(box)
    }
    return false
  }
}

/// A site on the grid, ready for screening.
public struct SiteFootprint: Hashable, Sendable {
  /// EPSG:4490 on the grid. Parts of an area may overlap; Geometry's union makes them one.
  public var geometry: FeatureGeometry
  /// The positions as they were given: in the order of the file, each ring from its own first point, without points put in between.
  public var given: FeatureGeometry
  public var widthMetres: Double?
  /// The system that the numbers were read in.
  public var system: CoordinateReferenceSystem
  public var assumed: [SiteAssumption]
  public var notes: [String]
}
