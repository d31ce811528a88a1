internal import Geodesy

/// A slip of the reference system that explains a displacement without anything to be estimated.
public enum KnownSlip: Hashable, Sendable {
  /// GCJ-02 coordinates delivered as CGCS2000.
  case gcj02
  /// BD-09 coordinates delivered as CGCS2000.
  case bd09
  /// BD-09 coordinates taken for GCJ-02 and undone as such.
  case bd09UndoneOnce
  /// True coordinates from which the web map's offset was taken off all the same.
  case gcj02UndoneTwice
  /// Gauss–Krüger coordinates read with a central meridian that lies so many degrees east of the right one.
  case meridian(degreesEast: Double)
  /// Latitude stands where longitude should.
  case swapped

  static let offsets: [KnownSlip] = [.gcj02, .bd09, .bd09UndoneOnce, .gcj02UndoneTwice]
  static let far: [KnownSlip] =
    [.swapped] + [1.5, 3, 4.5, 6, 7.5, 9, 10.5, 12].flatMap { [.meridian(degreesEast: $0), .meridian(degreesEast: -$0)] }

  /// Where a delivered place truly is, degrees.
  func undone(_ λ: Double, _ φ: Double) -> (longitude: Double, latitude: Double) {
    switch self {
    case .gcj02: return ChineseOffset.undoGCJ02(longitude: λ, latitude: φ)
    case .bd09:
      let gcj = ChineseOffset.undoBD09(longitude: λ, latitude: φ)
      return ChineseOffset.undoGCJ02(longitude: gcj.longitude, latitude: gcj.latitude)
    case .bd09UndoneOnce:
      // Delivered = BD-09 with GCJ-02's offset taken off: put it back, then undo both.
      let gcj = ChineseOffset.gcj02(longitude: λ, latitude: φ)
      return KnownSlip.bd09.undone(gcj.longitude, gcj.latitude)
    case .gcj02UndoneTwice: return ChineseOffset.gcj02(longitude: λ, latitude: φ)
    case .meridian(let east): return (λ - east, φ)
    case .swapped: return (φ, λ)
    }
  }
}
