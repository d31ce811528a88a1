import FEEL
import Zoning

extension ReportComposer {
  mutating func zonesPart() -> Part {
    var blocks: [Block] = []
    if record.units.isEmpty {
      blocks.append(.paragraph(Words(Sentences.noUnits)))
    } else {
      blocks.append(.table(unitTable(caption("涉及的生态环境管控单元"))))
    }
    if record.zones.isEmpty {
      blocks.append(.paragraph(Words(Sentences.noZones)))
    } else {
      blocks.append(.table(zoneTable(caption("涉及的要素分区和其他管控区域"), record.zones)))
      if record.zones.contains(where: { $0.share != nil }) { blocks.append(.paragraph(Words(Sentences.layersOverlap))) }
    }
    if !record.tolerated.isEmpty { blocks.append(.table(zoneTable(caption(Sentences.toleratedCaption), record.tolerated, shares: false))) }
    if record.nearest.isEmpty {
      blocks.append(.paragraph(Words(Sentences.noNearest)))
    } else {
      blocks.append(.table(nearestTable(caption("与重要管控对象的最近距离"))))
    }
    return Part(title: "涉及的管控单元和要素分区", blocks: blocks)
  }

  private func unitTable(_ caption: String) -> ReportTable {
    let units = record.units
    let hasArea = units.contains { $0.area != nil }
    let hasLength = units.contains { $0.length != nil }
    let hasShare = units.contains { $0.share != nil }
    var columns: [ReportTable.Column] = [
      .init(title: "单元编码", alignment: .center, width: 28), .init(title: "单元名称", alignment: .left, width: nil),
      .init(title: "类别", alignment: .center, width: 18), .init(title: "县（市、区）", alignment: .center, width: 22),
    ]
    let labels = columns.count
    if hasArea { columns.append(.init(title: "重叠面积/m²", alignment: .right, width: 27)) }
    if hasLength { columns.append(.init(title: "穿越长度/m", alignment: .right, width: 24)) }
    if hasShare { columns.append(.init(title: "占选址", alignment: .right, width: 17)) }
    let percentages = LargestRemainder.percentages(units.map { $0.share ?? .zero })
    var rows = zip(units, percentages).map { u, percent in
      var cells = [
        Words(u.code), Words(u.name), Words(u.unitClass?.chinese ?? "—"), Words(u.county.isEmpty ? "—" : u.county),
      ]
      if hasArea { cells.append(Words(u.area.map(figures.squareMetres) ?? "—")) }
      if hasLength { cells.append(Words(u.length.map(figures.metres) ?? "—")) }
      if hasShare { cells.append(Words(u.share == nil ? "—" : figures.fixed(percent, digits: 2) + "%")) }
      return ReportTable.Row.cells(cells)
    }
    if columns.count > labels {
      var sums: [String] = []
      if hasArea { sums.append(figures.squareMetres(units.compactMap(\.area).reduce(.zero, +))) }
      if hasLength { sums.append(figures.metres(units.compactMap(\.length).reduce(.zero, +))) }
      if hasShare { sums.append(figures.fixed(percentages.reduce(.zero, +), digits: 2) + "%") }
      rows.append(.total(label: "合计", span: labels, sums))
    }
    return ReportTable(caption: caption, columns: columns, rows: rows)
  }

  private func zoneTable(_ caption: String, _ zones: [ScreeningRecord.Zone], shares: Bool = true) -> ReportTable {
    let hasArea = zones.contains { $0.area != nil }
    let hasLength = zones.contains { $0.length != nil }
    let hasShare = shares && zones.contains { $0.share != nil }
    var columns: [ReportTable.Column] = [
      .init(title: "图层", alignment: .left, width: 32), .init(title: "分区编码", alignment: .center, width: 31),
      .init(title: "分区名称", alignment: .left, width: nil),
    ]
    if hasArea { columns.append(.init(title: "重叠面积/m²", alignment: .right, width: 27)) }
    if hasLength { columns.append(.init(title: "穿越长度/m", alignment: .right, width: 24)) }
    if hasShare { columns.append(.init(title: "占选址", alignment: .right, width: 17)) }
    // Parts of one layer add up; layers lie over one another.
    var percent = [FEELDecimal](repeating: .zero, count: zones.count)
    for layer in Set(zones.map(\.layer)) {
      let members = zones.indices.filter { zones[$0].layer == layer }
      for (i, p) in zip(members, LargestRemainder.percentages(members.map { zones[$0].share ?? .zero })) { percent[i] = p }
    }
    let rows = zip(zones, percent).map { z, p in
      var cells = [Words(z.title), Words(z.code), Words(z.name)]
      if hasArea { cells.append(Words(z.area.map(figures.squareMetres) ?? "—")) }
      if hasLength { cells.append(Words(z.length.map(figures.metres) ?? "—")) }
      if hasShare { cells.append(Words(z.share == nil ? "—" : figures.fixed(p, digits: 2) + "%")) }
      return ReportTable.Row.cells(cells)
    }
    return ReportTable(caption: caption, columns: columns, rows: rows)
  }

  private func nearestTable(_ caption: String) -> ReportTable {
    ReportTable(
      caption: caption,
      columns: [
        .init(title: "管控对象", alignment: .left, width: 38), .init(title: "名称", alignment: .left, width: nil),
        .init(title: "编码", alignment: .center, width: 31), .init(title: "最近距离/m", alignment: .right, width: 25),
        .init(title: "方位", alignment: .center, width: 14),
      ],
      rows: record.nearest.map { n in
        .cells([
          Words(n.layer), Words(n.name.isEmpty ? "—" : n.name), Words(n.code.isEmpty ? "—" : n.code),
          Words(n.distance.isZero ? "相接或者重叠" : figures.metres(n.distance)), Words(n.distance.isZero ? "—" : n.bearing ?? "—"),
        ])
      })
  }
}
