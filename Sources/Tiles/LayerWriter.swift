/// One layer of a tile: features with numbers for keys and values, then the tables.
struct LayerWriter {
  private let view: PyramidView
  private let columns: [Int]
  private let extraKey: String?
  private var features: [UInt8] = []
  private var values: [UInt8] = []
  private var valueCount: UInt64 = 0
  /// Number in this tile of each value of the pyramid; −1 where it has none yet.
  private var numbers: [Int32]
  private var message: [UInt8] = []
  private var tags: [UInt8] = []
  private(set) var count = 0

  /// - Parameters:
  ///   - columns: which of the pyramid's attributes are written.
  ///   - extraKey: a number of the feature's own beside them.
  init(_ view: PyramidView, columns: [Int], extraKey: String? = nil) {
    self.view = view
    self.columns = columns
    self.extraKey = extraKey
    numbers = [Int32](repeating: -1, count: view.valueOffsets.count)
  }

  mutating func add(_ feature: Int, type: UInt8, geometry: [UInt8], extra: UInt64? = nil) {
    count += 1
    tags.removeAll(keepingCapacity: true)
    let row = feature * view.keyTexts.count
    for (key, column) in columns.enumerated() {
      let value = Int(view.tags[row + column])
      guard value > 0 else { continue }
      Varint.append(UInt64(key), to: &tags)
      Varint.append(number(of: value - 1), to: &tags)
    }
    if let extra {
      Varint.append(UInt64(columns.count), to: &tags)
      Varint.append(valueCount, to: &tags)
      valueCount += 1
      var value: [UInt8] = [0x28]
      Varint.append(extra, to: &value)
      values.append(0x22)
      Varint.append(UInt64(value.count), to: &values)
      values += value
    }
    message.removeAll(keepingCapacity: true)
    message.append(0x08)
    Varint.append(view.features[feature].id, to: &message)
    message.append(0x12)
    Varint.append(UInt64(tags.count), to: &message)
    message += tags
    message.append(0x18)
    message.append(type)
    message.append(0x22)
    Varint.append(UInt64(geometry.count), to: &message)
    features.append(0x12)
    Varint.append(UInt64(message.count + geometry.count), to: &features)
    features += message
    features += geometry
  }

  private mutating func number(of value: Int) -> UInt64 {
    if numbers[value] >= 0 { return UInt64(numbers[value]) }
    numbers[value] = Int32(valueCount)
    valueCount += 1
    let bytes = view.value(value)
    values.append(0x22)
    Varint.append(UInt64(bytes.count), to: &values)
    values.append(contentsOf: bytes)
    return valueCount - 1
  }

  /// Appends the layer to the tile; a layer without features is none.
  consuming func finish(name: String, to bytes: inout [UInt8]) {
    guard count > 0 else { return }
    var head: [UInt8] = [0x78, 2, 0x0A]
    let utf8 = Array(name.utf8)
    Varint.append(UInt64(utf8.count), to: &head)
    head += utf8
    var tail: [UInt8] = []
    for column in columns {
      let key = UnsafeRawBufferPointer(rebasing: view.keys[Int(view.keyOffsets[column])..<Int(view.keyOffsets[column + 1])])
      tail.append(0x1A)
      Varint.append(UInt64(key.count), to: &tail)
      tail.append(contentsOf: key)
    }
    if let extraKey {
      let key = Array(extraKey.utf8)
      tail.append(0x1A)
      Varint.append(UInt64(key.count), to: &tail)
      tail += key
    }
    tail += values
    tail.append(0x28)
    Varint.append(UInt64(TileAddress.extent), to: &tail)
    bytes.append(0x1A)
    Varint.append(UInt64(head.count + features.count + tail.count), to: &bytes)
    bytes += head
    bytes += features
    bytes += tail
  }
}
