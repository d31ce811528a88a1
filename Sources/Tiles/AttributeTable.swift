/// Attributes as tiles take them: each value once, as the bytes of its message.
struct AttributeTable {
  private var keys: [String] = ["code", "name"]
  private var keyNumbers: [String: Int] = ["code": 0, "name": 1]
  private var valueNumbers: [String: UInt32] = [:]
  private var values: [String] = []
  private var rows: [[(key: Int, value: UInt32)]] = []

  /// Code and name come first; an attribute that is called like one of them does not stand in for it.
  mutating func add(code: String, name: String, _ attributes: [String: String]) {
    var row = [(key: 0, value: number(code)), (key: 1, value: number(name))]
    for (key, text) in attributes.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) where key != "code" && key != "name" {
      let k: Int
      if let known = keyNumbers[key] {
        k = known
      } else {
        k = keys.count
        keys.append(key)
        keyNumbers[key] = k
      }
      row.append((k, number(text)))
    }
    rows.append(row)
  }

  private mutating func number(_ text: String) -> UInt32 {
    if let known = valueNumbers[text] { return known }
    let new = UInt32(values.count + 1)
    values.append(text)
    valueNumbers[text] = new
    return new
  }

  func write(to file: inout PyramidWriter) {
    // Tags: a row a feature, a column a key; 0 where the feature has no such attribute.
    var tags = [UInt32](repeating: 0, count: rows.count * keys.count)
    for (i, row) in rows.enumerated() { for (key, value) in row { tags[i * keys.count + key] = value } }
    file.add(tags, .tags)
    file.add(texts: keys.map { Array($0.utf8) }, .keyOffsets, .keys)
    file.add(
      texts: values.map { text in
        let utf8 = Array(text.utf8)
        var value: [UInt8] = [0x0A]
        Varint.append(UInt64(utf8.count), to: &value)
        return value + utf8
      }, .valueOffsets, .values)
  }
}
