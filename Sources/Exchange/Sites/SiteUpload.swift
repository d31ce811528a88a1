/// A site as a person hands it in: a file's bytes or a pasted text, with what the person says about it.
public struct SiteUpload: Sendable {
  public var bytes: [UInt8]
  /// Only for messages; the format is told from the content.
  public var fileName: String?
  /// `EPSG:4549`, `GCJ-02` …; nil where the person left it open.
  public var declaredSystem: String?
  /// Settles the order of the two numbers where the person was asked.
  public var declaredAxes: AxisOrder?
  /// `UTF-8`, `GBK`; nil to find out.
  public var declaredEncoding: String?
  /// What a coordinate table draws; nil reads an area, or a point where there is one point only.
  public var shape: SiteShape?
  /// Width of a line site; overrides none in the file, and must agree with one there.
  public var widthMetres: Double?

  public init(
    bytes: [UInt8], fileName: String? = nil, declaredSystem: String? = nil, declaredAxes: AxisOrder? = nil, declaredEncoding: String? = nil,
    shape: SiteShape? = nil, widthMetres: Double? = nil
  ) {
    self.bytes = bytes
    self.fileName = fileName
    self.declaredSystem = declaredSystem
    self.declaredAxes = declaredAxes
    self.declaredEncoding = declaredEncoding
    self.shape = shape
    self.widthMetres = widthMetres
  }

  public init(text: String, declaredSystem: String? = nil, shape: SiteShape? = nil, widthMetres: Double? = nil) {
    self.init(bytes: Array(text.utf8), declaredSystem: declaredSystem, shape: shape, widthMetres: widthMetres)
  }
}
