/// What a tile's bytes depend on beside the layers: part of every address that may be kept for ever.
public enum TileVersion {
  /// The format of pyramids and the rules of thinning.
  public static let pyramid = Int(PyramidFormat.version)
}
