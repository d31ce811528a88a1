/// Reads what a comparison needs of a Mapbox vector tile: the features of its first layer.
enum VectorTileReader {
  struct Feature {
    /// The attribute asked for, empty where the feature has none of that name.
    var value: String
    /// How many attributes it has.
    var attributes: Int
  }

  static func features(_ tile: [UInt8], key wanted: String) -> [Feature] {
    var message = Message(tile[...])
    while let (field, content) = message.next() {
      if field == 3, case .bytes(let layer) = content { return features(ofLayer: layer, wanted) }
    }
    return []
  }

  private static func features(ofLayer layer: ArraySlice<UInt8>, _ wanted: String) -> [Feature] {
    var features: [ArraySlice<UInt8>] = []
    var keys: [String] = []
    var values: [String] = []
    var message = Message(layer)
    while let (field, content) = message.next() {
      guard case .bytes(let bytes) = content else { continue }
      switch field {
      case 2: features.append(bytes)
      case 3: keys.append(String(decoding: bytes, as: UTF8.self))
      case 4: values.append(text(bytes))
      default: break
      }
    }
    return features.map { bytes in
      let tags = tags(bytes)
      var feature = Feature(value: "", attributes: tags.count / 2)
      for k in stride(from: 0, to: tags.count - 1, by: 2)
      where keys.indices.contains(tags[k]) && keys[tags[k]] == wanted && values.indices.contains(tags[k + 1]) {
        feature.value = values[tags[k + 1]]
      }
      return feature
    }
  }

  private static func tags(_ feature: ArraySlice<UInt8>) -> [Int] {
    var message = Message(feature)
    while let (field, content) = message.next() {
      guard field == 2, case .bytes(let packed) = content else { continue }
      var numbers = Message(packed)
      var tags: [Int] = []
      while let number = numbers.varint() { tags.append(Int(truncatingIfNeeded: number)) }
      return tags
    }
    return []
  }

  /// A value that is a text.
  private static func text(_ value: ArraySlice<UInt8>) -> String {
    var message = Message(value)
    while let (field, content) = message.next() {
      if field == 1, case .bytes(let bytes) = content { return String(decoding: bytes, as: UTF8.self) }
    }
    return ""
  }

  /// A message of protocol buffers, field by field; it ends where its bytes make no sense.
  private struct Message {
    enum Content {
      case number(UInt64)
      case bytes(ArraySlice<UInt8>)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func varint() -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 7) {
        guard let byte = rest.popFirst() else { return nil }
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
      }
      return nil
    }

    mutating func next() -> (field: UInt64, content: Content)? {
      guard let tag = varint() else { return nil }
      switch tag & 7 {
      case 0: return varint().map { (tag >> 3, .number($0)) }
      case 2:
        guard let length = varint(), length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(Int(length)) }
        return (tag >> 3, .bytes(rest.prefix(Int(length))))
      default: return nil
      }
    }
  }
}
