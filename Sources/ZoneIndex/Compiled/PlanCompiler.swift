/// Compiles layers into a plan file.
public enum PlanCompiler {
  /// Writes the layers of one edition under a temporary name, makes them durable and renames the file into place.
  ///
  /// The same layers give the same bytes. A file that stands there is replaced as a whole; those who have it open keep
  /// the old one. Polygons that cross themselves are taken by the even–odd rule, overlapping parts of one feature are
  /// united; features may overlap each other or leave gaps.
  ///
  /// - Parameter source: the digest under which the layers are kept; `CompiledPlan.init(opening:of:)` asks for it again.
  /// - Returns: the file's size in bytes.
  /// - Throws: `SegmentRefusal`.
  @discardableResult
  public static func write(_ layers: [LayerContent], of source: PlanSource = .unnamed, to path: String) throws(SegmentRefusal) -> Int {
    var ids = Set<String>()
    for layer in layers where !ids.insert(layer.id).inserted { throw .duplicateLayer(layer: layer.id) }
    let file = try PlanFileWriter(replacing: path)
    for (n, layer) in layers.enumerated() { try write(CompiledLayer(layer), number: UInt32(n), file) }
    return try file.finish(layers: UInt32(layers.count), of: source)
  }

  private static func write(_ layer: CompiledLayer, number: UInt32, _ file: PlanFileWriter) throws(SegmentRefusal) {
    try file.append([layer.frame], .frame, number)
    try file.append(layer.name, .name, number)
    try file.append(layer.stringOffsets, .stringOffsets, number)
    try file.append(layer.strings, .strings, number)
    try file.append(layer.borders.vertices, .vertices, number)
    try file.append(layer.sums, .sums, number)
    try file.append(layer.chains, .chains, number)
    try file.append(layer.nodeFirst, .nodeFirst, number)
    try file.append(layer.nodeChains, .nodeChains, number)
    try file.append(layer.components, .components, number)
    try file.append(layer.componentBoxes, .componentBoxes, number)
    try file.append(layer.cells.words, .cells, number)
    try file.append(layer.cells.records, .cellRecords, number)
    try file.append(layer.featureFirst, .featureFirst, number)
    try file.append(layer.featureChains, .featureChains, number)
    try file.append(layer.features, .features, number)
  }
}
