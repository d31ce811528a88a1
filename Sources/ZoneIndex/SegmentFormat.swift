/// The layout of a segment file, little-endian; every section begins at a multiple of eight bytes.
///
/// ```
/// header 64 B │ sections of layer 0 │ sections of layer 1 │ … │ layer table │ end
/// ```
///
/// A layer's sections: string offsets, strings, first part of each feature, first ring of each part, first vertex and
/// first ladder box of each ring, vertices (two Int32, grid steps from the layer's origin), ladder boxes, the Hilbert
/// order of features, their boxes in that order, and the ladder over them.
enum SegmentFormat {
  /// "FENQUSEG" as bytes in the file's order.
  static let magic: UInt64 = 0x4745_5355_514E_4546
  static let version: UInt32 = 1
  static let headerBytes = 64

  struct Header {
    var magic: UInt64 = SegmentFormat.magic
    var version: UInt32 = SegmentFormat.version
    var layerCount: UInt32 = 0
    var tableOffset: UInt64 = 0
    var fileBytes: UInt64 = 0
    var reserved: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  }

  struct Section {
    var offset: UInt64 = 0
    var count: UInt64 = 0
  }

  struct Layer {
    /// 0 polygon, 1 line, 2 point.
    var kind: UInt64 = 0
    var featureCount: UInt64 = 0
    var partCount: UInt64 = 0
    var ringCount: UInt64 = 0
    var originX: Int64 = 0
    var originY: Int64 = 0
    var id = Section()
    /// 3 × features + 1 offsets: code, name, attributes.
    var stringOffsets = Section()
    var strings = Section()
    var firstPart = Section()
    var firstRing = Section()
    var firstVertex = Section()
    var firstBox = Section()
    var vertices = Section()
    var ringBoxes = Section()
    var order = Section()
    /// Feature boxes in Hilbert order.
    var featureBoxes = Section()
    var treeBoxes = Section()
  }
}
