internal import Geometry

/// One layer inside a mapping: plain pointers, valid as long as its segment lives.
struct LayerView {
  let kind: GeometryKind
  let featureCount: Int
  let origin: GridPoint
  let stringOffsets: UnsafePointer<UInt32>
  let strings: UnsafeRawPointer
  let firstPart: UnsafePointer<UInt32>
  let firstRing: UnsafePointer<UInt32>
  let firstVertex: UnsafePointer<UInt32>
  let firstBox: UnsafePointer<UInt32>
  let vertices: UnsafePointer<GridVertex>
  let ringBoxes: UnsafePointer<CompactBox>
  let order: UnsafePointer<UInt32>
  let featureBoxes: UnsafePointer<CompactBox>
  let tree: BoxLadder

  func bytes(_ i: Int) -> UnsafeRawBufferPointer {
    let start = Int(stringOffsets[i])
    return UnsafeRawBufferPointer(start: strings + start, count: Int(stringOffsets[i + 1]) - start)
  }

  func string(_ i: Int) -> String { String(decoding: bytes(i), as: UTF8.self) }

  func outline(of rings: Range<Int>) -> OutlineView {
    OutlineView(
      vertices: vertices, firstVertex: firstVertex, firstBox: firstBox, boxes: ringBoxes, rings: rings,
      closed: kind == .polygon, origin: origin)
  }

  /// All rings of a feature.
  @inline(__always)
  func outline(_ feature: Int) -> OutlineView {
    outline(of: Int(firstRing[Int(firstPart[feature])])..<Int(firstRing[Int(firstPart[feature + 1])]))
  }

  /// Calls with each feature whose box meets the query, and that box.
  @inline(__always)
  func forEachFeature(meeting query: GridBox, _ body: (Int, CompactBox) -> Void) {
    let compact = CompactBox(query, from: origin)
    tree.forEachGroup(meeting: compact) { group in
      for k in group where featureBoxes[k].meets(compact) { body(Int(order[k]), featureBoxes[k]) }
    }
  }
}
