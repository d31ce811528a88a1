/// What a site may weigh before it is refused; a limit reached is always said, never a quiet truncation.
public struct SiteLimits: Hashable, Sendable, Codable {
  /// Bytes handed in.
  public var bytes: Int
  /// Bytes of all parts of an archive once unpacked.
  public var unpackedBytes: Int
  /// Unpacked over packed size from which an archive of more than a megabyte is taken for a bomb.
  public var packingRatio: Int
  public var archiveEntries: Int
  public var features: Int
  public var vertices: Int

  public init(
    bytes: Int = 50_000_000, unpackedBytes: Int = 50_000_000, packingRatio: Int = 200, archiveEntries: Int = 200,
    features: Int = 10_000, vertices: Int = 200_000
  ) {
    self.bytes = bytes
    self.unpackedBytes = unpackedBytes
    self.packingRatio = packingRatio
    self.archiveEntries = archiveEntries
    self.features = features
    self.vertices = vertices
  }

  /// What a delivered layer of a whole province may weigh.
  public static let layer = SiteLimits(
    bytes: 500_000_000, unpackedBytes: 1_000_000_000, features: 200_000, vertices: 20_000_000)
}
