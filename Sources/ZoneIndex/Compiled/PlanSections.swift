/// The table of a mapped plan file: which section stands where.
///
/// Header and table are held against the table's checksum when this is made, so that every section lies within the file;
/// sections themselves are checked by who reads them, and against their own checksums by `verify`.
struct PlanSections {
  let path: String
  let bytes: UnsafeRawBufferPointer
  let header: PlanFormat.Header
  private(set) var table: UnsafeBufferPointer<PlanFormat.Section>

  /// The table's checksum, which holds those of all sections.
  var identity: UInt64 { header.tableChecksum }

  /// - Throws: `SegmentRefusal` when the file is no plan, of another version or machine, or its table is damaged.
  init(_ file: PlanMapping) throws(SegmentRefusal) {
    path = file.path
    bytes = file.bytes
    header = bytes.load(as: PlanFormat.Header.self)
    guard header.magic == PlanFormat.magic else { throw .notAPlan(path: path) }
    guard header.byteOrder == PlanFormat.byteOrder else { throw .foreignByteOrder(path: path) }
    guard header.version == PlanFormat.version else { throw .wrongVersion(path: path, found: header.version) }
    guard header.fileBytes == UInt64(bytes.count) else { throw .damaged(path: path, part: "文件长度") }
    table = UnsafeBufferPointer(start: nil, count: 0)
    let stride = UInt64(MemoryLayout<PlanFormat.Section>.stride)
    let table: UnsafeBufferPointer<PlanFormat.Section> = try elements(
      header.tableOffset, UInt64(header.sectionCount), stride, "目录")
    guard SectionChecksum.of(UnsafeRawBufferPointer(table)) == header.tableChecksum else { throw damaged("目录") }
    for section in table {
      guard let kind = PlanFormat.Kind(rawValue: section.kind) else { throw damaged("目录") }
      let (length, overflow) = section.count.multipliedReportingOverflow(by: section.stride)
      guard !overflow else { throw damaged(kind.chineseName) }
      let _: UnsafeBufferPointer<UInt8> = try elements(section.offset, length, 1, kind.chineseName)
    }
    self.table = table
  }

  func verify() throws(SegmentRefusal) {
    for section in table {
      let bytes = UnsafeRawBufferPointer(
        rebasing: bytes[Int(section.offset)..<Int(section.offset + section.count * section.stride)])
      guard SectionChecksum.of(bytes) == section.checksum else {
        throw damaged(PlanFormat.Kind(rawValue: section.kind)?.chineseName ?? "目录")
      }
    }
  }

  func damaged(_ part: String) -> SegmentRefusal { .damaged(path: path, part: part) }

  private func elements<T>(_ offset: UInt64, _ count: UInt64, _ stride: UInt64, _ name: String) throws(SegmentRefusal)
    -> UnsafeBufferPointer<T>
  {
    let size = UInt64(bytes.count)
    let (length, overflow) = count.multipliedReportingOverflow(by: stride)
    guard stride == UInt64(MemoryLayout<T>.stride), !overflow, offset % UInt64(PlanFormat.alignment) == 0, offset <= size,
      length <= size - offset, let base = bytes.baseAddress
    else { throw damaged(name) }
    return UnsafeBufferPointer(start: (base + Int(offset)).assumingMemoryBound(to: T.self), count: Int(count))
  }

  /// The sections of one layer; of a file without layers those of layer 0.
  func layer(_ number: UInt32) -> LayerSections {
    LayerSections(all: self, sections: table.filter { $0.layer == number })
  }

  /// The sections of one layer as arrays.
  struct LayerSections {
    let all: PlanSections
    let sections: [PlanFormat.Section]

    func damaged(_ kind: PlanFormat.Kind) -> SegmentRefusal { all.damaged(kind.chineseName) }

    /// - Throws: `SegmentRefusal.damaged` where there is none, or of other elements.
    func read<T>(_ kind: PlanFormat.Kind) throws(SegmentRefusal) -> UnsafeBufferPointer<T> {
      guard let row = sections.first(where: { $0.kind == kind.rawValue }) else { throw damaged(kind) }
      return try all.elements(row.offset, row.count, row.stride, kind.chineseName)
    }

    /// `count` + 1 offsets that never fall and end at `end`.
    func offsets(_ kind: PlanFormat.Kind, count: Int, end: Int) throws(SegmentRefusal) -> UnsafePointer<UInt32> {
      let values: UnsafeBufferPointer<UInt32> = try read(kind)
      guard values.count == count + 1, values[0] == 0, Int(values[count]) == end else { throw damaged(kind) }
      for i in 0..<count where values[i] > values[i + 1] { throw damaged(kind) }
      return try base(values, kind)
    }

    func indices(_ kind: PlanFormat.Kind, count: Int, below limit: Int) throws(SegmentRefusal) -> UnsafePointer<UInt32> {
      let values: UnsafeBufferPointer<UInt32> = try read(kind)
      guard values.count == count, values.allSatisfy({ Int($0) < limit }) else { throw damaged(kind) }
      return try base(values, kind)
    }

    func base<T>(_ buffer: UnsafeBufferPointer<T>, _ kind: PlanFormat.Kind) throws(SegmentRefusal) -> UnsafePointer<T> {
      guard let base = buffer.baseAddress else { throw damaged(kind) }
      return base
    }
  }
}
