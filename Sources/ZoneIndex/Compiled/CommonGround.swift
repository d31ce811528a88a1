public import Geodesy
public import Geometry

/// What a site and one feature have in common, in full: for the few features of which more than the ellipsoidal area is
/// asked.
public struct CommonGround: Sendable {
  /// By the method asked for; 0 where they only touch.
  public var areaSquareMetres: Double
  /// Of the site's area by the same method.
  public var share: Double
  /// Connected parts.
  public var partCount: Int
  /// 2 × area ÷ perimeter of the largest part.
  public var meanWidthMetres: Double
  /// Valid polygons on the grid: crossing places go to the nearest grid place, at most 0.8 mm away. For maps and files;
  /// areas are measured before that.
  public var polygons: [GridPolygon]
}

extension LayerIndex {
  /// The common ground of a site and a polygon feature; nil where they share no ground.
  ///
  /// Whether they do is exact. Areas of a tiling layer add up to the site's by every method, to 1e-3 m² and 1e-9.
  ///
  /// - Complexity: the feature's vertices, once.
  /// - Throws: `GeometryRefusal` when a boundary is so entangled that its polygons cannot be drawn.
  public func common(_ site: Site, feature: Int, method: AreaMethod = .ellipsoid) throws(GeometryRefusal) -> CommonGround? {
    guard view.kind == .polygon, site.form != .point, feature >= 0, feature < featureCount else { return nil }
    let store = OutlineStore(
      rings: view.rings(feature).map { $0.map(view.global) }, closed: true, origin: view.origin)
    let overlay = PolygonOverlay(site: site.outline, feature: store.view, integral: site.integral(method))
    guard overlay.interiorsIntersect else { return nil }
    let whole = site.areaSquareMetres(method)
    let largest = overlay.parts.first
    return CommonGround(
      areaSquareMetres: max(0, overlay.area), share: whole > 0 ? max(0, overlay.area) / whole : 0,
      partCount: overlay.parts.count,
      meanWidthMetres: largest.map { $0.perimeter > 0 ? max(0, 2 * $0.area / $0.perimeter) : 0 } ?? 0,
      polygons: try Self.drawn(overlay.parts))
  }

  /// The area of the common ground of a site and a polygon feature by any method, without drawing it; 0 where there is none.
  func areaInCommon(_ site: Site, feature: Int, method: AreaMethod) -> Double {
    let store = OutlineStore(rings: view.rings(feature).map { $0.map(view.global) }, closed: true, origin: view.origin)
    return max(
      0, PolygonOverlay(site: site.outline, feature: store.view, integral: site.integral(method), wantsParts: false).area)
  }

  /// Parts as valid polygons: what closes or crosses itself by snapping is mended.
  private static func drawn(_ parts: [PolygonOverlay.Part]) throws(GeometryRefusal) -> [GridPolygon] {
    var polygons: [GridPolygon] = []
    for part in parts {
      let rings = part.rings.map(RingShape.withoutRepeats).filter { $0.count >= 3 && RingShape.doubleArea($0) != 0 }
      guard let shell = rings.first else { continue }
      polygons.append(GridPolygon(shell: shell, holes: Array(rings.dropFirst())).normalised)
    }
    do throws(GeometryRefusal) {
      var sound: [GridPolygon] = []
      for polygon in polygons {
        let (checked, touchesItself) = try polygon.checked()
        sound += try touchesItself ? PolygonUnion.split(checked) : [checked]
      }
      return sound
    } catch {
      do throws(GeometryRefusal) {
        return try PolygonUnion.repaired(polygons)
      } catch .empty {
        // Narrower than the grid: there is ground, but nothing to draw.
        return []
      }
    }
  }
}
