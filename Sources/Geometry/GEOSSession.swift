internal import CGEOS

/// One use of GEOS: a context of its own, so that nothing is shared between threads, and the last error's text.
///
/// Geometry goes in and comes out as integers relative to an origin, so that GEOS works on exact numbers.
final class GEOSSession {
  private final class Failure {
    var text = ""
  }

  private let context: GEOSContextHandle_t
  private let failure = Failure()
  private let origin: GridPoint

  init(origin: GridPoint) {
    guard let context = GEOS_init_r() else { preconditionFailure("GEOS has no memory for a context") }
    self.context = context
    self.origin = origin
    GEOSContext_setErrorMessageHandler_r(
      context,
      { message, data in
        guard let message, let data else { return }
        Unmanaged<Failure>.fromOpaque(data).takeUnretainedValue().text = String(cString: message)
      }, Unmanaged.passUnretained(failure).toOpaque())
  }

  deinit { GEOS_finish_r(context) }

  private var error: GeometryRefusal { .engine(failure.text.isEmpty ? "GEOS" : failure.text) }

  /// The union of the polygons, its vertices on the grid; valid on the grid only if `snapping`, else merely rounded.
  func union(_ polygons: [GridPolygon], snapping: Bool = true) throws(GeometryRefusal) -> [GridPolygon] {
    let collection = try geometry(polygons)
    defer { GEOSGeom_destroy_r(context, collection) }
    let united = snapping ? GEOSUnaryUnionPrec_r(context, collection, 1) : GEOSUnaryUnion_r(context, collection)
    guard let result = united else { throw error }
    defer { GEOSGeom_destroy_r(context, result) }
    return try self.polygons(of: result)
  }

  /// Valid polygons over the same ground, by the even–odd rule where rings cross, vertices on the grid.
  func madeValid(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> [GridPolygon] {
    let collection = try geometry(polygons)
    defer { GEOSGeom_destroy_r(context, collection) }
    guard let valid = GEOSMakeValid_r(context, collection) else { throw error }
    defer { GEOSGeom_destroy_r(context, valid) }
    guard let result = GEOSUnaryUnionPrec_r(context, valid, 1) else { throw error }
    defer { GEOSGeom_destroy_r(context, result) }
    return try self.polygons(of: result)
  }

  private func ring(_ points: [GridPoint]) throws(GeometryRefusal) -> OpaquePointer {
    var buffer: [Double] = []
    buffer.reserveCapacity(points.count * 2 + 2)
    for p in points + points.prefix(1) {
      buffer.append(Double(p.x - origin.x))
      buffer.append(Double(p.y - origin.y))
    }
    guard let sequence = GEOSCoordSeq_copyFromBuffer_r(context, buffer, UInt32(points.count + 1), 0, 0),
      let ring = GEOSGeom_createLinearRing_r(context, sequence)
    else { throw error }
    return ring
  }

  private func geometry(_ polygons: [GridPolygon]) throws(GeometryRefusal) -> OpaquePointer {
    var parts: [OpaquePointer?] = []
    for polygon in polygons {
      let shell = try ring(polygon.shell)
      var holes: [OpaquePointer?] = []
      for hole in polygon.holes { holes.append(try ring(hole)) }
      guard let part = GEOSGeom_createPolygon_r(context, shell, &holes, UInt32(holes.count)) else { throw error }
      parts.append(part)
    }
    guard
      let collection = GEOSGeom_createCollection_r(context, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(parts.count))
    else { throw error }
    return collection
  }

  private func points(of ring: OpaquePointer) throws(GeometryRefusal) -> [GridPoint] {
    guard let sequence = GEOSGeom_getCoordSeq_r(context, ring) else { throw error }
    var count: UInt32 = 0
    guard GEOSCoordSeq_getSize_r(context, sequence, &count) == 1 else { throw error }
    var buffer = [Double](repeating: 0, count: Int(count) * 2)
    guard GEOSCoordSeq_copyToBuffer_r(context, sequence, &buffer, 0, 0) == 1 else { throw error }
    var result: [GridPoint] = []
    result.reserveCapacity(Int(count))
    for i in 0..<max(0, Int(count) - 1) {
      result.append(
        GridPoint(x: origin.x + Int64(buffer[2 * i].rounded()), y: origin.y + Int64(buffer[2 * i + 1].rounded())))
    }
    return result
  }

  private func polygons(of geometry: OpaquePointer) throws(GeometryRefusal) -> [GridPolygon] {
    let type = GEOSGeomTypeId_r(context, geometry)
    if type == Int32(GEOS_POLYGON.rawValue) {
      guard GEOSisEmpty_r(context, geometry) == 0 else { return [] }
      guard let shell = GEOSGetExteriorRing_r(context, geometry) else { throw error }
      var holes: [[GridPoint]] = []
      for i in 0..<max(0, GEOSGetNumInteriorRings_r(context, geometry)) {
        guard let hole = GEOSGetInteriorRingN_r(context, geometry, i) else { throw error }
        holes.append(try points(of: hole))
      }
      return [GridPolygon(shell: try points(of: shell), holes: holes).normalised]
    }
    guard type == Int32(GEOS_MULTIPOLYGON.rawValue) || type == Int32(GEOS_GEOMETRYCOLLECTION.rawValue) else { return [] }
    var result: [GridPolygon] = []
    for i in 0..<max(0, GEOSGetNumGeometries_r(context, geometry)) {
      guard let part = GEOSGetGeometryN_r(context, geometry, i) else { throw error }
      result += try polygons(of: part)
    }
    return result
  }
}
