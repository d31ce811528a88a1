import Screening
import Testing
import Zoning

/// Rows that point to the common processes of the permit catalogue (通用工序) are decided by the rows they point to.
@Suite("Common processes") struct CommonProcessTests {
  private func item(_ number: String, _ members: String...) throws -> ProcedureItemFinding {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = "{" + members.joined(separator: ",") + "}"
    let permit = try #require(try bench.run().procedures.first { $0.catalogue.kind == .permit })
    return try #require(permit.items.first { $0.item.number == number }, "\(permit.items.map(\.item.number))")
  }

  /// A machine builder without kilns, surface treatment or water treatment, in an industrial building, in no register of key units.
  private static let plain = [
    #""industries":["C3441"]"#, #""kilns":[]"#, #""processes":[]"#, #""facilities":[]"#,
    #""situations":[{"situation":"纳入重点排污单位名录的","holds":false}]"#,
  ]

  private func machines(_ more: String) throws -> ProcedureItemFinding {
    var bench = Bench(.make(.prohibit, applies: "false"))
    bench.project = "{" + (Self.plain + [more]).joined(separator: ",") + "}"
    let permit = try #require(try bench.run().procedures.first { $0.catalogue.kind == .permit })
    return try #require(permit.items.first { $0.item.number == "83" })
  }

  @Test(
    "boilers decide by their total output, electric ones apart",
    arguments: [
      (#"[]"#, "registration"), (#"[{"fuel":"天然气","steam_t_h":20,"count":1}]"#, "simplified"),
      (#"[{"fuel":"天然气","steam_t_h":10,"count":2}]"#, "simplified"),
      (#"[{"fuel":"天然气","steam_t_h":10},{"fuel":"煤炭","steam_t_h":10}]"#, "simplified"),
      (#"[{"fuel":"天然气","steam_t_h":19.99,"count":1}]"#, "registration"), (#"[{"fuel":"电","steam_t_h":100,"count":3}]"#, "registration"),
      (#"[{"fuel":"天然气","steam_t_h":4}]"#, "open"), (#"[{"fuel":"天然气"}]"#, "open"), (#"[{"steam_t_h":25,"count":1}]"#, "open"),
      (#"[{"steam_t_h":4,"count":1}]"#, "registration"), (#"[{"fuel":"稻壳","steam_t_h":30,"count":1}]"#, "open"),
    ])
  func boilers(_ list: String, _ expected: String) throws {
    let row = try machines(#""boilers":\#(list)"#)
    #expect(row.level?.rawValue ?? "open" == expected, "\(row.cells)")
  }

  @Test("the explanation names the row that decides, and what was stated")
  func explanation() throws {
    let row = try machines(#""boilers":[{"fuel":"天然气","steam_t_h":35,"count":1}]"#)
    #expect(row.cells.map(\.state) == [.no, .yes, .no])
    #expect(row.cells[0].because == ["第109至112项都不属于重点管理"])
    #expect(row.cells[1].because == ["第109项“锅炉”属于简化管理：填报的锅炉（电热锅炉除外）合计出力 35 吨/小时"])
    let open = try item("83", #""industries":["C3441"]"#, #""boilers":[]"#, #""kilns":[]"#)
    #expect(open.cells[1].state == .unknown && open.cells[1].because == ["要看第111项“表面处理”、第112项“水处理”"])
    #expect(open.cells[1].ask == ["涉及通用工序“表面处理”的", "涉及通用工序“水处理”的"])
  }

  @Test(
    "kilns decide by kind and fuel",
    arguments: [
      (#"[{"kind":"加热炉","fuel":"天然气"}]"#, "registration"), (#"[{"kind":"干燥炉","fuel":"电"}]"#, "registration"),
      (#"[{"kind":"加热炉","fuel":"煤炭"}]"#, "simplified"), (#"[{"kind":"玻璃熔窑"}]"#, "simplified"),
      (#"[{"kind":"玻璃熔窑","fuel":"天然气"}]"#, "simplified"),
      (#"[{"kind":"加热炉","fuel":"电"},{"kind":"冲天炉","fuel":"焦炭"}]"#, "simplified"), (#"[{"kind":"退火炉","fuel":"天然气"}]"#, "open"),
      (#"[{"kind":"加热炉"}]"#, "open"), (#"[{"kind":"干燥窑","fuel":"电"}]"#, "registration"),
    ])
  func kilns(_ list: String, _ expected: String) throws {
    let row = try item(
      "110", #""industries":["C3441"]"#, #""kilns":\#(list)"#, #""situations":[{"situation":"纳入重点排污单位名录的","holds":false}]"#)
    #expect(row.match == .yes)
    #expect(row.level?.rawValue ?? "open" == expected, "\(row.cells)")
  }

  @Test("surface treatment is told by its processes, ruled out only by none at all")
  func surface() throws {
    #expect(try item("111", #""processes":["化学镀"]"#).match == .yes)
    #expect(try item("111", #""processes":["机械加工"]"#).match == .unknown)
    let permit = try item(
      "83", #""industries":["C3441"]"#, #""processes":["酸洗"]"#, #""situations":[{"situation":"纳入重点排污单位名录的","holds":false}]"#)
    #expect(permit.level == .simplified)
    #expect(permit.cells[1].because == ["第111项“表面处理”属于简化管理"])
  }

  @Test("what is answered against what is stated counts neither way")
  func contradiction() throws {
    let row = try item("109", #""boilers":[{"fuel":"煤炭"}]"#, #""situations":[{"situation":"涉及通用工序“锅炉”的","holds":false}]"#)
    #expect(row.match == .unknown && row.cells[0].ask == ["涉及通用工序“锅炉”的"])
    let steam = try item("109", #""boilers":[]"#, #""resources":{"boilerSteam_t":6}"#)
    #expect(steam.match == .unknown)
  }
}
